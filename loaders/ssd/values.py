"""What the cells of SSD tables say: placeholders, dates, flags, and JSON that was put together without escaping."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from typing import TypeVar

import orjson

from graph.dates import without_time
from graph.errors import InvalidInput
from loaders.checks.local_ids import plain_id
from loaders.codes.children import YES_NO
from loaders.codes.factors import FACTORS, NO_FACTOR

T = TypeVar("T")

_NOT_SUPPLIED = frozenset({"SSD_PH", "NULL"})
_PHRASE = "PLACEHOLDER_DATA"
_DAY = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T][\d:.]+)?|(\d\d)/(\d\d)/(\d{4})(?: [\d:.]+)?")
_BLANK_DAY = date(1900, 1, 1)
_LAST_YEAR = 2100
_KEY = re.compile(r'"([A-Z0-9_a-z]{1,60})"\s*:\s*')
_LONGEST_TEXT = 4000
_LONGEST_ID = 100
_HIGHEST_SCORE = 40


def supplied(cell: str) -> str:
    """The cell without the blanks around it; blank where it only holds the place of something not supplied."""
    cell = cell.strip()
    return "" if cell in _NOT_SUPPLIED or _PHRASE in cell else cell


def words(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than any column of the dataset should be."""
    if len(text) > _LONGEST_TEXT:
        raise InvalidInput(f"expected at most {_LONGEST_TEXT:,} characters, found {len(text):,}")
    return text


def own_id(text: str) -> str:
    """An id as text, leading zeros and all (`loaders.checks.local_ids`); raises InvalidInput for -1, the id of nobody."""
    if text == "-1":
        raise InvalidInput("expected an id, found '-1', which stands for nobody")
    if len(text) > _LONGEST_ID:
        raise InvalidInput(f"expected an id of at most {_LONGEST_ID} characters, found {len(text):,}")
    return plain_id(text)


@lru_cache(maxsize=65536)
def day(text: str) -> date | None:
    """`2024-12-10`, also with a time, or `10/12/2024`; None for 1900-01-01 (not supplied); raises InvalidInput."""
    match = _DAY.fullmatch(without_time(text))
    if not match:
        raise InvalidInput(f"expected a date as 2024-12-10 or 10/12/2024, found '{text[:40]}'")
    year, month, of_month, first, second, last = (int(part) if part else 0 for part in match.groups())
    try:
        found = date(year or last, month or second, of_month or first)
    except ValueError:
        raise InvalidInput(f"expected a date, found '{text}', which is no day of the calendar") from None
    if found != _BLANK_DAY and not _BLANK_DAY < found < date(_LAST_YEAR, 1, 1):
        raise InvalidInput(f"expected a date between {_BLANK_DAY} and {_LAST_YEAR}, found '{text}'")
    return None if found == _BLANK_DAY else found


def yes(text: str) -> bool:
    """Yes or no, as any of the spellings in use; raises InvalidInput."""
    found = YES_NO.get(text.upper())
    if found is None:
        raise InvalidInput(f"expected Y or N, found '{text[:40]}'")
    return found


def score(text: str) -> int:
    """A total of the Strengths and Difficulties Questionnaire; raises InvalidInput where it is none from 0 to 40."""
    if not (text.isascii() and text.isdigit() and len(text) <= len("40") and int(text) <= _HIGHEST_SCORE):
        raise InvalidInput(f"expected a score from 0 to {_HIGHEST_SCORE}, found '{text[:40]}'")
    return int(text)


def code(known: Mapping[str, T]) -> Callable[[str], T]:
    """A reader of one code list, in upper or lower case, also with a description after the code (`N1 - abuse or neglect`)."""

    def read(text: str) -> T:
        found = known.get(text.upper(), known.get(re.split(r"[\s:-]", text.upper(), maxsplit=1)[0]))
        if found is None:
            raise InvalidInput(f"expected one of {', '.join(known)}, found '{text[:40]}'")
        return found

    return read


def members(text: str) -> dict[str, str]:
    """The members of a JSON object as texts, keys in upper case; where it is no JSON, what stands between its keys.

    Systems put these objects together as text, so that a quote in a street or a comment makes them invalid.
    """
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return _between_keys(text)
    own = found if isinstance(found, dict) else {}
    return {str(key).upper(): "" if value is None else str(value).strip() for key, value in own.items()}


def _between_keys(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    matches = list(_KEY.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        value = text[match.end() : after.start() if after else len(text)]
        found.setdefault(match[1].upper(), value.strip().rstrip("},").strip().removeprefix('"').removesuffix('"').strip())
    return found


def is_json(text: str) -> bool:
    """Whether a text is JSON as it stands."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def set_flags(text: str) -> list[str]:
    """The flags of an outcome that are set, without `_FLAG`, in the order of the text."""
    return [key.removesuffix("_FLAG") for key, value in members(text).items() if YES_NO.get(value.upper())]


def no_flags(text: str) -> dict[str, str]:
    """The members of an outcome that say something and are no flag: neither yes nor no."""
    return {key: value for key, value in members(text).items() if supplied(value) and value.upper() not in YES_NO}


def listed(text: str) -> list[str]:
    """The codes of an array `["1A", "2B"]`, of an object `{"1A": "Yes", "2B": "No"}`, or with commas between them; each once."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = re.split(r"[,;]", text.strip("[] \t\r\n"))
    if isinstance(found, dict):
        found = [key for key, value in found.items() if YES_NO.get(str(value).strip().upper())]
    found = found if isinstance(found, list) else [found]
    return list(dict.fromkeys(str(each).strip(" \t\r\n\"'").upper() for each in found if each is not None and str(each).strip()))


def strange_factors(text: str) -> list[str]:
    """The codes of an array that are no factors, nor the one that says that there was none."""
    return [each for each in listed(text) if each != NO_FACTOR and each not in FACTORS]
