"""What a finished load brings is told to those who watch for it, and to nobody else."""

import asyncio
from contextlib import aclosing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.watching import watch as watch_module
from api.watching.watch import Watch
from api.watching.watched import Through, watched
from api.watching.watcher import MOST_WAITING, News, Watcher
from graph.errors import StoreUnavailable
from graph.identity.decisions import join
from graph.identity.identifiers import person_id
from graph.lens import Lens
from graph.store import ReadKind, Store
from graph.writing.write_lock import write_lock
from loaders.load import load
from loaders.progress import Silent
from queries.patterns import closed_after_missed
from tests.api.watching.conftest import Asked, Loaded, Watching, write_extract
from tests.queries.building import Files, child, loaded, partnership

EVERYONE = 'patterns: [closed_after_missed], lens: {asOf: "2025-06-01"}'
P1, P2, P3 = (f"hv/systmone/p{number}" for number in (1, 2, 3))


def one(subject: str) -> str:
    return f'subjects: ["{subject}"], {EVERYONE}'


async def looked(asked: Asked) -> None:
    """Until the watch has looked several times more."""
    before = asked.reads
    async with asyncio.timeout(120):
        while asked.reads < before + 5:
            await asyncio.sleep(0.01)


async def test_a_load_that_makes_a_new_finding_tells_those_who_watch_its_pattern(watching: Watching, loads: Loaded) -> None:
    await loads("2025-05-01", "p1")
    async with watching(EVERYONE) as told:
        assert await told.event() == {"present": True, "more": False, "nodes": []}
        await loads("2025-05-02", "p1", "p2")
        node = {"pattern": "closed_after_missed", "status": "stated", "subject": {"records": [P2]}}
        assert await told.event() == {"present": False, "more": False, "nodes": [node]}


async def test_a_decision_that_makes_a_new_finding_tells_it_too(watching: Watching, store: Store, tmp_path: Path) -> None:
    missed = [{"person_id": "c", "on": f"2025-0{month}-10", "outcome": "was_not_brought"} for month in (1, 2, 3)]
    visitor: Files = {"people": [child("c", "2015-05-05")], "contacts": missed[:2]}
    clinic: Files = {"people": [child("c", "2015-05-05")], "contacts": missed[2:]}
    await loaded(store, *partnership(tmp_path, hv=visitor, gp=clinic))
    async with watching('patterns: [missed_appointments], lens: {asOf: "2025-06-01"}') as told:
        assert (await told.event())["nodes"] == []
        await join(store, "hv/s/c", "gp/s/c", by="ann", reason="one child", on=date(2025, 6, 1))
        assert await told.records() == ["hv/s/c"]


