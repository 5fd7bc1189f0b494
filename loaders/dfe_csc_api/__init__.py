"""The payload that authorities send to the Department for Education's children's social care API, as JSON (specification 0.8).

Read whole or as the changes alone, of one child or many: it never says which, so only `purge` removes anything.
"""

import re
from datetime import date
from pathlib import Path

from loaders.dfe_csc_api.reader import Payload, open_payload
from loaders.json_files.elements import beginning

_CHILD = re.compile(r'"la_child_id"\s*:')
_ENVELOPE = re.compile(r'"la_code"\s*:'), re.compile(r'"Children"\s*:')


class DfeCscApiFormat:
    """Finds and opens payloads of the API."""

    name = "dfe_csc_api"
    about = "a DfE children's social care API payload: JSON with la_code and Children, or children with la_child_id"

    def recognises(self, path: Path) -> bool:
        """A file that begins as JSON and names, early on, a la_child_id, or la_code and Children."""
        if not path.is_file():
            return False
        text = beginning(path)
        return bool(_CHILD.search(text)) or all(name.search(text) for name in _ENVELOPE)

    def open(self, path: Path, agency: str | None) -> Payload:
        """Open it as the payload of `agency`, else of `la-` and its la_code; raises RefusedFile."""
        return open_payload(path, agency, None)

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> Payload:
        """Open it as made on that day, which a payload does not say itself."""
        return open_payload(path, agency, extracted_on)


FORMAT = DfeCscApiFormat()
