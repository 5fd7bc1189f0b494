"""Versions of a fact: what an agency's extracts said of it, one after the other.

A pure reading of docs/model.md, "What every fact carries": versions follow `extracted_on`, never the order of loading. An extract
that says something else than the one before it makes a new version; an added end completes a version and replaces nothing; a
later whole extract that no longer has the fact removes the last version. Rows that were rejected and corrected are of the day of
their extract, and go before what it said (docs/adr/0033-corrections-prevail.md). Nothing here knows the store.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import FIRST_DAY, LAST_DAY

Lacking = Callable[[date | None], Iterable[date]]
"""The days of the whole extracts that should have a fact of this date (None: it has none)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """That the extract of `day` had the fact: `base` and `end` are digests of what it said (`end` None: no end).

    `on` is the fact's own date, which says which extracts should have it; `recorded_on` is given only where the extract itself
    had none and one was worked out from the facts beside it; `load` names the load; `correction` is how often what it says was
    corrected since the extract (0: this is the extract itself).
    """

    day: date
    base: str
    end: str | None = None
    recorded_on: date | None = None
    load: str = ""
    on: date | None = None
    correction: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """What was said from `version` on (the first: always) until `until`, and the sightings of it, in order.

    `removed_on` is the extract that no longer had the fact.
    """

    version: date
    sightings: tuple[Sighting, ...]
    until: date = LAST_DAY
    removed_on: date | None = None

    @property
    def base(self) -> str:
        """The digest of what it says but its end."""
        return self.sightings[0].base

    @property
    def end(self) -> str | None:
        """The digest of its end, where an extract said it."""
        return self.sightings[-1].end

    @property
    def ended_in(self) -> date | None:
        """The first extract that said the end."""
        return next((each.day for each in self.sightings if each.end), None)

    @property
    def load(self) -> str:
        """The load that brought it: that of its first sighting."""
        return self.sightings[0].load

    @property
    def recorded_on(self) -> date | None:
        """The earliest day worked out for it, or None where the extracts gave one."""
        return min((each.recorded_on for each in self.sightings if each.recorded_on), default=None)

    @property
    def on(self) -> date | None:
        """The earliest date that an extract gave the fact; None where none did."""
        return min((each.on for each in self.sightings if each.on), default=None)


def merged(stored: Iterable[Version], new: Iterable[Sighting]) -> list[Sighting]:
    """All sightings, one a day, in order; the same in any order of loading.

    Of one day what was corrected last stands. Where two extracts of one day differ, the greater digest stands; where they agree,
    the earlier day worked out and the smaller load.
    """
    by_day: dict[date, Sighting] = {}
    for sighting in [each for version in stored for each in version.sightings] + list(new):
        known = by_day.get(sighting.day)
        by_day[sighting.day] = sighting if known is None else _of_one_day(known, sighting)
    return [by_day[day] for day in sorted(by_day)]


def _of_one_day(one: Sighting, other: Sighting) -> Sighting:
    if _says(one) != _says(other):
        return max(one, other, key=_says)
    days = [each.recorded_on for each in (one, other) if each.recorded_on]
    dates = [each.on for each in (one, other) if each.on]
    return replace(one, recorded_on=min(days, default=None), on=min(dates, default=None), load=min(one.load, other.load))


def _says(sighting: Sighting) -> tuple[int, str, str]:
    # In this order: a correction is of the day of its extract, and the digest alone would let chance decide (docs/adr/0033).
    return sighting.correction, sighting.base, sighting.end or ""


def versions(sightings: Sequence[Sighting], lacking: Lacking) -> list[Version]:
    """The versions that these sightings (one or more, sorted by day) make, and the removals that `lacking` extracts mean.

    A day on which the fact was seen is never a day without it.
    """
    seen_on = {sighting.day for sighting in sightings}
    made: list[Version] = []
    for sighting in sightings:
        if made:
            gone = _gone(made[-1], sighting.day, seen_on, lacking)
            if gone is None and _continues(made[-1], sighting):
                made[-1] = replace(made[-1], sightings=(*made[-1].sightings, sighting))
                continue
            made[-1] = replace(made[-1], removed_on=gone, until=gone or sighting.day)
        # The first version has no bound, so that `version <= known_at` needs no exception (docs/adr/0002).
        made.append(Version(sighting.day if made else FIRST_DAY, (sighting,)))
    gone = _gone(made[-1], LAST_DAY, seen_on, lacking)
    if gone:
        made[-1] = replace(made[-1], removed_on=gone, until=gone)
    return made


def _gone(version: Version, before: date, seen_on: set[date], lacking: Lacking) -> date | None:
    """The first extract after the last sighting of a version that lacks the fact."""
    after = version.sightings[-1].day
    return min((day for day in lacking(version.on) if after < day < before and day not in seen_on), default=None)


def _continues(version: Version, sighting: Sighting) -> bool:
    # An end that is added completes a version. One that is another, or is there no more, makes a new one.
    return version.base == sighting.base and version.end in (None, sighting.end)
