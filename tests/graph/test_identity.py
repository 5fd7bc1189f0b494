"""Which records are one person: what identifiers say with certainty, what contradicts it, and what people decided."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.grouping import NAMED_FORMER, Doubt, Judgement, grouped
from graph.identity.identifiers import person_id_nearby, valid_upn
from graph.identity.resolution import NOBODY, IdentityTraits, contradictions, described, identifiers_of, lookup_keys

KEYS = ["gp/s/a", "gp/s/b", "gp/s/c", "hv/s/d", "hv/s/e", "la/s/f"]
BORN = [None, date(2020, 5, 1), date(2020, 1, 5), date(2020, 5, 2), date(2019, 4, 2)]
NAMED = [NOBODY, ("Asha", "Mellor", ()), ("Leena", "Mellor", ()), ("Piotr", "Nowak", ()), ("Asha May", "Moss", ())]
RECORDS = st.lists(
    st.builds(
        IdentityTraits,
        st.sampled_from(KEYS),
        st.frozensets(st.sampled_from(["nhs=1", "upn=2", "upn=3", "id:x=4"]), max_size=2).filter(
            lambda found: not {"upn=2", "upn=3"} <= found
        ),
        st.sampled_from([None, "F", "M", "U"]),
        st.sampled_from(BORN),
        st.sampled_from([False, False, False, True]),
        st.sampled_from(NAMED),
        st.frozensets(st.sampled_from(["upn=2", "upn=3"]), max_size=1),
        st.frozensets(st.sampled_from(KEYS), max_size=1),
    ),
    max_size=6,
    unique_by=lambda each: each.key,
)
PAIRS = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).map(sorted)
JUDGEMENTS = st.lists(
    st.builds(lambda pair, verdict: Judgement(pair[0], pair[1], verdict), PAIRS, st.sampled_from(["same", "different"])),
    max_size=3,
    unique_by=lambda each: (each.left, each.right),
)


def record(
    key: str, *identifiers: str, sex: str | None = None, born: date | None = None, sealed: bool = False, name: str = "",
    former: Iterable[str] = (), replacements: Iterable[str] = (),
) -> IdentityTraits:  # fmt: skip
    given_names, _, family = name.partition(" ")
    names = (given_names, family, ()) if name else NOBODY
    key = key if "/" in key else f"{key}/s/{key}"
    return IdentityTraits(key, frozenset(identifiers), sex, born, sealed, names, frozenset(former), frozenset(replacements))


def keys(records: list[IdentityTraits], judgements: list[Judgement] | None = None) -> list[str]:
    return ["".join(key[-1] for key in group.keys) for group in grouped(records, judgements or [])[0]]


def waiting(records: list[IdentityTraits], judgements: list[Judgement] | None = None) -> list[str]:
    return [doubt.left[-1] + doubt.right[-1] for doubt in grouped(records, judgements or [])[1]]


def slowly(records: list[IdentityTraits]) -> tuple[set[frozenset[str]], set[tuple[str, str]]]:
    """The page, read plainly and slowly: persons and pairs that wait, of records that nobody decided about."""
    open_ = [each for each in records if not each.sealed]
    known = {each.key: each for each in records}
    ids = sorted({one for each in open_ for one in each.identifiers})
    holders = [{each.key for each in open_ if one in each.identifiers} for one in ids]
    holders += [
        {one.key, other.key}
        for one, other in combinations(open_, 2)
        if one.system == other.system and (other.key in one.replacements or one.key in other.replacements)
    ]
    groups = spread({each.key for each in records}, holders)
    persons: set[frozenset[str]] = set()
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        members = [known[key] for key in sorted(group)]
        same = numbers(members)
        bad = {(a.key, b.key) for a, b in combinations(members, 2) if contradictions(a, b, same)}
        inside = [keys for keys in holders if keys <= group]
        trusted = [keys for keys in inside if not any(set(pair) <= keys for pair in bad)]
        parts = spread(group, trusted)
        parts = [one for part in parts for one in ([{key} for key in part] if any(set(pair) <= part for pair in bad) else [part])]
        persons |= {frozenset(part) for part in parts}
        sharing = {pair for keys in inside for pair in combinations(sorted(keys), 2)}
        pairs |= {pair for pair in sharing | bad if not any(set(pair) <= part for part in parts)}
    for one in open_:
        for other in open_:
            apart = not any({one.key, other.key} <= person for person in persons)
            if one.former & other.identifiers and apart:
                pairs.add((min(one.key, other.key), max(one.key, other.key)))
    return persons, pairs


def spread(keys: Iterable[str], sets: list[set[str]]) -> list[set[str]]:
    parts = [{key} for key in keys]
    for each in sets:
        touched = [part for part in parts if part & each]
        parts = [part for part in parts if not part & each] + ([set().union(*touched)] if touched else [])
    return parts


def numbers(members: list[IdentityTraits]):  # type: ignore[no-untyped-def]
    pairs = [{number, own} for each in members for number in each.former for own in each.identifiers if own[:4] == number[:4]]
    for one, other in combinations(members, 2):
        if one.system == other.system and (other.key in one.replacements or one.key in other.replacements):
            pairs += [{a, b} for a in one.identifiers for b in other.identifiers if a[:4] == b[:4] in ("nhs=", "upn=")]
    parts = spread({number for pair in pairs for number in pair}, pairs)
    return lambda one, other: any({one, other} <= part for part in parts)


@given(RECORDS)
def test_persons_and_pairs_that_wait_are_those_of_the_page_read_plainly(records: list[IdentityTraits]) -> None:
    groups, doubts = grouped(records, [])
    assert ({frozenset(each.keys) for each in groups}, {(each.left, each.right) for each in doubts}) == slowly(records)


@given(RECORDS, JUDGEMENTS, st.randoms())
def test_every_order_of_records_and_decisions_gives_the_same_people(
    records: list[IdentityTraits], judgements: list[Judgement], random: object
) -> None:
    before = grouped(records, judgements)
    for each in (records, judgements):
        random.shuffle(each)  # type: ignore[attr-defined]
    assert grouped(records, judgements) == before


@given(RECORDS, JUDGEMENTS)
def test_every_record_is_of_one_person(records: list[IdentityTraits], judgements: list[Judgement]) -> None:
    groups, _ = grouped(records, judgements)
    assert sorted(key for group in groups for key in group.keys) == sorted(each.key for each in records)


@given(RECORDS)
def test_identifiers_alone_never_join_records_that_contradict_each_other(records: list[IdentityTraits]) -> None:
    known = {each.key: each for each in records}
    same = numbers(records)
    for group in grouped(records, [])[0]:
        members = [known[key] for key in group.keys]
        assert not any(contradictions(one, other, same) for one, other in combinations(members, 2))


@given(RECORDS, JUDGEMENTS)
def test_what_people_decided_to_be_one_person_is(records: list[IdentityTraits], judgements: list[Judgement]) -> None:
    person = {key: group.person for group in grouped(records, judgements)[0] for key in group.keys}
    for each in judgements:
        if each.verdict == "same" and {each.left, each.right} <= {one.key for one in records if not one.sealed}:
            assert person[each.left] == person[each.right]


@given(RECORDS, JUDGEMENTS)
def test_a_sealed_record_is_never_joined_nor_proposed_whatever_was_decided_before_it_was_sealed(
    records: list[IdentityTraits], judgements: list[Judgement]
) -> None:
    sealed = {each.key for each in records if each.sealed}
    assert all(len(group.keys) == 1 for group in grouped(records, judgements)[0] if sealed & set(group.keys))
    assert not [doubt for doubt in grouped(records, judgements)[1] if sealed & {doubt.left, doubt.right}]


def test_the_same_identifier_joins_and_a_chain_of_them_too() -> None:
    assert keys([record("a", "nhs=1"), record("b", "nhs=1", "upn=2"), record("c", "upn=2"), record("d")]) == ["abc", "d"]


def test_an_identifier_of_one_kind_is_none_of_another() -> None:
    assert identifiers_of("943 476 5919", None, ["nhs=9434765919"]) == {"nhs=9434765919", "id:nhs=9434765919"}
    assert identifiers_of("9434765918", "not one", []) == frozenset()


def test_a_number_of_one_digit_over_and_over_is_a_placeholder() -> None:
    assert valid_upn("A000000000000") is None
    assert valid_upn(" c823432199001 ") == "C823432199001"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"sex": "F"}, {"sex": "M"}, "one record says F"),
        ({"sex": "F"}, {"sex": "U"}, ""),
        ({"sex": "X"}, {"sex": "M"}, ""),
        ({"born": date(2020, 5, 1)}, {"born": date(2020, 6, 2)}, "dates of birth differ"),
        ({"born": date(2020, 5, 1)}, {"born": date(2021, 5, 1)}, ""),
        ({"born": date(2020, 5, 1)}, {"born": date(2020, 1, 5)}, ""),
        ({"born": date(2020, 5, 1)}, {"born": date(2021, 1, 5)}, "dates of birth differ"),
        ({"born": date(2020, 5, 1)}, {}, ""),
        ({"key": "a", "name": "Asha Mellor"}, {"key": "a/s/b", "name": "Leena Mellor"}, "different given names"),
        ({"key": "a", "name": "Asha Mellor"}, {"key": "b", "name": "Leena Mellor"}, ""),
        ({"key": "a", "name": "Asha Mellor"}, {"key": "a/s/b", "name": "Ashaa Moss"}, ""),
        ({"key": "a", "name": "Asha M"}, {"key": "a/s/b"}, ""),
        ({"name": "Tom Hale"}, {"name": "Piotr Nowak"}, "no word in common"),
        ({"name": "Tom Hale", "born": date(2020, 5, 1)}, {"name": "Piotr Nowak", "born": date(2020, 5, 1)}, ""),
        ({"name": "Tom Hale", "born": date(2020, 5, 1)}, {"name": "Thomas Nowak", "born": date(2020, 5, 2)}, ""),
        ({"key": "a"}, {"key": "a/s/b"}, ""),
    ],
)
def test_what_contradicts(one: dict[str, object], other: dict[str, object], said: str) -> None:
    left, right = (record(**{"key": key} | own) for key, own in (("x", one), ("y", other)))  # type: ignore[arg-type]
    for found in (contradictions(left, right), contradictions(right, left)):
        assert any(said in each for each in found) if said else found == ()


def test_two_valid_numbers_contradict_unless_one_is_named_as_a_former_one() -> None:
    one, other = record("a", "nhs=1", "upn=2"), record("b", "nhs=1", "upn=3")
    assert keys([one, other]) == ["a", "b"]
    assert keys([record("a", "nhs=1", "upn=2", former=["upn=3"]), other]) == ["ab"]
    assert keys([one, other, record("c", "nhs=1", "upn=2", former=["upn=3"])]) == ["abc"]


def test_a_former_number_joins_nobody_and_is_something_to_look_at() -> None:
    pair = [record("a", "upn=2"), record("b", "upn=3", former=["upn=2"])]
    assert grouped(pair, [])[1] == [Doubt("a/s/a", "b/s/b", (NAMED_FORMER,))]
    assert keys(pair) == ["a", "b"]


def test_a_record_that_replaced_another_of_its_system_is_the_same_person() -> None:
    old, new = record("gp/s/o", "nhs=1", name="Mary Fenn"), record("gp/s/n", "nhs=2", name="Mo Fenn", replacements=["gp/s/o"])
    assert keys([old, new, record("h", "nhs=1"), record("i", "nhs=2")]) == ["noih"] or keys([old, new]) == ["no"]
    assert keys([old, record("hv/s/n", "nhs=2", replacements=["gp/s/o"])]) == ["o", "n"]


def test_twins_with_one_number_stay_two_and_nobody_is_joined_by_it() -> None:
    twins = [record("s/s/p", "upn=2", name="Asha Mellor"), record("s/s/q", "upn=2", name="Leena Mellor")]
    asha = record("c", "upn=2", name="Asha Mellor")
    assert keys([*twins, asha]) == ["c", "p", "q"]
    assert waiting([*twins, asha]) == ["cp", "cq", "pq"]


def test_an_identifier_in_doubt_takes_nothing_from_another_that_is_not() -> None:
    twins = [record("s/s/p", "upn=2", "nhs=1", name="Asha Mellor"), record("s/s/q", "upn=2", name="Leena Mellor")]
    asha = [record("c", "nhs=1", name="Asha Mellor"), record("d", "nhs=1")]
    assert keys([*twins, *asha]) == ["cdp", "q"]
    assert waiting([*twins, *asha]) == ["pq"]


def test_records_that_contradict_each_other_through_a_third_are_joined_with_neither() -> None:
    chain = [record("a", "nhs=1", sex="F"), record("b", "nhs=1", "upn=2"), record("c", "upn=2", sex="M")]
    assert keys(chain) == ["a", "b", "c"]
    assert waiting(chain) == ["ab", "ac", "bc"]


def test_one_contradiction_undoes_every_join_by_its_identifier_and_each_pair_waits_for_somebody() -> None:
    records = [record("a", "nhs=1", sex="F"), record("b", "nhs=1", sex="M"), record("c", "nhs=1")]
    groups, doubts = grouped(records, [])
    assert [len(group.keys) for group in groups] == [1, 1, 1]
    assert waiting(records) == ["ab", "ac", "bc"]
    assert doubts[0].reasons == ("one record says F, the other M",)
    assert "that cannot be one person: one record says F" in doubts[1].reasons[0]


def test_what_people_decided_stands_in_a_group_that_contradicts_itself() -> None:
    records = [record("a", "nhs=1", sex="F"), record("b", "nhs=1", sex="M"), record("c", "nhs=1")]
    decided = [Judgement("a/s/a", "c/s/c", "same")]
    assert [(group.keys, group.method) for group in grouped(records, decided)[0]] == [
        (("a/s/a", "c/s/c"), "human"),
        (("b/s/b",), "own"),
    ]
    assert waiting(records, decided) == ["ab", "bc"]


def test_two_records_decided_to_be_different_undo_the_joins_by_their_identifier() -> None:
    records = [record("a", "nhs=1"), record("b", "nhs=1"), record("c", "nhs=1")]
    assert keys(records, [Judgement("a/s/a", "b/s/b", "different")]) == ["a", "b", "c"]
    assert waiting(records, [Judgement("a/s/a", "b/s/b", "different")]) == ["ac", "bc"]


def test_a_sealed_record_is_found_by_no_number() -> None:
    says = {"nhs_number": "9434765919", "other_ids": ["former_upn=C823432199001", "x=1"]}
    assert lookup_keys(described("a/s/a", says)) == {
        "nhs=9434765919", "id:former_upn=C823432199001", "id:x=1", "upn=C823432199001"}  # fmt: skip
    assert lookup_keys(described("a/s/a", says | {"sensitivity": "sealed"})) == frozenset()


@pytest.mark.parametrize("born", [date(1900, 1, 1), date(9999, 12, 31)])
def test_a_stand_in_date_of_birth_is_not_known(born: date) -> None:
    assert described("a/s/a", {"date_of_birth": born, "date_of_birth_precision": "day"}).born is None


def test_a_junk_identifier_that_two_hundred_records_share_is_no_burden() -> None:
    records = [record(f"r{n:03}", "id:x=unknown", sex="FM"[n % 2], born=date(1990 + n % 30, 1 + n % 12, 1)) for n in range(200)]
    began = process_time()
    groups, doubts = grouped(records, [])
    assert len(groups) == 200
    assert len(doubts) == 199
    assert process_time() - began < 5


@pytest.mark.parametrize(
    ("id_", "before"), [("", "0400"), ("04b9f4b6-4f02-5275-97c5-a14995250a87", "08b9"), ("fc00", "ffff"), ("north/ssd/1", "")]
)
def test_a_sixty_fourth_of_all_ids_stands_before_what_is_nearby(id_: str, before: str) -> None:
    assert person_id_nearby(id_) == before
