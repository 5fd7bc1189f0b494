"""Annex A beside the census in the graph: one child, one referral told twice, and what a later workbook no longer has."""

from datetime import date
from pathlib import Path

import pytest

from graph.store import Store
from loaders.load import load
from tests.loaders.annex_a.workbooks import ONE, REFERRALS, written
from tests.loaders.cin_census.returns import child, message


async def test_census_and_annex_a_are_of_one_child_and_a_later_workbook_removes_what_it_lacks(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    referred = "<CINreferralDate>2021-01-05</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>0</ReferralNFA>"
    census = tmp_path / "cin.xml"
    census.write_text(message(child(referred)))
    first = written(tmp_path, {"List 3": REFERRALS}, "first.xlsx")
    later = written(tmp_path, {"List 3": [*REFERRALS[:2], [*ONE, date(2021, 3, 1), "Police", "No"]]}, "later.xlsx")
    for path in (later, census, first):
        (summary,) = await load(store, [path], agency="la-999")
        assert summary.rejected_rows == []
    told = await store.read(
        "MATCH (k:Contact {kind: 'referral'})-[:ABOUT]->(p:Person)"
        " RETURN toString(k.on), p.id, count(k), toString(max(k.removed_on)) ORDER BY toString(k.on)"
    )
    assert [(row[0], row[2], row[3]) for row in told] == [
        ("2021-01-05", 2, None),
        ("2021-02-06", 1, "2021-03-01"),
        ("2021-03-01", 1, None),
    ]
    assert len({row[1] for row in told}) == 1
