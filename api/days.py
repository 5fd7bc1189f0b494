"""Days as callers write them."""

from datetime import date

from graph.dates import whole_date
from graph.errors import InvalidInput


def whole_day(text: str) -> date:
    """Read `2019-05-17`; raises InvalidInput for anything else, a month or a year alone too."""
    try:
        return whole_date(text)
    except InvalidInput:
        raise InvalidInput(f"expected a day as 2019-05-17, found '{text[:40]}'") from None
