"""Findings in GraphQL: the types, as the JSON has them."""

from datetime import date
from typing import Self

import strawberry
from strawberry.scalars import JSON

from api.graphql.questions.patterns import PatternId
from graph import lens as graph_lens
from graph.facts import FactKind
from queries.core import coverage, facts, findings
from queries.pairs import bands

MatchBand = strawberry.enum(
    bands.MatchBand,
    description="Why a pair is listed: the matcher proposes it, as likely or possible; it has an identifier in common and "
    "something speaks against it (undecided); or somebody looked, and could not tell (unsure).",
)
EvidenceKind = strawberry.enum(FactKind, name="EvidenceKind", description="The kinds of fact.")


@strawberry.type(description="The lens that was used: every answer says which.")
class Lens:
    """The lens, with its defaults filled in."""

    agencies: list[str] = strawberry.field(description="Whose records were used.")
    as_of: date = strawberry.field(description="The day asked about.")
    known_at: date = strawberry.field(description="Only what had been written down by this day was used.")

    @classmethod
    def of(cls, lens: graph_lens.Lens) -> Self:
        """As GraphQL shows it."""
        return cls(agencies=list(lens.agencies or ()), as_of=lens.as_of, known_at=lens.known_at)


@strawberry.type(description="A fact that a finding rests on: one agency's own record.")
class Evidence:
    id: strawberry.ID = strawberry.field(description="agency/system/its own id; unique together with `kind`.")
    kind: EvidenceKind = strawberry.field(description="What sort of fact it is.")  # type: ignore[valid-type]
    agency: str = strawberry.field(description="Whose record it is.")
    on: date | None = strawberry.field(description="The day, of an event.")
    start: date | None = strawberry.field(description="The first day, of a spell.")
    end: date | None = strawberry.field(description="The last day, of a spell whose end was known.")
    recorded_on: date | None = strawberry.field(description="When it was written down; of a spell, its start.")
    end_recorded_on: date | None = strawberry.field(description="When the end of a spell was written down.")


@strawberry.type(description="Whom a finding is about.")
class Subject:
    id: strawberry.ID = strawberry.field(description="The person's canonical id.")
    records: list[str] = strawberry.field(description="Their records that are visible in the lens: agency/system/person_id.")


@strawberry.type(description="Until when the data of one agency reach.")
class AgencyReach:
    agency: str = strawberry.field(description="Which agency.")
    covered_until: date | None = strawberry.field(
        description="The last day that its extracts cover; null where none says which days it covers."
    )


@strawberry.type(description="Of which days one agency has loaded extracts.")
class AgencyPeriod:
    agency: str = strawberry.field(description="Which agency.")
    covers_from: date | None = strawberry.field(description="The first day that its extracts cover; null where none says so.")
    covers_to: date | None = strawberry.field(description="The last day that they cover; null where none says so.")
    covered: bool = strawberry.field(
        description="Whether they reach the day asked about, but for the days by which extracts may lag."
    )


@strawberry.type(description="Which days there is data of, for a question: finding nothing where there is none says nothing.")
class QuestionCoverage:
    """The data of the agencies of the lens."""

    covered: bool = strawberry.field(description="Whether the extracts of any agency of the lens reach the day asked about.")
    statement: str | None = strawberry.field(
        description="Where none does, that in plain English, to show with the answer: “nothing that is loaded covers 1990-01-01…”"
    )
    agencies: list[AgencyPeriod] = strawberry.field(description="Every agency of the lens.")

    @classmethod
    def of(cls, found: coverage.QuestionCoverage) -> Self:
        """As GraphQL shows it."""
        statement = found.statement
        return cls(
            covered=statement is None,
            statement=statement,
            agencies=[
                AgencyPeriod(agency=each.agency, covers_from=each.covers_from, covers_to=each.covers_to, covered=each.covered)
                for each in found.agencies
            ],
        )


@strawberry.type(
    description="For a finding that rests on absence: whose data has the silent days. No data is not “did not happen”."
)
class FindingCoverage:
    """Agencies with and without data."""

    covered: list[str] = strawberry.field(description="Agencies whose extracts cover the silent days.")
    not_covered: list[str] = strawberry.field(description="Agencies whose extracts do not.")
    reach: list[AgencyReach] = strawberry.field(description="Until when the data of each of these agencies reach.")


