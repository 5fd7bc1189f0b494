"""What the text of a pattern must be, as far as its own words tell: it only reads, through the lens, in the house's form."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from graph.cypher import bare, fragments, writing_clause
from graph.errors import UnknownName, WrongPattern

_FUNCTIONS = """abs all any avg coalesce collect count date duration endNode exists head id keys labels last max min nodes none
range relationships reverse single size split startNode substring sum tail toInteger toLower toString toUpper trim type"""
_KEYWORDS = """AND AS CALL CASE COLLECT CONTAINS COUNT DISTINCT ELSE EXISTS IN MATCH NOT ON OPTIONAL OR RETURN THEN UNION UNWIND
WHEN WHERE WITH XOR"""
_CALL = re.compile(r"(?<![\w:$.])([A-Za-z_][\w.]*)\s*\(")
_PROCEDURE = re.compile(r"\bCALL\s+([A-Za-z_`][\w.`]*)", re.IGNORECASE)
_ALIAS = re.compile(r"\bAS\s+(\w+)\s*$")
_SUBJECT = "subject"

_ROWS = {
    "record_row": "visible_record",
    "contact_row": "visible",
    "involvement_row": "visible",
    "concern_row": "visible",
    "stay_row": "visible_tie",
    "tie_row": "visible_tie",
}
_LENSES = dict.fromkeys(("Contact", "Involvement", "Concern", "Strength"), "visible") | {"PersonRecord": "visible_record"}
_LENSES |= dict.fromkeys(("PARENT_OF", "CARES_FOR", "SIBLING_OF", "PARTNER_OF", "RELATED_TO", "LIVED_AT"), "visible_tie")
_LENSES |= {"INVOLVED": "current"}
_BOUND = re.compile(r"[(\[](\w*):(\w+)")


def check_only_reads(text: str) -> None:
    """Raises WrongPattern for a clause that writes, a procedure, several statements, or a sign that can hide one of these."""
    clause = writing_clause(text)
    if clause is not None:
        raise WrongPattern(f"expected a text that only reads, found {clause}")
    procedure = _PROCEDURE.search(bare(text))
    if procedure:
        raise WrongPattern(f"expected no procedure to be called, found CALL {procedure[1]}")
    for sign, within in ((";", bare(text)), ("\\", text), ("«", text)):
        if sign in within:
            raise WrongPattern(f"expected one statement, in which no '{sign}' stands, found it")


def check_calls(text: str) -> None:
    """Raises WrongPattern where it does not begin at its subject once, or calls what is neither fragment nor function."""
    calls = [call[1] for call in _CALL.finditer(bare(text)) if call[1].upper() not in _KEYWORDS.split()]
    if calls.count(_SUBJECT) != 1:
        raise WrongPattern(f"expected it to begin with one subject(child) or subject(adult), found {calls.count(_SUBJECT)}")
    known = set(_FUNCTIONS.split()) | set(fragments()) | {_SUBJECT}
    for name in calls:
        if name not in known:
            raise WrongPattern(str(UnknownName("fragment or function", name, known)))


def check_lens(text: str) -> None:
    """Raises WrongPattern where a text reads a fact that its lens was not asked about, as far as the text tells.

    What it brings (`contact_row(k)`) needs the lens each time (`visible(k)`). What it reads needs it once, but where it only
    narrows the search (`EXISTS {…}`): there more can be looked at than the lens shows, as long as none of it is brought.
    """
    said = bare(text)
    calls = Counter(re.findall(r"\b([a-z_]+\(\w+\))", said))
    for row, lens in _ROWS.items():
        for brought in [call for call in calls if call.startswith(f"{row}(")]:
            wanted = brought.replace(row, lens)
            if calls[wanted] < calls[brought]:
                raise WrongPattern(
                    f"expected {wanted} with every {brought}, found {calls[brought]} of this and {calls[wanted]} of that"
                )
    for variable, name, lens in _reads(_without_narrowing(said)):
        if not variable or f"{lens}({variable})" not in calls:
            raise WrongPattern(f"expected {lens}({variable or name.lower()}) for what it reads of {name}, found none")


def _reads(text: str) -> Iterator[tuple[str, str, str]]:
    """Every fact that a text binds: its variable (or none), its label or type, and the fragment that is its lens."""
    for variable, name in _BOUND.findall(text):
        if name in _LENSES:
            yield variable, name, _LENSES[name]


def _without_narrowing(text: str) -> str:
    """The text without its `EXISTS {…}`, those after NOT excepted: there more that is looked at finds more."""
    kept, at = "", 0
    for found in re.finditer(r"(NOT\s+)?\bEXISTS\s*\{", text):
        if found[1] or found.start() < at:
            continue
        kept += text[at : found.start()]
        at = _closing(text, found.end())
    return kept + text[at:]


def _closing(text: str, at: int) -> int:
    depth = 1
    while depth and at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at


@lru_cache(maxsize=256)
def columns_of(text: str) -> tuple[str, ...]:
    """The columns that a text returns: in its last RETURN, which stands on a line of its own. Raises WrongPattern without one."""
    body = bare(text).rsplit("\nRETURN\n", 1)
    if len(body) < 2:
        raise WrongPattern("expected a last RETURN on a line of its own, found none")
    parts = list(_parts(body[1]))
    unnamed = [part for part in parts if not _ALIAS.search(part)]
    if unnamed:
        raise WrongPattern(f"expected every column as … AS name, found '{' '.join(unnamed[0].split())[:40]}'")
    return tuple(name for part in parts for name in _ALIAS.findall(part))


def _parts(text: str) -> Iterator[str]:
    """Cut at the commas that stand in no brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]
