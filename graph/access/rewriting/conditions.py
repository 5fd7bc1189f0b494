"""What has to hold of each part of a pattern, so that nobody and nothing is read that somebody may not see."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import count
from pathlib import Path

from graph.access.rewriting.kinds import FACTS
from graph.access.rights import EVERYTHING, Rights
from graph.cypher import part_of
from graph.model.edges import TIES

_FOLDER = Path(__file__).parent / "cypher"
_TIES = frozenset(edge.type for edge in TIES)
_STAY = "LIVED_AT"
_KINDS = {
    "person": frozenset({"Person"}),
    "record": frozenset({"PersonRecord"}),
    "fact": FACTS,
    "address": frozenset({"Address"}),
    "identifier": frozenset({"Identifier"}),
    "word": frozenset({"Word"}),
    "pair": frozenset({"Proposal", "Judgement"}),
    "journal": frozenset({"Journal"}),
}
_READ = ("record", "fact")
_FACT = re.compile(r"\bfact\b")


class RightsConditions:
    """Those of one caller's rights.

    On whom something hangs says the text of its kind under `cypher/`, which gets its conditions as every other text does.
    """

    def __init__(self, rights: Rights) -> None:
        self.rights, self.numbers = rights, count(1)

    def of_node(self, variable: str, labels: frozenset[str], reached: Collection[str]) -> Iterator[tuple[str, bool]]:
        """What has to hold of a node with one of these labels, and whether that is Cypher with patterns of its own.

        `reached`: as what it stands beside something on which it hangs, whose conditions are its own.
        """
        for kind, every in _KINDS.items():
            own = labels & every
            if not own:
                continue
            unless = "" if own == labels else f"NOT ({' OR '.join(f'{variable}:{label}' for label in sorted(own))}) OR "
            for condition, has_patterns in self._of_kind(kind, variable, own <= set(reached)):
                yield f"({unless}({condition}))" if unless else condition, has_patterns

    def of_edge(self, variable: str, types: frozenset[str]) -> Iterator[str]:
        """What has to hold of an edge of one of these types."""
        own = types & (_TIES | {_STAY})
        if own and self.rights.agencies is not None:
            among = ", ".join(f"'{type_}'" for type_ in sorted(own))
            unless = "" if own == types else f"NOT type({variable}) IN [{among}] OR "
            yield f"({unless}{variable}.agency IN $rights_agencies)"
        if _STAY in types and self.rights.locate != EVERYTHING:
            unless = "" if types == {_STAY} else f"type({variable}) <> '{_STAY}' OR "
            yield f"({unless}({self.rights.locate.of(f'startNode({variable})')}))"

    def _of_kind(self, kind: str, variable: str, reached: bool) -> Iterator[tuple[str, bool]]:
        if kind == "journal":
            yield "false", False
        elif kind == "person":
            if self.rights.see != EVERYTHING:
                yield f"({self.rights.see.of(variable)})", False
        else:
            if kind in _READ and self.rights.read != EVERYTHING:
                yield f"({self.rights.read.of(variable)})", False
            if not reached:
                yield _FACT.sub(variable, _hanging(kind).replace("«number»", str(next(self.numbers)))), True


@cache
def _hanging(kind: str) -> str:
    return part_of(_FOLDER / f"{kind}.cypher")
