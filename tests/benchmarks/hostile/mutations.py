"""What goes wrong with files, done on purpose: each mutation takes the bytes of one file and a random stream."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.benchmarks.hostile.structure import OF_TABLES, OF_TREES, OF_VALUES

DATES = re.compile(rb"\b(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})\b")
ODD_DATES = (
    b"2023-02-30",
    b"30/02/2023",
    b"9999-12-31",
    b"31/12/9999",
    b"0000-00-00",
    b"2023-13-01",
    b"1066-10-14",
    b"45000",
    b"soon",
)
ODD_CELLS = (
    b"=1+1",
    b"=cmd|' /C calc'!A0",
    b"-",
    b"NULL",
    b"#REF!",
    b"\xc3\x28",
    b"\xf0\x9f\x91\xb6",
    b"9" * 400,
    b"\xe2\x80\xae",
    b"' OR 1=1 --",
)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True, slots=True)
class Mutation:
    """One way to go wrong."""

    change: Callable[..., bytes]

    @property
    def name(self) -> str:
        """As a report says it."""
        return self.change.__name__.replace("_", " ").strip()


def bits_flipped(content: bytes, random: Random) -> bytes:
    """Up to twenty bits."""
    made = bytearray(content)
    for _ in range(random.randint(1, 20) if made else 0):
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def cut_short(content: bytes, random: Random) -> bytes:
    """Its end is missing."""
    return content[: random.randrange(len(content) + 1)]


def a_piece_missing(content: bytes, random: Random) -> bytes:
    """Some bytes in the middle are gone."""
    at = random.randrange(len(content) + 1)
    return content[:at] + content[at + random.randint(1, 200) :]


def a_piece_twice(content: bytes, random: Random) -> bytes:
    """Some bytes stand there twice."""
    at = random.randrange(len(content) + 1)
    return content[:at] + content[max(0, at - random.randint(1, 300)) :]


def random_bytes(content: bytes, random: Random) -> bytes:
    """Bytes of no meaning in the middle."""
    at = random.randrange(len(content) + 1)
    return content[:at] + random.randbytes(random.randint(1, 100)) + content[at:]


def nul(content: bytes, random: Random) -> bytes:
    """A NUL somewhere."""
    at = random.randrange(len(content) + 1)
    return content[:at] + b"\0" + content[at:]


def nothing_at_all(content: bytes, random: Random) -> bytes:
    """An empty file."""
    return b""


def byte_order_mark(content: bytes, random: Random) -> bytes:
    """A mark in front."""
    return b"\xef\xbb\xbf" + content


def utf_16(content: bytes, random: Random) -> bytes:
    """Saved as UTF-16."""
    return content.decode("utf-8", "replace").encode(random.choice(["utf-16", "utf-16-le", "utf-16-be"]))


def windows_1252(content: bytes, random: Random) -> bytes:
    """A letter as an old Windows program writes it."""
    at = content.find(b"a", random.randrange(len(content) + 1))
    return content[:at] + b"\xe9" + content[at + 1 :]


def other_line_ends(content: bytes, random: Random) -> bytes:
    """Of Windows, of an old Mac, or none."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", random.choice([b"\r\n", b"\r", b" "]))


def odd_date(content: bytes, random: Random) -> bytes:
    """A date that is none, or a far one."""
    return _one_replaced(content, DATES, random.choice(ODD_DATES), random)


def odd_cell(content: bytes, random: Random) -> bytes:
    """A value that spreadsheets, programs and people leave."""
    return _one_replaced(content, re.compile(rb"(?<=[,>\"])[\w ]+(?=[,<\"])"), random.choice(ODD_CELLS), random)


def a_cell_of_a_megabyte(content: bytes, random: Random) -> bytes:
    """One value is far too long."""
    return _one_replaced(content, re.compile(rb"(?<=[,>\"])[\w -]+(?=[,<\"])"), b"long " * 200_000, random)


def line_missing(content: bytes, random: Random) -> bytes:
    """One line is gone."""
    lines = content.splitlines(keepends=True)
    return b"".join(lines[:-1] if len(lines) < 2 else [*lines[: (at := random.randrange(len(lines)))], *lines[at + 1 :]])


def line_twice(content: bytes, random: Random) -> bytes:
    """One line stands there twice: a second heading, or a second row."""
    lines = content.splitlines(keepends=True)
    at = random.randrange(len(lines)) if lines else 0
    return b"".join([*lines[: at + 1], *lines[at:]])


def ragged(content: bytes, random: Random) -> bytes:
    """A comma too many, or one too few."""
    return _one_replaced(content, re.compile(b","), random.choice([b"", b",,", b";", b"\t", b'"']), random)


def heading_twice(content: bytes, random: Random) -> bytes:
    """Two columns with one name."""
    first, line_end, rest = content.partition(b"\n")
    names = first.split(b",")
    names[random.randrange(len(names))] = random.choice(names)
    return b",".join(names) + line_end + rest


def heading_unknown(content: bytes, random: Random) -> bytes:
    """A column with a name of its own."""
    first, line_end, rest = content.partition(b"\n")
    return _one_replaced(first, re.compile(rb"[^,\r\n]+"), b"Colour", random) + line_end + rest


def doctype(content: bytes, random: Random) -> bytes:
    """Entities, from outside or without end."""
    at = content.find(b"?>") + 2 if b"?>" in content[:200] else 0
    return content[:at] + random.choice([LAUGHS, OUTSIDE]) + content[at:]


