"""The schema that a store is prepared with."""

import re

from graph.model import NODES, schema

_MADE = re.compile(r"CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS FOR \(n:(\w+)\) (?:ON|REQUIRE) \((.+?)\)")


def test_every_constraint_and_index_has_a_name_of_its_own() -> None:
    """Of two with one name the second would not be made, and nothing would say so."""
    names = [name for name, _, _ in _made()]
    assert len(set(names)) == len(names)


def test_a_fact_is_found_by_its_id_alone_through_an_index() -> None:
    indexed = {(label, properties) for _, label, properties in _made()}
    assert {(node.label, f"n.{node.key[0]}") for node in NODES} <= indexed


def _made() -> list[tuple[str, str, str]]:
    found = [_MADE.match(statement) for statement in schema()]
    return [each.groups() for each in found if each]  # type: ignore[misc]
