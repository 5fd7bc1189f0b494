"""Who is named as unjoined, and whether that answers, against a slow reading of the definitions (the oracle's `unjoined`).

Everybody is called alike in these partnerships, so that many are proposed.
"""

from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from tests.queries.building import loaded
from tests.queries.oracle.unjoined import ABSENT, everybody_alike, expected
from tests.queries.oracle.view import View
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED, plain, written
from tests.queries.undated import days_may_be_blank


@settings(max_examples=max(EXAMPLES // 4, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_who_is_named_and_what_answers_is_what_the_definitions_give(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    alike: list[Any] = list(everybody_alike(made))  # type: ignore[arg-type]
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), alike))
    pairs = [tuple(row) for row in await store.read("MATCH (p:Proposal) RETURN p.left, p.right")]
    pairs += [tuple(row) for row in await store.read("MATCH (j:Judgement {verdict: 'open'}) RETURN j.left, j.right")]
    world = World.of(alike)
    for pattern in ABSENT:
        looking = data.draw(lenses(made), label=pattern)
        view = View(world, looking)
        through = Lens(looking.as_of, looking.known_at, tuple(sorted(looking.agencies)))
        for finding in (await find(store, pattern, lens=through)).findings:
            wanted = expected(view, plain(finding), pattern, pairs)
            named = {(each.person, each.record): bool(each.holds) for each in finding.unjoined or ()}
            note(f"{pattern} {finding.subject}: {named}, of {wanted}")
            assert named.items() <= wanted.items()
