"""Every definition that code cites is in the repository, under the heading that is cited."""

import re

from tests.house.source import ROOMS, ROOT, texts

_RECORD = re.compile(r"docs/adr/([0-9]{4})")
_CITED = re.compile(r'(docs/[\w-]+\.md), "([^"]+)"')


def test_what_is_cited_stands_under_that_heading() -> None:
    cited = [
        (str(path), page, heading)
        for path, text in texts()
        if path.parts[0] in ROOMS
        for page, heading in _CITED.findall(" ".join(text.split()))
    ]
    assert len(cited) >= 6
    assert [each for each in cited if f"# {each[2]}\n" not in (ROOT / each[1]).read_text(encoding="utf-8")] == []


def test_every_decision_record_that_is_cited_is_there() -> None:
    cited = {number for path, text in texts() if path.parts[0] in ROOMS for number in _RECORD.findall(text)}
    assert cited
    assert cited <= {path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md")}
