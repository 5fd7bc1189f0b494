"""Every generated page, and every generated part of the others, is what its declarations make of it."""

import pytest

from tests.house.generate import COMMAND
from tests.house.pages import PAGES
from tests.house.source import ROOT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_its_declarations_make_of_it(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert PAGES[name](text) == text, f"run: {COMMAND}"
