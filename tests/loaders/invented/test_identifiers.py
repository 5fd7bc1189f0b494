import csv
from pathlib import Path

import pytest

from loaders.invented.identifiers import nhs_number, nhs_numbers, upn


def _passes_modulus_11(number: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True)) % 11 == 0


@pytest.mark.parametrize("which", ["example", "partnership"])
def test_every_nhs_number_is_valid_and_of_the_test_range(which: str, request: pytest.FixtureRequest) -> None:
    numbers = {row["nhs_number"] for folder in request.getfixturevalue(which) for row in _people(folder)} - {""}
    assert len(numbers) > 100
    assert all(number.startswith("999") and len(number) == 10 for number in numbers)
    assert all(_passes_modulus_11(number) for number in numbers)


def _people(folder: Path) -> list[dict[str, str]]:
    with (folder / "people.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_a_place_without_a_check_digit_has_no_number() -> None:
    numbers = [nhs_number(serial) for serial in range(100)]
    assert None in numbers
    assert list(nhs_numbers())[:5] == [number for number in numbers if number][:5]


def test_the_check_letter_of_a_upn_is_the_remainder_of_its_weighted_digits() -> None:
    number = upn(7, year=2019)
    assert number[1:] == "999400019007"
    remainder = (9 * 2 + 9 * 3 + 9 * 4 + 4 * 5 + 1 * 9 + 9 * 10 + 7 * 13) % 23
    assert number[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[remainder]


def test_upns_of_different_children_differ() -> None:
    assert len({upn(serial) for serial in range(20_000)}) == 20_000
