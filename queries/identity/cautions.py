"""What is said of who is one person, where a lens is of an earlier day than what joined their records.

Definition: docs/model.md, "Identity through the lens".
"""

from collections.abc import Collection
from datetime import date

AS_OF_TODAY = (
    "Identity as of today was used: the text of this pattern does not say whose each record was on an earlier day, so somebody "
    "here may be joined from records that nobody could have tied to one another by then."
)


def joined_later(decided_on: date, known_at: date) -> str:
    """That somebody in a finding is one person by what was decided only later."""
    return (
        f"Somebody here is joined by a decision of {decided_on}: by what was written down by {known_at}, "
        "nothing certain ties their records."
    )


def several_then(known_at: date, one: str, others: Collection[str]) -> str:
    """That whoever was named is one person today and was not yet, and whom an answer is about."""
    return (
        f"The records that are one person today were of {len(others) + 1} people by what was written down by {known_at}. "
        f"This is about {one}; ask about each of the others by their id: {', '.join(sorted(others))}."
    )
