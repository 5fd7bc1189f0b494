"""What every pattern must be, built-in or somebody's own: its declaration, and that its text fits it.

Each check raises WrongPattern, which names the file, what was expected and what was found.
"""

import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.cypher import parameters_of
from graph.errors import InvalidInput, WrongPattern
from queries.core.facts import COLUMNS
from queries.core.parameters import Parameter
from queries.core.pattern import Pattern
from queries.engine.cypher_validation import check_calls, check_lens, check_only_reads, columns_of

LENS_PARAMETERS = frozenset({"agencies", "as_of", "known_at", "first_day", "subjects"})
SUBJECTS = ("child", "adult")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NOT_A_NAME = {"all", "true", "false", "null"}


def is_name(name: object) -> bool:
    """Whether a pattern, a parameter, an answer or a status may be called that."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None and name not in _NOT_A_NAME and not keyword.iskeyword(name)


def check(found: object, folder: Path) -> Pattern:
    """The pattern that a folder declares, once it is one. Raises WrongPattern."""
    file = folder / "__init__.py"
    if not isinstance(found, Pattern):
        raise WrongPattern(f"{file}: expected PATTERN, a queries.core.pattern.Pattern, found {_said(found)}")
    for what, is_right, expected in _declared(found, folder):
        if not is_right:
            raise WrongPattern(f"{file}: expected {expected}, found {_said(getattr(found, what))}")
    for parameter in found.parameters:
        _check_default(file, parameter)
    _check_names(file, found)
    _check_text(found)
    return found


def _declared(found: Pattern, folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Each part of a declaration: which, whether it is right, and what was expected."""
    yield "id", found.id == folder.name, f"the id to be the folder's name, {folder.name}"
    yield "folder", found.folder == folder, f"its folder to be {folder} (Path(__file__).parent)"
    yield "version", type(found.version) is int and found.version > 0, "version to be a whole number from 1"
    yield "question", isinstance(found.question, str) and bool(found.question.strip()), "question to be a text"
    yield "section", isinstance(found.section, str), "section to be a text"
    yield "cautions", _is_tuple_of(str, found.cautions), "cautions to be a tuple of texts"
    yield "statuses", _is_tuple_of(str, found.statuses), "statuses to be a tuple of texts"
    yield "answers", _is_mapping(found.answers, lambda about: isinstance(about, str)), "answers to be a mapping of name to text"
    yield "judge", callable(found.judge), "judge to be a function of a case and what is asked"
    yield "parameters", _is_tuple_of(Parameter, found.parameters), "parameters to be a tuple of queries.core.parameters.Parameter"
    yield "derived", _is_mapping(found.derived, callable), "derived to be a mapping of name to function"
    yield "unloaded", found.unloaded is None or callable(found.unloaded), "unloaded to be a function of a case and what is asked"
    yield "filters_itself", isinstance(found.filters_itself, bool), "filters_itself to be True or False"
    yield "subject", found.subject in SUBJECTS, f"subject to be {' or '.join(SUBJECTS)}"


def _check_default(file: Path, parameter: Parameter) -> None:
    if not isinstance(parameter.default, int | str | tuple) or not _reads_itself(parameter):
        raise WrongPattern(
            f"{file}: parameter {parameter.name}: expected a default that is a number, a flag, a text or a tuple of texts, "
            f"found {_said(parameter.default)}"
        )


def _reads_itself(parameter: Parameter) -> bool:
    try:
        return parameter.read(parameter.default) == parameter.default
    except InvalidInput:
        return False


def _check_names(file: Path, pattern: Pattern) -> None:
    taken = set(LENS_PARAMETERS)
    for name in (*(each.name for each in pattern.every_parameter), *pattern.derived):
        if not is_name(name) or name in taken:
            raise WrongPattern(f"{file}: expected a parameter's name in lower case that no other has, found '{name}'")
        taken.add(name)
    for name in (*pattern.answers, *pattern.statuses):
        if not is_name(name):
            raise WrongPattern(f"{file}: expected answers and statuses named in lower case, found '{name}'")


def _check_text(pattern: Pattern) -> None:
    file = pattern.folder / f"{pattern.id}.cypher"
    if not file.is_file():
        raise WrongPattern(f"{file}: expected the pattern's text there, found no file")
    try:
        raw = file.read_text(encoding="utf-8")
        check_only_reads(raw)
        check_calls(raw)
        check_lens(raw)
        _check_columns(columns_of(raw))
        _check_parameters(pattern, parameters_of(pattern.cypher))
    except WrongPattern as error:
        raise WrongPattern(f"{file}: {error}") from None
    except UnicodeDecodeError as error:
        raise WrongPattern(f"{file}: expected text in UTF-8, found another byte at {error.start}") from None


def _check_columns(columns: tuple[str, ...]) -> None:
    twice = len(set(columns)) < len(columns)
    if columns[:1] != ("subject",) or twice or not set(columns[1:]) <= set(COLUMNS):
        raise WrongPattern(f"expected it to return subject, then any of {', '.join(COLUMNS)}; found {', '.join(columns)}")


def _check_parameters(pattern: Pattern, used: set[str]) -> None:
    declared = LENS_PARAMETERS | {parameter.name for parameter in pattern.every_parameter} | set(pattern.derived)
    if used - declared:
        raise WrongPattern(
            f"found ${min(used - declared)}; expected only parameters that are declared: {', '.join(sorted(declared))}"
        )
    unused = set(pattern.derived) - used
    if unused:
        raise WrongPattern(f"expected it to use ${min(unused)}, which is declared in derived for it; found no such parameter")


def _is_tuple_of(kind: type, found: object) -> bool:
    return isinstance(found, tuple) and all(isinstance(each, kind) for each in found)


def _is_mapping(found: object, holds: Callable[[Any], bool]) -> bool:
    return isinstance(found, Mapping) and all(isinstance(name, str) and holds(value) for name, value in found.items())


def _said(found: object) -> str:
    return "none" if found is None else f"{type(found).__name__} {str(found)[:60]!r}"
