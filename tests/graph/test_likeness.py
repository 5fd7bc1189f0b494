"""Whether names may be one person's: a slip, a short form, an alias, another order or an added middle name; twins' never."""

import pytest

from graph.identity.likeness import given_names_differ, names_of, nothing_in_common


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Asha", "Leena", True),
        ("Twin One", "Twin Two", True),
        ("Twin A", "Twin B", True),
        ("Jayden", "Hayden", True),
        ("Hassan", "Hussein", True),
        ("Mohammed Ali", "Mohammed Yusuf", True),
        ("Ava", "Eva", True),
        ("Jonathan", "Jonathon", False),
        ("William", "Bill", False),
        ("Kate", "Katherine", False),
        ("Alan", "Albert", True),
        ("Yusuf Mohammed", "Mohammed Yusuf", False),
        ("Mohammed", "Mohammed Yusuf", False),
        ("John P", "John Paul", False),
        ("José", "Jose", False),
        ("Baby", "Asha", False),
        ("", "Asha", False),
    ],
)
def test_given_names(one: str, other: str, differ: bool) -> None:
    assert given_names_differ(names_of(one, "Mellor"), names_of(other, "Moss")) is differ
    assert given_names_differ(names_of(other, "Moss"), names_of(one, "Mellor")) is differ


def test_an_alias_counts_among_given_names() -> None:
    assert not given_names_differ(names_of("Agnieszka", "Nowak", ("Agnes|Novak",)), names_of("Agnes", "Nowak"))


@pytest.mark.parametrize(
    ("one", "other", "nothing"),
    [
        (("Tom", "Hale"), ("Piotr", "Nowak"), True),
        (("Mohammed", "al-Hassan"), ("Yusuf", "al-Rashid"), True),
        (("Unknown", "Unknown"), ("Piotr", "Nowak"), False),
        (("Bill", "Thorne"), ("William", "Moss"), False),
        (("Muhammad", "Iqbal"), ("Mohamed", "Ikbal"), False),
        (("Анна", "Шевченко"), ("Anna", "Ivanova"), False),
        (("", ""), ("Piotr", "Nowak"), False),
    ],
)
def test_words_in_common(one: tuple[str, str], other: tuple[str, str], nothing: bool) -> None:
    assert nothing_in_common(names_of(*one), names_of(*other)) is nothing
    assert nothing_in_common(names_of(*other), names_of(*one)) is nothing


def test_a_former_name_counts_among_the_words() -> None:
    assert not nothing_in_common(names_of("Elin", "Ebet", ("Elin|Netherhead",)), names_of("E", "Netherhead"))
