"""Who was one person through a lens of an earlier day: only what had been written down by then ties two records."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.cypher import text_of
from graph.errors import InvalidInput
from graph.identity.decisions import join
from graph.lens import Lens
from graph.store import Store
from queries import engine
from queries.core.findings import Finding
from queries.engine.find import find
from queries.engine.registry import registry
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from queries.matches import compare, possible_matches
from queries.search.hits import PersonHit
from queries.search.search import search
from tests.queries.building import adult, child, loaded, nhs, partnership, person, tie

ENGINE = Path(engine.__path__[0])
BEFORE, DAY = date(2025, 10, 1), date(2025, 10, 2)
HOUSING, POLICE, HOSPITAL = (person(agency, "c") for agency in ("housing", "police", "hospital"))


def tied_by_the_hospital(written: date = DAY) -> dict[str, Any]:
    """A child whom housing and the police know, each under a number of its own, and a hospital that writes both numbers down."""
    worry = [{"person_id": "c", "factor": "housing", "on": f"2025-0{month}-10"} for month in (6, 7)]
    neglect = [{"person_id": "c", "factor": "neglect", "on": "2025-08-10"}]
    both = child("c", "2020-01-01", given_names="Asha", other_ids="tenancy=1;pnc=2", recorded_on=written)
    return {
        "housing": {"people": [child("c", "2020-01-01", other_ids="tenancy=1", given_names="Asha")], "concerns": worry},
        "hospital": {"people": [both]},
        "police": {"people": [child("c", "2020-01-01", other_ids="pnc=2", given_names="Asha")], "concerns": neglect},
    }


def lens(day: date, *agencies: str) -> Lens:
    return Lens.of(day, day, agencies or None)


async def found(store: Store, day: date, subject: str | None = None, pattern: str = "accumulating_neglect") -> list[Finding]:
    return (await find(store, pattern, subject=subject, lens=lens(day))).findings


async def test_what_a_hospital_wrote_down_later_ties_nobody_before(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    assert await found(store, BEFORE) == []
    (finding,) = await found(store, DAY)
    assert (finding.subject, finding.missing_picture) == (HOSPITAL, True)
    assert finding.agencies == ("housing", "police")


async def test_a_record_that_was_written_a_day_earlier_ties_them_a_day_earlier(store: Store, tmp_path: Path) -> None:
    """The control: the same partnership but for that day."""
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital(BEFORE)))
    assert [each.subject for each in await found(store, BEFORE)] == [HOSPITAL]


async def test_each_of_whom_they_were_is_asked_about_alone(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    for name, who in (("housing/s/c", HOUSING), (POLICE, POLICE)):
        why = await explain(store, "accumulating_neglect", name, lens=lens(BEFORE))
        assert (why.subject, why.findings, why.cautions[:-3]) == (who, [], ())
        assert {each.agency for each in why.looked_at} == {"housing" if who == HOUSING else "police"}
    whole = await explain(store, "accumulating_neglect", POLICE, lens=lens(DAY))
    assert (whole.subject, len(whole.findings)) == (HOSPITAL, 1)


async def test_by_the_id_of_today_the_first_is_meant_and_the_others_are_named(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    answer = await find(store, "heritage_not_understood", subject=HOSPITAL, lens=lens(BEFORE))
    assert [each.subject for each in answer.findings] == [HOUSING]
    (said,) = answer.cautions
    assert f"were of 2 people by what was written down by {BEFORE}" in said
    assert POLICE in said
    assert [each.subject for each in await found(store, BEFORE, pattern="heritage_not_understood")] == sorted([HOUSING, POLICE])


async def test_a_missing_picture_of_an_earlier_day_pools_nobody_that_nothing_tied(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    before = await missing_picture(store, "police/s/c", lens=lens(BEFORE))
    after = await missing_picture(store, "police/s/c", lens=lens(DAY))
    assert "accumulating_neglect" not in {each.finding.pattern for each in before.missing}
    (missing,) = (each for each in after.missing if each.finding.pattern == "accumulating_neglect")
    assert [sorted(each) for each in missing.smallest.sets] == [["housing", "police"]]


async def test_a_search_of_an_earlier_day_finds_each_of_whom_they_were(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    before, after = [(await search(store, "Asha", lens=lens(day))).hits for day in (BEFORE, DAY)]
    assert sorted(hit.id for hit in before) == sorted([HOUSING, POLICE])
    assert [(hit.id, len(hit.records)) for hit in after if isinstance(hit, PersonHit)] == [(HOSPITAL, 3)]
    (one,) = (await search(store, "police/s/c", lens=lens(BEFORE))).hits
    assert one.id == POLICE


async def test_a_possible_match_of_an_earlier_day_is_of_whomever_the_record_was_of_then(store: Store, tmp_path: Path) -> None:
    named = {"given_names": "Asha", "family_name": "Mellor", "sex": "F"}
    files = tied_by_the_hospital()
    for agency in ("housing", "hospital", "police"):
        files[agency]["people"][0] |= named
    surgery = {"people": [child("c", "2020-01-01", ethnicity="WBRI", **named)]}
    await loaded(store, *partnership(tmp_path, gp=surgery, **files))
    today = [(each.left.key, each.right.key) for each in (await possible_matches(store, lens=lens(DAY))).matches]
    assert today == [("gp/s/c", f"{agency}/s/c") for agency in ("hospital", "housing", "police")]
    for who, key in ((HOUSING, "housing/s/c"), (POLICE, "police/s/c")):
        (match,) = (await possible_matches(store, person=who, lens=lens(BEFORE))).matches
        assert (match.right.key, match.right.person) == (key, who)
        (finding,) = await found(store, BEFORE, who, pattern="heritage_not_understood")
        (unjoined,) = finding.unjoined or ()
        assert (finding.subject, unjoined.person, unjoined.record) == (who, who, "gp/s/c")
        assert unjoined.holds == ("has an ethnicity on record",)
    assert (await compare(store, "housing/s/c", "police/s/c", lens=lens(DAY))).state == "joined"
    assert (await compare(store, "housing/s/c", "police/s/c", lens=lens(BEFORE))).state == "not_proposed"


async def test_a_record_of_somebody_who_was_several_holds_what_was_theirs_then(store: Store, tmp_path: Path) -> None:
    """The other side of a possible match: of two records that are one person's today, each has what it had by itself."""
    named = {"given_names": "Asha", "family_name": "Mellor", "sex": "F"}
    files = tied_by_the_hospital()
    for agency in ("housing", "hospital", "police"):
        files[agency]["people"][0] |= named
    files["housing"]["people"][0] |= {"ethnicity": "WBRI"}
    await loaded(store, *partnership(tmp_path, gp={"people": [child("c", "2020-01-01", **named)]}, **files))
    for day, answering in ((BEFORE, ["housing/s/c"]), (DAY, ["hospital/s/c", "housing/s/c", "police/s/c"])):
        (finding,) = await found(store, day, "gp/s/c", pattern="heritage_not_understood")
        assert [each.record for each in finding.unjoined or () if each.holds] == answering


