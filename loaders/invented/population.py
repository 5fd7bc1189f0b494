"""An invented partnership in memory as the matcher compares it, with the known truth: to measure it without a store."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.facts import Fact, FactKind
from graph.identity.grouping import grouped
from graph.identity.resolution import described
from graph.matching.bands import ranked
from graph.matching.features import HOMES, RecordFacts, RecordFeatures, Relative, features_of
from graph.matching.match_model import MatchModel
from graph.matching.proposer import AskedPairs, proposed
from graph.matching.quality import MatchQuality, dimensions, measured
from graph.matching.trainer import trained
from graph.writing.pending_writes import place_of
from loaders.discovery import LoadOptions
from loaders.guard import bundles_of, people_of
from loaders.invented.partnership import write_partnership
from loaders.invented.partnership.accounts import TrueRecord
from loaders.invented.partnership.household import USUAL, Rates

_RELATIONS = {
    **dict.fromkeys(("mother", "father", "parent", "step_parent"), ("parent", "child")),
    **dict.fromkeys(("sibling", "half_sibling", "step_sibling"), ("sibling", "sibling")),
    "partner": ("partner", "partner"),
}


@dataclass(slots=True)
class Population:
    """The records of an invented partnership by key, whose each is, and the pairs about which a question is open already."""

    records: dict[str, RecordFeatures]
    truth: dict[str, TrueRecord]
    asked: AskedPairs


def population(*, children: int, seed: int, until: date, rates: Rates = USUAL) -> Population:
    """An invented partnership of that many children: the same for the same seed, children and day."""
    truth: list[TrueRecord] = []
    with TemporaryDirectory(prefix="casegraph-invented-") as folder:
        folders = write_partnership(
            Path(folder) / "extracts", children=children, seed=seed, until=until, rates=rates, truth=truth.extend
        )
        facts = [fact for each in folders for fact in _facts(each)]
    return _population(facts, {each.key: each for each in truth})


def measured_population(*, children: int, seed: int, until: date, rates: Rates = USUAL) -> MatchQuality:
    """How a matcher does that was trained on an invented partnership, on its known truth."""
    found = population(children=children, seed=seed, until=until, rates=rates)
    return measured_with(found, trained(found.records), until)


def measured_with(found: Population, model: MatchModel, until: date) -> MatchQuality:
    """How this model does on the known truth."""
    person = {key: each.person for key, each in found.records.items()}
    made = ranked(proposed(found.records, found.asked, model), person)
    truth = {key: each.person for key, each in found.truth.items()}
    ethnicity = {key: each.ethnicity or "not known" for key, each in found.truth.items()}
    return measured(found.records, truth, made, dimensions(found.records, until, ethnicity))


def _facts(folder: Path) -> list[Fact]:
    """What matters to the matcher of one extract: records of people, ties and stays."""
    extract = LoadOptions().open(folder)
    found = [fact for row in people_of(extract, folder) for fact in row.facts]
    wanted = (FactKind.RELATIONSHIP, FactKind.STAY)
    return found + [fact for rows in bundles_of(extract, folder) for row in rows for fact in row.facts if fact.kind in wanted]


def _population(facts: list[Fact], truth: dict[str, TrueRecord]) -> Population:
    made = RecordFacts()
    for fact in facts:
        # Of a sealed record nobody is asked (docs/adr/0018).
        if fact.kind is FactKind.PERSON and fact.content.get("sensitivity") != "sealed":
            made.says[fact.id] = fact.content
        elif fact.kind is FactKind.STAY:
            _add_stay(made, fact)
        elif fact.kind is FactKind.RELATIONSHIP:
            _add_tie(made, fact)
    groups, doubts = grouped((described(key, says) for key, says in made.says.items()), [])
    made.person = {key: group.person for group in groups for key in group.keys}
    asked = AskedPairs(open=frozenset((each.left, each.right) for each in doubts))
    return Population(features_of(made), truth, asked)


def _add_stay(made: RecordFacts, fact: Fact) -> None:
    if (fact.content.get("kind") or "home") not in HOMES or fact.content.get("restricted"):
        return
    uprn, place = place_of(fact)
    postcode = "".join(str(fact.content.get("postcode") or "").split()).upper()
    made.stays[fact.records[0]].append((f"uprn:{uprn}" if uprn else f"text:{place}" if place else "", postcode))


def _add_tie(made: RecordFacts, fact: Fact) -> None:
    relation = _RELATIONS.get(str(fact.content["kind"]))
    if relation:
        one, other = fact.records
        made.ties[other].add(Relative(relation[0], one))
        made.ties[one].add(Relative(relation[1], other))
