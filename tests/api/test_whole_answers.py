"""What holds for a whole answer, findings or none: which days there is data of, and what is not said."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.api.conftest import client_of
from tests.api.test_who_is_known import run
from tests.queries.building import child, loaded, partnership

UNCOVERED = "nothing that is loaded covers 1990-05-01: its extracts are of 2024-01-01 to 2025-06-01"
NOT_ASKED = "1 child was passed to oohgp, which has loaded nothing"
ASKED = """query ($day: Date!) { findings(pattern: handed_over_not_picked_up, lens: {asOf: $day}) {
  totalCount truncated notAsked coverage { covered statement agencies { agency coversFrom coversTo covered } } } }"""


@pytest.fixture
async def passed_on(store: Store, tmp_path: Path) -> Store:
    """A store with a child who was passed to a service that has loaded nothing."""
    contact = {"person_id": "c", "on": "2025-02-01", "kind": "referral", "referred_to": "oohgp"}
    covers = {"covers_from": "2024-01-01", "covers_to": "2025-06-01"}
    hv = {"people": [child("c", "2019-05-01")], "contacts": [contact], "extract": covers}
    await loaded(store, *partnership(tmp_path, hv=hv))
    return store


async def test_graphql_says_what_there_is_no_data_of(passed_on: Store) -> None:
    async with client_of(passed_on) as client:
        early, late = [
            (await client.post("/graphql", json={"query": ASKED, "variables": {"day": day}})).json()["data"]["findings"]
            for day in ("1990-05-01", "2025-06-20")
        ]
    assert (early["totalCount"], early["coverage"]["covered"], early["coverage"]["statement"]) == (0, False, UNCOVERED)
    assert (late["notAsked"], late["coverage"]["covered"], late["coverage"]["statement"]) == ([NOT_ASKED], True, None)
    hv = {"agency": "hv", "coversFrom": "2024-01-01", "coversTo": "2025-06-01", "covered": True}
    assert late["coverage"]["agencies"] == [hv, {"agency": "oohgp", "coversFrom": None, "coversTo": None, "covered": False}]


@pytest.mark.parametrize("format_", ["table", "json"])
@pytest.mark.usefixtures("passed_on")
async def test_the_command_says_it_beside_the_findings(environment: dict[str, str], format_: str) -> None:
    find = ("find", "handed_over_not_picked_up", "--format", format_, "--as-of")
    early, late = run(environment, *find, "1990-05-01"), run(environment, *find, "2025-06-20")
    assert f"0 findings: {UNCOVERED}" in early.stderr
    assert f"not asked: {NOT_ASKED}" in late.stderr
    assert "nothing that is loaded" not in late.stderr
    assert (early.stdout, late.stdout) == ("", "")