async def test_an_agency_that_knew_another_part_alone_is_told_of_nobody(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **tied_by_the_hospital()))
    with pytest.raises(InvalidInput, match="nobody is found by the record 'police/s/c'"):
        await find(store, "accumulating_neglect", subject="police/s/c", lens=lens(BEFORE, "housing"))
    assert (await find(store, "accumulating_neglect", subject="police/s/c", lens=lens(DAY, "housing"))).findings == []


async def test_a_number_counts_from_the_extract_that_first_had_it(store: Store, tmp_path: Path) -> None:
    """The record was there long before: what it did not say by then tells nothing."""
    await loaded(
        store,
        *partnership(
            tmp_path / "first",
            hv={"extract": {"extracted_on": "2025-09-01"}, "people": [child("c", "2020-01-01")]},
            gp={"people": [child("c", "2020-01-01", nhs_number=nhs(1))]},
        ),
        *partnership(
            tmp_path / "later",
            hv={"extract": {"extracted_on": str(DAY)}, "people": [child("c", "2020-01-01", nhs_number=nhs(1))]},
        ),
    )
    before, after = [await found(store, day, pattern="heritage_not_understood") for day in (BEFORE, DAY)]
    assert [each.subject for each in before] == sorted([person("gp", "c"), person("hv", "c")])
    assert [each.subject for each in after] == [person("gp", "c")]


