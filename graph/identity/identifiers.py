"""Identifiers: which are valid, and how records, facts, people and addresses get theirs."""

import re
import unicodedata
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NO_PLACE = {"unknown", "not known", "not found", "no fixed abode", "no fixed address", "nfa"}
_NEARBY = 0x0400  # A sixty-fourth of what the first four digits of an id can be.


def valid_nhs_number(text: str) -> str | None:
    """The ten digits of a valid NHS number (Modulus 11, not all one digit), or None.

    Spaces and dashes are dropped, and the `.0` that a spreadsheet adds where it took it for a number.
    """
    digits = re.sub(r"[\s-]|\.0+$", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return None
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    # 11 is written as 0; a number of which it would be 10 is never given out, and no digit is 10.
    return digits if check % 11 == int(digits[9]) else None


def valid_upn(text: str) -> str | None:
    """The Unique Pupil Number, when its check letter is right (DfE: weights 2 to 13 over the 12 that follow it), or None.

    A temporary number ends in a letter, which counts by its place in the check alphabet. One whose eleven digits are all the same
    (A000000000000) is what systems write where there is none.
    """
    upn = text.strip().upper()
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", upn) or len(set(upn[1:12])) == 1:
        return None
    values = [_UPN_LETTERS.find(character) if character.isalpha() else int(character) for character in upn[1:]]
    if min(values) < 0:
        return None
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return upn if _UPN_LETTERS[total % 23] == upn[0] else None


def key_part(text: str) -> str:
    """One part of a record key, with `%` and `/` percent-encoded."""
    return text.replace("%", "%25").replace("/", "%2F")


def record_key(agency: str, system: str, local: str) -> str:
    """`agency/system/local id`: the id of a record, and of a fact among its kind."""
    return f"{key_part(agency)}/{key_part(system)}/{key_part(local)}"


@lru_cache(maxsize=65536)
def person_id(key: str) -> str:
    """The id that a person has whose smallest record key this is: uuid5 (namespace URL) of `casegraph:` and the key."""
    return str(uuid5(NAMESPACE_URL, f"casegraph:{key}"))


def person_id_nearby(id_: str) -> str:
    """A text that a sixty-fourth of all people's ids stand before, from this id on (blank: the first), spread evenly as they are.

    It is for a guess of how far to read: blank where `id_` does not begin as the id of a person does.
    """
    try:
        return f"{min(int(id_[:4] or '0', 16) + _NEARBY, 0xFFFF):04x}"
    except ValueError:
        return ""


def normal_uprn(text: str) -> str | None:
    """A UPRN without leading zeros, when it is 1 to 12 digits and neither 0 nor 1; else None.

    The `.0` that a spreadsheet adds where it took it for a number is dropped.
    """
    digits = re.fullmatch(r"([0-9]{1,12})(\.0+)?", text.strip())
    if not digits:
        return None
    plain = digits[1].lstrip("0")
    return plain if plain not in ("", "1") else None


def is_no_place(address: str, postcode: str) -> bool:
    """Whether an address says only that there is none: UNKNOWN, NO FIXED ABODE, a postcode of X's, or blank altogether."""
    words, code = _words(address), _letters(postcode)
    return words in _NO_PLACE or (bool(code) and not code.strip("x")) or not (words or code)


def address_text(address: str, postcode: str) -> str:
    """Tells one address from another: lower case, punctuation and runs of spaces one space, `|`, the postcode without any."""
    return f"{_words(address)}|{_letters(postcode)}"


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).lower()).strip()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
