"""How two records are compared: each comparison a ladder of levels, the first that holds counts. Written once, as SQL.

The same conditions train the model (Splink) and score pairs (`graph.matching.scorer`). A level's `m` is how often it holds
between two records of one person, its `u` between two records of different people: here what is assumed until a partnership has
trained on its own records. `common` names the feature whose frequency in the partnership takes the place of `u`: two rare names
alike say more.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its code, when it holds (of two rows, `_l` and `_r`; None: otherwise), and what is assumed of it."""

    code: str
    condition: str | None
    m: float
    u: float
    common: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison: its name, when there is nothing to compare, and its levels, the closest first."""

    name: str
    missing: str | None
    levels: tuple[Level, ...]


def _no(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _none(column: str) -> str:
    return f"len({column}_l) = 0 OR len({column}_r) = 0"


def _any(one: str, other: str | None = None) -> str:
    return f"list_has_any({one}_l, {other or one}_r)"


def _letter_off(column: str, least: int) -> str:
    """One letter, and never the first, is off."""
    return (
        f"least(strlen({column}_l), strlen({column}_r)) >= {least} AND {column}_l[1] = {column}_r[1]"
        f" AND damerau_levenshtein({column}_l, {column}_r) <= 1"
    )


_SOUND = "strlen({0}_sound_l) >= 3 AND {0}_sound_l = {0}_sound_r"
_REVERSED = f"({_any('given', 'surnames')} OR {_any('surnames', 'given')})"
_WHOLE = "born_l IS NOT NULL AND born_r IS NOT NULL"

COMPARISONS = (
    Comparison(
        "forename",
        _no("first"),
        (
            Level("same", "first_l = first_r", 0.86, 0.008, "first"),
            Level("short_form", _any("first_forms"), 0.05, 0.003),
            Level("other_name", f"({_any('forms')}) OR ({_REVERSED})", 0.03, 0.004),
            Level("one_letter", _letter_off("first", 2), 0.03, 0.002),
            Level("sound", _SOUND.format("first"), 0.01, 0.003),
            Level("initial", "least(strlen(first_l), strlen(first_r)) = 1 AND first_l[1] = first_r[1]", 0.005, 0.003),
            Level("differs", None, 0.015, 0.977),
        ),
    ),
    Comparison(
        "surname",
        _no("family"),
        (
            Level("same", "family_l = family_r", 0.8, 0.003, "family"),
            Level("part", _any("surnames"), 0.06, 0.002),
            Level("reversed", _REVERSED, 0.01, 0.0002),
            Level("one_letter", f"({_letter_off('family', 4)}) OR ({_SOUND.format('family')})", 0.05, 0.001),
            Level("differs", None, 0.08, 0.9938),
        ),
    ),
    Comparison(
        "birthday",
        "(born_l IS NULL AND part_l IS NULL) OR (born_r IS NULL AND part_r IS NULL)",
        (
            Level("same", "born_l = born_r", 0.92, 0.0002, "born"),
            Level(
                "partial",
                "(part_l IS NOT NULL OR part_r IS NOT NULL) AND (starts_with(coalesce(born_l, part_l), coalesce(part_r, '-'))"
                " OR starts_with(coalesce(born_r, part_r), coalesce(part_l, '-')))",
                0.01,
                0.01,
            ),
            Level(
                "day_and_month_swapped",
                f"{_WHOLE} AND born_l[1:4] = born_r[1:4] AND born_l[5:6] = born_r[7:8] AND born_l[7:8] = born_r[5:6]",
                0.01,
                0.0002,
            ),
            Level(
                "one_digit", f"{_WHOLE} AND born_l[1:4] = born_r[1:4] AND damerau_levenshtein(born_l, born_r) = 1", 0.03, 0.0015
            ),
            Level("year_differs", f"{_WHOLE} AND born_l[5:8] = born_r[5:8]", 0.01, 0.003),
            Level(
                "one_part",
                f"{_WHOLE} AND born_l[1:4] = born_r[1:4] AND (born_l[5:6] = born_r[5:6] OR born_l[7:8] = born_r[7:8])",
                0.01,
                0.006,
            ),
            Level("differs", None, 0.01, 0.979),
        ),
    ),
    Comparison(
        "home",
        "(len(homes_l) = 0 AND len(postcodes_l) = 0) OR (len(homes_r) = 0 AND len(postcodes_r) = 0)",
        (
            Level("same", _any("homes"), 0.5, 0.0004),
            Level("postcode", _any("postcodes"), 0.1, 0.0006),
            Level("differs", None, 0.4, 0.999),
        ),
    ),
    Comparison(
        "family",
        f"({_none('kin_names')}) AND ({_none('kin')})",
        (
            Level("same", _any("kin"), 0.7, 0.0004),
            Level("by_name", _any("kin_names"), 0.15, 0.0006),
            Level("differs", None, 0.15, 0.999),
        ),
    ),
    Comparison(
        "identifiers",
        f"NOT ({_any('schemes')})",
        (
            Level("same", _any("numbers"), 0.4, 0.0001),
            Level("one_digit", "damerau_levenshtein(nhs_l, nhs_r) = 1 OR damerau_levenshtein(upn_l, upn_r) = 1", 0.1, 0.0001),
            Level("differs", None, 0.5, 0.9998),
        ),
    ),
    Comparison(
        "sex",
        _no("sex"),
        (Level("same", "sex_l = sex_r", 0.99, 0.5), Level("differs", None, 0.01, 0.5)),
    ),
    Comparison(
        "system",
        None,
        (Level("same", "system_l = system_r", 0.03, 0.12), Level("other", None, 0.97, 0.88)),
    ),
)
"""Every comparison; its name and a level's code make what a proposal says, `forename:same`."""

COMMON = ("first", "family", "born")
"""The features whose frequency is counted."""
