"""One authority's returns tell the same things in their own ways: one child, one referral, one placement."""

from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, FactKind
from graph.store import Store
from loaders.load import load
from tests.loaders.annex_a.workbooks import CHILD, ONE, written
from tests.loaders.annex_a.workbooks import read as annex_read
from tests.loaders.cin_census.returns import child, message
from tests.loaders.cin_census.returns import read as census_read
from tests.loaders.dfe_csc_api import payloads
from tests.loaders.ssd.tables import write
from tests.loaders.ssda903 import returns
from tests.queries.building import found

AS_OF = "2026-05-01"
CENSUS = (
    "<CINreferralDate>2025-06-01</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>1</ReferralNFA>"
    "<CINclosureDate>2025-07-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"
)
PEOPLE = "pers_person_id,pers_sex,pers_dob\nC1,F,2015-02-03\n"
REFERRALS = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,cine_referral_nfa,cine_close_date\n"
    "R1,C1,2025-06-01,6,Y,2025-07-01\n"
)
PLACEMENTS = (
    "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,"
    "clap_cla_placement_postcode\nP1,C1,2025-08-01,2025-10-01,U6,AB13EF\nP2,C1,2025-10-01,,K2,AB2 4GH\n"
)
EPISODES = returns.COLUMNS + (
    "C1,01/08/2025,S,V2,N1,U6,PR1,01/10/2025,X1,CARPL,,AB1 3EF,\nC1,01/10/2025,P,V2,N1,K2,PR4,,,,,AB2 4GH,SC1\n"
)
LATEST = {
    "Date Started to be Looked After": date(2025, 8, 1), "Date Ceased to be Looked After": None,
    "Start Date of Most Recent Placement": date(2025, 10, 1), "Placement Type": "h) Childrens Homes",
    "Placement postcode": "AB2 4GH",
}  # fmt: skip
API_PLACEMENTS = [
    {"child_looked_after_placement_id": "1", "start_date": "2025-08-01", "end_date": "2025-10-01", "end_reason": "X1",
     "placement_type": "U6", "postcode": "AB1 3EF"},
    {"child_looked_after_placement_id": "2", "start_date": "2025-10-01", "placement_type": "K2", "postcode": "AB2 4GH"},
]  # fmt: skip


def annex(folder: Path) -> Path:
    referrals = [[*CHILD, "Date of Referral", "Referral Source", "Referral NFA?"], [*ONE, date(2025, 6, 1), "6: Police", "Yes"]]
    return written(folder, {"List 3": referrals, "List 8": [[*CHILD, *LATEST], [*ONE, *LATEST.values()]]}, "annex.xlsx")


def census(folder: Path) -> Path:
    path = folder / "cin.xml"
    path.write_text(message(child(CENSUS)))
    return path


async def test_what_several_returns_tell_of_one_child_is_told_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    ssd = write(tmp_path, ssd_person=PEOPLE, ssd_cin_episodes=REFERRALS, ssd_cla_placement=PLACEMENTS)
    looked_after = returns.written(tmp_path / "903", {"h.csv": returns.HEADER, "e.csv": EPISODES})
    summaries = await load(store, [ssd, census(tmp_path), annex(tmp_path), looked_after], agency="la-999")
    assert [summary.rejected_rows for summary in summaries] == [[]] * 4
    assert len(await store.read("MATCH (p:Person) RETURN p.id")) == 1
    (known,) = await found(store, "previously_known", AS_OF)
    (worries,) = await found(store, "below_threshold", "2025-07-15", min_contacts=1, min_sources=1)
    (moved,) = await found(store, "frequent_moves", AS_OF, min_moves=1)
    referrals = [each for each in known.evidence if each.kind == "contact"]
    others = len(known.evidence) - len(referrals)
    assert (len(referrals), known.answers["by_person"][0]["count"]) == (3, 1 + others)
    assert (worries.answers["contacts"], len(worries.evidence)) == (1, 3)
    assert (moved.answers["moves"], moved.answers["addresses"]) == (1, 1)


def test_a_placement_is_at_the_same_place_in_the_payload_of_the_api(tmp_path: Path) -> None:
    placed = payloads.episode(child_looked_after_placements=API_PLACEMENTS)
    told = payloads.read(tmp_path, payloads.payload(payloads.child("C1", placed))).of(FactKind.STAY)
    in_return = returns.read(tmp_path, {"h.csv": returns.HEADER, "e.csv": EPISODES}).of(FactKind.STAY)
    assert [where(stay) for stay in told] == [where(stay) for stay in in_return]


def where(stay: Fact) -> list[object]:
    return [stay.on, *(stay.content[name] for name in ("kind", "address", "postcode"))]


@pytest.mark.parametrize(
    ("in_census", "in_list_6", "kind"),
    [
        ("", (date(2025, 6, 1), None, "", "d) Open assessment"), "referral"),
        (
            "<CINclosureDate>2025-07-01</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>",
            (date(2025, 6, 1), date(2025, 7, 1), "RC8", "e) Closed episode"),
            "referral",
        ),
        (
            "<CINPlanDates><CINPlanStartDate>2025-06-01</CINPlanStartDate></CINPlanDates>",
            (date(2025, 6, 1), None, "", "c) Child in need plan"),
            "child_in_need",
        ),
    ],
    ids=["open", "closed", "with a plan"],
)
def test_a_case_in_list_6_is_the_case_of_the_census(
    in_census: str, in_list_6: tuple[object, ...], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    referred = "<CINreferralDate>2025-06-01</CINreferralDate><ReferralNFA>0</ReferralNFA>"
    in_return = census_read(tmp_path, message(child(referred + in_census))).involvement(kind)
    headings = [*CHILD, "CIN Start Date", "CIN Closure Date", "Reason for Closure", "Case Status"]
    (told,) = annex_read(written(tmp_path, {"List 6": [headings, [*ONE, *in_list_6]]})).of(FactKind.INVOLVEMENT)
    assert case(told) == case(in_return)


def case(spell: Fact) -> list[object]:
    end = spell.end and (spell.end.day, dict(spell.end.says).get("closure_reason"))
    return [spell.content["kind"], spell.on, end]


async def test_annex_a_beside_the_census_does_not_hide_what_the_census_shows(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    headings = [*CHILD, "CIN Start Date", "CIN Closure Date", "Reason for Closure", "Case Status"]
    closed = [*ONE, date(2025, 6, 1), date(2025, 7, 1), "RC7", "e) Closed episode"]
    told = [census(tmp_path), written(tmp_path, {"List 6": [headings, closed]}, "annex.xlsx")]
    for path in told:
        (summary,) = await load(store, [path], agency="la-999")
        assert summary.rejected_rows == []
        assert await found(store, "below_threshold", "2025-07-15", min_contacts=1, min_sources=1)
