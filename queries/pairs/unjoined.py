"""The records that may be of the people in findings of absence, and are not joined: named in each finding, with what they hold.

One round trip for all findings of an answer where nobody is proposed, four where somebody is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import Store
from queries.core.case import FACTS, Case
from queries.core.findings import Finding, UnjoinedRecord
from queries.core.pattern import Absence, EvaluationContext, UnjoinedCase
from queries.identity.parts import cases_then
from queries.pairs.bands import MatchBand
from queries.pairs.explanation import PairExplanation, StoredPair, explained
from queries.pairs.seen_records import FOLDER, SeenRecords, read_seen
from queries.pairs.stored_pairs import pairs_of_people

COLUMNS = ("subject", "records", "ties", "contacts", "took_part", "involvements")
_COLUMNS = FOLDER / "unjoined"
_ORDER = {band: place for place, band in enumerate(MatchBand)}
Asked = Mapping[str, tuple[Absence, EvaluationContext]]
"""By pattern, how it rests on absence, and what was asked."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """A record of `other`, who may be a person in a finding; `said` is what is told of the pair."""

    record: str
    other: str
    said: PairExplanation


async def name_unjoined(store: Store, lens: Lens, findings: Iterable[Finding], asked: Asked, *, then: bool = False) -> None:
    """Name in each finding that rests on absence the unjoined records of the people in it: as data, in its cautions, and in its
    statement where one would answer it. `lens` has its agencies filled in."""
    absent = [each for each in findings if each.pattern in asked and asked[each.pattern][0].concerns(each)]
    people = {person for each in absent for person in asked[each.pattern][0].people(each)}
    pairs = await pairs_of_people(store, lens, people, then=then)
    seen = await read_seen(store, lens, {key for own in pairs.values() for each in own for key in each.pair}, then=then)
    alike = _alike(pairs, seen)
    needed = {column for each in absent for column in asked[each.pattern][0].needs}
    cases = await _cases(store, lens, {each.other for own in alike.values() for each in own}, needed, then)
    for finding in absent:
        absence, context = asked[finding.pattern]
        _name(finding, _unjoined(finding, absence, context, alike, cases))


def _alike(pairs: Mapping[str, Sequence[StoredPair]], seen: SeenRecords) -> dict[str, list[_Alike]]:
    """By person, the records of others that may be theirs, each once: of the band that says most."""
    every = {each.pair: each for own in pairs.values() for each in own}
    said = explained(list(every.values()), seen)
    found: dict[str, dict[str, _Alike]] = defaultdict(dict)
    for person, own in pairs.items():
        shown = [(said[each.pair], each) for each in own if each.pair in said]
        for explanation, pair in sorted(shown, key=lambda each: (_ORDER[each[0].band or MatchBand.UNSURE], each[1].pair)):
            for key in pair.pair:
                other = seen.records[key].person
                if other != person:
                    found[person].setdefault(key, _Alike(key, other, explanation))
    return {person: list(own.values()) for person, own in found.items()}


async def _cases(store: Store, lens: Lens, others: Iterable[str], needed: Collection[str], then: bool) -> dict[str, Case]:
    """What the lens shows of these people, in the columns that are needed; the others stay empty."""
    ids = sorted(others)
    if not ids:
        return {}
    texts = {name: text_of(_COLUMNS / f"{name if name in needed else 'nothing'}.cypher", then=then) for name in COLUMNS[1:]}
    rows = await store.read(text_of(FOLDER / "unjoined_cases.cypher", then=then, **texts), **lens.parameters(), others=ids)
    cases = [each for row in rows for each in (cases_then(COLUMNS, row, lens.known_at, ids) if then else [Case.of(COLUMNS, row)])]
    return {each.subject: _each_once(each) for each in cases}


def _each_once(case: Case) -> Case:
    """The case, in which a fact that was reached in two ways stands once."""
    for name in FACTS:
        setattr(case, name, list({fact.id: fact for fact in getattr(case, name)}.values()))
    case.took_part = list(dict.fromkeys(case.took_part))
    return case


def _unjoined(
    finding: Finding,
    absence: Absence,
    context: EvaluationContext,
    alike: Mapping[str, Sequence[_Alike]],
    cases: Mapping[str, Case],
) -> list[UnjoinedRecord]:
    people = absence.people(finding)
    may_be = {person: frozenset({person, *(each.other for each in alike.get(person, ()))}) for person in people}
    found = []
    for person, called in people.items():
        for each in alike.get(person, ()):
            if each.other not in people:
                held = tuple(absence.held(UnjoinedCase(person, cases[each.other], may_be), finding, context))
                band = each.said.band or MatchBand.POSSIBLE
                found.append(UnjoinedRecord(person, each.record, each.other, band.value, each.said.brief(called), held))
    return found


def _name(finding: Finding, unjoined: Sequence[UnjoinedRecord]) -> None:
    finding.unjoined = tuple(unjoined)
    finding.cautions = (*(each.statement for each in unjoined), *finding.cautions)
    answering = [each.record for each in unjoined if each.holds]
    if answering:
        are = "is a record that is not joined and would answer this, if it is theirs"
        more = "are records that are not joined and would answer this, if they are theirs"
        finding.statement += f" There {are if len(answering) == 1 else more}: {', '.join(answering)}."
