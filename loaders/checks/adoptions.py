"""Adoption divides: a record whose case or care ended with an adoption order is sealed, in every format.

Definition: docs/agency-extract.md, "Whether two records are one person". A sealed record is joined to none, nor proposed, so that
nothing tells of the child's new identity on the old one's page, nor the other way round (docs/adr/0018).
"""

from collections.abc import Iterable

from graph.facts import Fact, FactKind
from loaders.extract import Row

ADOPTION_CODES = frozenset({"E11", "E12", "RC1"})
"""Why an episode of care (adopted; not opposed, or consent dispensed with) or a case of a child in need (adopted) ended."""


def is_adoption(code: object) -> bool:
    """Whether a code of a return says that a child was adopted."""
    return str(code).strip().upper() in ADOPTION_CODES


def sealed_where_adopted(record: Fact, rows: Iterable[Row]) -> None:
    """Seal the record of a child where one of the facts about them ended with an adoption."""
    if any(_ended_so(fact) for row in rows for fact in row.facts):
        record.content["sensitivity"] = "sealed"


def _ended_so(fact: Fact) -> bool:
    if fact.kind is not FactKind.INVOLVEMENT or fact.end is None:
        return False
    return is_adoption(dict(fact.end.says).get("closure_code"))
