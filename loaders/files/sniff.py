"""What a file looks like, for saying it of one that nobody could place."""

import re
import zipfile
from pathlib import Path

from graph.errors import RefusedFile
from loaders.files.folder import ExtractFolder
from loaders.files.regular import open_file

_BEGINNING = 4096
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an Office document of before 2007"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_PARTS = ((b"xl/", "a workbook"), (b"word/", "a Word document"), (b"ppt/", "a presentation"))
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)[\s>/]")


def sniff(path: Path) -> str:
    """A few words on what stands at a path, by its first bytes."""
    if path.is_dir():
        return "a folder with nothing in it that can be loaded"
    try:
        with open_file(path) as stream:
            held = stream.read(_BEGINNING)
    except OSError as error:
        return f"a file that cannot be read ({error.strerror or error})"
    except RefusedFile as error:
        return f"what is not read ({error})"
    if not held:
        return "an empty file"
    found = _by_magic(held) or _by_text(held)
    return (
        f"{found} ({refused})" if held.startswith(b"PK") and zipfile.is_zipfile(path) and (refused := _refusal(path)) else found
    )


def _refusal(path: Path) -> str:
    """Why a zip is not even looked into."""
    try:
        ExtractFolder(path)
    except RefusedFile as error:
        return str(error)
    return ""


def _by_magic(held: bytes) -> str | None:
    if held.startswith(b"PK"):
        return next((what for part, what in _PARTS if part in held), "a zip archive")
    return next((what for magic, what in _MAGIC if held.startswith(magic)), None)


def _by_text(held: bytes) -> str:
    utf_16 = held[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = held.decode("utf-16" if utf_16 else "utf-8-sig", "replace").strip()
    if text.startswith("<"):
        root = _ROOT.search(re.sub(r"<[?!][^>]*>", "", text))
        return f"XML that begins with {root[1][:40]}" if root else "XML"
    if text[:1] in ("{", "["):
        return "JSON"
    if "\x00" in text or text.count("\ufffd") > len(text) // 20:
        return "a file that is no text"
    first = text.split("\n", 1)[0].strip()
    if "," in first and first.isprintable():
        return f"a table with the columns {first[:80]}"
    return "text"
