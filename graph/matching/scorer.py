"""Scoring pairs of records by a model: which have a block in common, how each comparison turns out, and what that says together.

The weights are the model's that Splink trained; a pair's score is log2 of the odds that the two are one person. It is asked of
DuckDB in SQL made of the comparisons' own conditions, without setting Splink up: a test holds it against Splink's `predict`
(docs/adr/0038).
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.identity.grouping import Pair
from graph.identity.name_words import consonants
from graph.matching.comparisons import COMMON, COMPARISONS, Comparison
from graph.matching.features import RecordFeatures
from graph.matching.match_model import MatchModel

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_FORENAME = next(each for each in COMPARISONS if each.name == "forename")
_DIFFERS = len(_FORENAME.levels) - 1
_LISTS = ("first_forms", "forms", "given", "surnames", "homes", "postcodes", "kin", "kin_names", "schemes", "numbers")
_TEXTS = ("person", "first", "family", "born", "part", "nhs", "upn", "sex")


@dataclass(frozen=True, slots=True)
class PairScore:
    """Two records (`left` < `right`), the level at which each comparison holds, and the score."""

    left: str
    right: str
    score: float
    levels: Mapping[str, str]


@contextmanager
def database() -> Iterator["duckdb.DuckDBPyConnection"]:
    """An empty DuckDB in memory; what does not fit goes to a folder of this machine, which is gone afterwards."""
    import duckdb  # a tenth of a second, which a command that scores nothing should not pay

    with TemporaryDirectory(prefix="casegraph-match-") as folder:
        settings = {"temp_directory": folder, "memory_limit": "600MB", "threads": 2, "preserve_insertion_order": False}
        with duckdb.connect(":memory:", config=settings) as connection:  # type: ignore[arg-type]
            yield connection


def scored_pairs(
    records: Mapping[str, RecordFeatures], model: MatchModel, fresh: Collection[str] | None, least: float
) -> list[PairScore]:
    """The pairs of different persons, one of each in `fresh` (None: of all), with a score of `least` or more.

    A pair of which one has no forename is there whatever its score, where they have a relative in common.
    """
    near = _near(records, fresh)
    # Then a load does not even import DuckDB (docs/adr/0038).
    if not near:
        return []
    keys = sorted(near)
    with database() as connection:
        connection.register("record", record_table([records[key] for key in keys], model))
        connection.register("block", _block_table([near[key] for key in keys], [fresh is None or key in fresh for key in keys]))
        found = connection.execute(_scoring(model), {"least": least}).fetchall()
    return sorted((_pair(keys, row) for row in found), key=lambda each: (each.left, each.right))


def compared_pairs(records: Mapping[str, RecordFeatures], pairs: Collection[Pair], model: MatchModel) -> dict[Pair, PairScore]:
    """How these pairs of records (`left` < `right`) turn out, whatever their score, and whomever the two are of."""
    if not pairs:
        return {}
    import pyarrow

    keys = sorted({key for pair in pairs for key in pair})
    place = {key: number for number, key in enumerate(keys)}
    asked = {"one": [place[left] for left, _ in pairs], "other": [place[right] for _, right in pairs]}
    with database() as connection:
        connection.register("record", record_table([records[key] for key in keys], model))
        connection.register("candidate", pyarrow.table(asked))
        rows = connection.execute(f"WITH {_scored(model, 'TRUE')} SELECT * FROM scored").fetchall()  # noqa: S608 (as `_scoring`)
    return {(each.left, each.right): each for each in (_pair(keys, row) for row in rows)}


def _near(records: Mapping[str, RecordFeatures], fresh: Collection[str] | None) -> dict[str, list[str]]:
    """The records that are compared at all, with the blocks that they share: with somebody else, and with one in `fresh`."""
    wanted = records.values() if fresh is None else [records[key] for key in fresh if key in records]
    persons: dict[str, set[str]] = {block: set() for each in wanted for block in each.blocks}
    for each in records.values():
        for block in each.blocks:
            if block in persons:
                persons[block].add(each.person)
    shared = {block for block, found in persons.items() if len(found) > 1}
    near = ((key, [block for block in each.blocks if block in shared]) for key, each in records.items())
    return {key: blocks for key, blocks in near if blocks}


def record_table(records: Collection[RecordFeatures], model: MatchModel) -> "pyarrow.Table":
    """The features as columns, as the comparisons name them; `id` is the place of a record."""
    import pyarrow

    columns: dict[str, Any] = {"id": list(range(len(records)))}
    columns |= {name: pyarrow.array([getattr(each, name) for each in records], pyarrow.string()) for name in _TEXTS}
    columns |= {
        name: pyarrow.array([list(getattr(each, name)) for each in records], pyarrow.list_(pyarrow.string())) for name in _LISTS
    }
    columns["system"] = [each.traits.system for each in records]
    for name in ("first", "family"):
        columns[f"{name}_sound"] = pyarrow.array([consonants(getattr(each, name) or "") for each in records], pyarrow.string())
    for name in COMMON:
        shares = [model.share(name, getattr(each, name)) for each in records]
        columns[f"tf_{name}"] = pyarrow.array(shares, pyarrow.float64())
    return pyarrow.table(columns)


def _block_table(blocks: Sequence[Sequence[str]], fresh: Sequence[bool]) -> "pyarrow.Table":
    """The blocks of each record, by its place, and whether it is one of those to be compared with all."""
    import pyarrow

    rows = [(block, place, new) for place, (own, new) in enumerate(zip(blocks, fresh, strict=True)) for block in own]
    return pyarrow.table({name: [row[column] for row in rows] for column, name in enumerate(("block", "id", "fresh"))})


def _scoring(model: MatchModel) -> str:
    """The statement that scores every candidate pair; `$least` is the least score."""
    asked = f"person_l <> person_r AND ({ladder(_FORENAME)}) <> {_DIFFERS}"
    return f"""
        WITH candidate AS (
            SELECT DISTINCT one.id AS one, other.id AS other
            FROM block AS one JOIN block AS other ON one.block = other.block AND one.id < other.id
            WHERE one.fresh OR other.fresh
        ), {_scored(model, asked)}
        SELECT * FROM scored
        WHERE score >= $least OR (level_forename = -1 AND level_family IN (0, 1))
    """  # noqa: S608 (made of declared names and numbers)


def _scored(model: MatchModel, asked: str) -> str:
    """What comes of the pairs of `candidate` for which a condition holds: the level of each comparison, and the score."""
    ladders = ", ".join(f"{ladder(each)} AS level_{each.name}" for each in COMPARISONS)
    weights = " + ".join(_weight(each, model) for each in COMPARISONS)
    levels = ", ".join(f"level_{each.name}" for each in COMPARISONS)
    sides = ", ".join(f"{side}.{name} AS {name}_{side}" for name in _columns() for side in "lr")
    return f"""pair AS (
            SELECT {sides}
            FROM candidate JOIN record AS l ON l.id = candidate.one JOIN record AS r ON r.id = candidate.other
        ), named AS (
            SELECT * FROM pair WHERE {asked}
        ), compared AS (
            SELECT *, {ladders} FROM named
        ), scored AS (
            SELECT id_l, id_r, {levels}, {model.prior!r} + {weights} AS score FROM compared
        )"""  # noqa: S608 (made of declared names and numbers)


def _columns() -> tuple[str, ...]:
    return ("id", *_TEXTS, *_LISTS, "system", "first_sound", "family_sound", *(f"tf_{name}" for name in COMMON))


def ladder(comparison: Comparison) -> str:
    """The level that holds of two rows, counted from 0; -1 where there is nothing to compare."""
    whens = [f"WHEN {comparison.missing} THEN -1"] if comparison.missing else []
    whens += [f"WHEN {each.condition} THEN {place}" for place, each in enumerate(comparison.levels) if each.condition]
    return f"CASE {' '.join(whens)} ELSE {len(comparison.levels) - 1} END"


def _weight(comparison: Comparison, model: MatchModel) -> str:
    """What a level adds to the score: log2 of its odds, where a value's own frequency takes the place of u."""
    whens = []
    for place, (level, (m, u)) in enumerate(zip(comparison.levels, model.levels[comparison.name], strict=True)):
        weight = repr(math.log2(m / u))
        if level.common:
            one, other = f"tf_{level.common}_l", f"tf_{level.common}_r"
            share = f"greatest(coalesce({one}, {other}), coalesce({other}, {one}))"
            weight = f"{math.log2(m)!r} - log2(coalesce({share}, {u!r}))"
        whens.append(f"WHEN {place} THEN {weight}")
    return f"CASE level_{comparison.name} {' '.join(whens)} ELSE 0 END"


def _pair(keys: list[str], row: tuple[Any, ...]) -> PairScore:
    left, right, *levels, score = row
    named = {each.name: each.levels[level].code for each, level in zip(COMPARISONS, levels, strict=True) if level >= 0}
    return PairScore(keys[left], keys[right], round(score, 2), named)
