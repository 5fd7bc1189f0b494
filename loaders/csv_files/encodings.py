"""In which encoding a file is written: as its byte order mark says, else UTF-8 where it is, else Windows-1252.

Why no library guesses it: docs/adr/0024.
"""

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from graph.errors import RefusedFile

UTF_8, UTF_16, WINDOWS = "utf-8-sig", "utf-16", "cp1252"
NAMES = {UTF_16: "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", WINDOWS: "Windows-1252"}
"""How a reader of the summary knows the encodings that are worth saying."""

_CHUNK = 1024 * 1024
_MANY = 16
_OVERLAP = 10
_TORN = re.compile("[\udc80-\udcff]")
_WHOLE = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_SLASHED = re.compile(rb"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Examined:
    """What reading a file to its end says: its SHA-256, its lines, its encoding, and whether a date as 17/05/2019 is in it."""

    digest: str
    lines: int
    encoding: str
    slashes: bool


def examine(stream: IO[bytes], name: str, longest: int, encoding: str) -> Examined:
    """Read a file to its end, a piece at a time; `longest`: how long a row may be; `encoding`: what its first bytes tell.

    Raises RefusedFile where a megabyte of it is nothing at all, as in a file that only says that it is large, and where a line is
    far longer than any row: a row that is too long is passed over, but not a file that is one line.

    A file that is not UTF-8 is Windows-1252, unless it has more characters of several bytes than bytes that are none: that is
    UTF-8 with torn places, and what is torn costs its row, not every accented letter of the file.
    """
    digest, lines, returns, slashes, torn, whole = sha256(), 0, 0, False, 0, 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    before, since = b"", 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        since = len(chunk) - 1 - end if (end := chunk.rfind(b"\n")) >= 0 else since + len(chunk)
        _refuse_no_text(name, chunk, since, longest * _MANY)
        lines, returns = lines + chunk.count(b"\n"), returns + chunk.count(b"\r")
        slashes = slashes or _SLASHED.search(before + chunk) is not None
        # A date may begin in one piece and end in the next.
        before = chunk[-_OVERLAP:]
        # A piece of plain ASCII has nothing to count, unless the one before it ended within a character.
        if encoding == UTF_8 and not (chunk.isascii() and not decoder.getstate()[0]):
            text = decoder.decode(chunk)
            torn, whole = torn + len(_TORN.findall(text)), whole + len(_WHOLE.findall(text))
    torn += bool(decoder.getstate()[0])
    if encoding == UTF_8 and torn > whole:
        encoding = WINDOWS
    # Lines end with \n, with both, or, as old spreadsheets write them, with \r alone. In UTF-16 no date is found as bytes:
    # there may be some.
    return Examined(digest.hexdigest(), max(lines, returns), encoding, slashes or encoding.startswith("utf-16"))


def _refuse_no_text(name: str, chunk: bytes, since: int, most: int) -> None:
    if len(chunk) == _CHUNK and chunk.count(0) == _CHUNK:
        raise RefusedFile(f"{name}: expected lines of text, found a megabyte of nothing (bytes that are 0)")
    if since > most:
        raise RefusedFile(f"{name}: expected lines of text, found one of more than {most:,} bytes")
