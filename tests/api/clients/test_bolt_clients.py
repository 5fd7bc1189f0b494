"""The neo4j driver and py2neo at the store itself, on each engine: the rows that the API has for the same question."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase
from typer.testing import CliRunner

from api.command import app
from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import Store
from tests.api.clients.snippets import snippet
from tests.api.processes import environment
from tests.engines.endpoint import Endpoint
from tests.queries.building import child, loaded, partnership

DAY = date(2025, 6, 1)
QUESTION = """query ($day: Date!) { children(lens: {asOf: $day}) { nodes {
  id contacts(first: 100) { nodes { on kind agency { id } } } } } }"""

# The social worker's second contact was put right by a later extract, and her third was yet to come.
SOCIAL_CARE = {
    "people": [child("c", "2015-03-01"), child("d", "2016-03-01")],
    "contacts": [
        {"person_id": "c", "on": "2025-02-10", "kind": "home_visit"},
        {"person_id": "c", "on": "2025-03-10", "kind": "call"},
        {"person_id": "d", "on": "2025-09-10"},
    ],
    "extract": {"extracted_on": "2025-04-01"},
}
LATER = {
    "people": SOCIAL_CARE["people"],
    "contacts": [{"contact_id": "k2", "person_id": "c", "on": "2025-03-11", "kind": "meeting"}],
    "extract": {"extracted_on": "2025-05-01"},
}
VISITOR = {"people": [child("v", "2016-05-01")], "contacts": [{"person_id": "v", "on": "2025-01-10", "kind": "home_visit"}]}


@pytest.fixture
async def rows(store: Store, tmp_path: Path) -> list[dict[str, Any]]:
    """What the API answers: each contact of each child, in the order of the page's question."""
    await loaded(store, *partnership(tmp_path, csc=SOCIAL_CARE, hv=VISITOR), *partnership(tmp_path / "later", csc=LATER))
    result = await SCHEMA.execute(QUESTION, variable_values={"day": DAY.isoformat()}, context_value=Context(store))
    assert result.data and not result.errors
    contacts = [(each["id"], contact) for each in result.data["children"]["nodes"] for contact in each["contacts"]["nodes"]]
    answered = [{"child": id_, "on": k["on"], "kind": k["kind"], "agency": k["agency"]["id"]} for id_, k in contacts]
    return sorted(answered, key=lambda row: tuple(row.values()))


@pytest.mark.parametrize("client", ["from neo4j import", "from py2neo import"])
def test_a_client_at_the_store_gets_what_the_api_gives(client: str, engine: Endpoint, rows: list[dict[str, Any]]) -> None:
    known = {"url": engine.url, "user": engine.user, "password": engine.password, "database": engine.database}
    done = known | {"question": snippet("cypher", "MATCH (child:Child)"), "day": DAY}
    exec(snippet("python", client), done)
    assert done["rows"] == rows
    assert [(row["on"], row["kind"]) for row in rows if row["agency"] == "csc"] == [
        ("2025-02-10", "home_visit"),
        ("2025-03-11", "meeting"),
    ]


class TestTheEmbeddedServer:
    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for name, value in environment(tmp_path).items():
            monkeypatch.setenv(name, value)
        return tmp_path

    def test_the_page_holds_it_and_the_status_says_how_to_open_it(self, home: Path) -> None:
        done: dict[str, Any] = {}
        exec(snippet("python", "from graph.embedded import lease"), done)
        with done["held"]:
            shown = CliRunner().invoke(app, ["status"]).stdout
            said = json.loads(CliRunner().invoke(app, ["status", "--format", "json"]).stdout)
            assert (said["url"], said["user"], said["database"]) == (done["url"], done["user"], done["database"])
            assert f"password in {home / 'password'}" in shown
            password = Path(said["password_file"]).read_text()
            assert password not in shown
            with GraphDatabase.driver(said["url"], auth=(said["user"], password)) as driver:
                assert driver.execute_query("RETURN 1 AS one", database_=said["database"]).records[0]["one"] == 1
