"""The Standard Safeguarding Dataset: an authority's children's services as CSV tables, any of them, in a folder or a zip."""

from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from loaders.files.folder import ExtractFolder, is_archive
from loaders.ssd.discovery import any_table, open_ssd
from loaders.ssd.reader import SsdExtract


class SsdFormat:
    """Finds and opens SSD tables."""

    name = "ssd"
    about = "a folder or zip of SSD tables: CSV files with columns such as pers_person_id or cine_referral_id"

    def recognises(self, path: Path) -> bool:
        """A folder or zip with a file whose columns are those of an SSD table, whatever the file is called."""
        try:
            if path.is_file() and not is_archive(path):
                return False
            return any_table(ExtractFolder(path))
        except (RefusedFile, OSError):
            return False

    def open(self, path: Path, agency: str | None) -> SsdExtract:
        """Open it as the tables of `agency`, whom they do not name; raises RefusedFile, naming the file and column."""
        return open_ssd(path, agency)

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> SsdExtract:
        """Open it as made on that day, which the tables do not say themselves."""
        return open_ssd(path, agency, extracted_on)


FORMAT = SsdFormat()
