"""``python -m tests.house.generate``: make every generated page anew, and every generated part of the others."""

from tests.house.pages import PAGES
from tests.house.source import ROOT

COMMAND = "python -m tests.house.generate"


def main() -> None:
    """Write what has changed, and say which."""
    for name, made in PAGES.items():
        path = ROOT / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = made(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"made anew: {name}")


if __name__ == "__main__":
    main()
