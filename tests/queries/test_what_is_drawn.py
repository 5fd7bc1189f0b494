"""The random partnerships of the independent check hold what it is to check: by the slow reading alone, without a store."""

from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from queries.register import register
from tests.queries.oracle.facts import World
from tests.queries.oracle.findings import EVERY, verdicts
from tests.queries.oracle.worlds import Files, extracts, lenses, parameters

EXAMPLES = 60


def test_every_pattern_and_status_is_drawn_often_enough() -> None:
    drawn: Counter[tuple[str, str | None]] = Counter()

    @seed(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data(), made=extracts())
    def count(data: st.DataObject, made: list[Files]) -> None:
        world = World.of(made)
        for pattern, (_, defaults) in EVERY.items():
            lens, asked = data.draw(lenses(made)), data.draw(parameters(defaults))
            drawn.update({(pattern, each.status) for _, each in verdicts(world, pattern, lens, asked)})

    count()
    named = {(pattern.id, status) for pattern in register().values() for status in pattern.statuses or (None,)}
    assert {each: drawn[each] for each in named if drawn[each] < EXAMPLES / 100} == {}
