"""The children of an XML return of whom something was rejected, as a return of its own: to be corrected, and loaded as it is."""

from pathlib import Path

from graph.facts import Reject, Source
from loaders.corrections.marks import instruction
from loaders.corrections.markup import ids_rejected, rejected_text
from loaders.files.private_files import make_folder, open_bytes
from loaders.xml_files.parser import elements

_FILE = "rejected.xml"


def write_children(path: Path, root: str, folder: Path, source: Source, rejects: list[Reject]) -> Path:
    """Write every CHILD of a return in which a line was rejected, whole as it stands, with the reasons before it.

    The file says of itself of which extract it is, which a return does not.
    """
    wanted = set(ids_rejected(path, "CHILD", "CHILDID", rejects))
    make_folder(folder)
    with open_bytes(folder / _FILE) as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{instruction(source)}<{root}>\n'.encode())
        for element in elements(path, "CHILD"):
            stream.write(rejected_text(element, "CHILDID", wanted, rejects))
        stream.write(f"</{root}>\n".encode())
    return folder / _FILE
