"""How often the random partnerships of the independent check hold a finding of each pattern and status, by the slow reading.

    .venv/bin/python -m tests.benchmarks.what_is_drawn --examples 300

Prints one line of JSON a pattern and status, the rarest first: what is drawn never is checked never. About six examples a second.
"""

import argparse
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from queries.engine.registry import registry
from tests.benchmarks.reporting import say
from tests.queries.oracle.findings import EVERY, verdicts
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses, parameters


def main() -> None:
    """Draw as many as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given_ = parser.parse_args()
    drawn = _drawn(given_.examples, given_.seed)
    named = [(pattern.id, status) for pattern in registry().values() for status in pattern.statuses or (None,)]
    for pattern, status in sorted(named, key=lambda each: (drawn[each], each[0])):
        say(pattern=pattern, status=status, percent=round(100 * drawn[pattern, status] / given_.examples, 1))


def _drawn(examples: int, number: int) -> Counter[tuple[str, str | None]]:
    """In how many examples each pattern and status is found."""
    drawn: Counter[tuple[str, str | None]] = Counter()

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data(), made=extracts())
    def count(data: st.DataObject, made: list[Files]) -> None:
        world = World.of(made)
        for pattern, (_, defaults) in EVERY.items():
            lens, asked = data.draw(lenses(made)), data.draw(parameters(defaults))
            drawn.update({(pattern, each.status) for _, each in verdicts(world, pattern, lens, asked)})

    count()
    return drawn


if __name__ == "__main__":
    main()
