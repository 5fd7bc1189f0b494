"""A pattern that fails about one child of three: the other two are in every list, and the one is named, with what failed."""

import concurrent.futures
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.command import app
from graph.errors import WrongPattern
from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from queries.explanations.missing_picture import missing_picture
from queries.patterns import closed_after_missed
from tests.api.conftest import AS_OF
from tests.api.test_findings_graphql import LENS, answered
from tests.queries.building import person

NAME = "closed_after_missed"
SECRET = "Moss Street 4"
P1, P2, P3 = (person("hv", each, "systmone") for each in ("p1", "p2", "p3"))
FAILED = "notJudged { pattern subject statement }"
PAGE = f"""query ($lens: LensInput, $name: PatternId) {{ findings(pattern: $name, lens: $lens) {{
  nodes {{ subject {{ id }} }} {FAILED} }} }}"""
IN_A_LIST = f"""query ($lens: LensInput) {{ children(lens: $lens) {{ nodes {{
  id findings(pattern: {NAME}) {{ nodes {{ key }} {FAILED} }} }} }} }}"""
PICTURE = f"""query ($id: ID!, $lens: LensInput) {{ missingPicture(subject: $id, lens: $lens) {{
  missing {{ triedTo }} {FAILED} }} }}"""


@pytest.fixture
def failing(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store, and a judge that fails about the second child with a text that nobody may see."""
    judge = closed_after_missed._last_missed

    def fail(case: Any, involvement: Any, asked: Any) -> Any:
        if involvement.id.endswith("/i2"):
            raise ValueError(SECRET)
        return judge(case, involvement, asked)

    monkeypatch.setattr(closed_after_missed, "_last_missed", fail)
    return loaded


@pytest.mark.parametrize("pattern", [NAME, "all"])
async def test_everyone_else_is_found_and_who_is_not_is_named(failing: Store, pattern: str) -> None:
    found = await find(failing, pattern, lens=Lens.of(AS_OF))
    assert sorted(each.subject for each in found.findings if each.pattern == NAME) == sorted((P1, P3))
    (failed,) = found.not_judged
    assert (failed.pattern, failed.subject) == (NAME, P2)
    assert failed.reason.startswith(f"pattern {NAME}: its judge failed: ValueError at ")
    assert SECRET not in failed.reason


async def test_of_that_child_the_other_patterns_are_asked_and_this_one_alone_says_what_failed(failing: Store) -> None:
    assert [each.pattern for each in (await find(failing, "all", subject=P2, lens=Lens.of(AS_OF))).not_judged] == [NAME]
    assert [each.pattern for each in (await missing_picture(failing, P2, lens=Lens.of(AS_OF))).not_judged] == [NAME]
    with pytest.raises(WrongPattern, match=f"pattern {NAME}: its judge failed: ValueError"):
        await find(failing, NAME, subject=P2, lens=Lens.of(AS_OF))


async def test_pages_lists_and_the_missing_picture_in_graphql_say_so(failing: Store, client: httpx.AsyncClient) -> None:
    for name in (NAME, None):
        found = await answered(client, PAGE, lens=LENS, name=name)
        assert "errors" not in found
        assert {each["subject"]["id"] for each in found["data"]["findings"]["nodes"]} >= {P1, P3}
        (failed,) = found["data"]["findings"]["notJudged"]
        assert (failed["pattern"], failed["subject"]) == (NAME, P2)
        assert failed["statement"].startswith(f"{NAME} could not be asked about {P2}")
    nodes = (await answered(client, IN_A_LIST, lens=LENS))["data"]["children"]["nodes"]
    by_child = {each["id"]: (len(each["findings"]["nodes"]), len(each["findings"]["notJudged"])) for each in nodes}
    assert by_child == {P1: (1, 0), P2: (0, 1), P3: (1, 0)}
    picture = (await answered(client, PICTURE, lens=LENS, id=P2))["data"]["missingPicture"]
    assert [each["subject"] for each in picture["notJudged"]] == [P2]


async def test_the_command_gives_the_rest_names_who_is_not_there_and_ends_with_1(
    failing: Store, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ended = in_a_thread("find", "all", "--as-of", str(AS_OF), "--format", "json")
    assert ended.exit_code == 1
    assert ended.stdout.count(f'"pattern":"{NAME}"') == 2
    assert f"casegraph: {NAME} could not be asked about {P2}" in ended.stderr
    assert SECRET not in ended.output
    assert in_a_thread("missing-picture", "--subject", P2, "--as-of", str(AS_OF)).exit_code == 1


def in_a_thread(*arguments: str) -> Result:
    """The command, which has an event loop of its own."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(CliRunner().invoke, app, arguments).result()
