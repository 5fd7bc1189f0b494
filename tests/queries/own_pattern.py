"""The example of `docs/own-patterns.md`, written out as its page says."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "own-patterns.md"
NAME = "repeat_incidents"


def write_example(root: Path, name: str = NAME) -> Path:
    """Write the two files of the page's example under `root`; returns the pattern's folder."""
    blocks = dict(re.findall(r"```(cypher|python)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(blocks["python"], encoding="utf-8")
    (folder / f"{name}.cypher").write_text(blocks["cypher"], encoding="utf-8")
    return folder
