"""Adoption divides, in every return that tells of one: the record is sealed, and joined, proposed or found by no number."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, FactKind
from graph.store import Store
from loaders.load import load
from queries.matches import possible_matches
from queries.search import search
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import CHILD as ROW
from tests.loaders.agency_extract.extracts import write as agency
from tests.loaders.annex_a.workbooks import CHILD, ONE, written
from tests.loaders.annex_a.workbooks import read as annex_read
from tests.loaders.cin_census.returns import child, message
from tests.loaders.cin_census.returns import read as census_read
from tests.loaders.dfe_csc_api import payloads
from tests.loaders.ssd import tables
from tests.loaders.ssda903 import returns

UPN = "H801200001001"
CASE = "<CINreferralDate>2025-06-01</CINreferralDate><ReferralNFA>0</ReferralNFA><CINclosureDate>2025-07-01</CINclosureDate>"
LEFT = [*CHILD, "Date Started to be Looked After", "Date Ceased to be Looked After", "Reason Ceased to be Looked After"]


def left_care(code: str) -> str:
    return returns.COLUMNS + f"C1,01/05/2017,S,V2,N1,U6,PR1,01/02/2018,{code},,AB1 2CD,AB1 3EF,\n"


def in_903(folder: Path, adopted: bool) -> list[Fact]:
    files = {"h.csv": returns.HEADER, "e.csv": left_care("E12" if adopted else "E4A")}
    return returns.read(folder, files).of(FactKind.PERSON)


def in_census(folder: Path, adopted: bool) -> list[Fact]:
    why = f"<ReasonForClosure>{'RC1' if adopted else 'RC7'}</ReasonForClosure>"
    return census_read(folder, message(child(CASE + why))).of(FactKind.PERSON)


def in_api(folder: Path, adopted: bool) -> list[Fact]:
    closed = payloads.episode(closure_date="2025-07-01", closure_reason="RC1" if adopted else "RC7")
    return payloads.read(folder, payloads.payload(payloads.child("C1", closed))).of(FactKind.PERSON)


def in_annex(folder: Path, adopted: bool) -> list[Fact]:
    row = [*ONE, date(2024, 6, 1), date(2025, 7, 1), "a) E11 - Adopted" if adopted else "c) E4A"]
    return annex_read(written(folder, {"List 8": [LEFT, row]})).of(FactKind.PERSON)


def in_ssd(folder: Path, adopted: bool) -> list[Fact]:
    closed = tables.REFERRAL.replace("N,,\n", f"N,2025-07-01,{'RC1' if adopted else 'RC7'}\n")
    return tables.read(folder, f"ssd-2026-03-3{int(adopted)}", ssd_person=tables.PERSON, ssd_cin_episodes=closed).of(
        FactKind.PERSON
    )


def in_annex_list_10(folder: Path, adopted: bool) -> list[Fact]:
    columns = [*CHILD, "Date of Decision that Child Should be Placed for Adoption", "Date of Adoption Order"]
    row = [*ONE, date(2024, 6, 1), date(2025, 7, 1) if adopted else None]
    return annex_read(written(folder, {"List 10": [columns, row]})).of(FactKind.PERSON)


def in_ssd_permanence(folder: Path, adopted: bool) -> list[Fact]:
    rows = "perm_table_id,perm_person_id,perm_permanence_order_date,perm_permanence_order_type\nP1,007,2025-07-01,"
    kind = "Adoption order" if adopted else "Special guardianship order"
    name = f"ssd-2026-03-2{int(adopted)}"
    return tables.read(folder, name, ssd_person=tables.PERSON, ssd_permanence=f"{rows}{kind}\n").of(FactKind.PERSON)


def in_ssd_without_a_type(folder: Path, adopted: bool) -> list[Fact]:
    """An order without a type, of a child who was placed for adoption; of one of whom that was reversed it is another."""
    rows = "perm_table_id,perm_person_id,perm_placed_for_adoption_date,perm_permanence_order_date,perm_decision_reversed_date\n"
    row = f"P1,007,2025-01-01,2025-07-01,{'' if adopted else '2025-03-01'}\n"
    name = f"ssd-2026-03-1{int(adopted)}"
    return tables.read(folder, name, ssd_person=tables.PERSON, ssd_permanence=rows + row).of(FactKind.PERSON)


@pytest.mark.parametrize(
    "told_in", [in_903, in_census, in_api, in_annex, in_annex_list_10, in_ssd, in_ssd_permanence, in_ssd_without_a_type]
)
def test_the_record_of_a_child_who_was_adopted_is_sealed(
    told_in: Callable[[Path, bool], list[Fact]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    for adopted, said in ((True, "sealed"), (False, "normal")):
        (record,) = told_in(tmp_path, adopted)
        assert record.content["sensitivity"] == said


async def test_after_the_order_nothing_of_one_side_tells_of_the_other(store: Store, tmp_path: Path) -> None:
    school = agency(tmp_path / "school", {"agency_id": "school"}, people=[ROW | {"upn": UPN, "date_of_birth": "2010-02-03"}])
    before = returns.written(tmp_path / "a", {"h.csv": returns.HEADER, "e.csv": left_care("X1")})
    after = returns.written(tmp_path / "b", {"h.csv": returns.HEADER, "e.csv": left_care("E12").replace("01/02", "01/03")})
    persons = "MATCH (p:Person) RETURN count(p)"
    await load(store, [school])
    alone = await store.read(persons)
    await load(store, [before], agency="la-999")
    assert await store.read(persons) == alone
    await load(store, [after], agency="la-999")
    assert await store.read(persons) == [[alone[0][0] + 1]]
    assert (await possible_matches(store)).matches == []
    assert [hit.id for hit in (await search(store, UPN)).hits] == [
        row[0] for row in await store.read("MATCH (:PersonRecord {key: 'school/s1/c'})-[:IDENTIFIES]->(p:Person) RETURN p.id")
    ]


async def test_a_later_return_without_the_order_breaks_no_seal_in_any_order_of_loading(store: Store, tmp_path: Path) -> None:
    school = agency(tmp_path / "school", {"agency_id": "school"}, people=[ROW | {"upn": UPN, "date_of_birth": "2010-02-03"}])
    order = returns.written(tmp_path / "a", {"h.csv": returns.HEADER, "e.csv": left_care("E12")})
    later = returns.written(tmp_path / "b", {"h.csv": returns.HEADER, "e.csv": left_care("X1").replace("01/02", "01/03")})
    dumps = []
    for paths in ([school, order, later], [later, school, order], [later, order, school]):
        for path in paths:
            await load(store, [path], agency=None if path == school else "la-999")
        persons = (
            "MATCH (r:PersonRecord)-[:IDENTIFIES]->(p:Person) WHERE r.upn = $upn RETURN count(DISTINCT p), count(DISTINCT r.key)"
        )
        assert await store.read(persons, upn=UPN) == [[2, 2]]
        assert await store.read("MATCH (r:PersonRecord {system: 'ssda903'}) WHERE r.latest RETURN r.sensitivity") == [["normal"]]
        assert (await possible_matches(store)).matches == []
        dumps.append(await dump(store))
        await store.write("MATCH (n) DETACH DELETE n")
    assert dumps[0] == dumps[1] == dumps[2]


async def test_a_seal_that_a_correction_takes_back_was_none(store: Store, tmp_path: Path) -> None:
    people = [ROW | {"upn": UPN, "sensitivity": "sealed", "sex": "girl"}]
    sealed = agency(tmp_path / "sealed", people=people)
    await load(store, [agency(tmp_path / "school", {"agency_id": "school"}, people=[ROW | {"upn": UPN}])])
    (summary,) = await load(store, [sealed], rejects=tmp_path / "rejects")
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[2]]
    path = next(each for each in summary.rejects if each.name == "people.csv")
    path.write_text(path.read_text().replace("girl", "F").replace("sealed", "normal"))
    await load(store, [path.parent])
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[1]]
