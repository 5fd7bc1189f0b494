"""The example tells its four stories: every pattern named there finds its family, and the ordinary families stay quiet."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from graph.identifiers import person_id
from graph.lens import Lens
from graph.store import Store
from loaders.invented import STORIES, write_example
from loaders.load import load
from queries.findings import find
from queries.frame import frame
from queries.register import register

UNTIL = date(2026, 11, 1)


async def test_every_story_is_found_and_ordinary_families_stay_quiet(store: Store, tmp_path: Path) -> None:
    await load(store, write_example(tmp_path, UNTIL))
    before = store.round_trips
    everything = (await find(store, "all", lens=Lens.of(UNTIL))).findings
    assert store.round_trips - before == len(register()) + 1
    people = {person_id(key) for story in STORIES.values() for keys in story.people.values() for key in keys}
    found = {(each.pattern, each.subject, each.status) for each in everything}
    missing = {each.subject for each in everything if each.missing_picture}
    for story in STORIES.values():
        ids = {name: (await frame(store, keys[0])).subject for name, keys in story.people.items()}
        told = {(each.pattern, ids[each.subject], each.status) for each in story.finds}
        assert told <= found, f"{story.title}: {told - found}"
        assert missing & set(ids.values()), f"{story.title}: no missing picture"
    ordinary = defaultdict(set)
    for each in everything:
        if each.subject not in people:
            ordinary[each.pattern].add(each.subject)
    assert {pattern: len(children) for pattern, children in ordinary.items() if len(children) > 12} == {}
    await _the_girl_through_three_days_and_three_lenses(store)


async def _the_girl_through_three_days_and_three_lenses(store: Store) -> None:
    girl = STORIES["man_at_the_flat"].people["girl"][0]

    async def has(pattern: str, lens: Lens) -> list[str | None]:
        return [each.status for each in (await find(store, pattern, subject=girl, lens=lens)).findings]

    closed = next(iter((await find(store, "closed_after_missed", subject=girl, lens=Lens.of(UNTIL))).findings))
    since = closed.on_record_since
    assert since is not None
    assert await has("closed_after_missed", Lens.of(since - timedelta(days=1))) == []
    assert await has("closed_after_missed", Lens.of(since)) == ["stated"]
    assert await has("closed_after_missed", Lens.of(UNTIL, since - timedelta(days=1))) == []
    assert await has("absent_father", Lens.of(UNTIL, agencies=("hv",))) == ["not_recorded"]
    assert await has("absent_father", Lens.of(UNTIL)) == []
    assert await has("closed_after_missed", Lens.of(UNTIL, agencies=("police",))) == []
    assert await has("combined_factors", Lens.of(UNTIL)) == [None]
    assert await has("combined_factors", Lens.of(UNTIL, agencies=("hv",))) == []
    assert await has("combined_factors", Lens.of(UNTIL, agencies=("police",))) == []
