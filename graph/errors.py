"""Every error that casegraph raises on purpose, as one tree.

::

    CasegraphError
    ├── InvalidInput          what the caller gave is not what was expected
    │   ├── UnknownName       a name that is none of those known; offers the nearest
    │   └── RefusedFile       a whole file that cannot be read as what it says it is
    ├── StoreError            the graph store cannot do what was asked
    │   ├── StoreUnavailable  it cannot be reached or started
    │   ├── StoreTimeout      it took longer than the time allowed
    │   └── StoreBusy         another process holds what is needed
    ├── InvalidFact           a loader gave what the model does not declare
    ├── WrongPattern          a pattern is not what its declaration says, or cannot be read
    ├── LoadFailed            a load stopped before its end; loading again completes it
    ├── RemovalsRefused       an extract would take much away, and nobody said that it may
    ├── NotWritten            a file that was to be written cannot be
    └── NotAllowed            refused on purpose, with the reason
"""

import difflib
from collections.abc import Iterable

_LONGEST_TEXT = 1000


class CasegraphError(Exception):
    """Root of the tree; its text is a sentence for people and never holds a person's data."""


class InvalidInput(CasegraphError):
    """What the caller gave is not what was expected."""


class UnknownName(InvalidInput):
    """A name that is none of those known."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        choices = sorted(known)
        near = difflib.get_close_matches(name, choices, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(choices) or 'none'}"
        super().__init__(f"unknown {what} '{name}'; {hint}")
        self.what, self.name, self.near = what, name, near


class RefusedFile(InvalidInput):
    """A whole file that cannot be read as what it says it is. What stands in the file cannot make its text endless."""

    def __init__(self, text: str) -> None:
        super().__init__(text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]} …")


class StoreError(CasegraphError):
    """The graph store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The store cannot be reached or started."""


class StoreTimeout(StoreError):
    """The store took longer than the time allowed."""


class StoreBusy(StoreError):
    """Another process holds what is needed."""


class InvalidFact(CasegraphError):
    """A fact says what the model does not declare, or in other words: a fault of the loader that gave it."""


class WrongPattern(CasegraphError):
    """A pattern is not what its declaration says, or cannot be read; the text names the pattern, or its file and line."""


class LoadFailed(CasegraphError):
    """A load stopped before its end; loading the same files again completes it."""


class RemovalsRefused(CasegraphError):
    """An extract would take away much of what its system said before: nothing of it was written; the text says what would go."""


class NotWritten(CasegraphError):
    """A file that was to be written cannot be; the text says which, and what the system said."""


class NotAllowed(CasegraphError):
    """Refused on purpose; the text says why."""