async def test_a_mother_who_was_two_people_then_is_two_people_around_her_children(store: Store, tmp_path: Path) -> None:
    """Each child's mother was somebody else then; the brother by her was none."""
    mother = {"nhs_number": nhs(1), "given_names": "Mo"}
    hv = {"people": [child("a", "2020-01-01"), adult("m", **mother)], "relationships": [tie("m", "a", "mother")]}
    gp = {
        "people": [child("b", "2021-01-01"), adult("m", **mother, recorded_on=DAY)],
        "relationships": [tie("m", "b", "mother", recorded_on="2025-01-01")],
        "concerns": [{"person_id": "m", "factor": "mental_ill_health", "on": "2025-09-01"}],
    }
    await loaded(store, *partnership(tmp_path, hv=hv, gp=gp))
    given = {"min_groups": 1}
    for day, subjects in ((BEFORE, [person("gp", "b")]), (DAY, [person("gp", "b"), person("hv", "a")])):
        answer = await find(store, "combined_factors", lens=lens(day), parameters=given)
        assert [each.subject for each in answer.findings] == sorted(subjects)
        for child_, key in ((person("hv", "a"), "hv/s/a"), (person("gp", "b"), "gp/s/b")):
            alone = await find(store, "combined_factors", subject=key, lens=lens(day), parameters=given)
            assert [each.subject for each in alone.findings] == ([child_] if child_ in subjects else [])


async def test_a_decision_counts_from_when_both_records_were_there_and_is_said_before_it_was_made(
    store: Store, tmp_path: Path
) -> None:
    extracts = tied_by_the_hospital()
    del extracts["hospital"]
    await loaded(store, *partnership(tmp_path, **extracts))
    await join(store, "housing/s/c", "police/s/c", by="ann", reason="seen together", on=date(2025, 11, 1))
    for subject in (None, "police/s/c"):
        (before,) = await found(store, BEFORE, subject)
        (after,) = await found(store, date(2025, 11, 1), subject)
        assert "joined by a decision of 2025-11-01" in before.cautions[0]
        assert not [said for said in after.cautions if "decision" in said]
    why = await explain(store, "absent_father", "police/s/c", lens=lens(BEFORE))
    assert "joined by a decision of 2025-11-01" in why.cautions[0]


async def test_whom_a_later_decision_joined_is_said_of_a_hit_and_of_a_possible_match(store: Store, tmp_path: Path) -> None:
    named = {"given_names": "Asha", "family_name": "Mellor", "sex": "F"}
    files = tied_by_the_hospital()
    del files["hospital"]
    for agency in ("housing", "police"):
        files[agency]["people"][0] |= named
    await loaded(store, *partnership(tmp_path, gp={"people": [child("c", "2020-01-01", **named)]}, **files))
    await join(store, "housing/s/c", "police/s/c", by="ann", reason="seen together", on=date(2025, 11, 1))
    for day, said in ((BEFORE, ["joined by a decision of 2025-11-01"]), (date(2025, 11, 1), [])):
        hits = {hit.id: hit.to_dict()["cautions"] for hit in (await search(store, "Asha Mellor", lens=lens(day))).hits}
        matches = (await possible_matches(store, lens=lens(day))).matches
        assert (len(hits), len(matches)) == (2, 2)
        assert hits[person("gp", "c")] == []
        for cautions in (hits[HOUSING], *(each.to_dict()["cautions"] for each in matches)):
            assert [words for words, caution in zip(said, cautions, strict=True) if words not in caution] == []


def test_a_lens_of_today_reads_nothing_of_who_anybody_was() -> None:
    """It costs what it did: its texts are those of before."""
    texts = [each.text(everyone=everyone) for each in registry().values() for everyone in (True, False)]
    # `unsettled` is asked of an earlier day alone.
    texts += [text_of(path) for path in sorted(ENGINE.glob("cypher/*.cypher")) if path.stem != "unsettled"]
    assert [text for text in texts if ".parts" in text or "settled_since" in text or ".decisions" in text] == []
    assert ".parts" in text_of(ENGINE / "cypher" / "neighbourhood.cypher", then=True)


async def test_a_mother_and_a_child_whom_a_later_slip_made_one_are_two_before_it(store: Store, tmp_path: Path) -> None:
    ties = [tie("m", "c", "mother"), tie("m", "d", "mother")]
    worries = [{"person_id": "m", "factor": "mental_ill_health", "on": "2025-01-01"}]
    for number, (day, slip) in enumerate((("2025-09-01", {}), (str(DAY), {"other_ids": "x=1"}))):
        people = [child("c", "2020-01-01", **slip), adult("m", **slip), child("d", "2021-01-01")]
        files = {"extract": {"extracted_on": day}, "people": people, "relationships": ties, "concerns": worries}
        await loaded(store, *partnership(tmp_path / str(number), hv=files))
    for subject, who in ((None, ["c", "d"]), ("hv/s/c", ["c"]), ("hv/s/d", ["d"])):
        answer = await find(store, "combined_factors", subject=subject, lens=lens(BEFORE), parameters={"min_groups": 1})
        assert [each.subject for each in answer.findings] == sorted(person("hv", each) for each in who)
