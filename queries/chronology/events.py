"""From facts to rows: each thing that a record tells of, in words.

Definition: docs/chronology.md, "Rows and columns".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from queries.chronology.account import (
    ChronologyFacts,
    Decisions,
    ToldConcern,
    ToldContact,
    ToldInvolvement,
    ToldStay,
    ToldStrength,
    ToldTie,
)
from queries.chronology.days import UncertainDay
from queries.chronology.people import ChronologyPeople
from queries.chronology.rows import ChronologyRow, RowKind, row_key
from queries.chronology.wording import (
    concern_of,
    contact_of,
    in_parts,
    place_of,
    presence_of,
    quoted,
    sentence,
    service_of,
    words_of,
)
from queries.core.facts import Evidence, Stay
from queries.core.moves import moves
from queries.core.wording import spoken

_TIES = {"SIBLING_OF": {"full": "brother or sister", "half": "half-sibling", "step": "step-sibling"}}


@dataclass(frozen=True, slots=True)
class EventWriter:
    """Writes the rows of facts: `subjects` are those whom the chronology is about, `people` how everybody is called."""

    subjects: tuple[str, ...]
    people: ChronologyPeople

    def rows(self, facts: ChronologyFacts) -> Iterator[ChronologyRow]:
        """The rows of all these facts, in no order; several are the same where a fact is about several people."""
        for contact in facts.contacts:
            yield from self.contact(contact)
        for involvement in facts.involvements:
            yield from self.involvement(involvement)
        for concern in facts.concerns:
            yield from self.concern(concern)
        for strength in facts.strengths:
            yield from self.strength(strength)
        moved = self._moves([each.fact for each in facts.stays if each.gone is None])
        for stay in facts.stays:
            yield from self.stay(stay, moved=stay.fact.id in moved)
        for tie in facts.ties:
            yield from self.tie(tie)

    def contact(self, told: ToldContact) -> Iterator[ChronologyRow]:
        """A contact, and what was decided of passing it on."""
        fact = told.fact
        who = self._own((fact.person, *(part.person for part in told.parts)))
        on, what = UncertainDay.of(fact.on, told.precision), contact_of(fact.kind)
        others = [(self.people.name(each.person), each.part, each.presence) for each in told.parts if each.person not in who]
        about = f"{what} about {self.people.name(fact.person)}" if fact.person not in who else what
        raised = f"Raised by {self.people.agency(fact.source_agency)}" if fact.source_agency else None
        row = self._row(RowKind.EVENT, fact.evidence(), on, sentence(about, in_parts(others), raised, quoted(told.summary)), who)
        yield from self._with(row, told.decisions, what, told.gone, seen=self._seen(told, who), action=self._outcome(told))

    def involvement(self, told: ToldInvolvement) -> Iterator[ChronologyRow]:
        """The start of a spell of service, its end where known, and what was decided of passing it on."""
        fact, what = told.fact, service_of(told.fact.kind)
        who, end = self._own((fact.person,)), UncertainDay.of(fact.end, told.end_precision) if fact.end else None
        on = UncertainDay.of(fact.start, told.start_precision)
        met = "" if fact.threshold_met is None else f"The threshold was {'met' if fact.threshold_met else 'not met'}."
        row = self._row(RowKind.START, fact.evidence(), on, sentence(f"start of {what}"), who, until=end)
        yield from self._with(row, told.decisions, what, told.gone, action=met)
        if end:
            why = sentence(f"reason given: {words_of(fact.closure_reason)}") if fact.closure_reason else ""
            last = self._row(RowKind.END, fact.evidence(), end, sentence(f"end of {what}"), who, recorded=fact.end_recorded_on)
            yield from self._with(last, (), what, told.gone, action=why)

    def concern(self, told: ToldConcern) -> Iterator[ChronologyRow]:
        """A concern, one that was ruled out too, and what was decided of passing it on."""
        fact, who = told.fact, self._own((told.fact.person,))
        what = concern_of(fact.factor, fact.whose, told.status)
        on = UncertainDay.of(fact.on, told.precision)
        row = self._row(RowKind.CONCERN, fact.evidence(), on, sentence(what, quoted(told.summary)), who)
        yield from self._with(row, told.decisions, what[0].lower() + what[1:], told.gone)

    def strength(self, told: ToldStrength) -> Iterator[ChronologyRow]:
        """A protective factor; the child's own words stand with whether the child was seen."""
        own_words, who = told.kind == "voice_of_child", self._own((told.person,))
        what = words_of(told.kind) if told.kind and told.kind != "other" else "a strength"
        evidence = Evidence(told.id, "strength", told.agency, on=told.on, recorded_on=told.recorded_on)
        event = sentence(what) if own_words else sentence(f"strength: {what}", quoted(told.words))
        row = self._row(RowKind.STRENGTH, evidence, UncertainDay.of(told.on, told.precision), event, who)
        said = quoted(told.words) or "" if own_words else ""
        yield from self._with(row, told.decisions, what, told.gone, seen=said)

    def stay(self, told: ToldStay, *, moved: bool) -> Iterator[ChronologyRow]:
        """Where somebody came to live or to be, and when they left."""
        fact, who = told.fact, self._own((told.fact.person,))
        where = _where(told)
        end = UncertainDay.of(fact.end, told.end_precision) if fact.end else None
        kind, verb = (RowKind.MOVE, "moves to") if moved else (RowKind.START, "is at")
        on = UncertainDay.of(fact.start, told.start_precision)
        row = self._row(kind, fact.evidence(), on, sentence(f"{verb} {where}"), who, until=end)
        yield from self._with(row, (), where, told.gone)
        if end:
            left = self._row(RowKind.END, fact.evidence(), end, sentence(f"leaves {where}"), who, recorded=fact.end_recorded_on)
            yield from self._with(left, (), where, told.gone)

    def tie(self, told: ToldTie) -> Iterator[ChronologyRow]:
        """From when, and until when, two people are to each other what a record says."""
        fact = told.fact
        who = self._own((fact.person, fact.other))
        role = _TIES.get(fact.type, {}).get(fact.kind, "brother or sister" if fact.type == "SIBLING_OF" else words_of(fact.kind))
        role = "a relation in another way" if fact.kind == "other" else role
        one, other = self.people.name(fact.person), self.people.name(fact.other)
        apart = "Kept away from contact for safety." if fact.contact_restricted else ""
        end = UncertainDay.of(fact.end, told.end_precision) if fact.end else None
        if fact.start:
            on = UncertainDay.of(fact.start, told.start_precision)
            row = self._row(RowKind.START, fact.evidence(), on, sentence(f"{one} is {role} of {other}"), who, until=end)
            yield from self._with(row, (), role, told.gone, action=apart)
        if end:
            event = sentence(f"{one} is no longer {role} of {other}")
            row = self._row(RowKind.END, fact.evidence(), end, event, who, recorded=fact.end_recorded_on)
            yield from self._with(row, (), role, told.gone)

    def _own(self, people: Sequence[str]) -> tuple[str, ...]:
        """Those of the chronology among these, in its order."""
        return tuple(each for each in self.subjects if each in people)

    def _row(
        self,
        kind: RowKind,
        evidence: Evidence,
        on: UncertainDay,
        event: str,
        who: tuple[str, ...],
        *,
        until: UncertainDay | None = None,
        recorded: date | None = None,
    ) -> ChronologyRow:
        key = row_key(evidence.kind, evidence.id, "end" if kind is RowKind.END else "on", on.text)
        named = tuple(self.people.name(each) for each in who)
        age = self.people.age(who, on)
        since = recorded or evidence.recorded_on
        return ChronologyRow(
            kind, key, on, event, until, who, named, age, (evidence.agency,), recorded_on=since, evidence=(evidence,)
        )

    def _with(
        self, row: ChronologyRow, decisions: Decisions, what: str, gone: date | None, *, seen: str = "", action: str = ""
    ) -> Iterator[ChronologyRow]:
        """The row as it stands, and behind it the decisions about passing it on; nothing where it is about nobody here."""
        if not row.people:
            return
        yield replace(row, child_seen=seen, action=action, taken_away=gone)
        for each in decisions:
            on = UncertainDay.of(each.on, None)
            by, to = self.people.agency(each.agency), self.people.agency(each.told)
            when = "" if row.on.stands_for is None else f" of {row.on.text}"
            told = each.decision == "shared"
            event = sentence(f"{by} {'tells' if told else 'decides not to tell'} {to} of this record: {what}{when}")
            basis = f"basis: {spoken(each.basis)}" if each.basis else None
            yield replace(
                row,
                kind=RowKind.SHARED if told else RowKind.WITHHELD,
                key=row_key("share", each.id, each.decision, on.text),
                on=on,
                until=None,
                event=event,
                age=self.people.age(row.people, on),
                agencies=(each.agency,),
                action=sentence(basis, quoted(each.reason)),
                recorded_on=each.recorded_on,
                taken_away=gone,
            )

    def _seen(self, told: ToldContact, who: Sequence[str]) -> str:
        """Whether those of the chronology were seen; of several each with their name."""
        said = {part.person: presence_of(part.presence) for part in told.parts if part.person in who}
        said |= {told.fact.person: presence_of(told.fact.presence)} if told.fact.person in who else {}
        known = {person: words for person, words in said.items() if words}
        if len(self.subjects) == 1:
            return sentence(*known.values())
        return "; ".join(f"{self.people.name(person)}: {words}" for person, words in known.items())

    def _outcome(self, told: ToldContact) -> str:
        fact = told.fact
        outcome = None if fact.outcome == "unknown" else words_of(fact.outcome)
        passed = f"passed to {self.people.agency(fact.referred_to)}" if fact.referred_to else None
        family = f"the family: {words_of(fact.engagement)}" if fact.engagement not in (None, "not_stated") else None
        spoke = {True: "an interpreter was used", False: "no interpreter was used"}
        return sentence(outcome, passed, family, None if fact.interpreter_used is None else spoke[fact.interpreter_used])

    def _moves(self, stays: Sequence[Stay]) -> set[str]:
        own = {(each.person, each.id): each for each in stays}.values()
        found = (move for person in self.subjects for move in moves(own, person))
        return {account.id for move in found for account in move.accounts}


def _where(told: ToldStay) -> str:
    kind = place_of(told.fact.kind)
    # A refuge is told of as one, and never where it is (docs/adr/0072).
    if told.restricted or told.fact.kind == "refuge":
        return f"{kind}, at an address that is kept secret"
    return f"{kind}: {told.address}" if told.address else kind
