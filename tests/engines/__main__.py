"""``python -m tests.engines``: fetch what every engine here needs, and print pytest's options for them.

Fails where the embedded engine or the long-term Neo4j is not to be had, so that CI never runs without them.
"""

import sys

from tests.engines import neo4j_server
from tests.engines.choice import NAMES, NEO4J, why_not
from tests.engines.endpoint import EngineError

_REQUIRED = ("embedded", "neo4j-5")


def main() -> None:
    """Options on standard output, what was fetched or is missing on standard error."""
    missing = {name: reason for name in NAMES if (reason := why_not(name))}
    for name, reason in missing.items():
        print(f"{name}: not here: {reason}", file=sys.stderr)
    if set(missing) & set(_REQUIRED):
        raise SystemExit(1)
    here = [name for name in NAMES if name not in missing]
    for name in here:
        _fetch(name)
    print(" ".join(f"--engine {name}" for name in here))


def _fetch(name: str) -> None:
    if name not in NEO4J:
        return
    try:
        print(f"{name}: {neo4j_server.fetch(NEO4J[name][0])}", file=sys.stderr)
    except EngineError as error:
        raise SystemExit(f"{name}: {error}") from error


if __name__ == "__main__":
    main()
