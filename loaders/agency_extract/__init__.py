"""The agency extract: the project's own open format, one folder or zip of CSV files that any system can export."""

from pathlib import Path

from graph.errors import RefusedFile
from loaders.agency_extract.reader import AgencyExtract, open_extract
from loaders.files.folder import ExtractFolder, is_archive


class AgencyExtractFormat:
    """Finds and opens agency extracts."""

    name = "agency_extract"
    about = "a folder or zip with extract.csv, people.csv and up to eight other CSV files of one agency's system"

    def recognises(self, path: Path) -> bool:
        """A folder or zip that has an extract.csv."""
        if path.is_dir():
            return (path / "extract.csv").is_file()
        try:
            return path.is_file() and is_archive(path) and "extract.csv" in ExtractFolder(path).names
        except (RefusedFile, OSError):
            return False

    def open(self, path: Path, agency: str | None) -> AgencyExtract:
        """Open it; raises RefusedFile where it is not what it says, naming the file, line and column."""
        return open_extract(ExtractFolder(path))


FORMAT = AgencyExtractFormat()