@strawberry.type(
    description="For a finding that rests on absence: a record that may be of somebody in it, and is not joined; what it holds "
    "may answer the finding."
)
class UnjoinedRecord:
    """One record."""

    person: strawberry.ID = strawberry.field(description="Whom of the finding it may be of: the subject, a father, the adult.")
    record: strawberry.ID = strawberry.field(description="The record: agency/system/person_id.")
    other: strawberry.ID = strawberry.field(description="Whom it is of today: good for `person`, `child` and `node`.")
    band: MatchBand = strawberry.field(description="How sure that is.")  # type: ignore[valid-type]
    holds: list[str] = strawberry.field(description="What is on record of them that would answer the finding, in words.")
    statement: str = strawberry.field(description="The same as one sentence in plain English, with what the two have in common.")

    @classmethod
    def of(cls, found: findings.UnjoinedRecord) -> Self:
        """As GraphQL shows it."""
        ids = {name: strawberry.ID(getattr(found, name)) for name in ("person", "record", "other")}
        return cls(**ids, band=bands.MatchBand(found.band), holds=list(found.holds), statement=found.statement)


@strawberry.type(description="What a pattern answers with: a prompt to look at the records. Never a score, never a prediction.")
class Finding:
    pattern: PatternId = strawberry.field(description="The pattern that found it.")
    version: int = strawberry.field(description="The pattern's version.")
    subject: Subject = strawberry.field(description="Whom it is about.")
    key: str = strawberry.field(
        description="Tells several findings of one pattern on one subject apart; empty where there is one."
    )
    status: str | None = strawberry.field(description="One of the pattern's statuses, where it has any.")
    statement: str = strawberry.field(description="One sentence in plain English, made from the facts: show this first.")
    first_on: date | None = strawberry.field(description="The earliest day of the evidence.")
    last_on: date | None = strawberry.field(description="The latest day of the evidence.")
    on_record_since: date | None = strawberry.field(description="Since when all of the evidence was on record somewhere.")
    agencies: list[str] = strawberry.field(description="Whose facts the evidence is.")
    seen_by: list[str] = strawberry.field(description="The agencies that would find the same through their own lens alone.")
    missing_picture: bool = strawberry.field(description="True when nobody would: only the pooled record shows it.")
    answers: JSON = strawberry.field(description="What the pattern says that it answers, by name (`Pattern.answers`).")
    evidence: list[Evidence] = strawberry.field(description="Every fact that it rests on.")
    coverage: FindingCoverage | None = strawberry.field(description="Where it rests on absence: who has data for those days.")
    unjoined: list[UnjoinedRecord] | None = strawberry.field(
        description="Where it rests on absence: the records that may be of the people in it and are not joined. Show them."
    )
    lens: Lens = strawberry.field(description="The lens that was used.")
    parameters: JSON = strawberry.field(description="The values that were used, by name.")
    cautions: list[str] = strawberry.field(description="The pattern's known false alarms: show them with the finding.")

    @classmethod
    def of(cls, found: findings.Finding) -> Self:
        """As GraphQL shows it."""
        return cls(
            pattern=PatternId(found.pattern),
            version=found.version,
            subject=Subject(id=strawberry.ID(found.subject), records=list(found.records)),
            key=found.key,
            status=found.status,
            statement=found.statement,
            first_on=found.first_on,
            last_on=found.last_on,
            on_record_since=found.on_record_since,
            agencies=list(found.agencies),
            seen_by=list(found.seen_by or ()),
            missing_picture=found.missing_picture is True,
            answers=findings.plain(found.answers),
            evidence=[evidence_of(fact) for fact in found.evidence],
            coverage=_coverage(found.coverage),
            unjoined=None if found.unjoined is None else [UnjoinedRecord.of(each) for each in found.unjoined],
            lens=Lens.of(found.lens),
            parameters=findings.plain(found.parameters),
            cautions=list(found.cautions),
        )


@strawberry.type(description="A pattern that failed about one person; the rest of the answer is there.")
class NotJudged:
    """One pattern and one person."""

    pattern: PatternId = strawberry.field(description="The pattern.")
    subject: strawberry.ID = strawberry.field(description="The person's canonical id.")
    statement: str = strawberry.field(description="What failed, in plain English; nothing of what is on record is in it.")

    @classmethod
    def of(cls, failed: findings.NotJudged) -> Self:
        """As GraphQL shows it."""
        return cls(pattern=PatternId(failed.pattern), subject=strawberry.ID(failed.subject), statement=failed.statement)


def evidence_of(fact: facts.Evidence) -> Evidence:
    """A fact as GraphQL shows it."""
    days = {name: getattr(fact, name) for name in ("on", "start", "end", "recorded_on", "end_recorded_on")}
    return Evidence(id=strawberry.ID(fact.id), kind=FactKind(fact.kind), agency=fact.agency, **days)


def _coverage(found: findings.Coverage | None) -> FindingCoverage | None:
    if found is None:
        return None
    reach = [AgencyReach(agency=agency, covered_until=day) for agency, day in found.reach]
    return FindingCoverage(covered=list(found.covered), not_covered=list(found.not_covered), reach=reach)
