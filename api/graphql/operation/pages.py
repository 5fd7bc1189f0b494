"""Pages of the root fields that list things: where one begins, the cursors of what is on it, and what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.cursors import Cursor, Place, check, fingerprint
from api.graphql.operation.inputs import LensInput, lens_of
from api.graphql.operation.query_cost import LARGEST_PAGE
from graph.errors import InvalidInput
from graph.lens import Lens

AfterArgument = Annotated[str | None, strawberry.argument(description="The cursor that the page begins behind.")]


@dataclass(frozen=True, slots=True)
class ListStart:
    """A list that is asked for, seen through `lens`, and where a page of it begins: behind a cursor, or at the first of all."""

    lens: Lens
    behind: Cursor | None
    question: str

    @classmethod
    def of(cls, lens: LensInput | None, after: str | None, *parts: object) -> Self:
        """From what the caller gave; `question` tells this list from others. The days that the caller left out of the lens are
        those of the cursor. Raises InvalidInput for a cursor that is none, or is another list's."""
        behind = None if after is None else Cursor.read(after)
        through = lens_of(lens, behind.as_of, behind.known_at) if behind else lens_of(lens)
        question = fingerprint(through, *parts)
        check(behind, question)
        return cls(through, behind, question)

    @property
    def place(self) -> Place:
        """The place that the page begins behind."""
        return self.behind.place if self.behind else ()

    def cursor(self, place: Place) -> str:
        """The cursor of a place in this list."""
        return Cursor(self.lens.as_of, self.lens.known_at, self.question, place).text()


def page_info(cursors: Sequence[str], *, more: bool, before: bool, end: str | None = None) -> relay.PageInfo:
    """What a page with these cursors says of itself: whether there is more, and whether anything stands `before` it; `end` is
    where it ends, where that is not its last cursor."""
    return relay.PageInfo(
        has_next_page=more,
        has_previous_page=before,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=end or (cursors[-1] if cursors else None),
    )


def pair_of(start: ListStart) -> tuple[str, str]:
    """The record keys of the pair that a page begins behind; blank at the first. Raises InvalidInput for a cursor of no pair."""
    if not start.place:
        return "", ""
    if len(start.place) != 2:
        raise InvalidInput("after: expected a cursor from an earlier page, found something else")
    return start.place[0], start.place[1]


def check_size(first: int) -> None:
    """Raises InvalidInput for a page of no size, or of too large a one."""
    if not 1 <= first <= LARGEST_PAGE:
        raise InvalidInput(f"first: expected a number from 1 to {LARGEST_PAGE}, found {first}")
