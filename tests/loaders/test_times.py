"""A time becomes the day that it was in London, in every format whose files can have one; without a zone it is local time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from loaders.annex_a.cells import Meanings
from loaders.dfe_csc_api.header import PayloadHeader as PayloadHeader
from loaders.json_files.elements import Element
from loaders.json_files.items import day as json_day
from loaders.json_files.items import partial
from loaders.returns.lines import uk_day
from loaders.ssd.values import day as ssd_day
from loaders.xml_files.elements import day as census_day


def workbook_day(text: str) -> Any:
    return Meanings().value("d", "", text)


def newest_of_a_payload(text: str) -> date | None:
    header = PayloadHeader()
    header.enter(Element("", 1, {"la_child_id": "1", "referral_date": text}, "Children"))
    return header.newest


READERS = [json_day, lambda text: partial(text).day, census_day, ssd_day, uk_day, workbook_day, newest_of_a_payload]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-30T23:30:00Z", date(2024, 7, 1)),
        ("2024-07-01T00:30:00+01:00", date(2024, 7, 1)),
        ("2024-06-30T23:30:00", date(2024, 6, 30)),
        ("2024-12-31T23:30:00Z", date(2024, 12, 31)),
        ("2024-06-30", date(2024, 6, 30)),
    ],
)
@pytest.mark.parametrize("reader", READERS, ids=["json", "partial", "census", "ssd", "returns", "workbook", "payload"])
def test_a_time_is_of_its_day_in_london(reader: Callable[[str], Any], text: str, day: date) -> None:
    assert reader(text) == day


@pytest.mark.parametrize("text", ["2024-06-30Z", "2024-06-30+01:00"])
def test_a_day_of_xml_with_a_zone_is_the_day_that_was_written_down(text: str) -> None:
    assert census_day(text) == date(2024, 6, 30)
