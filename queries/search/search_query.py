"""What somebody typed into a search, taken apart: identifiers, a date of birth, and words of names or of an address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidInput
from graph.identity.identifiers import normal_uprn, person_id, record_key, valid_nhs_number, valid_upn
from graph.identity.name_words import address_words, is_postcode

LONGEST = 200
MOST_WORDS = 8
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_NHS = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search, taken apart. `person` is the id that the whole text would be, or name, of a person; `local` the whole text
    where it may be what one system calls them: their id there."""

    person: str | None
    local: str | None
    identifiers: tuple[str, ...]
    uprns: tuple[str, ...]
    born: date | None
    year: int | None
    words: tuple[str, ...]

    def keys(self, systems: Iterable[tuple[str, str]]) -> list[str]:
        """Every id of a person or of a record that may be meant, where there are these agencies' systems."""
        named = [person_id(record_key(*system, self.local)) for system in systems] if self.local else []
        return [*([self.person] if self.person else []), *named]

    @property
    def least_of_name(self) -> int:
        """How many of the words a name must have: all where there is one, two where there are more."""
        return min(2, len(self.words))

    @property
    def least_of_place(self) -> int:
        """How many of the words an address must have, where it has none of the postcodes: half of them, and two at the least."""
        return max(2, (len(self.words) - len(self.postcodes) + 1) // 2)

    @property
    def postcodes(self) -> tuple[int, ...]:
        """Which of the words are postcodes, by their place: an address that has one is meant, whatever else it has."""
        return tuple(place for place, word in enumerate(self.words) if is_postcode(word))


def taken_apart(text: str) -> SearchQuery:
    """Raises InvalidInput for a text with nothing in it to look for, or one that is too long."""
    if len(text) > LONGEST:
        raise InvalidInput(f"search: expected {LONGEST} characters at most, found {len(text)}")
    plain = text.strip()
    person = person_id(plain) if re.fullmatch(r"[^\s/]+/[^\s/]+/[^\s/]+", plain) else plain
    rest, born = _without_date(plain)
    identifiers = tuple(dict.fromkeys(_identifiers(rest)))
    for found in _NHS.findall(rest) if identifiers else ():
        rest = rest.replace(found, " ")
    words, year = _without_year(tuple(dict.fromkeys(address_words(rest)))[:MOST_WORDS])
    if not words and born is None and not identifiers:
        raise InvalidInput("search: expected a name, a date of birth, an address or an identifier, found nothing to look for")
    uprns = tuple(uprn for word in words if len(word) >= 6 and (uprn := normal_uprn(word)))
    local = plain if re.fullmatch(r"\S+", plain) else None
    return SearchQuery(person if " " not in person else None, local, identifiers, uprns, born, year, words)


def _without_year(words: tuple[str, ...]) -> tuple[tuple[str, ...], int | None]:
    """The words without a year of birth: the one word with digits, beside a name."""
    numbers = [word for word in words if not word.isalpha()]
    if len(numbers) != 1 or len(words) < 2 or not re.fullmatch(r"(19|20)\d\d", numbers[0]):
        return words, None
    return tuple(word for word in words if word != numbers[0]), int(numbers[0])


def _identifiers(text: str) -> Iterator[str]:
    for found in _NHS.findall(text):
        if number := valid_nhs_number(found):
            yield f"nhs={number}"
    for word in text.split():
        if upn := valid_upn(word):
            yield f"upn={upn}"
        if "=" in word:
            yield f"id:{word}"


def _without_date(text: str) -> tuple[str, date | None]:
    """The text without the first date in it, and that date; days stand before months, as in England."""
    for pattern in _DATES:
        if found := pattern.search(text):
            month = found["month"].lower()
            number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month)
            try:
                born = date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                continue
            return f"{text[: found.start()]} {text[found.end() :]}", born
    return text, None
