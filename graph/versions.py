"""Versions of a fact: what an agency's extracts said of it, one after the other.

A pure reading of the model's "What every fact carries": versions follow `extracted_on`, never the order of loading. An extract
that says something else than the one before it makes a new version; an added end completes a version and replaces nothing; a
later whole extract that no longer has the fact removes the last version. Nothing here knows the store.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import FIRST_DAY, LAST_DAY


@dataclass(frozen=True, slots=True)
class Sighting:
    """That the extract of `day` had the fact: `base` and `end` are digests of what it said (`end` None: no end).

    `recorded_on` is given only where the extract itself had none and one was worked out from the facts beside it.
    """

    day: date
    base: str
    end: str | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What was said from `version` on (the first: always) until `until`, and the extracts that said so.

    `ended_in` is the first of them that said the end; `removed_on` the extract that no longer had the fact.
    """

    version: date
    base: str
    end: str | None
    ended_in: date | None
    seen: tuple[tuple[date, date | None], ...]
    until: date = LAST_DAY
    removed_on: date | None = None

    @property
    def recorded_on(self) -> date | None:
        """The earliest day worked out for it, or None where the extracts gave one."""
        return min((day for _, day in self.seen if day is not None), default=None)

    def sightings(self) -> list[Sighting]:
        """The sightings that it was made from."""
        return [
            Sighting(day, self.base, self.end if self.ended_in and day >= self.ended_in else None, recorded)
            for day, recorded in self.seen
        ]


def merged(stored: Iterable[Version], new: Iterable[Sighting]) -> list[Sighting]:
    """All sightings, one a day. Where two extracts of one day differ, the greater digest stands, in any order of loading."""
    by_day: dict[date, Sighting] = {}
    for sighting in [each for version in stored for each in version.sightings()] + list(new):
        known = by_day.get(sighting.day)
        if known is None or _rank(sighting) > _rank(known):
            by_day[sighting.day] = sighting
    return [by_day[day] for day in sorted(by_day)]


def _rank(sighting: Sighting) -> tuple[str, str, date]:
    return sighting.base, sighting.end or "", sighting.recorded_on or FIRST_DAY


def versions(sightings: Sequence[Sighting], absences: Iterable[date]) -> list[Version]:
    """The versions that these sightings (sorted by day) make; `absences` are the whole extracts that should have had the fact.

    A day on which the fact was seen is never an absence.
    """
    seen_on = {sighting.day for sighting in sightings}
    gaps = sorted(set(absences) - seen_on)
    made: list[Version] = []
    for sighting in sightings:
        last = made[-1] if made else None
        gone = last and _first_between(gaps, last.seen[-1][0], sighting.day)
        if last and not gone and _continues(last, sighting):
            made[-1] = _extended(last, sighting)
            continue
        if last:
            made[-1] = replace(last, removed_on=gone or None, until=gone or sighting.day)
        made.append(_begun(sighting, first=not made))
    gone = _first_between(gaps, made[-1].seen[-1][0], LAST_DAY)
    if gone:
        made[-1] = replace(made[-1], removed_on=gone, until=gone)
    return made


def _first_between(days: Sequence[date], after: date, before: date) -> date | None:
    return next((day for day in days if after < day < before), None)


def _continues(version: Version, sighting: Sighting) -> bool:
    return version.base == sighting.base and version.end in (None, sighting.end)


def _extended(version: Version, sighting: Sighting) -> Version:
    completes = version.end is None and sighting.end is not None
    return replace(
        version,
        seen=(*version.seen, (sighting.day, sighting.recorded_on)),
        end=sighting.end,
        ended_in=sighting.day if completes else version.ended_in,
    )


def _begun(sighting: Sighting, *, first: bool) -> Version:
    return Version(
        version=FIRST_DAY if first else sighting.day,
        base=sighting.base,
        end=sighting.end,
        ended_in=sighting.day if sighting.end else None,
        seen=((sighting.day, sighting.recorded_on),),
    )
