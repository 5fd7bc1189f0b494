"""What a record of a person is found by: its identifiers, and the words of its names."""

from collections.abc import Mapping
from typing import Any

from graph.identity import identifiers_of
from graph.naming import name_words


def leads(own: Mapping[str, Any]) -> dict[str, list[str]]:
    """By sort (`identifiers`, `words`), those of a record with these properties, in order."""
    identifiers = identifiers_of(own.get("nhs_number"), own.get("upn"), own.get("other_ids") or ())
    words = name_words(own.get("given_names"), own.get("family_name"), own.get("other_names") or ())
    return {"identifiers": sorted(identifiers), "words": sorted(words)}
