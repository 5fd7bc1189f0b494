"""Whatever was decided, taken back and loaded in whatever order: what stands is what would stand had it never been decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.identity.decisions import decide, join, join_by_score, split, undo, undo_by
from graph.identity.judged import Decision
from graph.identity.scored_joins import DECIDED, GROUP, NOT_OPEN, OFF, ScoredPair
from graph.settings import Settings
from graph.store import Store
from loaders.load import load
from tests.graph.canonical import dump
from tests.graph.test_decisions import FACTS, PERSON, people
from tests.loaders.agency_extract.extracts import NHS, VISIT, Rows, write
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED

TODAY = date(2025, 6, 1)
A, B, C, D = "hv/s1/a", "hv/s1/b", "hv/s1/c", "csc/s1/d"


@dataclass(frozen=True)
class Step:
    """A decision, a taking back, or (without a pair) the load of the next extract."""

    what: str
    pair: tuple[str, str] = ("", "")


PAIRS = st.sampled_from([(A, B), (A, C), (B, C), (D, A), (D, C)]).map(lambda pair: (min(pair), max(pair)))
STEPS = st.lists(st.builds(Step, st.sampled_from(["same", "same", "different", "unsure", "undo", "undo"]), PAIRS), max_size=7)


@settings(max_examples=max(EXAMPLES // 5, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(
    rows=st.tuples(PERSON, PERSON, PERSON).map(lambda own: people(*own)), steps=STEPS, loads=st.tuples(*[st.integers(0, 7)] * 2)
)
async def test_what_stands_is_what_would_stand_had_the_decisions_taken_back_never_been_made(
    store: Store, tmp_path_factory: pytest.TempPathFactory, rows: Rows, steps: list[Step], loads: tuple[int, int]
) -> None:
    paths = extracts(tmp_path_factory.mktemp("extracts"), rows)
    order = list(steps)
    for place in sorted(loads):
        order.insert(min(place, len(order)), Step("load"))
    note(str(order))
    await store.write("MATCH (n) DETACH DELETE n")
    await load(store, [paths[0]])
    standing = await carried_out(store, order, paths[1:])
    found = await dump(store)
    await store.write("MATCH (n) DETACH DELETE n")
    await load(store, paths)
    for each in standing:
        await decide(store, [each])
    assert found == await dump(store)


def extracts(folder: Path, rows: Rows) -> list[Path]:
    """Three people, another agency's record of one of them, and a later extract in which one has another name."""
    other = {"agency_id": "csc", "extracted_on": "2025-02-01"}
    own = {"person_id": "d", "role": "child", "nhs_number": NHS, "recorded_on": "2024-06-01"}
    later = [each | ({"given_names": "Leena", "nhs_number": NHS} if each["person_id"] == "c" else {}) for each in rows]
    return [
        write(folder / "first", people=rows, **FACTS),
        write(folder / "other", other, people=[own], contacts=[VISIT | {"contact_id": "kd", "person_id": "d"}]),
        write(folder / "later", {"extracted_on": "2025-03-01"}, people=later, **FACTS),
    ]


async def carried_out(store: Store, steps: Sequence[Step], paths: list[Path]) -> list[Decision]:
    """Take these steps; the decisions that stand at the end, in the order in which they were made."""
    standing: list[Decision] = []
    waiting = list(paths)
    for number, step in enumerate(steps):
        try:
            if step.what == "load":
                await load(store, [waiting.pop(0)])
            elif step.what == "undo":
                await undo(store, *step.pair)
                last = max(place for place, each in enumerate(standing) if each.pair == step.pair)
                standing.pop(last)
            else:
                decision = Decision(*step.pair, step.what, "seen together", f"person {number}", TODAY)
                await decide(store, [decision])
                standing.append(decision)
        except InvalidInput:  # nothing to take back, a record that is not there yet, or two that do not go together
            continue
    return standing


async def test_a_decision_in_the_place_of_another_gives_that_one_back(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path, people=people({}, {}, {}), **FACTS)])
    await join(store, A, B, by="ann", reason="seen together", on=TODAY)
    joined = await dump(store)
    await split(store, A, B, by="ben", reason="seen apart", on=TODAY)
    assert await dump(store) != joined
    await undo(store, A, B)
    assert await dump(store) == joined


async def test_what_would_stand_again_and_contradicts_what_was_decided_since_is_refused(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path, people=people({}, {}, {}), **FACTS)])
    await join(store, A, B, by="ann", reason="seen together", on=TODAY)
    for left, right, decided in ((A, B, split), (B, C, join), (A, C, split)):
        await decided(store, left, right, by="ben", reason="seen", on=TODAY)
    before = await dump(store)
    with pytest.raises(InvalidInput, match="hv/s1/a and hv/s1/c decided to be different, and joined through others"):
        await undo(store, A, B)
    assert await dump(store) == before


