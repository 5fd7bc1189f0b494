"""What a record says, as it may stand in a document: nothing in it that a file format or a spreadsheet would obey."""

import re

# What XML has no place for; a line break and a tab may stay.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """The text without characters that XML refuses, or that turn the order of what is read."""
    return _NOT_IN_XML.sub("\ufffd", text)


def as_cell(text: str) -> str:
    """The text as a spreadsheet shows it, and does not work it out: what looks like a formula has an apostrophe before it."""
    said = plain(text)
    return f"'{said}" if said.startswith(_FORMULA) else said
