"""Findings over GraphQL: the same as through Python, a page at a time."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from api.http.application import application
from graph.access.rights import ALL_RIGHTS
from graph.errors import StoreTimeout
from graph.lens import Lens
from graph.settings import Settings
from graph.store import ReadKind, Store
from queries.engine.find import find
from queries.engine.registry import registry
from tests.api.signed_in import signed_in

AS_OF = date(2025, 6, 1)
LENS = {"asOf": "2025-06-01"}

PAGE = """query ($first: Int! = 50, $after: String, $lens: LensInput, $subject: ID, $parameters: [ParameterInput!]) {
  findings(pattern: closed_after_missed, first: $first, after: $after, lens: $lens, subject: $subject, parameters: $parameters) {
    totalCount
    lens { agencies asOf knownAt }
    nodes { subject { id } key }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""

WHOLE = """query ($lens: LensInput) { findings(pattern: closed_after_missed, lens: $lens) { edges { cursor node {
  pattern version subject { id records } key status statement firstOn lastOn onRecordSince agencies seenBy missingPicture
  answers evidence { id kind agency on start end recordedOn endRecordedOn } coverage { covered notCovered }
  lens { agencies asOf knownAt } parameters cautions } } } }"""


async def answered(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    response = await client.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


async def page(client: httpx.AsyncClient, **variables: Any) -> dict[str, Any]:
    found = await answered(client, PAGE, **variables)
    assert "errors" not in found
    connection: dict[str, Any] = found["data"]["findings"]
    return connection


async def error(client: httpx.AsyncClient, query: str = PAGE, **variables: Any) -> tuple[str, str]:
    (found,) = (await answered(client, query, **variables))["errors"]
    return found["extensions"]["code"], found["message"]


def snake(value: Any) -> Any:
    """The JSON of a finding, from GraphQL's names; what is not known is left out of evidence there."""
    if isinstance(value, list):
        return [snake(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {"".join(f"_{c.lower()}" if c.isupper() else c for c in name): snake(each) for name, each in value.items()}


def as_json(node: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = snake(node)
    found["evidence"] = [{name: value for name, value in fact.items() if value is not None} for fact in found["evidence"]]
    return found if found["coverage"] else {name: value for name, value in found.items() if name != "coverage"}


async def test_a_finding_is_the_same_as_through_python(client: httpx.AsyncClient, loaded: Store) -> None:
    through_python = await find(loaded, "closed_after_missed", lens=Lens.of(AS_OF))
    edges = (await answered(client, WHOLE, lens=LENS))["data"]["findings"]["edges"]
    assert [as_json(edge["node"]) for edge in edges] == through_python.to_dicts()
    assert len(edges) == 3


async def test_pages_together_are_the_whole(client: httpx.AsyncClient) -> None:
    whole = await page(client, lens=LENS)
    first = await page(client, lens=LENS, first=2)
    second = await page(client, lens=LENS, first=2, after=first["pageInfo"]["endCursor"])
    assert first["nodes"] + second["nodes"] == whole["nodes"]
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert first["totalCount"] == second["totalCount"] == 3


async def test_paging_goes_on_as_of_the_day_on_which_it_began(client: httpx.AsyncClient) -> None:
    begun = await page(client, lens=LENS, first=1)
    later = await page(client, first=1, after=begun["pageInfo"]["endCursor"])
    assert later["lens"] == begun["lens"]
    assert later["nodes"] != begun["nodes"]


@pytest.mark.parametrize(
    "changed",
    [
        {"lens": {"asOf": "2025-06-02"}},
        {"lens": {"asOf": "2025-06-01", "agencies": ["hv"]}},
        {"lens": LENS, "parameters": [{"name": "within_days", "value": 30}]},
        {"lens": LENS, "subject": "hv/systmone/p1"},
    ],
    ids=["day", "agencies", "parameters", "subject"],
)
async def test_a_cursor_of_another_question_is_refused(client: httpx.AsyncClient, changed: dict[str, Any]) -> None:
    begun = await page(client, lens=LENS, first=1)
    code, message = await error(client, after=begun["pageInfo"]["endCursor"], **changed)
    assert (code, message.split(";")[0]) == ("BAD_INPUT", "after: the cursor belongs to another question")


@pytest.mark.parametrize("cursor", ["", "not a cursor", "W10=", "bnVsbA=="])
async def test_what_is_no_cursor_is_refused(storeless: httpx.AsyncClient, cursor: str) -> None:
    assert (await error(storeless, after=cursor))[0] == "BAD_INPUT"


async def test_the_lens_narrows_what_is_found(client: httpx.AsyncClient) -> None:
    before_the_closures = {"asOf": (date(2025, 3, 20) - timedelta(days=1)).isoformat()}
    assert (await page(client, lens=before_the_closures))["totalCount"] == 0


async def test_a_subject_named_by_a_record_is_found_alone(client: httpx.AsyncClient) -> None:
    found = await page(client, lens=LENS, subject="hv/systmone/p2")
    assert [node["key"] for node in found["nodes"]] == ["hv/systmone/i2"]


async def test_the_pages_of_a_list_are_found_once(client: httpx.AsyncClient, loaded: Store) -> None:
    costs, after = [], None
    for _ in range(3):
        before = loaded.round_trips
        found = await page(client, first=1, after=after, lens={"asOf": "2025-05-30"})
        costs.append(loaded.round_trips - before)
        after = found["pageInfo"]["endCursor"]
    assert costs == [2, 1, 1]


async def test_all_patterns_are_asked_where_none_is_named(client: httpx.AsyncClient) -> None:
    query = "query ($lens: LensInput) { findings(lens: $lens) { nodes { pattern subject { id } key } } }"
    nodes = (await answered(client, query, lens=LENS))["data"]["findings"]["nodes"]
    assert sum(node["pattern"] == "closed_after_missed" for node in nodes) == 3
    order = [(node["pattern"], node["subject"]["id"], node["key"]) for node in nodes]
    assert order == sorted(order)


async def test_an_unknown_parameter_is_named_and_the_nearest_offered(client: httpx.AsyncClient) -> None:
    code, message = await error(client, parameters=[{"name": "within_day", "value": 30}])
    assert code == "UNKNOWN_NAME"
    assert "within_day" in message
    assert "within_days" in message


@pytest.mark.parametrize("value", [{"days": 3}, [1], 2.5, 0, "many"])
async def test_a_value_of_the_wrong_sort_is_refused_by_name(client: httpx.AsyncClient, value: Any) -> None:
    code, message = await error(client, parameters=[{"name": "within_days", "value": value}])
    assert code == "BAD_INPUT"
    assert message.startswith("parameter within_days: expected")


async def test_a_parameter_given_twice_is_refused(client: httpx.AsyncClient) -> None:
    twice = [{"name": "within_days", "value": 30}] * 2
    assert await error(client, parameters=twice) == ("BAD_INPUT", "parameter within_days: expected once, found twice")


async def test_an_unknown_agency_is_refused_by_name(client: httpx.AsyncClient) -> None:
    expected = ("UNKNOWN_NAME", "unknown agency 'hvv'; did you mean hv?")
    assert await error(client, lens={"agencies": ["hvv"]}) == expected
    assert await error(client, subject="hvv/systmone/p1") == expected


async def test_an_unknown_person_is_refused_by_name(client: httpx.AsyncClient) -> None:
    code, message = await error(client, subject="hv/systmone/p9")
    assert code == "BAD_INPUT"
    assert "nobody is found by the record 'hv/systmone/p9'" in message


async def test_an_unknown_pattern_is_named_and_the_nearest_offered(storeless: httpx.AsyncClient) -> None:
    written = await error(storeless, "{ findings(pattern: closed_after_mised) { totalCount } }")
    given = "query ($pattern: PatternId) { findings(pattern: $pattern) { totalCount } }"
    for code, message in (written, await error(storeless, given, pattern="closed_after_mised")):
        assert code == "BAD_QUERY"
        assert "'closed_after_mised'" in message
        assert "Did you mean the enum value 'closed_after_missed'" in message


@pytest.mark.parametrize("first", [0, -1, 201])
async def test_a_page_has_a_size_from_1_to_200(storeless: httpx.AsyncClient, first: int) -> None:
    expected = f"first: expected a number from 1 to 200, found {first}"
    assert await error(storeless, first=first) == ("BAD_INPUT", expected)


@pytest.mark.parametrize("day", ["2025-13-01", "2025-02", "yesterday", 20250601])
async def test_a_day_that_is_none_is_refused(storeless: httpx.AsyncClient, day: Any) -> None:
    code, message = await error(storeless, lens={"asOf": day})
    assert code == "BAD_INPUT"
    assert "expected a d" in message


async def test_status_and_coverage_say_what_is_loaded(client: httpx.AsyncClient) -> None:
    query = "{ status { engine loads { agency rowsRejected loadedBy finishedAt } } coverage { id name kind coversFrom records } }"
    data = (await answered(client, query))["data"]
    (load,) = data["status"]["loads"]
    assert (load["agency"], load["rowsRejected"], load["loadedBy"]) == ("hv", 0, "a test")
    assert load["finishedAt"] is not None
    expected = {"id": "hv", "name": "Health visiting", "kind": "health", "coversFrom": "2020-01-01", "records": 3}
    assert data["coverage"] == [expected]


class Slow:
    """A store whose time is used up after so many questions."""

    rights = ALL_RIGHTS

    def __init__(self, store: Store, questions: int) -> None:
        self._store, self._left = store, questions

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **given: Any) -> list[list[Any]]:
        self._left -= 1
        if self._left < 0:
            raise StoreTimeout("too slow")
        return await self._store.read(text, kind, **given)


async def asked_of(store: Any) -> Any:
    query = "{ findings { truncated truncatedBecause nodes { pattern } } }"
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(application(store, signed_in(), settings=Settings(request_timeout=300))),
        base_url="http://localhost",
    ) as client:
        return await answered(client, query)


async def test_an_answer_that_was_cut_short_says_so_and_what_it_lacks(loaded: Store) -> None:
    first, second, third, *_ = registry()
    found = (await asked_of(Slow(loaded, 3)))["data"]["findings"]
    assert {node["pattern"] for node in found["nodes"]} <= {first, second}
    assert found["truncated"]
    assert f"before {third}, " in found["truncatedBecause"]


async def test_when_time_was_enough_for_nothing_it_is_an_error(loaded: Store) -> None:
    (error,) = (await asked_of(Slow(loaded, 1)))["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
