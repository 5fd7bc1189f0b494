"""What a fact's arrival (or absence) changes: nothing, a property or two, or the whole row of its versions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.facts import Fact, FactKind
from graph.versions import Version, merged, versions
from graph.writing.items import Origin, end_properties, version_properties
from graph.writing.stored import Stored


@dataclass(slots=True)
class Touch:
    """Properties to change on a version that stays."""

    kind: FactKind
    id: str
    stored: Stored
    changes: dict[str, Any]


@dataclass(slots=True)
class Rewrite:
    """A fact whose versions are written anew: `made` are all that it has now; `fact` is the one that arrived, if any."""

    kind: FactKind
    id: str
    stored: list[Stored]
    made: list[Version]
    fact: Fact | None = None


@dataclass(slots=True)
class Plan:
    """All changes of one batch."""

    create: list[tuple[Fact, Version]] = field(default_factory=list)
    touch: list[Touch] = field(default_factory=list)
    rewrite: list[Rewrite] = field(default_factory=list)

    def arrive(self, fact: Fact, stored: list[Stored], absent: Sequence[date], origin: Origin) -> None:
        """Add what this fact changes, given what is stored of it and the extracts that lack it."""
        sighting = origin.sighting(fact)
        made = versions(merged([each.version for each in stored], [sighting]), absent)
        if not stored and len(made) == 1:
            self.create.append((fact, made[0]))
        elif _same_row(stored, made):
            self._touch(fact.kind, fact.id, stored, made, fact, origin)
        else:
            self.rewrite.append(Rewrite(fact.kind, fact.id, stored, made, fact))

    def vanish(self, kind: FactKind, id_: str, stored: list[Stored], absent: Sequence[date]) -> None:
        """Add what changes because extracts lack the fact."""
        made = versions(merged([each.version for each in stored], []), absent)
        if _same_row(stored, made):
            self._touch(kind, id_, stored, made, None, None)
        else:
            self.rewrite.append(Rewrite(kind, id_, stored, made))

    def _touch(
        self,
        kind: FactKind,
        id_: str,
        stored: list[Stored],
        made: list[Version],
        fact: Fact | None,
        origin: Origin | None,
    ) -> None:
        for old, new in zip(stored, made, strict=True):
            load = first_load(old, new, origin)
            if old.version == new and old.load == load:
                continue
            changes = version_properties(new, load)
            if new.recorded_on is not None:
                changes["recorded_on"] = new.recorded_on
            if new.end and new.end != old.version.end and fact is not None:
                changes |= end_properties(fact)
            self.touch.append(Touch(kind, id_, old, changes))


def first_load(old: Stored, new: Version, origin: Origin | None) -> str:
    """The load that brought a version: that of its earliest extract; of one day, the smaller id."""
    if origin is None or new.seen[0][0] != origin.source.extracted_on:
        return old.load
    return min(old.load, origin.load) if old.version.seen[0][0] == new.seen[0][0] else origin.load


def _same_row(stored: list[Stored], made: list[Version]) -> bool:
    return [(each.version.version, each.version.base) for each in stored] == [(each.version, each.base) for each in made]
