"""Ofsted's Annex A: the child-level workbook of eleven lists that an authority gives to inspectors, as local systems write it."""

import zipfile
from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from loaders.annex_a.mapping import mapping
from loaders.annex_a.reader import AnnexExtract
from loaders.annex_a.workbook import NoList, Workbook
from loaders.files.archives import open_archive


class AnnexAFormat:
    """Finds and opens Annex A workbooks."""

    name = "annex_a"
    about = "an Annex A workbook: an .xlsx file with sheets that have the headings of List 1 to List 11"

    def recognises(self, path: Path) -> bool:
        """A workbook with the headings of a list, or with a sheet called after one (which is then refused by name)."""
        if not path.is_file():
            return False
        try:
            with open_archive(path) as archive:
                if "xl/workbook.xml" not in archive.namelist():
                    return False
            Workbook(path, mapping())
        except RefusedFile as refused:
            return not isinstance(refused, NoList)
        except (zipfile.BadZipFile, OSError, ValueError):
            return False
        return True

    def open(self, path: Path, agency: str | None) -> AnnexExtract:
        """Open it as the workbook of `agency`, without which it is refused; raises RefusedFile, naming sheet and row."""
        return AnnexExtract(path, agency)

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> AnnexExtract:
        """Open it as made on that day, which a workbook does not say itself."""
        return AnnexExtract(path, agency, extracted_on)


FORMAT = AnnexAFormat()