def element_twice(content: bytes, random: Random) -> bytes:
    """An element stands there twice."""
    return _one_replaced(content, re.compile(rb"<(\w+)>[^<]*</\1>"), rb"\g<0>\g<0>", random)


def element_missing(content: bytes, random: Random) -> bytes:
    """An element is gone."""
    return _one_replaced(content, re.compile(rb"<(\w+)>[^<]*</\1>"), b"", random)


def tag_missing(content: bytes, random: Random) -> bytes:
    """A tag is gone."""
    return _one_replaced(content, re.compile(rb"</?\w+>"), b"", random)


def nested_deep(content: bytes, random: Random) -> bytes:
    """A value is replaced by something without bottom."""
    deep = b"[" * 50_000 if content.lstrip()[:1] in (b"{", b"[") else b"<a>" * 50_000
    return _one_replaced(content, re.compile(rb'(?<=>)[^<>]+(?=<)|"[^"]*"(?=[,}\]])'), deep, random)


def other_json_value(content: bytes, random: Random) -> bytes:
    """A value of another sort."""
    odd = random.choice(
        [b"null", b"1e999", b"-1", b"NaN", b"true", b"[]", b"{}", b'"\\ud800"', b"[[1]]", b'{"a": 1}', b"9" * 5000]
    )
    return _one_replaced(content, re.compile(rb'"[^"]*"(?=\s*[,}\]])'), odd, random)


def key_twice(content: bytes, random: Random) -> bytes:
    """A key and value stand there twice."""
    return _one_replaced(content, re.compile(rb'"\w+"\s*:\s*"[^"]*"'), rb"\g<0>, \g<0>", random)


def key_missing(content: bytes, random: Random) -> bytes:
    """A key and value are gone."""
    return _one_replaced(content, re.compile(rb'"\w+"\s*:\s*"[^"]*"\s*,'), b"", random)


def formula(content: bytes, random: Random) -> bytes:
    """A cell of a sheet is a formula, calculated or not."""
    return _one_replaced(content, re.compile(rb"<v>[^<]*</v>"), random.choice([b"<f>1+1</f>", b"<f>1+1</f><v>2</v>"]), random)


def cell_missing(content: bytes, random: Random) -> bytes:
    """A cell of a sheet is gone."""
    return _one_replaced(content, _SHEET_CELL, b"", random)


def cell_too_many(content: bytes, random: Random) -> bytes:
    """A row of a sheet has a cell beyond its headings."""
    return _one_replaced(content, re.compile(rb"</row>"), b'<c t="inlineStr"><is><t>more</t></is></c></row>', random)


def row_twice(content: bytes, random: Random) -> bytes:
    """A row of a sheet stands there twice."""
    return _one_replaced(content, _SHEET_ROW, rb"\g<0>\g<0>", random)


def row_missing(content: bytes, random: Random) -> bytes:
    """A row of a sheet is gone: its headings, too."""
    return _one_replaced(content, _SHEET_ROW, b"", random)


def far_away(content: bytes, random: Random) -> bytes:
    """A cell of a sheet stands at the end of the world."""
    where = random.choice([b'r="XFD1048576"', b'r="A99999999"', b'r="1A"', b'r=""'])
    return _one_replaced(content, re.compile(rb'(?<=<c )r="[A-Z]+[0-9]+"'), where, random)


def text_of_another(content: bytes, random: Random) -> bytes:
    """A text of a workbook says what another says: two columns with one name, mostly."""
    others = re.findall(rb"<t>[^<]*</t>", content)
    return _one_replaced(content, re.compile(rb"<t>[^<]*</t>"), random.choice(others) if others else b"", random)


_SHEET_CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_SHEET_ROW = re.compile(rb"<row [^>]*>.*?</row>", re.DOTALL)


def _one_replaced(content: bytes, pattern: "re.Pattern[bytes]", by: bytes, random: Random) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return content
    one = random.choice(found)
    return content[: one.start()] + (one.expand(by) if rb"\g" in by else by) + content[one.end() :]


ANY = tuple(map(Mutation, (bits_flipped, cut_short, a_piece_missing, a_piece_twice, random_bytes, nul, nothing_at_all, utf_16)))
TEXT = tuple(
    map(
        Mutation,
        (windows_1252, other_line_ends, odd_cell, line_missing, line_twice, byte_order_mark, odd_date, a_cell_of_a_megabyte),
    )
)
# What leaves a file readable stands there more often: it is what gets furthest.
CSV = (*ANY, *TEXT * 3, *map(Mutation, (ragged, heading_twice, *OF_TABLES * 2) * 3), Mutation(heading_unknown))
XML = (*ANY, *TEXT * 3, *map(Mutation, (doctype, tag_missing, nested_deep, *(element_twice, element_missing, *OF_TREES * 2) * 4)))
JSON = (*ANY, *TEXT * 3, *map(Mutation, (nested_deep, *(other_json_value, key_twice, key_missing, *OF_VALUES * 2) * 4)))
SHEET = (
    *(each for each in XML if each.change not in OF_TREES),
    *map(Mutation, (text_of_another,) * 8),
    *map(Mutation, (formula, cell_missing, cell_too_many, row_twice, row_missing, far_away) * 4),
)


def mutations_for(name: str, content: bytes) -> tuple[Mutation, ...]:
    """Those that make sense for a file, by its name and what it is."""
    start = content.lstrip(b"\xef\xbb\xbf \r\n")[:1]
    if start == b"<":
        return SHEET if name.startswith("xl/worksheets/") else XML
    if start in (b"{", b"["):
        return JSON
    return CSV if name.endswith(".csv") else ANY
