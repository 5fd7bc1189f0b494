"""Values of a JSON file as text again."""

import json
from typing import Any

from loaders.json_files.cursor import Twice


def json_text(value: Any) -> bytes:
    """A value as indented text; of a name that stood twice, what it said first: JSON that is written has each name once."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_first).encode("utf-8", "replace")


def _first(value: Any) -> Any:
    assert isinstance(value, Twice)
    return value.values[0]