async def test_a_load_that_makes_none_says_nothing(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01", "p1")
    async with watching(EVERYONE) as told:
        await told.event()
        await loads("2025-05-02", "p1")
        await looked(asked)
        await loads("2025-05-03", "p1", "p3")
        assert await told.records() == [P3]


async def test_who_watches_a_person_is_told_of_nobody_else(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01")
    async with watching(one(P2)) as told:
        await told.event()
        await loads("2025-05-02", "p1")
        await looked(asked)
        await loads("2025-05-03", "p1", "p2")
        assert await told.records() == [P2]
    assert asked.about_everyone == 0


async def test_who_watches_a_pattern_is_told_of_no_other(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01")
    async with watching(EVERYONE) as told, watching(EVERYONE.replace("closed_after_missed", "frequent_moves")) as other:
        await told.event()
        await other.event()
        await loads("2025-05-02", "p1")
        assert await told.records() == [P1]
        following = asyncio.ensure_future(other.event())
        await looked(asked)
        assert not following.done()
        following.cancel()
        await asyncio.wait([following])


async def test_only_what_the_lens_shows_is_told(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01")
    await loads("2025-05-01", agency="gp")
    async with watching('patterns: [closed_after_missed], lens: {agencies: ["gp"], asOf: "2025-06-01"}') as told:
        await told.event()
        await loads("2025-05-02", "p1")
        await looked(asked)
        await loads("2025-05-02", "p2", agency="gp")
        assert await told.records() == ["gp/systmone/p2"]


async def test_a_finding_that_went_away_and_comes_again_is_told_again(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01", "p1")
    async with watching(EVERYONE) as told:
        await told.event()
        await loads("2025-05-02")
        await looked(asked)
        await loads("2025-05-03", "p1")
        assert await told.records() == [P1]


async def test_a_person_who_is_called_otherwise_since_a_record_was_joined_is_no_news(
    watching: Watching, loads: Loaded, asked: Asked
) -> None:
    await loads("2025-05-01", "p1", nhs_number="9434765919")
    async with watching(EVERYONE) as told:
        await told.event()
        await loads("2025-05-01", agency="csc", nhs_number="9434765919")
        await looked(asked)
        await loads("2025-05-02", "p1", "p2", nhs_number="9434765919")
        assert await told.records() == [P2]


async def test_who_was_away_begins_with_what_is_present(watching: Watching, loads: Loaded) -> None:
    await loads("2025-05-01", "p1")
    async with watching(one(P1)) as told:
        await told.event()
    await loads("2025-05-02", "p1", "p2", "p3")
    async with watching(f"withPresent: true, first: 2, {EVERYONE}") as told:
        first, second = await told.event(), await told.event()
    assert [(each["present"], each["more"], len(each["nodes"])) for each in (first, second)] == [
        (True, True, 2),
        (True, False, 1),
    ]


async def test_of_whom_a_pattern_fails_is_told_with_the_findings_of_the_others(
    watch: Watch, loads: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(case: Any, involvement: Any, asked: Any) -> None:
        assert not involvement.id.endswith("/ip2")

    monkeypatch.setattr(closed_after_missed, "_last_missed", fail)
    await loads("2025-05-01", "p1")
    questions = watched(["closed_after_missed"], None, {}, Through(as_of=date(2025, 6, 1)))
    async with aclosing(watch.news(questions, with_present=False)) as news:
        assert (await anext(news)).not_judged == ()
        await loads("2025-05-02", "p1", "p2", "p3")
        told = await anext(news)
    assert [each.records for each in told.findings] == [(P3,)]
    assert [(each.pattern, each.subject) for each in told.not_judged] == [("closed_after_missed", person_id(P2))]


async def test_two_names_of_one_person_tell_a_finding_once(watching: Watching, loads: Loaded) -> None:
    await loads("2025-05-01", "p1", nhs_number="9434765919")
    async with watching(f'subjects: ["{P1}", "9434765919"], withPresent: true, {EVERYONE}') as told:
        assert await told.records() == [P1]


class Stopped(Exception):
    """A load that is stopped."""


class StopsAtOnce(Silent):
    """Progress at whose first step the load is stopped."""

    def advance(self, rows: int) -> None:
        raise Stopped


async def test_half_a_load_is_not_told_until_it_is_whole(
    watching: Watching, loads: Loaded, asked: Asked, store: Store, tmp_path: Path
) -> None:
    await loads("2025-05-01")
    half = write_extract(tmp_path / "half", "2025-05-02", "p1")
    async with watching(EVERYONE) as told:
        await told.event()
        with pytest.raises(Stopped):
            await load(store, [half], by="a test", progress=StopsAtOnce())
        await looked(asked)
        await load(store, [half], by="a test")
        assert await told.records() == [P1]


async def test_while_somebody_writes_the_watching_does_not_begin(
    watching: Watching, loads: Loaded, asked: Asked, store: Store
) -> None:
    await loads("2025-05-01", "p1")
    async with watching(EVERYONE) as told:
        async with write_lock(store):
            first = asyncio.ensure_future(told.event())
            await looked(asked)
            assert not first.done()
        assert (await first)["present"]


async def test_watchers_share_what_is_asked_for_them(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01")
    async with watching(EVERYONE) as one_told, watching(EVERYONE) as other_told:
        await one_told.event()
        await other_told.event()
        await loads("2025-05-02", "p1")
        assert await one_told.records() == await other_told.records() == [P1]
    assert asked.about_everyone == 2


async def test_nothing_is_asked_while_nobody_watches(watching: Watching, loads: Loaded, asked: Asked) -> None:
    await loads("2025-05-01")
    async with watching(one(P1)) as told:
        await told.event()
    before = asked.reads
    await asyncio.sleep(0.1)
    assert asked.reads == before


async def test_a_store_that_is_away_is_waited_for(
    watching: Watching, loads: Loaded, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    await loads("2025-05-01")
    read, away = asked.read, True

    async def sometimes(text: str, *kind: ReadKind, **given: object) -> list[list[object]]:
        if away:
            asked.reads += 1
            raise StoreUnavailable("it is away")
        return await read(text, *kind, **given)

    async with watching(EVERYONE) as told:
        await told.event()
        monkeypatch.setattr(asked, "read", sometimes)
        await loads("2025-05-02", "p1")
        await looked(asked)
        away = False
        assert await told.records() == [P1]


async def test_a_question_that_takes_too_long_ends_its_own_watchers_with_the_error(
    watching: Watching, loads: Loaded, asked: Asked
) -> None:
    await loads("2025-05-01")
    asked.too_slow_of_everyone = True
    async with watching(one(P1)) as of_one, watching(EVERYONE) as of_everyone:
        await of_one.event()
        assert await of_everyone.error() == "too slow"
        await loads("2025-05-02", "p1")
        assert await of_one.records() == [P1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("first: 5", "expected patterns or subjects to watch, or both; found neither"),
        ("patterns: []", "patterns: expected 1 to 20 of them, found 0"),
        ("patterns: [closed_after_missed], first: 0", "first: expected a number from 1 to 200, found 0"),
        ('patterns: [frequent_moves], parameters: [{name: "min_move", value: 1}]', "did you mean min_moves?"),
        (f"subjects: [{', '.join(['1'] * 51)}]", "subjects: expected 1 to 50 of them, found 51"),
        ("patterns: [closed_after_mised]", "Did you mean the enum value 'closed_after_missed'"),
    ],
)
async def test_what_cannot_be_watched_is_refused_by_name(watching: Watching, arguments: str, said: str) -> None:
    async with watching(arguments) as told:
        assert said in await told.error()


async def test_a_person_or_an_agency_that_is_not_there_is_refused_by_name(watching: Watching, loads: Loaded) -> None:
    await loads("2025-05-01")
    for arguments, said in (
        (f'subjects: ["{P1}", "hv/systmone/p9"]', "nobody is found by the record 'hv/systmone/p9'; expected the person_id"),
        ('subjects: ["hw/systmone/p1"]', "unknown agency 'hw'; did you mean hv?"),
        ('patterns: [frequent_moves], lens: {agencies: ["hw"]}', "unknown agency 'hw'; did you mean hv?"),
    ):
        async with watching(arguments) as told:
            assert said in await told.error()


async def test_a_process_watches_so_many_questions(watching: Watching, loads: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "MOST_QUESTIONS", 1)
    await loads("2025-05-01")
    async with watching(EVERYONE) as told, watching(EVERYONE) as same, watching(one(P1)) as another:
        await told.event()
        await same.event()
        assert "watches 1 questions at most" in await another.error()


async def test_a_watcher_who_takes_nothing_is_let_go() -> None:
    watcher = Watcher((), with_present=False)
    for _ in range(MOST_WAITING + 1):
        watcher.tell(News((), Lens.of(), present=False))
    assert [each async for each in watcher.news()] == []
