"""Modules and functions stay small enough to be read at a glance."""

import ast
from statistics import median

import pytest

from tests.house.source import ROOMS, functions, length, modules, texts

LONGEST_FUNCTION = 60
LONGEST_MODULE = 300
LONGEST_MEDIAN = 8

SAMPLE = ast.parse('def f(x):\n    """Two\n    lines."""\n    y = x\n    return y\n')


def test_length_leaves_the_docstring_out() -> None:
    assert [length(function) for function in functions(SAMPLE)] == [3]


def test_no_function_is_too_long() -> None:
    long = [
        f"{path}: {function.name} has {length(function)} lines"
        for path, tree in modules(*ROOMS, "tests")
        for function in functions(tree)
        if length(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_is_too_long() -> None:
    counted = {path: text.count("\n") for path, text in texts() if path.suffix == ".py"}
    assert {path: lines for path, lines in counted.items() if lines > LONGEST_MODULE} == {}


def test_the_median_function_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = [length(function) for _, tree in modules(*ROOMS) for function in functions(tree)]
    with capsys.disabled():
        print(f"\n{len(lengths)} functions, median {median(lengths):g} lines, longest {max(lengths)}")
    assert median(lengths) <= LONGEST_MEDIAN
