"""Cursors: where a page ended, by the last thing's own keys and never by a count.

A cursor also carries the days of its lens, so that a list begun today goes on as of today tomorrow, and a fingerprint of
everything else that was asked: with another question it is refused.

Those keys are ids, of people and of records, and cursors stand in logs and in browsers' histories. So a cursor is sealed: nobody
without the key can read one, or make one (AES-SIV, RFC 5297, by which the same place has the same cursor each time).
Decision: docs/adr/0031.
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from graph.errors import InvalidInput
from graph.lens import Lens

KEY_BYTES = 64
_PADDED_TO = 64
_WRITTEN = re.compile(r"[A-Za-z0-9_-]+=*")
_ABOUT = [b"casegraph cursor 1"]

Place = tuple[str, ...]
"""What a list is in order of: findings by pattern, subject id and key; facts by day and id; people by id."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What a cursor says."""

    as_of: date
    known_at: date
    question: str
    place: Place

    def text(self) -> str:
        """As callers see it: opaque."""
        parts = orjson.dumps([self.as_of, self.known_at, self.question, *self.place])
        # Padded, since a record's id could be told by its length.
        padded = parts.ljust(-(-len(parts) // _PADDED_TO) * _PADDED_TO)
        return urlsafe_b64encode(_SEAL.cipher.encrypt(padded, _ABOUT)).decode()

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises InvalidInput for a text that is no cursor."""
        try:
            sealed = urlsafe_b64decode(text if _WRITTEN.fullmatch(text) else "")
            as_of, known_at, question, *place = orjson.loads(_SEAL.cipher.decrypt(sealed, _ABOUT))
            return cls(date.fromisoformat(as_of), date.fromisoformat(known_at), str(question), tuple(map(str, place)))
        except (ValueError, TypeError, InvalidTag):  # those of base64 are ValueErrors
            raise InvalidInput("after: expected a cursor from an earlier page, found something else") from None


@dataclass(slots=True)
class _Seal:
    """What this process seals cursors with: until it is given a key, one of its own."""

    cipher: AESSIV


_SEAL = _Seal(AESSIV(secrets.token_bytes(KEY_BYTES)))


def seal_with(key: bytes) -> None:
    """Let cursors of this process be sealed with a key, and read those that others sealed with it."""
    _SEAL.cipher = AESSIV(key)


def fingerprint(lens: Lens, *question: object) -> str:
    """Tells one question, with its whole lens, from another."""
    text = orjson.dumps([lens.agencies, lens.as_of, lens.known_at, *question], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()[:16]


def check(after: Cursor | None, question: str) -> None:
    """Raises InvalidInput where a cursor belongs to another question."""
    if after is not None and after.question != question:
        raise InvalidInput(
            "after: the cursor belongs to another question; expected the field, lens, filter, order and parameters of its own"
        )
