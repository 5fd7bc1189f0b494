"""What somebody may not see does not exist for them: they are answered as from a store from which it was removed beforehand."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import CasegraphError
from graph.lens import Lens
from graph.store import Store
from graph.store.caller_store import CallerStore
from queries.chronology import chronology
from queries.contradictions import contradictions
from queries.engine.find import find
from queries.engine.registry import registry
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from queries.loaded.status import status
from queries.matches import possible_matches
from queries.search import search
from tests.queries.access.hidden import everybody, hidden_in
from tests.queries.building import loaded
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED, written
from tests.queries.undated import days_may_be_blank

Question = Callable[[Store], Coroutine[Any, Any, Any]]


@settings(max_examples=max(EXAMPLES // 6, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_what_may_not_be_seen_is_as_if_it_had_been_removed(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    hidden, people = await hidden_in(store, data), await everybody(store)
    looking = data.draw(lenses(made), label="lens")
    lens = Lens(looking.as_of, looking.known_at, tuple(sorted(looking.agencies)))
    asked = _questions(lens, people)
    caller = CallerStore(store, hidden.rights)
    answers = [await _answer(question, caller) for question in asked.values()]
    await hidden.remove(store)
    for (name, question), answer in zip(asked.items(), answers, strict=True):
        assert answer == await _answer(question, store), name


def _questions(lens: Lens, people: list[str]) -> dict[str, Question]:
    least = {each.name: 1 for pattern in registry().values() for each in pattern.parameters if each.name.startswith("min_")}
    everyone: dict[str, Question] = {
        "findings of everyone": lambda store: find(store, "all", lens=lens, parameters=least),
        "status": lambda store: status(store, lens),
        "possible matches": lambda store: possible_matches(store, lens=lens),
        "search": lambda store: search(store, "Lee Ann 12 High Street", lens=lens),
    }
    of_one: dict[str, Question] = {}
    for who in people[:3]:
        of_one |= {
            f"findings of {who}": lambda store, who=who: find(store, "all", subject=who, lens=lens, parameters=least),
            f"missing picture of {who}": lambda store, who=who: missing_picture(store, who, lens=lens),
            f"contradictions of {who}": lambda store, who=who: contradictions(store, who, lens=lens),
            f"chronology of {who}": lambda store, who=who: chronology(store, [who], lens=lens),
            f"why {who} is not in a pattern": lambda store, who=who: explain(store, "below_threshold", who, lens=lens),
        }
    return everyone | of_one


async def _answer(question: Question, store: Store) -> Any:
    try:
        answer = await question(store)
    except CasegraphError as error:
        return type(error), str(error)
    return answer
