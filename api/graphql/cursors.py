"""Cursors: where a page ended, by the last thing's own keys and never by a count.

A cursor also carries the days of its lens, so that a list begun today goes on as of today tomorrow, and a fingerprint of
everything else that was asked: with another question it is refused.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import date

import orjson

from graph.errors import InvalidInput
from graph.lens import Lens

Place = tuple[str, ...]
"""What a list is in order of: findings by pattern, subject id and key; facts by day and id; people by id."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What a cursor says."""

    as_of: date
    known_at: date
    asked: str
    place: Place

    def text(self) -> str:
        """As callers see it: opaque."""
        parts = [self.as_of, self.known_at, self.asked, *self.place]
        return base64.urlsafe_b64encode(orjson.dumps(parts)).decode()

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises InvalidInput for a text that is no cursor."""
        try:
            parts = orjson.loads(base64.b64decode(text, altchars=b"-_", validate=True))
            as_of, known_at, asked, *place = parts
            return cls(date.fromisoformat(as_of), date.fromisoformat(known_at), str(asked), tuple(map(str, place)))
        except (ValueError, TypeError, binascii.Error):
            raise InvalidInput("after: expected a cursor from an earlier page, found something else") from None


def fingerprint(lens: Lens, *asked: object) -> str:
    """Tells one question, with its whole lens, from another."""
    text = orjson.dumps([lens.agencies, lens.as_of, lens.known_at, *asked], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()[:16]


def check(after: Cursor | None, asked: str) -> None:
    """Raises InvalidInput where a cursor belongs to another question."""
    if after is not None and after.asked != asked:
        raise InvalidInput(
            "after: the cursor belongs to another question; expected the field, lens, filter, order and parameters of its own"
        )
