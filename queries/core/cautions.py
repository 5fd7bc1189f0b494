"""The caution that a load is unfinished: what is asked meanwhile may lack something, and every answer says so.

Whatever asks the store notes it here, or another caution of a whole answer, so that a request can say it even where what it asks
has no place for it (docs/adr/0016).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_NOTED: ContextVar[set[str] | None] = ContextVar("cautions", default=None)


def cautions_of(unfinished: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each unfinished load, named as `agency/system of day`."""
    return tuple(
        f"A load is unfinished: {each}. Load it again, or give it up with `casegraph load --give-up`, then ask again."
        for each in unfinished
    )


def note(unfinished: Iterable[str]) -> None:
    """Note that these loads are unfinished, for `noted_cautions`."""
    note_sentences(cautions_of(unfinished))


def note_sentences(cautions: Iterable[str]) -> None:
    """Note these cautions, for `noted_cautions`."""
    noted = _NOTED.get()
    if noted is not None:
        noted.update(cautions)


@contextmanager
def noted_cautions() -> Iterator[set[str]]:
    """The cautions of everything that is asked meanwhile, by the tasks that are started meanwhile too."""
    noted: set[str] = set()
    before = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(before)
