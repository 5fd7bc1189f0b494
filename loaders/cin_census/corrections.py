"""The children of whom something was rejected, as a return of its own: to be corrected, and loaded as it is.

Why every element of theirs is in it: docs/adr/0033.
"""

from pathlib import Path

from graph.facts import Reject, Source
from loaders.corrections.marks import instruction
from loaders.corrections.markup import ids_rejected, rejected_text, text_of
from loaders.files.private_files import make_folder, open_bytes
from loaders.xml_files.beginning import PARTIAL
from loaders.xml_files.parser import elements

FILE = "rejected.xml"


def write_children(path: Path, folder: Path, source: Source, rejects: list[Reject]) -> Path:
    """Write every Child of a return in which a line was rejected, whole as it stands, with the reasons before it.

    The whole child is there, in all its elements, so that its record says what it said before; the return says of itself that it
    is partial, so that nothing that it lacks is taken for removed.
    """
    headed = False
    wanted = set(ids_rejected(path, "Child", "LAchildID", rejects))
    make_folder(folder)
    with open_bytes(folder / FILE) as stream:
        beginning = f'<?xml version="1.0" encoding="UTF-8"?>\n<?casegraph {PARTIAL}?>\n{instruction(source)}<Message>\n'
        stream.write(beginning.encode())
        for element in elements(path, "Header", "Child"):
            if element.tag == "Header" and not headed:
                headed = True
                stream.write(text_of(element) + b"<Children>\n")
            elif element.tag == "Child":
                stream.write(rejected_text(element, "LAchildID", wanted, rejects))
        stream.write(b"</Children>\n</Message>\n")
    return folder / FILE
