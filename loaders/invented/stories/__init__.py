"""The five stories of the example, as data: who is in them, and which questions should find them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import NamedTuple

from loaders.invented.extracts import Extracts, UnwrittenExtracts
from loaders.invented.family import Family
from loaders.invented.identifiers import nhs_numbers
from loaders.invented.stories import agreed_and_not_there, man_at_the_flat, no_worse_than_others, one_man_two_files, passed_on

_TELLINGS: tuple[ModuleType, ...] = (man_at_the_flat, no_worse_than_others, passed_on, agreed_and_not_there, one_man_two_files)
_ANY_DAY = date(2026, 1, 1)


class ExpectedFinding(NamedTuple):
    """A finding that a pattern should give, asked of all agencies' records on the day of the example."""

    pattern: str
    subject: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One story family: `people` are record keys by a person's name in the story, `finds` what finds it."""

    name: str
    title: str
    people: Mapping[str, tuple[str, ...]]
    finds: tuple[ExpectedFinding, ...]
    tell: Callable[[Family], None]


def tell_stories(extracts: Extracts, nhs: Iterator[str]) -> list[Family]:
    """Write the stories, first of all, so that their people keep their ids whatever else the example holds."""
    families = []
    for telling in _TELLINGS:
        family = Family(extracts, nhs)
        telling.tell(family)
        family.close()
        families.append(family)
    return families


def _stories() -> Iterator[Story]:
    families = tell_stories(UnwrittenExtracts(_ANY_DAY), nhs_numbers())
    for telling, family in zip(_TELLINGS, families, strict=True):
        name = telling.__name__.rpartition(".")[2]
        finds = tuple(ExpectedFinding(*found) for found in telling.FINDS)
        yield Story(name, telling.TITLE, family.records(), finds, telling.tell)


STORIES = {story.name: story for story in _stories()}
"""The stories by name; the ids of their people do not depend on the day of the example."""
