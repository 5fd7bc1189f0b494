"""How a benchmark says its figures: one line of JSON each."""

import json
from typing import Any


def say(**figure: Any) -> None:
    """Print one figure."""
    print(json.dumps(figure), flush=True)
