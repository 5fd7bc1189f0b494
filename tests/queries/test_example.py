"""The example tells its five stories: every pattern named there finds its family, and the ordinary families stay quiet.

The example is loaded once an engine. A walk asks one finding of a story on the day before it could be found, on that day, and on
the day of the example, through everybody's records, one agency's, and some agencies' together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from graph.errors import InvalidInput
from graph.identity.identifiers import person_id
from graph.lens import Lens
from graph.store import Store
from loaders.invented import STORIES, write_example
from loaders.load import load
from queries.core.findings import Finding
from queries.engine.find import find
from queries.engine.registry import registry

UNTIL = date(2026, 11, 1)
EVERYBODY: tuple[str, ...] = ()
MAY_SPEAK_OF_ORDINARY_FAMILIES = {"previously_known": 4}

Lenses = Mapping[tuple[str, ...], bool]


@pytest.fixture(scope="module")
async def example(prepared_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the example, and nothing else, in it."""
    await prepared_store.write("MATCH (n) DETACH DELETE n")
    await load(prepared_store, write_example(tmp_path_factory.mktemp("example"), UNTIL))
    return prepared_store


def ago(days: int) -> date:
    return UNTIL - timedelta(days=days)


def person(keys: Iterable[str]) -> str:
    """The id of the person of those records."""
    return person_id(min(keys))


async def test_every_story_is_found_and_ordinary_families_stay_quiet(example: Store) -> None:
    before = example.round_trips
    everything = (await find(example, "all", lens=Lens.of(UNTIL))).findings
    assert example.round_trips - before == len(registry()) + 5
    found = {(each.pattern, each.subject, each.status) for each in everything}
    missing = {each.subject for each in everything if each.missing_picture}
    people = set()
    for story in STORIES.values():
        ids = {name: person(keys) for name, keys in story.people.items()}
        told = {(each.pattern, ids[each.subject], each.status) for each in story.finds}
        assert told <= found, f"{story.title}: {told - found}"
        assert missing & set(ids.values()), f"{story.title}: no missing picture"
        people |= set(ids.values())
    ordinary = Counter(each.pattern for each in everything if each.subject not in people)
    assert ordinary == MAY_SPEAK_OF_ORDINARY_FAMILIES


class Walk(NamedTuple):
    """One finding of a story: how many days ago the pooled record first held it, which lenses did then, which one alone.

    `written` is the day on which the last that it needs was written down, where the finding also takes days of silence.
    """

    story: str
    subject: str
    pattern: str
    status: str | None
    since: int
    lenses: Lenses
    seen_by: tuple[str, ...] = ()
    written: int | None = None


CLOSED: Lenses = {("hv",): True, ("csc", "gp", "police"): False}
MISSED: Lenses = {("gp",): False, ("ed", "gp"): True}
HANDED_OVER: Lenses = {("ed",): False, ("camhs", "ed"): True}
AGREED: Lenses = {("hv",): False, ("csc", "hv"): True}
WALKS = (
    Walk("man_at_the_flat", "girl", "closed_after_missed", "stated", 38, CLOSED, seen_by=("hv",)),
    Walk("no_worse_than_others", "sister", "missed_appointments", None, 95, MISSED),
    Walk("passed_on", "girl", "handed_over_not_picked_up", "silent", 120, HANDED_OVER, written=150),
    Walk("agreed_and_not_there", "twin girl", "apparent_compliance", None, 44, AGREED),
)


async def asked(store: Store, walk: Walk, lens: Lens, *, seen_by: bool = False) -> list[Finding]:
    subject = STORIES[walk.story].people[walk.subject][0]
    return (await find(store, walk.pattern, subject=subject, lens=lens, with_seen_by=seen_by)).findings


@pytest.mark.parametrize("walk", WALKS, ids=[walk.story for walk in WALKS])
async def test_a_story_is_found_from_its_day_on_by_those_who_hold_it(example: Store, walk: Walk) -> None:
    for agencies, holds in {EVERYBODY: True, **walk.lenses}.items():
        then = [walk.status] if holds else []
        for day, expected in ((ago(walk.since + 1), []), (ago(walk.since), then), (UNTIL, then)):
            lens = Lens.of(day, agencies=agencies or None)
            assert [each.status for each in await asked(example, walk, lens)] == expected, (agencies, day)
    (finding,) = await asked(example, walk, Lens.of(UNTIL), seen_by=True)
    assert (finding.seen_by, finding.missing_picture) == (walk.seen_by, not walk.seen_by)


@pytest.mark.parametrize("walk", WALKS, ids=[walk.story for walk in WALKS])
async def test_what_had_not_been_written_down_is_not_found_whatever_the_day_asked_about(example: Store, walk: Walk) -> None:
    written = ago(walk.written or walk.since)
    (finding,) = await asked(example, walk, Lens.of(ago(walk.since)))
    assert finding.on_record_since == written
    assert [each.status for each in await asked(example, walk, Lens.of(UNTIL, written))] == [walk.status]
    assert await asked(example, walk, Lens.of(UNTIL, written - timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("agencies", "before", "then"),
    [
        (EVERYBODY, ["not_recorded"], []),
        (("hv",), ["not_recorded"], ["not_recorded"]),
        (("gp",), ["not_recorded"], ["not_recorded"]),
        (("csc",), ["not_recorded"], ["not_recorded"]),
        (("ed",), None, []),  # by then they had written nothing down of her: to them she is nobody
    ],
    ids=["everybody", "health visiting", "the surgery", "social care", "the hospital"],
)
async def test_the_father_whom_the_hospital_met_stays_a_blind_spot_of_the_others(
    example: Store, agencies: tuple[str, ...], before: list[str] | None, then: list[str]
) -> None:
    girl = Walk("man_at_the_flat", "girl", "absent_father", None, 30, {})
    for day, expected in ((ago(31), before), (ago(30), then), (UNTIL, then)):
        lens = Lens.of(day, agencies=agencies or None)
        if expected is None:
            with pytest.raises(InvalidInput, match="nobody is found"):
                await asked(example, girl, lens)
            continue
        findings = await asked(example, girl, lens)
        assert [each.status for each in findings] == expected, day
