"""Words, dates and what a word may mean: the parts of a search that need no store."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.identity.name_words import address_words, consonants, name_words, words_of
from queries.search import births
from queries.search.search_query import taken_apart
from queries.search.vocabulary import Uses, Vocabulary

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Zoë O'Brien-Smith", ["zoe", "obrien", "smith"]),
        ("ŁUKASZ", ["lukasz"]),
        ("Мария", ["mariya"]),
        ("  Van  der Berg ", ["van", "der", "berg"]),
        ("", []),
    ],
)
def test_a_name_is_words_of_plain_letters(written: str, words: list[str]) -> None:
    assert words_of(written) == words


def test_every_name_on_a_record_is_a_word_of_it() -> None:
    assert name_words("Ann Marie", "Bloggs", ["Annie|Jones"]) == {"ann", "marie", "bloggs", "annie", "jones"}


def test_an_address_is_written_out_and_its_postcode_is_one_word() -> None:
    assert address_words("Flat 2, 1 High St. qx1 2ab") == ["flat", "2", "1", "high", "street", "qx12ab"]
    assert address_words("flat 2 1 high street|qx12ab") == address_words("Flat 2, 1 High St. QX1 2AB")


@pytest.mark.parametrize("spelt", ["Mohammed", "Muhammad", "Mohamed", "Mohammad"])
def test_the_usual_spellings_of_a_name_have_the_same_consonants(spelt: str) -> None:
    assert consonants(spelt.lower()) == "mmd"


@given(DAYS)
def test_near_dates_are_exactly_those_that_are_a_slip_away(born: date) -> None:
    near = births.near(born)
    assert born in near
    assert near == sorted(set(near))
    assert all(births.slip(born, each) for each in near)


@given(DAYS, DAYS)
def test_a_slip_is_a_slip_both_ways(one: date, other: date) -> None:
    assert births.slip(one, other) == births.slip(other, one)
    assert (births.slip(one, other) is not None) == (other in births.near(one))


@pytest.mark.parametrize(
    ("found", "how"),
    [
        ("2014-03-12", births.EXACT),
        ("2014-12-03", births.SWAPPED),
        ("2014-03-17", births.ONE_DIGIT),
        ("2014-03-21", births.TURNED),
        ("2016-03-12", births.ONE_DIGIT),
        ("2015-04-12", None),
    ],
)
def test_how_a_date_was_written_down_wrong(found: str, how: str | None) -> None:
    assert births.slip(date(2014, 3, 12), date.fromisoformat(found)) == how


@pytest.mark.parametrize(
    "text", ["Jo Bloggs 2014-03-12", "12/03/2014 Jo Bloggs", "Jo 12 March 2014 Bloggs", "Jo Bloggs 12.3.2014"]
)
def test_a_date_is_read_wherever_it_stands_and_days_come_before_months(text: str) -> None:
    asked = taken_apart(text)
    assert (asked.born, asked.words) == (date(2014, 3, 12), ("jo", "bloggs"))


def test_an_nhs_number_is_read_with_its_spaces_and_is_no_word() -> None:
    asked = taken_apart("943 476 5919")
    assert (asked.identifiers, asked.words) == (("nhs=9434765919",), ())


def test_a_year_beside_a_name_is_a_year_of_birth_and_a_house_number_is_not() -> None:
    assert taken_apart("Jo Bloggs 2014").year == 2014
    assert taken_apart("12 High Street 2014").year is None


@pytest.mark.parametrize(("text", "found"), [(" ?! ", "nothing to look for"), ("x" * 201, "201")])
def test_a_text_with_nothing_in_it_is_refused_and_says_why(text: str, found: str) -> None:
    with pytest.raises(InvalidInput, match=found):
        taken_apart(text)


NAMES = ("william", "bill", "smith", "smyth", "schmidt", "smithson", "wilma", "robert", "muhammad")
WORDS = Vocabulary(dict.fromkeys(NAMES, Uses(1, 0)), 0)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("smith", ["smith", "smyth", "smithson"]),
        ("bill", ["bill", "william"]),
        ("wiliam", ["william"]),
        ("bob", ["robert"]),
        ("mohamed", ["muhammad"]),
        ("xyzzy", []),
    ],
)
def test_what_a_word_may_mean_the_likeliest_first(asked: str, meant: list[str]) -> None:
    found = [each.word for each in WORDS.meant_by(asked)]
    assert found[: len(meant)] == meant
    assert bool(found) == bool(meant)


WORDS_OF = st.frozensets(st.sampled_from("abcdef"), max_size=4)


@given(st.lists(WORDS_OF, min_size=1, max_size=4), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)), WORDS_OF)
def test_from_the_rarest_words_everything_with_enough_words_is_reached(
    meanings: list[frozenset[str]], common: dict[str, int], names: frozenset[str]
) -> None:
    words = Vocabulary({word: Uses(uses, 0) for word, uses in common.items()}, 0)
    names &= common.keys()
    for least in (1, 2):
        met = sum(bool(meaning & names) for meaning in meanings)
        assert met < least or names & set(words.rarest(meanings, least, lambda uses: uses.names))


def test_the_commonest_word_is_not_followed() -> None:
    words = Vocabulary({"mill": Uses(0, 20), "road": Uses(0, 9000), "12": Uses(0, 800)}, 0)
    assert words.rarest([["12"], ["mill"], ["road"]], 2, lambda uses: uses.addresses) == ["12", "mill"]


def test_a_word_that_is_there_is_what_is_meant_first_of_all() -> None:
    first = WORDS.meant_by("smith")[0]
    assert (first.word, first.weight, first.how) == ("smith", 1.0, "")
