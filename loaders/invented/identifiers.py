"""Numbers for invented people: valid in form, and from ranges that no real person has."""

from collections.abc import Iterator

_NHS_TEST_RANGE = 999_000_000
_NHS_RANGE_SIZE = 1_000_000
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number(serial: int) -> str | None:
    """The NHS number of that place in the range kept for tests (999), or None where Modulus 11 allows none.

    The tenth digit is the check digit: 11 less the sum of the first nine, weighted 10 to 2, modulo 11.
    """
    digits = str(_NHS_TEST_RANGE + serial % _NHS_RANGE_SIZE)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return None if check == 10 else f"{digits}{check}"


def nhs_numbers(first: int = 0) -> Iterator[str]:
    """Every valid NHS number of the test range once, in order of place from `first`."""
    candidates = (nhs_number(serial) for serial in range(first, _NHS_RANGE_SIZE))
    return (number for number in candidates if number)


def upn(serial: int, authority: int = 999, year: int = 20) -> str:
    """A unique pupil number: check letter, authority (999 is none), school, year of allocation, serial.

    The letter is the DfE's: the twelve digits weighted 2 to 13, summed, modulo 23.
    """
    school, pupil = divmod(serial, 1000)
    digits = f"{authority:03}{4000 + school % 6000:04}{year % 100:02}{pupil:03}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return f"{_UPN_LETTERS[total % 23]}{digits}"
