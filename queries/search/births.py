"""Dates of birth with the slips that people make when they write one down."""

from datetime import date

EXACT = "date of birth"
SWAPPED = "date of birth: day and month the other way round"
ONE_DIGIT = "date of birth: one digit off"
TURNED = "date of birth: two digits the other way round"
SAME_YEAR = "year of birth"


def slip(wanted: date, found: date) -> str | None:
    """How a recorded date fits the one asked for, or None where it does not."""
    if wanted == found:
        return EXACT
    if (wanted.year, wanted.month, wanted.day) == (found.year, found.day, found.month):
        return SWAPPED
    differ = [place for place, (one, other) in enumerate(zip(_digits(wanted), _digits(found), strict=True)) if one != other]
    if len(differ) == 1:
        return ONE_DIGIT
    return TURNED if len(differ) == 2 and _turned(_digits(wanted), _digits(found), differ) else None


def near(wanted: date) -> list[date]:
    """Every date that `slip` says something of, in order."""
    digits = _digits(wanted)
    texts = {digits}
    for place in range(8):
        texts |= {digits[:place] + other + digits[place + 1 :] for other in "0123456789"}
        texts.add(digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :])
    texts.add(digits[:4] + digits[6:] + digits[4:6])
    return sorted(found for text in texts if (found := _date(text)) is not None and slip(wanted, found))


def _digits(day: date) -> str:
    # %Y gives the year 999 three digits.
    return f"{day:%Y%m%d}".rjust(8, "0")


def _turned(one: str, other: str, differ: list[int]) -> bool:
    first, second = differ
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def _date(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
