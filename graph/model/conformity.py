"""The door of the graph: a fact says only what the model declares, in the words that it declares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import InvalidFact
from graph.facts import Fact, FactKind
from graph.model.declare import Edge, Node, Property
from graph.model.edges import EDGE_OF_RELATIONSHIP, EDGES
from graph.model.nodes import FACT_NODES
from graph.vocabulary import ShareDecision

_OF_A_SHARE = {"with_agency": frozenset[str](), "decision": frozenset(ShareDecision)}
"""What a share says that is not a property: it is the end and the type of its edge."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """The names that facts of one kind may have, and the words of those that are from a closed list."""

    names: frozenset[str]
    words: Mapping[str, frozenset[str]]


def _declared(declared: Iterable[Node | Edge], more: Mapping[str, frozenset[str]] | None = None) -> _Declared:
    own = [each for type_ in declared for each in type_.properties]
    words: dict[str, frozenset[str]] = {each.name: frozenset(each.words) for each in own if each.words}
    words |= more or {}
    return _Declared(frozenset(each.name for each in own) | words.keys(), {name: each for name, each in words.items() if each})


def _by_kind() -> dict[FactKind, _Declared]:
    more: dict[FactKind, Mapping[str, frozenset[str]]] = {
        FactKind.SHARE: _OF_A_SHARE,
        # The kind of a relationship is a word of the extract here; on its edge it is one of fewer.
        FactKind.RELATIONSHIP: {"kind": frozenset(EDGE_OF_RELATIONSHIP)},
    }
    return {kind: _declared(_types(kind), more.get(kind)) for kind in FactKind}


def _types(kind: FactKind) -> list[Node | Edge]:
    return [FACT_NODES[kind]] if kind in FACT_NODES else [edge for edge in EDGES if edge.kind is kind]


_DECLARED = _by_kind()


def check_fact(fact: Fact) -> None:
    """Raise InvalidFact where a fact says what is not declared, or a word that is not in the declared list."""
    declared = _DECLARED[fact.kind]
    content = dict(fact.end.says) | fact.content if fact.end else fact.content
    if not content.keys() <= declared.names:
        name = min(content.keys() - declared.names)
        raise InvalidFact(f"{fact.kind} {fact.id}: expected properties that the model declares, found '{name}'")
    for name, words in declared.words.items():
        value = content.get(name)
        if value is not None and value not in words:
            raise InvalidFact(f"{fact.kind} {fact.id}: expected {name} to be one of {', '.join(sorted(words))}, found '{value}'")


def properties_of(kind: FactKind) -> tuple[Property, ...]:
    """The properties that facts of a kind may have, each once."""
    return tuple({each.name: each for type_ in _types(kind) for each in type_.properties}.values())
