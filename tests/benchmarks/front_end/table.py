"""The figures of one engine as a table."""

from tests.benchmarks.front_end.figures import Figures
from tests.benchmarks.front_end.questions import QUESTIONS


def table(engine: str, found: list[Figures]) -> str:
    """Markdown: median and 95th percentile in milliseconds, answers a second with eight clients, and how they compare."""
    everybody = list(found[0].seconds)
    heads = ["", *(f"{who}, ms (p95)" for who in everybody), "ours / bare"]
    heads += ["theirs / ours"] if "theirs" in everybody else []
    heads += [f"{who}, a second" for who in everybody if found[0].a_second]
    heads += ["ours / theirs, with 8"] if "theirs" in found[0].a_second else []
    rows = [heads, ["---"] * len(heads), *([_question(each), *_cells(each)] for each in found)]
    return "\n".join([f"\n{engine}\n", *("| " + " | ".join(row) + " |" for row in rows)])


def _question(figures: Figures) -> str:
    return f"{figures.question} {QUESTIONS[figures.question]}"


def _cells(figures: Figures) -> list[str]:
    median = {who: figures.median(who) for who in figures.seconds}
    cells = [f"{median[who]:.1f} ({figures.p95(who):.1f})" for who in median]
    cells.append(f"{median['ours'] / median['bare']:.2f}")
    if "theirs" in median:
        cells.append(f"{median['theirs'] / median['ours']:.2f}")
    cells += [f"{each:.0f}" if each >= 10 else f"{each:.2f}" for each in figures.a_second.values()]
    if "theirs" in figures.a_second:
        cells.append(f"{figures.a_second['ours'] / figures.a_second['theirs']:.2f}")
    return cells
