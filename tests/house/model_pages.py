"""The generated parts of docs/model.md."""

from collections.abc import Callable, Iterable, Iterator

from graph.model import EDGES, NODES, Edge, Node, Property
from graph.model.declare import FIELD_CLASSES, PROVENANCE
from graph.model.edges import TIES


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    lines = [list(headings)]
    return "\n".join(
        f"| {' | '.join(_cell(each) for each in row)} |" for row in [*lines, ["---"] * len(lines[0]), *map(list, rows)]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def nodes() -> str:
    rows = ([f"`{each.label}`", ", ".join(f"`{key}`" for key in each.key), each.about] for each in NODES)
    return table(("label", "key", "what it is"), rows)


def edges() -> str:
    rows = ([f"`({' or '.join(e.start)})-[:{e.type}]->({e.end})`", e.about] for e in EDGES)
    return table(("edge", "what it says"), rows)


def classes() -> str:
    return table(("class", "what it covers"), ([f"`{name}`", about] for name, about in FIELD_CLASSES.items()))


def properties() -> str:
    return "\n\n".join(_chapters())


def _chapters() -> Iterator[str]:
    yield "### Every fact\n\n" + _table(PROVENANCE)
    for node in NODES:
        yield f"### {node.label}\n\n" + _table(_own(node))
    yield "### " + ", ".join(tie.type for tie in TIES) + "\n\n" + _table(_own(TIES[0]))
    for edge in EDGES:
        if edge.properties and edge not in TIES:
            yield f"### {edge.type}\n\n" + _table(_own(edge))


def _own(declared: Node | Edge) -> list[Property]:
    return [each for each in declared.properties if each not in PROVENANCE]


def _table(properties: Iterable[Property]) -> str:
    return table(("property", "type", "class", "what it says"), (_row(each) for each in properties))


def _row(declared: Property) -> list[str]:
    kind = f"one of [{declared.words.__name__}](agency-extract.md#closed-lists)" if declared.words else declared.type
    marks = [("identifies", declared.identifies), ("free text", declared.free_text), ("locates", declared.locates)]
    marked = [declared.field_class.value, *(mark for mark, holds in marks if holds)]
    return [f"`{declared.name}`", kind, ", ".join(marked), declared.about]


PARTS: dict[str, Callable[[], str]] = {"nodes": nodes, "edges": edges, "classes": classes, "properties": properties}
