"""Every level of every comparison, every code that holds back and every rule has words, and they are whole sentences' parts."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from graph.matching import rules
from graph.matching.bands import RIVAL, TOO_LITTLE
from graph.matching.comparisons import COMPARISONS
from graph.matching.match_model import ASSUMED, MatchModel
from queries.pairs.seen_records import MatchedRecord
from queries.pairs.words import HELD_BACK, RULED_OUT, SILENT, brief_words, frequency_words, said_of, unknown_words

ANN = MatchedRecord("p", "gp/s/a", "gp", "Ann", "Lee", (), date(2015, 3, 4), "day", "actual", "F")
BETH = MatchedRecord("q", "hv/s/b", "hv", "Beth", "Moe", (), date(2015, 4, 3), "month", "estimated", "M")
BOTH = (ANN, BETH)
LEVELS = [(each.name, level.code) for each in COMPARISONS for level in each.levels]
WORDS = {
    "forename:same": (True, "the same forename, 'Ann'"),
    "forename:short_form": (True, "forenames that are forms of one name: 'Ann' and 'Beth'"),
    "forename:differs": (False, "the forenames differ: 'Ann' and 'Beth'"),
    "surname:reversed": (True, "forename and surname the other way round: 'Ann Lee' and 'Beth Moe'"),
    "birthday:day_and_month_swapped": (
        True,
        "birthdays with day and month the other way round: 2015-03-04 and 2015-04 (estimated)",
    ),
    "birthday:year_differs": (False, "the birthdays are of different years: 2015-03-04 and 2015-04 (estimated)"),
    "home:postcode": (True, "a postcode in which both have lived"),
    "family:by_name": (True, "a relative of the same name"),
    "identifiers:one_digit": (True, "numbers one digit apart, of which one may be a slip"),
    "sex:differs": (False, "the sex differs: F and M"),
    "system:same": (False, "they are two records of one system, which numbers them apart"),
}


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_every_level_of_every_comparison_has_words(name: str, level: str) -> None:
    said = said_of({name: level}, BOTH)
    if f"{name}:{level}" in SILENT:
        assert said == []
        return
    (one,) = said
    assert one.words and not any(mark in one.words for mark in ("_", "None", "  ")), one.words
    if (expected := WORDS.get(f"{name}:{level}")) is not None:
        assert (one.agrees, one.words) == expected


def test_a_level_that_is_closest_agrees_and_one_that_differs_does_not() -> None:
    for comparison in COMPARISONS:
        levels = [level.code for level in comparison.levels]
        said = {code: each.agrees for code in levels for each in said_of({comparison.name: code}, BOTH)}
        assert said.get("differs") is not True
        assert said["same"] is (comparison.name != "system")


def codes_of(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The codes that hold a pair back, and those of the rules that forbid it, as `graph.matching.rules` writes them."""
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    held = {each.elts[0] for each in ast.walk(functions.pop("not_likely")) if isinstance(each, ast.Tuple)}
    returned = [each for one in functions.values() for each in ast.walk(one) if isinstance(each, ast.Return)]
    ruled = {each for one in returned for each in ast.walk(one) if isinstance(each, ast.Constant)}
    texts = lambda nodes: {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}  # noqa: E731
    return texts(held), {each for each in texts(ruled) if re.fullmatch("[a-z]+(_[a-z]+)*", each)}


def test_every_code_of_the_matcher_has_words() -> None:
    held, ruled = codes_of(ast.parse(Path(rules.__file__).read_text(encoding="utf-8")))
    assert len(held) >= 5 and {"sexes_differ", "generations_apart", "twins"} <= ruled
    assert held | {rules.TWINS, TOO_LITTLE, RIVAL} == set(HELD_BACK)
    forbidding = {each for each in ruled if each in RULED_OUT or each.count("_") == 1}
    assert forbidding - {"sealed"} <= set(RULED_OUT), "of a sealed record nothing is told"
    assert {"two_nhs_numbers", "two_upn_numbers"} <= set(RULED_OUT)


def test_what_agrees_is_said_in_passing_with_whom_it_is_like() -> None:
    said = said_of({"forename": "same", "surname": "same", "birthday": "same"}, BOTH)
    assert brief_words(said) == "has the same name and birthday"
    assert brief_words(said, "the father") == "has the same name and birthday as the father"
    other = said_of({"forename": "short_form", "surname": "same", "birthday": "year_differs"}, BOTH)
    assert brief_words(other) == "has the same surname and a form of the same forename, but a birthday in another year"
    assert brief_words([]) == "is like that"


def test_how_common_a_name_is_is_told_in_words_once_the_matcher_has_learned() -> None:
    family = {"": 0.0002, "mellor": 0.004, "smith": 0.02}
    model = MatchModel(ASSUMED.levels, records=3412, shares={"first": {"": 0.001}, "family": family, "born": {"": 0.001}})
    said = [frequency_words(model, "family", name.lower(), name) for name in ("Kowalczyk", "Mellor", "Smith")]
    assert said == ["'Kowalczyk' is rare here", "'Mellor' is not rare here", "'Smith' is common here"]
    assert frequency_words(ASSUMED, "family", "smith", "Smith") is None, "nobody has counted"


def test_what_cannot_be_compared_is_named() -> None:
    assert (
        unknown_words({"forename": "same", "surname": "same", "birthday": "same"})
        == "there is nothing to compare of home and relatives"
    )
    assert unknown_words(dict.fromkeys(("forename", "surname", "birthday", "home", "family"), "same")) is None
