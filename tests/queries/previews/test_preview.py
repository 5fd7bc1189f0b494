"""A preview says what deciding would change, and writes nothing."""

from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.identity.decisions import decide
from graph.identity.judged import Decision
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Finding
from queries.engine.find import find
from queries.previews import DecisionPreview, preview, preview_undo
from queries.previews.changes import Related, changes
from queries.previews.preview import OF_TODAY
from tests.graph.canonical import dump
from tests.queries.building import adult, child, loaded, partnership, person, tie
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED, written
from tests.queries.undated import days_may_be_blank

TODAY = date(2025, 6, 1)
VERDICTS = ("same", "same", "same", "different", "unsure")


def decided(left: str, right: str, verdict: str = "same") -> Decision:
    return Decision(left, right, verdict, "seen together", "ann", TODAY)


@settings(max_examples=max(EXAMPLES // 5, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_what_a_preview_says_is_what_finding_before_and_after_says(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    looking = data.draw(lenses(made), label="lens")
    # As known today: a preview takes who is one person as of today.
    lens = Lens(looking.as_of, max(looking.known_at, date.today()), tuple(sorted(looking.agencies)))
    for _ in range(2):
        decisions = data.draw(st.lists(some(await people_of(store)), min_size=1, max_size=2, unique_by=lambda each: each.pair))
        note(str(decisions))
        await check(store, decisions, lens)


def some(people: dict[str, str]) -> st.SearchStrategy[Decision]:
    """A decision about any two records; where two are one person's, as often one that parts these."""
    pairs = list(combinations(sorted(people), 2))
    together = [pair for pair in pairs if people[pair[0]] == people[pair[1]]]
    anything = st.builds(lambda pair, verdict: decided(*pair, verdict), st.sampled_from(pairs), st.sampled_from(VERDICTS))
    return anything | st.sampled_from(together).map(lambda pair: decided(*pair, "different")) if together else anything


async def check(store: Store, decisions: list[Decision], lens: Lens) -> None:
    try:
        said = await preview(store, decisions, lens=lens)
    except InvalidInput:  # two that do not go together, or a record that the lens does not show
        return
    before, people = await everything(store, lens)
    await decide(store, decisions)
    after, people_after = await everything(store, lens)
    expected = changes(Related(people, people_after), before, after)
    assert shown(said) == [each.to_dict() for each in expected]
    moved = {key: (now, people_after[key]) for key, now in people.items() if people_after[key] != now}
    assert {each.record: (each.person, each.person_after) for each in said.moves}.items() <= moved.items()
    assert said.not_judged == []


async def everything(store: Store, lens: Lens) -> tuple[list[Finding], dict[str, str]]:
    people = await people_of(store)
    return (await find(store, "all", people=people.values(), lens=lens, with_seen_by=False, with_unjoined=False)).findings, people


async def people_of(store: Store) -> dict[str, str]:
    rows = await store.read("MATCH (r:PersonRecord {latest: true})-[:IDENTIFIES]->(p:Person) RETURN r.key, p.id")
    return dict(map(tuple, rows))


def shown(said: DecisionPreview) -> list[dict[str, Any]]:
    return [each.to_dict() for each in said.findings]


def family(folder: Path) -> list[Path]:
    """A child whom two agencies know: the health visitor with a mother alone, the police with a father; and another child."""
    visitor: Files = {
        "people": [child("c", "2020-05-05", sex="F", given_names="Asha", family_name="Mellor"), adult("m")],
        "relationships": [tie("m", "c", "mother")],
    }
    police: Files = {
        "people": [child("c", "2020-05-06", sex="F", given_names="Asha", family_name="Mellor"), adult("f")],
        "relationships": [tie("f", "c", "father")],
    }
    return partnership(folder, hv=visitor, police=police)


async def test_a_preview_names_what_goes_what_is_contradicted_and_who_moves_and_writes_nothing(
    store: Store, tmp_path: Path
) -> None:
    await loaded(store, *family(tmp_path))
    before, writes = await dump(store), store.writes
    said = await preview(store, [decided("hv/s/c", "police/s/c")], lens=Lens.of(TODAY))
    assert [(each.what, each.pattern, each.people) for each in said.findings if each.pattern == "absent_father"] == [
        ("goes", "absent_father", (person("hv", "c"),))
    ]
    assert [(each.record, each.person, each.person_after, each.named) for each in said.moves] == [
        ("police/s/c", person("police", "c"), person("hv", "c"), True)
    ]
    (contradiction,) = said.contradictions
    assert (contradiction.kind, [each.value for each in contradiction.accounts]) == (
        "date_of_birth",
        ["2020-05-05", "2020-05-06"],
    )
    assert (await dump(store), store.writes) == (before, writes)
    assert said.cautions == (OF_TODAY,)


async def test_the_preview_of_taking_back_is_the_other_way_round(store: Store, tmp_path: Path) -> None:
    await loaded(store, *family(tmp_path))
    there = await preview(store, [decided("hv/s/c", "police/s/c")], lens=Lens.of(TODAY))
    await decide(store, [decided("hv/s/c", "police/s/c")])
    back = await preview_undo(store, "police/s/c", "hv/s/c", lens=Lens.of(TODAY))
    opposite = {"comes": "goes", "goes": "comes", "changes": "changes"}
    assert {(opposite[each.what], each.pattern, each.people, each.people_after) for each in back.findings} == {
        (each.what, each.pattern, each.people_after, each.people) for each in there.findings
    }
    assert back.contradictions == []


async def test_a_preview_takes_a_bounded_number_of_round_trips(store: Store, tmp_path: Path) -> None:
    await loaded(store, *family(tmp_path))
    before = store.round_trips
    await preview(store, [decided("hv/s/c", "police/s/c"), decided("hv/s/m", "police/s/f", "different")], lens=Lens.of(TODAY))
    assert store.round_trips - before <= 15


async def test_not_sure_and_what_is_so_already_change_nothing(store: Store, tmp_path: Path) -> None:
    await loaded(store, *family(tmp_path))
    for verdict in ("unsure", "different"):
        said = await preview(store, [decided("hv/s/c", "police/s/c", verdict)], lens=Lens.of(TODAY))
        assert (said.findings, said.moves, said.contradictions) == ([], [], [])


async def test_records_that_the_lens_does_not_show_are_not_named_where_decisions_do_not_go_together(
    store: Store, tmp_path: Path
) -> None:
    other: Files = {"people": [child("c", "2020-05-05"), child("d", "2020-05-05")]}
    await loaded(store, *family(tmp_path), *partnership(tmp_path / "gp", gp=other))
    told = [decided("hv/s/c", "gp/s/c"), decided("hv/s/m", "gp/s/d"), decided("gp/s/c", "gp/s/d", "different")]
    await decide(store, told)
    asked = [decided("hv/s/c", "hv/s/m")]
    with pytest.raises(InvalidInput, match="expected decisions that go together, found gp/s/c and gp/s/d decided"):
        await preview(store, asked, lens=Lens.of(TODAY))
    with pytest.raises(InvalidInput, match="expected decisions that go together, found two records decided"):
        await preview(store, asked, lens=Lens.of(TODAY, agencies=("hv", "police")))


async def test_a_record_that_the_lens_does_not_show_is_none(store: Store, tmp_path: Path) -> None:
    await loaded(store, *family(tmp_path))
    refused = []
    for key in ("police/s/c", "police/s/nobody"):
        with pytest.raises(InvalidInput) as error:
            await preview(store, [decided("hv/s/c", key)], lens=Lens.of(TODAY, agencies=("hv",)))
        refused.append(str(error.value).replace(key, "KEY"))
    assert refused[0] == refused[1]
