"""What a fact's arrival (or absence) changes: nothing, a property or two, or the whole row of its versions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.facts import Fact, FactKind
from graph.model import check_fact
from graph.versions import Lacking, Sighting, Version, merged, versions
from graph.writing.changes.stored_versions import Stored
from graph.writing.pending_writes import Origin, PendingWrite, end_properties, placeholder_digests, version_properties


@dataclass(slots=True)
class Update:
    """Properties to change on a version that stays."""

    kind: FactKind
    id: str
    stored: Stored
    changes: dict[str, Any]


@dataclass(slots=True)
class Rewrite:
    """A fact whose versions are written anew: `made` are all that it has now, none where it is taken away.

    `fact` is the one that arrived, if any; `also` are versions to take from what is said again, beside those stored.
    """

    kind: FactKind
    id: str
    stored: list[Stored]
    made: list[Version]
    fact: Fact | None = None
    also: list[PendingWrite] = field(default_factory=list)


@dataclass(slots=True)
class WritePlan:
    """All changes of one batch of one load (`origin`).

    `last` has, for every fact whose versions change, the last of them; `lost` are facts that another extract of the same day
    contradicts and that did not stand: they say nothing, but what they name is named in any order of loading. `displaced` are the
    sightings of other loads that do not stand as they did, since one of the same day arrived.
    """

    origin: Origin
    create: list[tuple[Fact, Version]] = field(default_factory=list)
    touch: list[Update] = field(default_factory=list)
    rewrite: list[Rewrite] = field(default_factory=list)
    lost: list[Fact] = field(default_factory=list)
    last: dict[str, Version] = field(default_factory=dict)
    displaced: list[tuple[FactKind, str, Stored, Sighting]] = field(default_factory=list)

    def arrive(self, fact: Fact, stored: list[Stored], lacking: Lacking) -> None:
        """Add what this fact changes, given what is stored of it and the extracts that lack it.

        A placeholder changes nothing where something is stored, and of one that is stored nothing stays: in any order of loading.
        Raises InvalidFact where the fact says what the model does not declare.
        """
        check_fact(fact)
        named_only = placeholder_digests(fact) if stored else ()
        described = [each for each in stored if each.version.base not in named_only]
        if fact.placeholder and described:
            return
        sighting = self.origin.sighting(fact)
        kept = stored if fact.placeholder else described
        made = versions(merged([each.version for each in kept], [sighting]), lacking)
        if not stored:
            self.create.append((fact, made[0]))
            return
        if not any(_stands(sighting, each) for version in made for each in version.sightings):
            self.lost.append(fact)
        self._displace(fact, stored, made, sighting)
        self._change(fact.kind, fact.id, stored, made, fact)

    def _displace(self, fact: Fact, stored: list[Stored], made: list[Version], sighting: Sighting) -> None:
        for one in stored:
            for before in one.version.sightings:
                if before.day == sighting.day and before.load != sighting.load and not _has(made, before):
                    self.displaced.append((fact.kind, fact.id, one, before))

    def forget(
        self, kind: FactKind, id_: str, stored: list[Stored], loads: frozenset[str],
        displaced: list[tuple[Sighting, PendingWrite]],
        lacking: Lacking,
    ) -> None:  # fmt: skip
        """Add what changes when these loads (their short ids) never were, and what they displaced is there again."""
        days = {sighting.day for sighting, _ in displaced}
        seen = [each for one in stored for each in one.version.sightings if each.load not in loads and each.day not in days]
        kept = merged((), [*seen, *(sighting for sighting, _ in displaced)])
        made = versions(kept, lacking) if kept else []
        before = [each.version for each in stored]
        if before == made:
            return
        if displaced or [(*_row(each), each.end) for each in before] != [(*_row(each), each.end) for each in made]:
            self.rewrite.append(Rewrite(kind, id_, stored, made, also=[item for _, item in displaced]))
        else:
            self._change(kind, id_, stored, made, None)

    def vanish(self, kind: FactKind, id_: str, stored: list[Stored], lacking: Lacking) -> None:
        """Add what changes because extracts lack the fact."""
        made = versions(merged([each.version for each in stored], []), lacking)
        self._change(kind, id_, stored, made, None)

    def _change(self, kind: FactKind, id_: str, stored: list[Stored], made: list[Version], fact: Fact | None) -> None:
        if [each.version for each in stored] == made:
            return
        self.last[id_] = made[-1]
        # A correction may take an end away, which no update of a version that stays does.
        reopened = any(old.version.end and not new.end for old, new in zip(stored, made, strict=False))
        if reopened or [_row(each.version) for each in stored] != [_row(each) for each in made]:
            self.rewrite.append(Rewrite(kind, id_, stored, made, fact))
            return
        for old, new in zip(stored, made, strict=True):
            if old.version != new:
                self.touch.append(Update(kind, id_, old, self._changes(old.version, new, fact)))

    def _changes(self, old: Version, new: Version, fact: Fact | None) -> dict[str, Any]:
        before = version_properties(old, self.origin)
        changes = {name: value for name, value in version_properties(new, self.origin).items() if value != before[name]}
        if new.recorded_on is not None:
            changes["recorded_on"] = new.recorded_on
        if new.end and new.end != old.end and fact is not None:
            changes |= end_properties(fact)
        return changes


def _has(made: list[Version], sighting: Sighting) -> bool:
    return any(each == sighting for version in made for each in version.sightings)


def _stands(sighting: Sighting, other: Sighting) -> bool:
    return (sighting.day, sighting.base, sighting.end) == (other.day, other.base, other.end)


def _row(version: Version) -> tuple[date, str]:
    return version.version, version.base
