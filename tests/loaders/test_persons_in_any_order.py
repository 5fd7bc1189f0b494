"""Who is one person, and what waits, is the same in any order of loading."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from loaders.load import load
from tests.loaders.agency_extract.extracts import NHS, Rows, write

UPN = "C823432199001"
PEOPLE: dict[str, Rows] = {
    "csc": [
        {"person_id": "11", "given_names": "Asha", "upn": UPN, "nhs_number": NHS},
        {"person_id": "12", "given_names": "Leena"},
    ],
    "school": [{"person_id": "p1", "given_names": "Asha", "upn": UPN}, {"person_id": "p2", "given_names": "Leena", "upn": UPN}],
    "gp": [{"person_id": "a", "given_names": "Asha May", "nhs_number": NHS, "other_ids": f"former_upn={UPN}"}],
}
ORDERS = [*permutations(PEOPLE)]
EXPECTED = {frozenset({"csc/s1/11", "gp/s1/a"}), *(frozenset({key}) for key in ("csc/s1/12", "school/s1/p1", "school/s1/p2"))}


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[-1], ORDERS[3]])
async def test_persons_and_pairs_are_the_same(store: Store, tmp_path: Path, order: tuple[str, ...]) -> None:
    for agency in order:
        rows = [row | {"role": "child", "family_name": "Mellor", "date_of_birth": "2016-05-04"} for row in PEOPLE[agency]]
        await load(store, [write(tmp_path / agency, {"agency_id": agency}, people=rows)])
    found: dict[Any, set[str]] = {}
    for person, key in await store.read("MATCH (r:PersonRecord)-[:IDENTIFIES]->(p:Person) RETURN p.id, r.key"):
        found.setdefault(person, set()).add(key)
    assert set(map(frozenset, found.values())) == EXPECTED
    pairs = await store.read("MATCH (j:Judgement) RETURN j.left, j.right, j.reasons ORDER BY j.left, j.right")
    assert [(left, right) for left, right, _ in pairs] == [
        ("csc/s1/11", "school/s1/p1"),
        ("csc/s1/11", "school/s1/p2"),
        ("gp/s1/a", "school/s1/p1"),
        ("gp/s1/a", "school/s1/p2"),
        ("school/s1/p1", "school/s1/p2"),
    ]
