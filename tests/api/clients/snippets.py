"""What docs/clients.md tells people to type, so that the tests type the same."""

import re

from tests.house.source import ROOT

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = ROOT / "docs" / "clients.md"


def snippet(language: str, holding: str) -> str:
    """The one block of that page in that language that has that text in it."""
    fenced = _FENCED.findall(PAGE.read_text(encoding="utf-8"))
    blocks = [text for marked, text in fenced if marked == language and holding in text]
    assert len(blocks) == 1, f"{PAGE.name}: expected one block of {language} with '{holding}', found {len(blocks)}"
    return blocks[0]
