"""The mapping table: what columns and values may be called; the one that comes with the loader, and an authority's own."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import RefusedFile
from graph.settings import Settings

OWN = "annex-a.toml"
_LETTER = re.compile(r"\s*[a-z]{1,2}\)\s*", re.IGNORECASE)
_CODED = re.compile(r"([A-Za-z0-9]{1,4})\s*[:–-]\s*(.+)")
_BRACKETS = re.compile(r"\([^()]*\)")


def plain(text: str) -> str:
    """A spelling without capitals, accents of typing and punctuation."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'", "")).strip()


def heading(text: str) -> str:
    """A heading as it is compared: plain, and without what is in brackets."""
    return plain(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", text)))


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is read: by plain spelling, the column that a heading is, and of each list of values the meaning."""

    blank: frozenset[str]
    headings: dict[str, str]
    values: dict[str, dict[str, str]]
    own: tuple[tuple[str, str], ...] = ()

    def column(self, text: str) -> str:
        """The plain name of the column that a heading is."""
        found = heading(text)
        return self.headings.get(found, found)

    def meaning(self, values: str, text: str) -> str | None:
        """What a value of a list means, None where the list has no such spelling."""
        known = self.values[values]
        return next((known[each] for each in _spellings(text) if each in known), None)


@lru_cache(maxsize=65536)
def _spellings(text: str) -> tuple[str, ...]:
    """A value as it stands, without the letter before it, its code, and the words after the code."""
    bare = _LETTER.sub("", text, count=1) if _LETTER.match(text) else text
    coded = _CODED.fullmatch(bare.strip())
    return tuple(map(plain, (text, bare, *(coded.groups() if coded else ()))))


def mapping() -> Mapping:
    """The table in use: the shipped one, and over it `annex-a.toml` in the data folder; raises RefusedFile for a faulty one."""
    shipped = files("loaders.annex_a").joinpath(OWN).read_bytes()
    path = Settings().home / OWN
    try:
        own = path.read_bytes()
    except FileNotFoundError:
        return merged([_read(Path(OWN), shipped)])
    except OSError as error:
        raise RefusedFile(f"{path} cannot be read: {error.strerror or error}") from error
    return merged([_read(Path(OWN), shipped), _read(path, own)], ((OWN, sha256(own).hexdigest()),))


def _read(path: Path, content: bytes) -> dict[str, Any]:
    try:
        found = tomllib.loads(content.decode("utf-8-sig"))
        _check(path, found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedFile(f"{path}: expected TOML, found: {error}") from None
    return found


def _check(path: Path, found: dict[str, Any]) -> None:
    """Everything in it is a list of texts, where the shipped table has one."""
    tables = {"headings": found.get("headings", {}), **{f"values.{name}": each for name, each in _values(path, found).items()}}
    for name, table in tables.items():
        for key, spellings in table.items() if isinstance(table, dict) else [(name, table)]:
            if not (isinstance(spellings, list) and all(isinstance(each, str) for each in spellings)):
                raise RefusedFile(f"{path}, {name}, {key}: expected a list of texts, found {str(spellings)[:60]}")


def _values(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    values = found.get("values", {})
    strange = sorted(found.keys() - {"blank", "headings", "values"})
    if strange or not isinstance(values, dict):
        raise RefusedFile(f"{path}: expected blank, headings and values, found {', '.join(strange) or str(values)[:60]}")
    return {"blank": {"blank": found.get("blank", [])}, **values}


def merged(tables: list[dict[str, Any]], own: tuple[tuple[str, str], ...] = ()) -> Mapping:
    """One table of several; a later one's spellings count before an earlier one's."""
    blank: set[str] = {""}
    headings: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for table in tables:
        blank |= {each.casefold() for each in table.get("blank", [])}
        for column, spellings in table.get("headings", {}).items():
            headings |= {heading(each): heading(column) for each in spellings}
        for name, meanings in table.get("values", {}).items():
            known = values.setdefault(name, {})
            for meaning, spellings in meanings.items():
                known |= {plain(each): meaning for each in [meaning, *spellings]}
    return Mapping(frozenset(blank), headings, values, own)
