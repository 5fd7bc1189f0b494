"""FHIR R4 as health systems in England exchange it (UK Core): bundles, single resources, and files of one resource a line."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from loaders.fhir.codes import TYPES
from loaders.fhir.reader import FhirExtract, open_together
from loaders.fhir.xml import is_markup
from loaders.json_files.elements import beginning

_RESOURCE = re.compile(r'"resourceType"\s*:\s*"[A-Z][A-Za-z]+"')


class FhirFormat:
    """Finds and opens FHIR in JSON or XML."""

    name = "fhir"
    about = "FHIR R4: a Bundle or a resource in JSON or XML, or a resource a line (gzip too); or a folder or zip of such files"

    def recognises(self, path: Path) -> bool:
        """A file that begins as JSON and names, early on, the type of a resource; or as XML in the namespace of FHIR."""
        if not path.is_file():
            return False
        try:
            return bool(_RESOURCE.search(beginning(path))) or is_markup(path)
        # It is refused by name when it is opened, and not passed over as what nobody knows.
        except RefusedFile:
            return True

    def is_part(self, folder: str) -> bool:
        """Whether a folder is called by a type of resource: servers export a folder for each."""
        return folder.casefold() in TYPES

    def open(self, path: Path, agency: str | None) -> FhirExtract:
        """Open it as the record of `agency`, else of `ods-` and the code of the one organisation in it; raises RefusedFile."""
        return _only(path, agency, None)

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> FhirExtract:
        """Open it as made on that day, whatever its timestamps say."""
        return _only(path, agency, extracted_on)

    def open_together(
        self, paths: Sequence[Path], agency: str | None, extracted_on: date | None
    ) -> Iterator[tuple[tuple[Path, ...], FhirExtract | RefusedFile]]:
        """Open files that are read together: references are resolved over all of one day and one organisation."""
        return open_together(paths, agency, extracted_on)


def _only(path: Path, agency: str | None, extracted_on: date | None) -> FhirExtract:
    ((_, opened),) = open_together([path], agency, extracted_on)
    if isinstance(opened, RefusedFile):
        raise opened
    return opened


FORMAT = FhirFormat()
