"""The lens: whose records may be used, as of which day, and known by which day. Every question is asked through one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.dates import FIRST_DAY
from graph.errors import InvalidInput

_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Lens:
    """Three parts: `agencies` (None: all there are), `as_of` (the day asked about), `known_at` (what was written down by then).

    As parameters of a Cypher text they are `$agencies`, `$as_of` and `$known_at`; the fragments in `graph/fragments/` use them.
    """

    as_of: date
    known_at: date
    agencies: tuple[str, ...] | None = None

    @classmethod
    def of(cls, as_of: date | None = None, known_at: date | None = None, agencies: tuple[str, ...] | None = None) -> "Lens":
        """A lens with its defaults filled in: `as_of` today, `known_at` as `as_of`, all agencies.

        Raises InvalidInput for an empty list of agencies (nobody's records answer nothing), and for a day outside 1900 to 2199.
        """
        for name, asked in (("as_of", as_of), ("known_at", known_at)):
            if asked and not _FIRST_YEAR <= asked.year <= _LAST_YEAR:
                raise InvalidInput(f"{name}: expected a day of the years {_FIRST_YEAR} to {_LAST_YEAR}, found {asked}")
        if agencies is not None and not agencies:
            raise InvalidInput("a lens needs at least one agency, found none; leave it out for all")
        day = as_of or date.today()
        return cls(day, known_at or day, None if agencies is None else tuple(sorted(set(agencies))))

    def only(self, agency: str) -> "Lens":
        """The same days through one agency's records (and what was shared with it)."""
        return replace(self, agencies=(agency,))

    def of_agencies(self, usable: Iterable[str]) -> "Lens":
        """The same with its agencies filled in: these, where it leaves them out."""
        return self if self.agencies is not None else replace(self, agencies=tuple(sorted(usable)))

    def parameters(self) -> dict[str, Any]:
        """The lens as every Cypher text is given it, with `$first_day`, which stands for always."""
        return {
            "agencies": list(self.agencies or ()),
            "as_of": self.as_of,
            "known_at": self.known_at,
            "first_day": FIRST_DAY,
        }
