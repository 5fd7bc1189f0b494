"""The parameters of a question: declared with default, unit and meaning; read from text; refused by name when wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidInput, UnknownName

Value = int | bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its default says its type. `choices` closes a text or list; `least` bounds a number from below."""

    name: str
    default: Value
    unit: str
    about: str
    choices: tuple[str, ...] = ()
    least: int = 1

    @property
    def type(self) -> str:
        """`number`, `flag`, `text` or `list`."""
        if isinstance(self.default, bool):
            return "flag"
        return {int: "number", str: "text", tuple: "list"}[type(self.default)]

    @property
    def most(self) -> int:
        """The largest number: a hundred years of months, so that every window ends on a day that there is; else 100000."""
        return 1200 if self.unit == "months" else 100_000

    @property
    def widest(self) -> Value:
        """The value that keeps fewest out: a number's least, a flag's false, every choice of a list."""
        if self.type == "number":
            return self.least
        if self.type == "flag":
            return False
        return self.choices if self.type == "list" else self.default

    def read(self, given: Any) -> Value:
        """The value given (text, or already of its type), or InvalidInput naming what was expected."""
        match self.type:
            case "flag":
                return self._flag(given)
            case "number":
                return self._number(given)
            case "list":
                items = given.split(",") if isinstance(given, str) else given
                return tuple(self._choice(item) for item in items)
            case _:
                return self._choice(given)

    def _flag(self, given: Any) -> bool:
        if isinstance(given, bool):
            return given
        if given in ("true", "false"):
            return bool(given == "true")
        raise self._wrong("true or false", given)

    def _number(self, given: Any) -> int:
        if isinstance(given, str) and given.strip().isdecimal():
            given = int(given)
        if isinstance(given, bool) or not isinstance(given, int) or not self.least <= given <= self.most:
            raise self._wrong(f"a whole number from {self.least} to {self.most}", given)
        return given

    def _choice(self, given: Any) -> str:
        text = given.strip() if isinstance(given, str) else str(given)
        if self.choices and text not in self.choices:
            raise UnknownName(f"value for the parameter {self.name}:", text, self.choices)
        return text

    def _wrong(self, expected: str, found: Any) -> InvalidInput:
        return InvalidInput(f"parameter {self.name}: expected {expected}, found '{found}'")


INCLUDE_DECEASED = Parameter("include_deceased", False, "true or false", "also ask about those who had died by then, for reviews")


def read_parameters(pattern: str, declared: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Value]:
    """The values used: those given over the defaults. Raises UnknownName or InvalidInput, naming the parameter."""
    known = {parameter.name: parameter for parameter in declared}
    for name in given:
        if name not in known:
            raise UnknownName(f"parameter of {pattern}", name, known)
    return {
        name: parameter.read(given[name]) if given.get(name) is not None else parameter.default
        for name, parameter in known.items()
    }
