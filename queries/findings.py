"""Asking patterns: the findings of one, or of all, for one person or for everyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.dates import FIRST_DAY
from graph.errors import StoreTimeout
from graph.lens import Lens
from graph.store import Store
from queries.case import Case
from queries.finding import Coverage, Evidence, Finding, Findings
from queries.frame import Frame, frame
from queries.parameters import Value, read_parameters
from queries.pattern import Asked, Pattern, Verdict
from queries.register import columns_of, pattern_of, register


async def find(
    store: Store,
    pattern: str,
    *,
    subject: str | None = None,
    lens: Lens | None = None,
    parameters: Mapping[str, Any] | None = None,
    with_seen_by: bool = True,
    or_part: bool = False,
) -> Findings:
    """The findings of a pattern (`all`: of every pattern), ordered by pattern, subject and key.

    Two round trips; for `all`, one and one a pattern.

    `subject` names one person (id, record key or NHS number); without it everyone is asked about. `parameters` are name to value,
    text or typed; for `all` each pattern takes those it has. Raises UnknownName or InvalidInput, naming what is wrong, and
    StoreTimeout; with `or_part`, what was found of other patterns by then is the answer, which names those it lacks.
    """
    chosen = list(register().values()) if pattern == "all" else [pattern_of(pattern)]
    values = _values(chosen, parameters or {})
    found = await frame(store, subject)
    through = found.lens(lens or Lens.of())
    answer = Findings(through)
    for place, each in enumerate(chosen):
        question = _Question(each, through, values[each.id], found, with_seen_by)
        try:
            answer.findings += await question.ask(store)
        except StoreTimeout:
            if place == 0 or not or_part:
                raise
            answer.not_asked = tuple(later.id for later in chosen[place:])
            break
    return answer


def _values(chosen: list[Pattern], given: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    if len(chosen) == 1:
        return {chosen[0].id: read_parameters(chosen[0].id, chosen[0].every_parameter, given)}
    known = {parameter.name for each in chosen for parameter in each.every_parameter}
    for name in given:
        if name not in known:
            read_parameters("any pattern", tuple(p for each in chosen for p in each.every_parameter), {name: given[name]})
    return {
        each.id: read_parameters(
            each.id, each.every_parameter, {p.name: given[p.name] for p in each.every_parameter if p.name in given}
        )
        for each in chosen
    }


@dataclass(slots=True)
class _Question:
    """One pattern asked through one lens."""

    pattern: Pattern
    lens: Lens
    values: dict[str, Value]
    frame: Frame
    with_seen_by: bool

    async def ask(self, store: Store) -> list[Finding]:
        asked = Asked(self.lens.as_of, self.lens.known_at, self.values, self.frame.social_care(), self.lens.agencies or ())
        text = self.pattern.text(one=self.frame.subject is not None)
        given = {
            "agencies": list(self.lens.agencies or ()),
            "as_of": self.lens.as_of,
            "known_at": self.lens.known_at,
            "first_day": FIRST_DAY,
            "subject": self.frame.subject,
            **{name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()},
            **{name: make(asked) for name, make in self.pattern.own.items()},
        }
        columns = columns_of(text)
        findings: list[Finding] = []
        read = store.read if self.frame.subject is not None else store.read_of_everyone
        for row in await read(text, **given):
            findings += self._judged(Case.of(columns, row), asked)
        return sorted(findings, key=lambda finding: (finding.subject, finding.key))

    def _judged(self, case: Case, asked: Asked) -> list[Finding]:
        verdicts = list(self.pattern.judge(case, asked))
        if not verdicts:
            return []
        seen = self._seen_by(case, asked) if self.with_seen_by else None
        return [self._finding(case, verdict, seen) for verdict in verdicts]

    def _seen_by(self, case: Case, asked: Asked) -> dict[tuple[str, str | None], list[str]]:
        """By key and status, the agencies whose own lens alone finds it: the same facts, judged again."""
        seen: dict[tuple[str, str | None], list[str]] = {}
        for agency in sorted(case.agencies() & set(self.lens.agencies or ())):
            alone = Asked(asked.as_of, asked.known_at, asked.values, asked.social_care, (agency,))
            for verdict in self.pattern.judge(case.seen_from(agency), alone):
                seen.setdefault((verdict.key, verdict.status), []).append(agency)
        return seen

    def _finding(self, case: Case, verdict: Verdict, seen: dict[tuple[str, str | None], list[str]] | None) -> Finding:
        evidence = verdict.evidence()
        unfinished = tuple(f"A load is unfinished: {each}. Load it again, then ask again." for each in self.frame.unfinished)
        coverage = self._coverage(case, verdict)
        return Finding(
            pattern=self.pattern.id,
            version=self.pattern.version,
            subject=case.subject,
            records=tuple(sorted({record.key for record in case.records_of(case.subject)})),
            key=verdict.key,
            status=verdict.status,
            statement=verdict.statement + self._said_of(coverage, verdict.silent_with) + self._through(),
            evidence=evidence,
            answers=verdict.answers,
            lens=self.lens,
            parameters=dict(self.values),
            cautions=unfinished + self.pattern.cautions,
            first_on=min(_days(evidence, ends=False), default=None),
            last_on=max(_days(evidence, ends=True), default=None),
            on_record_since=_on_record_since(evidence, verdict.known_ends),
            agencies=tuple(sorted({each.agency for each in evidence})),
            seen_by=None if seen is None else tuple(seen.get((verdict.key, verdict.status), ())),
            coverage=coverage,
        )

    def _coverage(self, case: Case, verdict: Verdict) -> Coverage | None:
        if verdict.silent is None:
            return None
        known = sorted(case.agencies_about(case.subject) & set(self.lens.agencies or ()))
        about = [verdict.silent_with] if verdict.silent_with else known
        covered = tuple(agency for agency in about if self.frame.covered(agency, verdict.silent))
        return Coverage(covered, tuple(agency for agency in about if agency not in covered))

    def _said_of(self, coverage: Coverage | None, agency: str | None) -> str:
        if coverage is None or coverage.covered:
            return ""
        whose = f"No extracts of {agency}" if agency else "No agency's extracts"
        return f" {whose} cover those days: no data is not the same as nothing happened."

    def _through(self) -> str:
        agencies = self.lens.agencies or ()
        if len(agencies) == len(self.frame.kinds):
            return ""
        return f" (Through the records of {', '.join(agencies)} alone.)"


def _days(evidence: Iterable[Evidence], *, ends: bool) -> list[date]:
    days = [day for each in evidence for day in (each.on, each.start, each.end if ends else None)]
    return [day for day in days if day is not None]


def _on_record_since(evidence: Iterable[Evidence], known_ends: frozenset[str]) -> date | None:
    """The day on which the last of the evidence was on record (and its end, of the facts where a known end matters)."""
    days = [day for each in evidence for day in (each.recorded_on, each.on, each.start)]
    days += [day for each in evidence if each.id in known_ends for day in (each.end, each.end_recorded_on)]
    return max((day for day in days if day is not None), default=None)
