"""Ethnicities as the school and children in need censuses code them, and texts that mean the same.

Source: the Department for Education's common basic data set, ethnicity codes.
"""

import re

NAMES = {
    "WBRI": "white British",
    "WIRI": "white Irish",
    "WIRT": "Traveller of Irish heritage",
    "WOTH": "any other white background",
    "WROM": "Gypsy or Roma",
    "MWBC": "white and black Caribbean",
    "MWBA": "white and black African",
    "MWAS": "white and Asian",
    "MOTH": "any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "any other Asian background",
    "BCRB": "black Caribbean",
    "BAFR": "black African",
    "BOTH": "any other black background",
    "CHNE": "Chinese",
    "OOTH": "any other ethnic group",
}
_OTHER_TEXTS = {
    "british": "WBRI",
    "english": "WBRI",
    "irish": "WIRI",
    "irish traveller": "WIRT",
    "gypsy roma": "WROM",
    "roma": "WROM",
    "other white background": "WOTH",
    "white other": "WOTH",
    "mixed white and black caribbean": "MWBC",
    "mixed white and black african": "MWBA",
    "mixed white and asian": "MWAS",
    "other mixed background": "MOTH",
    "mixed other": "MOTH",
    "asian indian": "AIND",
    "asian pakistani": "APKN",
    "asian bangladeshi": "ABAN",
    "asian other": "AOTH",
    "other asian background": "AOTH",
    "caribbean": "BCRB",
    "african": "BAFR",
    "black other": "BOTH",
    "other black background": "BOTH",
    "other ethnic group": "OOTH",
    "refused": "REFU",
    "not stated": "REFU",
    "prefer not to say": "REFU",
    "information not yet obtained": "NOBT",
    "not yet obtained": "NOBT",
    "not known": "NOBT",
    "unknown": "NOBT",
}
NO_RECORDING = frozenset({"REFU", "NOBT"})


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower().replace("&", " and ")))


_CODES = (
    {code.lower(): code for code in (*NAMES, *NO_RECORDING)} | {_plain(name): code for code, name in NAMES.items()} | _OTHER_TEXTS
)


def code_of(text: str) -> str | None:
    """The code that a recorded ethnicity is or means, or None for a text that means none of them."""
    return _CODES.get(_plain(text))


def is_recording(text: str | None) -> bool:
    """Whether anything was recorded: refused and not yet obtained, in code or text, and blank are no recording."""
    return bool(text and text.strip()) and code_of(text or "") not in NO_RECORDING


def contradict(one: str, other: str) -> bool:
    """Whether two codes contradict each other: they differ, and neither is MOTH beside another mixed one."""
    mixed = one.startswith("M") and other.startswith("M")
    return one != other and not (mixed and "MOTH" in (one, other))
