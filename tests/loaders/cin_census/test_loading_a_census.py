"""A census in the graph: the next year's return completes what the last one said, and removes nothing that it does not cover."""

from pathlib import Path
from typing import Any

from graph.store import Store
from loaders.load import load
from tests.loaders.cin_census.returns import REFERRAL, child, header, message

OTHER = child(REFERRAL, identifiers="<LAchildID>C2</LAchildID>")
FACTORS = "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
ASSESSED = (
    "<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
    f"<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate>{FACTORS}</Assessments>"
)
CLOSED = "<CINclosureDate>2026-09-01</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


async def episodes(store: Store) -> list[list[Any]]:
    query = (
        "MATCH (i:Involvement {kind: 'referral'}) RETURN i.source, toString(i.end), i.closure_reason, i.removed_on IS NULL"
        " ORDER BY i.source"
    )
    return [list(row) for row in await store.read(query)]


async def test_the_next_years_census_closes_what_was_open_and_removes_nothing_of_the_last(store: Store, tmp_path: Path) -> None:
    first = written(tmp_path, "2026.xml", message(child(REFERRAL + ASSESSED), OTHER))
    second = written(tmp_path, "2027.xml", message(child(REFERRAL + ASSESSED + CLOSED), head=header(2027)))
    (summary,) = await load(store, [first])
    assert summary.rejected_rows == []
    await load(store, [second])
    assert await episodes(store) == [
        ["C1:2025-05-01:CINdetails", "2026-09-01", "threshold_not_met", True],
        ["C2:2025-05-01:CINdetails", None, None, True],
    ]
    assert (await store.read("MATCH (c:Concern)-[:ABOUT]->(p:Child) RETURN count(c), c.code"))[0][0] == 1


async def test_a_second_return_of_the_same_year_removes_what_it_no_longer_has(store: Store, tmp_path: Path) -> None:
    first = written(tmp_path, "a.xml", message(child(REFERRAL), OTHER))
    second = written(tmp_path, "b.xml", message(child(REFERRAL), head=header(made="2026-07-01T00:00:00")))
    await load(store, [first])
    await load(store, [second])
    assert [row[3] for row in await episodes(store)] == [True, False]


async def test_loading_a_census_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "a.xml", message(child(REFERRAL + ASSESSED), OTHER))
    await load(store, [path])
    (again,) = await load(store, [path])
    assert again.already_loaded
    assert len(await episodes(store)) == 2
