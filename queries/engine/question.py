"""One pattern asked through one lens: its Cypher's parameters, its verdicts, and the findings that they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import StoreError, StoreTimeout, StoreUnavailable, WrongPattern
from graph.lens import Lens
from graph.store import ReadKind, Row, Store
from graph.store.event_loop import with_pauses
from queries.core.case import Case
from queries.core.facts import Evidence
from queries.core.findings import Coverage, Finding, NotJudged, Unasked
from queries.core.parameters import Value
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.engine.case_views import CaseViews
from queries.engine.cypher_validation import columns_of
from queries.engine.judge import (
    case_of,
    check_on_store,
    derived_parameters,
    evidence_of,
    judge,
    known_ends_of,
    named,
    unloaded_of,
)
from queries.engine.scope import Scope
from queries.identity.cautions import AS_OF_TODAY, joined_later
from queries.identity.parts import cases_then, people_of, subject_of


@dataclass(slots=True)
class Question:
    """One pattern asked through one lens. `lens` has its agencies filled in; `scope` says about whom."""

    pattern: Pattern
    lens: Lens
    values: dict[str, Value]
    scope: Scope
    with_seen_by: bool = True

    @property
    def agencies(self) -> tuple[str, ...]:
        """Whose records may be used."""
        return self.lens.agencies or ()

    def context(self, *agencies: str) -> EvaluationContext:
        """What is asked, through the lens of these agencies (none named: all of the lens)."""
        whose = agencies or self.agencies
        return EvaluationContext(
            self.lens.as_of, self.lens.known_at, self.values, self.scope.social_care(), whose, self.scope.has_loaded()
        )

    async def cases(self, store: Store, *, wide: bool = False) -> tuple[list[Case], list[NotJudged]]:
        """The subjects that the pattern's own Cypher finds, by id, with the facts that it brings, and those whose facts
        could not be read: one round trip.

        `wide` asks with what keeps fewest out: numbers at their least, flags false, every choice of a list.
        """
        everyone = self.scope.subjects is None
        # Of everyone it asks about the people of today; those who were others then are asked about apart (docs/adr/0045).
        text = self.pattern.text(everyone=everyone, then=self.scope.then and not everyone)
        columns = columns_of(text)
        found: list[Case] = []
        failed: list[NotJudged] = []
        async for row in with_pauses(await self._rows(store, text, wide)):
            try:
                found += self._cases(columns, row)
            except WrongPattern as error:
                failed.append(NotJudged(self.pattern.id, subject_of(row), str(error)))
        return sorted(found, key=lambda case: case.subject), failed

    def _cases(self, columns: Sequence[str], row: Row) -> list[Case]:
        if not (self.scope.then and self.pattern.tells_then) or self.scope.subjects is None:
            return [case_of(self.pattern, columns, row)]
        with named(self.pattern, "what it brings of an earlier day could not be read"):
            return cases_then(columns, row, self.lens.known_at, self.scope.named)

    async def _rows(self, store: Store, text: str, wide: bool) -> list[Row]:
        context = self.context()
        kind = ReadKind.EVERYONE if self.scope.subjects is None else ReadKind.QUESTION
        used = {each.name: each.widest for each in self.pattern.every_parameter} if wide else self.values
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in used.items()}
        own = derived_parameters(self.pattern, context)
        try:
            return await store.read(text, kind, **lens_parameters(self.lens, self.scope.subjects), **values, **own)
        except (StoreTimeout, StoreUnavailable):
            raise
        # The store's error does not quote the text. Whether the pattern's is at fault is asked only now, and said with its
        # reason.
        except StoreError:
            await check_on_store(store, self.pattern)
            raise

    def findings(self, views: CaseViews) -> list[Finding]:
        """The findings of one case, ordered by key. Raises WrongPattern, which tells nothing of the case, where that fails."""
        with named(self.pattern, "its findings could not be made"):
            verdicts = self.verdicts(views)
            seen = self._seen_by(views) if verdicts and self.with_seen_by else None
            return sorted((self.finding(views.case, each, seen) for each in verdicts), key=lambda finding: finding.key)

    def verdicts(self, views: CaseViews, *agencies: str) -> list[Verdict]:
        """What the judge says of a case through the lens of these agencies alone (none named: all of the lens)."""
        case = views.of(*agencies) if agencies else views.case
        return judge(self.pattern, case, self.context(*agencies))

    def known(self, case: Case) -> list[str]:
        """The agencies of the lens that have something to do with a case."""
        return sorted(case.agencies() & set(self.agencies))

    def _seen_by(self, views: CaseViews) -> dict[tuple[str, str | None], list[str]]:
        """By key and status, the agencies whose own lens alone finds it: the same facts, judged again (docs/adr/0004)."""
        seen: dict[tuple[str, str | None], list[str]] = {}
        for agency in self.known(views.case):
            for verdict in self.verdicts(views, agency):
                seen.setdefault((verdict.key, verdict.status), []).append(agency)
        return seen

    def finding(self, case: Case, verdict: Verdict, seen: dict[tuple[str, str | None], list[str]] | None) -> Finding:
        """The finding that a verdict makes; `seen` says by key and status which agencies alone see it, None if not asked."""
        evidence = evidence_of(self.pattern, verdict)
        coverage = self.coverage(case, verdict)
        return Finding(
            pattern=self.pattern.id,
            version=self.pattern.version,
            subject=case.subject,
            records=tuple(sorted({record.id for record in case.records_of(case.subject)})),
            key=verdict.key,
            status=verdict.status,
            statement=verdict.statement + self._said_of(coverage, verdict) + self._through(),
            evidence=evidence,
            answers=verdict.answers,
            lens=self.lens,
            parameters=dict(self.values),
            cautions=self.scope.cautions + self.of_identity(case, verdict.facts) + self.pattern.cautions,
            first_on=min(_days(evidence, ends=False), default=None),
            last_on=max(_days(evidence, ends=True), default=None),
            on_record_since=_on_record_since(evidence, known_ends_of(self.pattern, verdict)),
            agencies=tuple(sorted({each.agency for each in evidence})),
            seen_by=None if seen is None else tuple(seen.get((verdict.key, verdict.status), ())),
            coverage=coverage,
        )

    def coverage(self, case: Case, verdict: Verdict) -> Coverage | None:
        """Who has data for the silent days of a verdict that rests on absence; else None."""
        if verdict.silent is None:
            return None
        known = sorted(case.agencies_about_subject() & set(self.agencies))
        about = [verdict.silent_with] if verdict.silent_with else known
        periods = self.scope.periods
        covered = tuple(agency for agency in about if periods.covered(agency, verdict.silent, self.lens.as_of))
        whole = {agency: periods.whole(agency) for agency in about}
        reach = tuple((agency, days[1] if days else None) for agency, days in whole.items())
        return Coverage(covered, tuple(agency for agency in about if agency not in covered), reach)

    def _said_of(self, coverage: Coverage | None, verdict: Verdict) -> str:
        if coverage is None or coverage.covered or verdict.silent is None:
            return ""
        whose = f"No extracts of {verdict.silent_with}" if verdict.silent_with else "No agency's extracts"
        extents = [self.scope.periods.extent(agency, verdict.silent) for agency, day in coverage.reach if day]
        reach = f" ({'; '.join(extents)})" if extents else ""
        return f" {whose} cover those days{reach}: no data is not the same as nothing happened."

    def of_identity(self, case: Case, facts: Iterable[Any] = ()) -> tuple[str, ...]:
        """What is to be said of who the subject, and those of these facts, are: where the lens is of an earlier day than what
        joined them."""
        if not self.scope.then:
            return ()
        if not (self.pattern.filters_itself or self.pattern.tells_then):
            return (AS_OF_TODAY,)
        people = {case.subject}.union(*map(people_of, facts)) if case.joined else set()
        days = sorted({day for person in people for day in case.joined.get(person, ())})
        return tuple(joined_later(day, self.lens.known_at) for day in days)

    def unasked(self, case: Case) -> list[Unasked]:
        """Of which agencies nothing is said of a case, since they have loaded nothing."""
        if self.pattern.unloaded is None:
            return []
        found = unloaded_of(self.pattern, case, self.context())
        return [Unasked(self.pattern.id, case.subject, agency, how) for agency, how in found]

    def _through(self) -> str:
        if len(self.agencies) == len(self.scope.kinds):
            return ""
        return f" (Through the records of {', '.join(self.agencies)} alone.)"


def lens_parameters(lens: Lens, subjects: tuple[str, ...] | None) -> dict[str, Any]:
    """The parameters that every text has: the lens, and those it asks about."""
    return {**lens.parameters(), "subjects": list(subjects or ())}


def _days(evidence: Iterable[Evidence], *, ends: bool) -> list[date]:
    days = [day for each in evidence for day in (each.on, each.start, each.end if ends else None)]
    return [day for day in days if day is not None]


def _on_record_since(evidence: Iterable[Evidence], known_ends: Iterable[Evidence]) -> date | None:
    """The day on which the last of the evidence was on record (and its end, of the facts where a known end matters)."""
    days = [day for each in evidence for day in (each.recorded_on, each.on, each.start)]
    days += [day for each in known_ends for day in (each.end, each.end_recorded_on)]
    return max((day for day in days if day is not None), default=None)
