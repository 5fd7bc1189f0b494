"""Training the model with Splink on the partnership's own records: how often each comparison's levels hold.

Between different people (`u`) by random sampling, of one record a person, so that known matches do not count as chance; between
records of one person (`m`) by expectation maximisation. Both are drawn towards what is assumed (`comparisons`), the more the
fewer there are: fifty people teach little.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from graph.matching.comparisons import COMMON, COMPARISONS, Comparison
from graph.matching.features import RecordFeatures
from graph.matching.match_model import ASSUMED, MatchModel, Odds, shares_of
from graph.matching.scorer import database, record_table

if TYPE_CHECKING:
    import duckdb
    from splink import Linker

_SEED = 1
_U_PAIRS = 2_000_000
_M_PAIRS = 1_000_000
_ASSUMED_U_PAIRS = 2000
"""For how many pairs of different people what is assumed counts."""
_ASSUMED_M_PAIRS = 200
"""And for how many pairs of one person's records."""
_LEAST_PAIRS = 20
"""Known pairs of one person's records below which nothing is learned of them."""
_RARE = 1e-6
_CHANCES = (1e-7, 1e-3)
_FOUND_BY_RULE = 0.6
_RULES = ("l.born = r.born", "l.first = r.first AND l.family = r.family")
_SURE = "l.born = r.born AND l.first = r.first AND l.family = r.family"
Learned = Mapping[str, Sequence[Odds]]


def trained(records: Mapping[str, RecordFeatures]) -> MatchModel:
    """A model of these records; the same for the same records. Of next to none, what is assumed, with their frequencies."""
    every = [records[key] for key in sorted(records)]
    # From the last to the first, so that the record with the smallest key stands for each person.
    persons = {each.person: each for each in reversed(every)}
    one_each = [persons[id_] for id_ in sorted(persons)]
    known = sum(count * (count - 1) // 2 for count in Counter(each.person for each in every).values())
    levels, chance = dict(ASSUMED.levels), ASSUMED.chance
    if len(one_each) > 2:
        with database() as connection:
            levels = _with_u(levels, _u(connection, one_each), len(one_each))
            if known >= _LEAST_PAIRS:
                learned, chance = _m(connection, every, levels)
                levels = _with_m(levels, learned, known)
    shares = shares_of({name: _people_with(name, every) for name in COMMON}, len(one_each))
    return MatchModel(levels, chance, max(1, len(every)), shares, version("splink"))


def _people_with(name: str, records: Collection[RecordFeatures]) -> Counter[str]:
    """How many people have each value of a feature."""
    people = {(getattr(each, name), each.person) for each in records}
    return Counter(value for value, _ in people if value)


def _u(connection: "duckdb.DuckDBPyConnection", records: Collection[RecordFeatures]) -> Learned:
    linker = _linker(connection, records, ASSUMED.levels, "one_each")
    linker.training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=_SEED, min_count_per_level=None, num_chunks=1)
    return _learned(linker)


def _m(
    connection: "duckdb.DuckDBPyConnection", records: Collection[RecordFeatures], levels: Mapping[str, Sequence[Odds]]
) -> tuple[Learned, float]:
    """What expectation maximisation gives, and the chance that two records are one person's."""
    from splink.internals.exceptions import EMTrainingException

    linker = _linker(connection, records, levels, "every")
    linker.training.estimate_probability_two_random_records_match([_SURE], recall=_FOUND_BY_RULE)
    chance = linker.misc.save_model_to_json()["probability_two_random_records_match"]
    for rule in _RULES:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=_M_PAIRS
            )
        except EMTrainingException:
            continue  # no two records that the rule brings together: what is assumed stays
    return _learned(linker), min(max(chance, _CHANCES[0]), _CHANCES[1])


def _linker(
    connection: "duckdb.DuckDBPyConnection",
    records: Collection[RecordFeatures],
    levels: Mapping[str, Sequence[Odds]],
    name: str,
) -> "Linker":
    """Splink, on these records, with these odds to begin with."""
    from splink import DuckDBAPI, Linker  # a second, which only training should pay

    logging.getLogger("splink").setLevel(logging.ERROR)
    frame = DuckDBAPI(connection).register(
        record_table(records, ASSUMED).drop_columns([f"tf_{each}" for each in COMMON]), table_name=name
    )
    return Linker(frame, splink_settings(levels), log_level=None, validate_settings=False)


def splink_settings(levels: Mapping[str, Sequence[Odds]], chance: float = 1e-4) -> dict[str, Any]:
    """The comparisons as Splink takes them."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": chance,
        "retain_matching_columns": False,
        "comparisons": [
            {"output_column_name": each.name, "comparison_levels": list(_splink_levels(each, levels[each.name]))}
            for each in COMPARISONS
        ],
    }


def _splink_levels(comparison: Comparison, odds: Sequence[Odds]) -> Iterator[dict[str, Any]]:
    if comparison.missing:
        yield {"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True}
    for level, (m, u) in zip(comparison.levels, odds, strict=True):
        own = {"sql_condition": level.condition or "ELSE", "label_for_charts": level.code}
        yield own | {"m_probability": m, "u_probability": u}


def _learned(linker: "Linker") -> Learned:
    """By comparison, m and u of every level; 0 for a level never seen, what was given for one that could not be learned."""
    found = linker.misc.save_model_to_json()
    return {
        each["output_column_name"]: [
            (level.get("m_probability", 0.0), level.get("u_probability", 0.0))
            for level in each["comparison_levels"]
            if not level.get("is_null_level")
        ]
        for each in found["comparisons"]
    }


def _with_u(levels: Mapping[str, Sequence[Odds]], learned: Learned, persons: int) -> dict[str, tuple[Odds, ...]]:
    pairs = min(_U_PAIRS, persons * (persons - 1) // 2)
    return {
        name: tuple((m, _drawn(learned[name][place][1], u, pairs, _ASSUMED_U_PAIRS)) for place, (m, u) in enumerate(odds))
        for name, odds in levels.items()
    }


def _with_m(levels: Mapping[str, Sequence[Odds]], learned: Learned, pairs: int) -> dict[str, tuple[Odds, ...]]:
    return {
        name: tuple((_drawn(learned[name][place][0], m, pairs, _ASSUMED_M_PAIRS), u) for place, (m, u) in enumerate(odds))
        for name, odds in levels.items()
    }


def _drawn(learned: float, assumed: float, pairs: int, worth: int) -> float:
    """What was learned of so many pairs, drawn towards what is assumed, which counts for `worth` pairs."""
    return round(max((learned * pairs + assumed * worth) / (pairs + worth), _RARE), 9)
