"""The missing picture: what all records together show of one person and no agency's alone, and each agency's blind spots.

A pattern's `seen_by` says who would find it alone: this asks it of every pattern at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import WrongPattern
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Finding, NotJudged, lens_dict
from queries.core.pattern import values_of
from queries.engine.case_views import CaseViews
from queries.engine.neighbourhood import neighbourhood
from queries.engine.question import Question
from queries.engine.registry import registry
from queries.engine.scope import read_scope
from queries.explanations.blind_spots import BlindSpot, blind_spots
from queries.explanations.smallest_sets import SmallestSets, smallest_sets


@dataclass(frozen=True, slots=True)
class Missing:
    """A finding that no agency's own lens gives (its `seen_by` is empty), with the smallest sets of agencies that show it."""

    finding: Finding
    smallest: SmallestSets

    @property
    def statement(self) -> str:
        """In plain English: who has to put their records together."""
        return self.smallest.statement()

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON has it, with the sets."""
        return {
            **self.finding.to_dict(),
            "shown_together_by": [list(each) for each in self.smallest.sets],
            "tried_to": self.smallest.tried_to,
            "complete": self.smallest.complete,
            "together": self.statement,
        }


@dataclass(slots=True)
class MissingPicture:
    """The answer: `missing` in order of pattern and key, `blind_spots` in order of agency, pattern and key; both may be empty.
    `cautions` hold for the whole answer; `not_judged` are the patterns that failed about this person, of which neither says
    anything."""

    subject: str
    lens: Lens
    missing: list[Missing] = field(default_factory=list)
    blind_spots: list[BlindSpot] = field(default_factory=list)
    cautions: tuple[str, ...] = ()
    not_judged: list[NotJudged] = field(default_factory=list)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows for pandas or polars; `what` tells a `missing` finding from a `blind_spot`."""
        lens = lens_dict(self.lens)
        findings = [{"what": "missing", **each.to_dict()} for each in self.missing]
        return findings + [{"what": "blind_spot", **each.to_dict(), "lens": lens} for each in self.blind_spots]


async def missing_picture(
    store: Store, subject: str, *, lens: Lens | None = None, parameters: Mapping[str, Any] | None = None
) -> MissingPicture:
    """Ask every pattern about one person, and say what nobody alone would see.

    `subject` is an id, a record key or an NHS number. `parameters`: each pattern takes those that it has. Two round trips for a
    child (three for one labelled Adult too), however many agencies. Raises InvalidInput or UnknownName, naming what is wrong.
    """
    patterns = list(registry().values())
    values = values_of(patterns, parameters or {})
    found = await read_scope(store, subject, lens)
    through = found.lens(lens or Lens.of())
    answer = MissingPicture(found.subject, through, cautions=found.cautions)
    brought = await neighbourhood(store, [Question(each, through, values[each.id], found) for each in patterns])
    answer.not_judged += brought.failed
    for question, views in brought.views:
        try:
            missing, spots = _missing(question, views), list(blind_spots(question, views))
        except WrongPattern as error:
            answer.not_judged.append(NotJudged(question.pattern.id, found.subject, str(error)))
        else:
            answer.missing += missing
            answer.blind_spots += spots
    answer.blind_spots.sort(key=lambda each: (each.agency, each.pattern, each.key))
    return answer


def _missing(question: Question, views: CaseViews) -> list[Missing]:
    verdicts = {(each.key, each.status): each for each in question.verdicts(views)}
    unseen = [finding for finding in question.findings(views) if finding.missing_picture]
    return [Missing(each, smallest_sets(question, views, verdicts[each.key, each.status])) for each in unseen]
