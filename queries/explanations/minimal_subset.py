"""The least of some things that is enough: which few facts, taken away, change an answer."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def minimal_subset(things: Sequence[T], enough: Callable[[list[T]], bool]) -> list[T]:
    """Some of these that are enough, from which no single one can be left out; those that come later are rather kept.

    All of them together are enough, or the answer is empty. By halves (QuickXplain, Junker 2004): of n things of which k are
    kept, about 2 k log2(n / k) askings, however the rest is mixed.
    """
    return _single(_halved([], list(things), enough), enough) if enough(list(things)) else []


def _halved(always: list[T], things: list[T], enough: Callable[[list[T]], bool]) -> list[T]:
    """The things to keep beside those that are always kept; together they are enough."""
    if not things or enough(always):
        return []
    if len(things) == 1:
        return things
    first, second = things[: len(things) // 2], things[len(things) // 2 :]
    kept = _halved(always + second, first, enough)
    return kept + _halved(always + kept, second, enough)


def _single(kept: list[T], enough: Callable[[list[T]], bool]) -> list[T]:
    # Where more can be less, halving can leave one that is not needed: each is tried once more.
    for each in list(kept):
        rest = [other for other in kept if other is not each]
        if enough(rest):
            kept = rest
    return kept