async def test_what_a_matcher_joined_is_taken_back_as_a_whole_and_what_people_decided_stays(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path, people=people({}, {}, {}), **FACTS)])
    await join(store, A, C, by="ann", reason="seen together", on=TODAY)
    before = await dump(store)
    scored = [
        Decision(*pair, "same", "0.99, ahead of the next by 0.4", "matcher 7", TODAY, "score", 0.99) for pair in ((A, B), (A, C))
    ]
    await decide(store, scored)
    query = "MATCH (:PersonRecord {key: $key})-[i:IDENTIFIES]->(p) RETURN i.decided_by, i.method, i.score"
    assert await store.read(query, key=B) == [["matcher 7", "score", 0.99]]
    with pytest.raises(InvalidInput, match="expected a matcher that joined somebody, found 'matcher 8'; known: matcher 7"):
        await undo_by(store, "matcher 8")
    assert await undo_by(store, "matcher 7") == 2
    assert await dump(store) == before


async def test_many_are_decided_together_or_none_and_each_that_cannot_stand_is_named(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path, people=people({}, {}, {}), **FACTS)])
    before = await dump(store)

    def of(left: str, right: str, verdict: str = "same", reason: str = "seen", on: date = TODAY) -> Decision:
        return Decision(left, right, verdict, reason, "ann", on)

    for wrong, said in (
        (
            [of(A, B), of(A, A), of(B, A)],
            "decision 2: expected two records, found hv/s1/a twice; decision 3: expected one decision",
        ),
        ([of(A, B), of(B, C), of(A, C, "different")], "decision 3: expected decisions that go together"),
        ([of(A, B, "maybe")], "^verdict: expected one of same, different, unsure, found 'maybe'"),
        ([of(A, B, reason="seen\x00")], "^reason: expected text, found a character that no text has"),
        ([of(A, "hv/s1/\udcff")], "^no record that could be decided about is found by"),
        ([of(A, B, reason=" ")], "^reason: expected why, in words, found nothing"),
        ([of(A, B, on=date(2999, 1, 1))], "^on: expected today or a day before, found 2999-01-01"),
        (
            [of(A, B, "maybe"), of(A, "hv/s1/zz")],
            "decision 1: verdict: .*; decision 2: no record that could be decided about is found by 'hv/s1/zz'",
        ),
        ([], "expected 1 to 1,000 decisions, found 0"),
    ):
        with pytest.raises(InvalidInput, match=said):
            await decide(store, wrong)
    assert await dump(store) == before
    await decide(store, [of(A, B), of(B, C)])
    assert await store.read("MATCH (p:Person) RETURN count(p)") == [[1]]


async def test_not_sure_is_kept_and_waits_no_more_until_it_is_taken_back(store: Store, tmp_path: Path) -> None:
    twins = people({"nhs_number": NHS, "sex": "F"}, {"nhs_number": NHS, "sex": "M"}, {})
    await load(store, [write(tmp_path, people=twins, **FACTS)])
    before, waiting = await dump(store), "MATCH (j:Judgement) RETURN j.verdict, j.decided_by, j.reason"
    await decide(store, [Decision(A, B, "unsure", "asked the school", "ann", TODAY)])
    assert await store.read(waiting) == [["unsure", "ann", "asked the school"]]
    await undo(store, A, B)
    assert await dump(store) == before


async def test_a_matcher_joins_nobody_unless_it_may_and_then_never_against_a_rule(store: Store, tmp_path: Path) -> None:
    rows = people({"sex": "F"}, {"sex": "M"}, {})
    sealed = {"person_id": "d", "role": "adult", "recorded_on": "2024-01-01", "sensitivity": "sealed"}
    others = [{"person_id": name, "role": "adult", "recorded_on": "2024-01-01"} for name in "efgh"]
    await load(store, [write(tmp_path, people=[*rows, sealed, *others], **FACTS)])
    before = await dump(store)

    def of(left: str, right: str, score: float = 0.995, lead: float = 0.3) -> ScoredPair:
        return ScoredPair(f"hv/s1/{left}", f"hv/s1/{right}", score, lead)

    await decide(store, [Decision("hv/s1/g", "hv/s1/h", "unsure", "asked", "ann", TODAY)])
    decided = await dump(store)
    given_ = [
        of("a", "c"),
        of("b", "c"),
        of("c", "d"),
        of("e", "f"),
        of("g", "h"),
        of("a", "b"),
        of("e", "g", 0.98),
        of("f", "g", 1, 0.1),
    ]
    off = await join_by_score(store, given_, matcher="matcher 7", on=TODAY)
    assert (off.joined, set(off.held_back.values()), await dump(store)) == ([], {OFF}, decided)
    settings_ = Settings(join_by_score=0.99, join_lead=0.2)
    done = await join_by_score(store, given_, matcher="matcher 7", on=TODAY, settings=settings_)
    assert done.joined == [("hv/s1/e", "hv/s1/f")]
    assert {f"{left[-1]}{right[-1]}": why for (left, right), why in done.held_back.items()} == {
        "ac": GROUP, "bc": GROUP, "cd": NOT_OPEN, "gh": DECIDED, "ab": "one record says F, the other M",
        "eg": "its score of 0.980 is below 0.99", "fg": "its lead of 0.100 over the next best is below 0.2",
    }  # fmt: skip
    again = await join_by_score(store, [of("e", "f")], matcher="matcher 7", on=TODAY, settings=settings_)
    assert list(again.held_back.values()) == [DECIDED]
    assert await undo_by(store, "matcher 7") == 1
    assert await dump(store) == decided
    await undo(store, "hv/s1/g", "hv/s1/h")
    assert await dump(store) == before
