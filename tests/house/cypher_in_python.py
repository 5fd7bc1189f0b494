"""Finds Cypher in Python, and Cypher made out of values."""

import ast
import re
from collections.abc import Iterator

_QUERY = re.compile(r"\b(MATCH|MERGE|CREATE)\s*\(|\bUNWIND\s+\S+\s+AS\b|\bDETACH\s+DELETE\b")
_SCHEMA = re.compile(r"\b(CREATE|DROP)\s+(CONSTRAINT|\w*\s?INDEX)\b")
_DOORS = {"read", "stream", "write", "transact", "run", "execute_query"}
_READS_A_FILE = {"text", "text_of"}


def query_lines(tree: ast.Module) -> list[int]:
    """The lines of texts that read or change data."""
    return _lines_saying(tree, _QUERY)


def schema_lines(tree: ast.Module) -> list[int]:
    """The lines of texts that make or drop constraints and indexes."""
    return _lines_saying(tree, _SCHEMA)


def formatted_lines(tree: ast.Module) -> list[int]:
    """The lines where the text given to the store or to a Query is put together in place."""
    return [call.lineno for call in _calls(tree) if call.args and _is_put_together(call.args[0])]


def _lines_saying(tree: ast.Module, wanted: re.Pattern[str]) -> list[int]:
    documentation = {id(node) for node in _docstrings(tree)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in documentation and wanted.search(node.value)
    ]


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        awaited = node.value if isinstance(node, ast.Await) else node.iter if isinstance(node, ast.AsyncFor) else None
        if isinstance(awaited, ast.Call) and isinstance(awaited.func, ast.Attribute) and awaited.func.attr in _DOORS:
            yield awaited
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Query":
            yield node


def _is_put_together(text: ast.AST) -> bool:
    if isinstance(text, ast.Call) and not _puts_together(text.func):
        return not _is_a_file(text.func) and any(map(_is_put_together, ast.iter_child_nodes(text)))
    added = isinstance(text, ast.BinOp) and isinstance(text.op, ast.Add | ast.Mod)
    return added or isinstance(text, ast.JoinedStr | ast.Call) or any(map(_is_put_together, ast.iter_child_nodes(text)))


def _puts_together(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in {"format", "join", "replace"}


def _is_a_file(function: ast.expr) -> bool:
    """Whether a function gives the text of a Cypher file, so that what it is given is only the file's name."""
    return isinstance(function, ast.Name) and function.id in _READS_A_FILE
