"""FHIR R4 as health systems in England exchange it (UK Core): bundles, single resources, and files of one resource a line."""

import re
from datetime import date
from pathlib import Path

from loaders.fhir.reading import FhirExtract, open_bundle
from loaders.json_files.elements import beginning

_RESOURCE = re.compile(r'"resourceType"\s*:\s*"[A-Z][A-Za-z]+"')


class FhirFormat:
    """Finds and opens FHIR JSON."""

    name = "fhir"
    about = "FHIR R4 JSON: a Bundle, a resource, or one resource a line, each with its resourceType"

    def recognises(self, path: Path) -> bool:
        """A file that begins as JSON and names, early on, the type of a resource."""
        return path.is_file() and bool(_RESOURCE.search(beginning(path)))

    def open(self, path: Path, agency: str | None) -> FhirExtract:
        """Open it as the record of `agency`, else of `ods-` and the code of the one organisation in it; raises RefusedFile."""
        return open_bundle(path, agency, None)

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> FhirExtract:
        """Open it as made on that day, whatever its timestamps say."""
        return open_bundle(path, agency, extracted_on)


FORMAT = FhirFormat()
