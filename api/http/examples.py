"""The example operations of `api/examples/`, as the explorer's query page offers them."""

from pathlib import Path
from typing import Any

from graphql import get_operation_ast, parse

EXAMPLES = Path(__file__).parents[1] / "examples"


def examples() -> list[dict[str, Any]]:
    """Each operation: whom it is for (its folder), what it is for (its first line), its text, the names of its variables."""
    return [_example(path) for path in sorted(EXAMPLES.glob("*/*.graphql"))]


def _example(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    operation = get_operation_ast(parse(text))
    assert operation is not None, f"{path}: expected one operation"
    about = text.partition("\n")[0].removeprefix("# ")
    variables = [each.variable.name.value for each in operation.variable_definitions or ()]
    whose = path.parent.name
    return {"name": f"{whose}/{path.stem}", "for": whose, "about": about, "text": text, "variables": variables}
