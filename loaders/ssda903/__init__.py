"""SSDA903: an authority's yearly return of the children it looks after and its care leavers.

Read as CSV files, any of its twelve tables, in a folder, in a zip or one by itself; or as one XML file.
"""

from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from loaders.ssda903.columns import tables_of
from loaders.ssda903.files import folder_of, found
from loaders.ssda903.message import ROOT
from loaders.ssda903.reader import ReturnExtract, open_return
from loaders.xml_files.beginning import beginning


class Ssda903Format:
    """Finds and opens SSDA903 returns."""

    name = "ssda903"
    about = "an SSDA903 return: CSV files with the headers of its tables in a folder or zip, or an XML file (gzip too) EXPSSDA903"

    def recognises(self, path: Path) -> bool:
        """An XML file that begins as the return does, or files of which one has the header of one of its tables."""
        try:
            return _is_xml(path) or any(tables_of(columns) for _, _, columns in found(folder_of(path)))
        except (RefusedFile, OSError):
            return False

    def open(self, path: Path, agency: str | None) -> ReturnExtract:
        """Open it as the return of `agency`, without which it is refused; raises RefusedFile, naming file and line."""
        return open_return(path, agency, xml=_is_xml(path))

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> ReturnExtract:
        """Open it as made on that day, which a return does not say itself."""
        return open_return(path, agency, extracted_on, xml=_is_xml(path))


def _is_xml(path: Path) -> bool:
    return path.is_file() and beginning(path).root == ROOT


FORMAT = Ssda903Format()
