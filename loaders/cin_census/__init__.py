"""The children in need census: the yearly XML return of an authority's social care to the Department for Education.

Three styles are read: GenderCurrent (to 2024), Sex (from 2025), and the pre-proceedings block (from 2026).
"""

from pathlib import Path

from loaders.cin_census.header import beginning_of
from loaders.cin_census.reader import CensusExtract, open_census


class CinCensusFormat:
    """Finds and opens CIN census returns."""

    name = "cin_census"
    about = "a CIN census return: an XML file (gzip too) with Message/Header/CollectionDetails/Collection CIN"

    def recognises(self, path: Path) -> bool:
        """An XML file that begins as a CIN census does (or that has a DOCTYPE before its Message, and will be refused)."""
        if not path.is_file():
            return False
        found = beginning_of(path)
        return found.root == "Message" and (found.doctype_line is not None or found.text == "CIN")

    def open(self, path: Path, agency: str | None) -> CensusExtract:
        """Open it as the return of `agency`, else of `la-` and its LEA; raises RefusedFile, naming the line."""
        return open_census(path, agency)


FORMAT = CinCensusFormat()
