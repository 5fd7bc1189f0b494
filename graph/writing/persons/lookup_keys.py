"""What a record of a person is found by: its identifiers, and the words of its names."""

from collections.abc import Mapping
from typing import Any

from graph.identity.name_words import name_words
from graph.identity.resolution import described, lookup_keys


def lookup_keys_by_sort(own: Mapping[str, Any]) -> dict[str, list[str]]:
    """By sort (`identifiers`, `words`), those of a record with these properties, in order."""
    words = name_words(own.get("given_names"), own.get("family_name"), own.get("other_names") or ())
    return {"identifiers": sorted(lookup_keys(described(own["key"], own))), "words": sorted(words)}
