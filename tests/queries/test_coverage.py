from datetime import date

import pytest

from queries.core.coverage import Periods, question_coverage

JUNE = date(2025, 6, 1)
EXTENT = "its extracts are of 2024-01-01 to 2025-04-27"
HV = Periods({"hv": [(date(2024, 1, 1), date(2025, 4, 27))]}, lag=35)


@pytest.mark.parametrize(
    ("first", "last", "as_of", "covered"),
    [
        (date(2025, 1, 1), JUNE, JUNE, True),
        (date(2025, 1, 1), date(2025, 6, 2), date(2025, 6, 2), False),
        (date(2023, 12, 31), JUNE, JUNE, False),
        (date(2025, 4, 1), date(2025, 5, 1), date(2026, 1, 1), False),
        (date(2025, 4, 28), date(2025, 5, 20), date(2025, 5, 20), False),
    ],
    ids=["lags 35 days", "36 days", "begins late", "nothing lags after months", "first day missing"],
)
def test_only_the_last_days_before_the_day_asked_about_may_lack(first: date, last: date, as_of: date, covered: bool) -> None:
    assert HV.covered("hv", (first, last), as_of) is covered


def test_an_agency_that_does_not_cover_the_days_says_which_it_has() -> None:
    assert HV.extent("hv", (JUNE, JUNE)) == "hv's records here reach to 2025-04-27"
    assert HV.extent("hv", (date(2020, 1, 1), JUNE)) == "hv's records here reach from 2024-01-01 to 2025-04-27"
    assert HV.extent("gp", (JUNE, JUNE)) == ""


@pytest.mark.parametrize(
    ("as_of", "agencies", "loaded", "said"),
    [
        (date(1990, 1, 1), ("gp", "hv"), ("hv",), f"nothing that is loaded covers 1990-01-01: {EXTENT}"),
        (JUNE, ("gp", "hv"), ("hv",), None),
        (date(2025, 6, 2), ("gp", "hv"), ("hv",), f"nothing that is loaded covers 2025-06-02: {EXTENT}"),
        (JUNE, ("gp",), ("gp", "hv"), "nothing that is loaded of gp covers 2025-06-01: no extract says which days it covers"),
        (JUNE, ("gp",), ("hv",), "nothing is loaded of gp"),
        (JUNE, (), (), "nothing is loaded"),
    ],
)  # fmt: skip
def test_finding_nothing_says_where_nothing_covers_the_day(
    as_of: date, agencies: tuple[str, ...], loaded: tuple[str, ...], said: str | None
) -> None:
    everyone = agencies != ("gp",)
    assert question_coverage(HV, agencies, as_of, everyone=everyone, loaded=loaded).statement == said
