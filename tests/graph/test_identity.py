"""Which records are one person: what identifiers say with certainty, what contradicts it, and what people decided."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import person_id_nearby
from graph.identity import Described, Judgement, contradiction, grouped, identifiers_of

BORN = [None, date(2020, 5, 1), date(2020, 5, 2), date(2019, 4, 1)]
RECORDS = st.lists(
    st.builds(
        Described,
        st.sampled_from("abcdef"),
        st.frozensets(st.sampled_from(["nhs=1", "upn=2", "id:x=3"]), max_size=2),
        st.sampled_from([None, "F", "M", "U"]),
        st.sampled_from(BORN),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda each: each.key,
)
PAIRS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=2, unique=True).map(sorted)
JUDGEMENTS = st.lists(
    st.builds(lambda pair, verdict: Judgement(pair[0], pair[1], verdict), PAIRS, st.sampled_from(["same", "different"])),
    max_size=3,
    unique_by=lambda each: (each.left, each.right),
)


def record(key: str, *identifiers: str, sex: str | None = None, born: date | None = None, sealed: bool = False) -> Described:
    return Described(key, frozenset(identifiers), sex, born, sealed)


def keys(records: list[Described], judgements: list[Judgement] | None = None) -> list[str]:
    return ["".join(group.keys) for group in grouped(records, judgements or [])[0]]


@given(RECORDS, JUDGEMENTS, st.randoms())
def test_every_order_of_records_and_decisions_gives_the_same_people(
    records: list[Described], judgements: list[Judgement], random: object
) -> None:
    before = grouped(records, judgements)
    for each in (records, judgements):
        random.shuffle(each)  # type: ignore[attr-defined]
    assert grouped(records, judgements) == before


@given(RECORDS, JUDGEMENTS)
def test_every_record_is_of_one_person(records: list[Described], judgements: list[Judgement]) -> None:
    groups, _ = grouped(records, judgements)
    assert sorted(key for group in groups for key in group.keys) == sorted(each.key for each in records)


@given(RECORDS)
def test_identifiers_alone_never_join_records_that_contradict_each_other(records: list[Described]) -> None:
    known = {each.key: each for each in records}
    for group in grouped(records, [])[0]:
        members = [known[key] for key in group.keys]
        assert not any(contradiction(one, other) for one in members for other in members)


@given(RECORDS, JUDGEMENTS)
def test_what_people_decided_to_be_one_person_is(records: list[Described], judgements: list[Judgement]) -> None:
    person = {key: group.person for group in grouped(records, judgements)[0] for key in group.keys}
    for each in judgements:
        if each.verdict == "same" and {each.left, each.right} <= person.keys():
            assert person[each.left] == person[each.right]


@given(RECORDS)
def test_a_sealed_record_is_never_joined_by_itself(records: list[Described]) -> None:
    sealed = {each.key for each in records if each.sealed}
    assert all(len(group.keys) == 1 for group in grouped(records, [])[0] if sealed & set(group.keys))


def test_the_same_identifier_joins_and_a_chain_of_them_too() -> None:
    assert keys([record("a", "nhs=1"), record("b", "nhs=1", "upn=2"), record("c", "upn=2"), record("d")]) == ["abc", "d"]


def test_an_identifier_of_one_kind_is_none_of_another() -> None:
    assert identifiers_of("943 476 5919", None, ["nhs=9434765919"]) == {"nhs=9434765919", "id:nhs=9434765919"}
    assert identifiers_of("9434765918", "not one", []) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({"sex": "F"}, {"sex": "M"}, True),
        ({"sex": "F"}, {"sex": "U"}, False),
        ({"sex": "X"}, {"sex": "M"}, False),
        ({"born": date(2020, 5, 1)}, {"born": date(2020, 6, 2)}, True),
        ({"born": date(2020, 5, 1)}, {"born": date(2021, 5, 1)}, False),
        ({"born": date(2020, 5, 1)}, {}, False),
    ],
)
def test_what_contradicts(one: dict[str, object], other: dict[str, object], contradict: bool) -> None:
    left, right = record("a", **one), record("b", **other)  # type: ignore[arg-type]
    assert bool(contradiction(left, right)) is contradict
    assert bool(contradiction(right, left)) is contradict


def test_one_contradiction_undoes_every_join_of_its_group_and_each_pair_waits_for_somebody() -> None:
    records = [record("a", "nhs=1", sex="F"), record("b", "nhs=1", sex="M"), record("c", "nhs=1")]
    groups, doubts = grouped(records, [])
    assert [group.keys for group in groups] == [("a",), ("b",), ("c",)]
    assert [(doubt.left, doubt.right) for doubt in doubts] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert doubts[0].reason == "one record says F, the other M"
    assert "in its group" in doubts[1].reason


def test_what_people_decided_stands_in_a_group_that_contradicts_itself() -> None:
    records = [record("a", "nhs=1", sex="F"), record("b", "nhs=1", sex="M"), record("c", "nhs=1")]
    groups, doubts = grouped(records, [Judgement("a", "c", "same")])
    assert [(group.keys, group.method) for group in groups] == [(("a", "c"), "human"), (("b",), "own")]
    assert [(doubt.left, doubt.right) for doubt in doubts] == [("a", "b"), ("b", "c")]


def test_two_records_decided_to_be_different_undo_the_joins_of_their_group() -> None:
    assert keys([record("a", "nhs=1"), record("b", "nhs=1")], [Judgement("a", "b", "different")]) == ["a", "b"]


def test_a_junk_identifier_that_two_hundred_records_share_is_no_burden() -> None:
    records = [record(f"r{n:03}", "id:x=unknown", sex="FM"[n % 2], born=date(1990 + n % 30, 1 + n % 12, 1)) for n in range(200)]
    began = perf_counter()
    groups, doubts = grouped(records, [])
    assert len(groups) == 200
    assert len(doubts) == 199
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("id_", "before"), [("", "0400"), ("04b9f4b6-4f02-5275-97c5-a14995250a87", "08b9"), ("fc00", "ffff"), ("north/ssd/1", "")]
)
def test_a_sixty_fourth_of_all_ids_stands_before_what_is_nearby(id_: str, before: str) -> None:
    assert person_id_nearby(id_) == before
