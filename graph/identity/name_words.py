"""How names and addresses are taken apart into words, so that they are found however they were written.

A word is lower case Latin letters and digits: accents fall away, other scripts are written in Latin letters, apostrophes are
dropped, and everything else parts one word from the next.
"""

import re
from collections.abc import Iterable

from anyascii import anyascii

_SHORT = {
    "st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive", "ct": "court",
    "cres": "crescent", "gdns": "gardens", "gdn": "garden", "pl": "place", "sq": "square", "tce": "terrace", "ter": "terrace",
    "apt": "flat", "hse": "house",
}  # fmt: skip
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b")


def words_of(text: str) -> list[str]:
    """The words of a text, in their order."""
    return re.findall(r"[a-z0-9]+", re.sub(r"['’`ʼ]", "", anyascii(text)).lower())


def name_words(given_names: str | None, family_name: str | None, other_names: Iterable[str] = ()) -> frozenset[str]:
    """Every word of every name that a record has; `other_names` are `given names|family name` each."""
    return frozenset(word for name in (given_names or "", family_name or "", *other_names) for word in words_of(name))


def address_words(text: str) -> list[str]:
    """The words of an address: what is short for street, road and the like written out, and a postcode one word."""
    joined = _POSTCODE.sub(r"\1\2", " ".join(words_of(text)))
    return [_SHORT.get(word, word) for word in joined.split()]


def is_postcode(word: str) -> bool:
    """Whether a word of an address is a postcode."""
    return _POSTCODE.fullmatch(word) is not None


def consonants(word: str) -> str:
    """What stays when doubled letters, vowels, h and w go: the same for the usual spellings of one name."""
    plain = re.sub(r"(.)\1+", r"\1", word)
    return plain[:1] + re.sub(r"[aeiouyhw]", "", plain[1:])
