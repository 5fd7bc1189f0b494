"""Who was one person on an earlier day: links count from the day on which they could have been made."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.identity.grouping import Group, Judgement, grouped
from graph.identity.history import PersonHistory, RecordHistory, history_of, identity_on, links_of, person_history
from graph.identity.identifiers import person_id
from graph.identity.resolution import IdentityTraits

KEYS = ["gp/s/a", "gp/s/b", "hv/s/c", "la/s/d", "la/s/e"]
DAYS = [date(2025, 10, 1) + timedelta(days) for days in range(6)]
Versions = dict[str, list[tuple[date, date, frozenset[str]]]]
Decisions = dict[tuple[str, str], date]
"""Of each record its versions: from when each stands, when it was written down, what it carries."""

VERSIONS = st.dictionaries(
    st.sampled_from(KEYS),
    st.lists(
        st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS), st.frozensets(st.sampled_from(["id:x=1", "id:y=2", "id:z=3"]))),
        min_size=1,
        max_size=3,
    ),
    min_size=2,
)
DECISIONS = st.dictionaries(
    st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).map(lambda pair: (min(pair), max(pair))),
    st.sampled_from(DAYS),
    max_size=2,
)


def traits(key: str, carried: Iterable[str] = (), *replacements: str) -> IdentityTraits:
    return IdentityTraits(key, frozenset(carried), replacements=frozenset(replacements))


def people(versions: Versions, decisions: Decisions) -> tuple[list[Group], dict[str, RecordHistory]]:
    groups, _ = grouped(
        [traits(key, own[-1][2]) for key, own in versions.items()], [Judgement(*pair, "same") for pair in decisions]
    )
    histories = {key: history_of([(a, b, traits(key, said)) for a, b, said in own]) for key, own in versions.items()}
    return groups, histories


def slowly(versions: Versions, decisions: Decisions, day: date, *, decided_by: date | None = None) -> set[frozenset[str]]:
    """The definition, read plainly: whoever two and two are tied by the day, and by nothing that is not there today."""
    first = {
        (key, one): min(max(a, b) for a, b, said in own if one in said) for key, own in versions.items() for one in own[-1][2]
    }
    written = {key: min(max(a, b) for a, b, _ in own) for key, own in versions.items()}
    found = [{key} for key in versions]
    for one in versions:
        for other in versions:
            ids = {name for key, name in first if key == one} & {name for key, name in first if key == other}
            days = [max(first[one, name], first[other, name]) for name in ids]
            decided = decisions.get((min(one, other), max(one, other)))
            if decided and (decided_by is None or decided <= decided_by):
                days.append(max(written[one], written[other]))
            if any(each <= day for each in days):
                touched = [part for part in found if part & {one, other}]
                found = [part for part in found if not part & {one, other}] + [set().union(*touched)]
    return {frozenset(part) for part in found}


@given(VERSIONS, DECISIONS, st.sampled_from(DAYS))
def test_the_people_of_a_day_are_those_of_the_definition_read_plainly(
    versions: Versions, decisions: Decisions, day: date
) -> None:
    groups, histories = people(versions, decisions)
    found = [frozenset(part) for group in groups for part in identity_on(group, histories, _among(decisions, versions), day)]
    assert set(found) == slowly(versions, _among(decisions, versions), day)


@given(VERSIONS, DECISIONS, st.sampled_from(DAYS))
def test_what_a_person_keeps_tells_who_they_were_on_any_day(versions: Versions, decisions: Decisions, day: date) -> None:
    decisions = _among(decisions, versions)
    for group, history in _kept(versions, decisions):
        now = {key: max(each for each in history.parts if each.startswith(f"{key}/") and each.split("/")[3] <= str(day))
               for key in group.keys}  # fmt: skip
        expected = {key: person_id(min(part)) for part in slowly(versions, decisions, day) for key in part}
        assert {key: entry.rsplit("/", 1)[1] for key, entry in now.items()} == {key: expected[key] for key in group.keys}
        whole = set(group.keys) in slowly(versions, decisions, day)
        assert whole == (history.whole_since <= day)


@given(VERSIONS, DECISIONS, st.sampled_from(DAYS))
def test_what_a_later_decision_joined_is_known_for_the_days_on_which_it_is_needed(
    versions: Versions, decisions: Decisions, day: date
) -> None:
    decisions = _among(decisions, versions)
    for group, history in _kept(versions, decisions):
        parts = [part for part in slowly(versions, decisions, day) if part <= set(group.keys)]
        without = slowly(versions, decisions, day, decided_by=day)
        needed = {min(part) for part in parts if part not in without}
        said = {
            min(part)
            for each in history.decisions
            for part in parts
            if "/".join(each.split("/")[:3]) in part and each.split("/")[3] <= str(day) < each.split("/")[4]
        }
        assert said == needed
        assert (history.settled_since <= day) == (history.whole_since <= day and not needed)


def _among(decisions: Decisions, versions: Versions) -> Decisions:
    return {pair: on for pair, on in decisions.items() if set(pair) <= versions.keys()}


def _kept(versions: Versions, decisions: Decisions) -> list[tuple[Group, PersonHistory]]:
    groups, histories = people(versions, decisions)
    several = [group for group in groups if len(group.keys) > 1]
    return [(group, person_history(group.keys, links_of(group, histories, decisions))) for group in several]


def test_a_third_record_ties_two_only_from_the_day_on_which_it_was_written() -> None:
    """Housing and the police could only be tied by what a hospital wrote down on 2 October."""
    before, day = date(2025, 9, 1), date(2025, 10, 2)
    versions: Versions = {
        "housing/s/h": [(date.min, before, frozenset({"id:tenancy=1"}))],
        "hospital/s/x": [(date.min, day, frozenset({"id:tenancy=1", "id:pnc=2"}))],
        "police/s/p": [(date.min, before, frozenset({"id:pnc=2"}))],
    }
    (group,), histories = people(versions, {})
    assert identity_on(group, histories, {}, day - timedelta(1)) == [("hospital/s/x",), ("housing/s/h",), ("police/s/p",)]
    assert identity_on(group, histories, {}, day) == [group.keys]
    ((_, history),) = _kept(versions, {})
    assert (history.whole_since, history.settled_since) == (day, day)


def test_an_identifier_counts_from_the_version_that_first_carried_it_not_from_the_record() -> None:
    versions: Versions = {
        "gp/s/a": [(date.min, date(2020, 1, 1), frozenset({"id:x=1"}))],
        "hv/s/c": [
            (date.min, date(2020, 1, 1), frozenset()),
            (date(2025, 3, 31), date(2020, 1, 1), frozenset({"id:x=1"})),
        ],
    }
    ((_, history),) = _kept(versions, {})
    assert history.whole_since == date(2025, 3, 31), "no lens shows the later version before its extract, whenever it was written"


def test_a_record_that_its_system_says_replaced_another_counts_from_when_it_says_so() -> None:
    records = [traits("la/s/d"), traits("la/s/e", (), "la/s/d")]
    (group,), _ = grouped(records, [])
    histories = {
        "la/s/d": history_of([(date.min, date(2024, 1, 1), records[0])]),
        "la/s/e": history_of([(date.min, date(2024, 2, 1), traits("la/s/e")), (date(2024, 5, 1), date(2024, 5, 1), records[1])]),
    }
    assert person_history(group.keys, links_of(group, histories, {})).whole_since == date(2024, 5, 1)
