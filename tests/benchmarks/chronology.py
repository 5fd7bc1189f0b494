"""Times the chronology of a child with about 2,000 events, and what it is written as, on each engine.

    .venv/bin/python -m tests.benchmarks.chronology --engine embedded --engine neo4j-5

Four agencies with 480 contacts each and eight spells of service; asked once for the plans, then `--times` times. Prints one line
of JSON for each question and each format. Times are of this machine as it is: run it when nothing else runs.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from api.chronology.cover import cover
from api.chronology.layouts import Preset, layout
from api.chronology.sheets import comma_separated, workbook
from api.chronology.web_page import web_page
from api.chronology.word_document import word_document
from graph.lens import Lens
from graph.settings import Settings
from graph.store import Store, connect
from loaders.load import load
from queries.chronology import Chronology, chronology
from queries.who_knew.question import who_knew_fact, who_knew_finding
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES, start
from tests.queries.building import adult, child, nhs, partnership

_LENS = Lens.of(date(2024, 3, 15))
_CHILD = "hv/s/c"
_BORN = date(2015, 1, 1)
_CONTACTS = 480


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    for engine in given.engine or ["embedded", "neo4j-5"]:
        with tempfile.TemporaryDirectory() as folder, start(engine, quick=False, home=Path(folder) / "engine") as endpoint:
            password = SecretStr(endpoint.password)
            settings = Settings(store=endpoint.url, user=endpoint.user, password=password, database=endpoint.database)
            asyncio.run(_engine(settings, Path(folder) / "extracts", given.times))


async def _engine(settings: Settings, folder: Path, times: int) -> None:
    async with connect(settings=settings) as store:
        await load(
            store, partnership(folder, **{each: _files(place) for place, each in enumerate(("hv", "gp", "csc", "police"))})
        )
        await _asked(store, "chronology", lambda: chronology(store, [_CHILD], lens=_LENS), times)
        await _asked(store, "who_knew of a fact", lambda: who_knew_fact(store, "hv/s/k9", lens=_LENS), times)
        finding = "missed_appointments"
        await _asked(store, "who_knew of a finding", lambda: who_knew_finding(store, finding, _CHILD, lens=_LENS), times)
        _written(store.engine, await chronology(store, [_CHILD], lens=_LENS))


def _files(place: int) -> dict[str, Any]:
    days = [_BORN + timedelta(days=7 * week + place) for week in range(_CONTACTS)]
    says = {"person_id": "c", "summary": "Seen at home, settled, with her mother; nothing of note."}
    missed = [{"outcome": "was_not_brought" if number % 9 == 0 else "attended"} for number in range(_CONTACTS)]
    years = range(2016, 2024)
    return {
        "people": [
            child("c", _BORN.isoformat(), given_names="Asha", family_name="Mellor", nhs_number=nhs(1)),
            adult("m", given_names="Ruth", family_name="Mellor"),
        ],
        "contacts": [{**says, **more, "on": str(day)} for day, more in zip(days, missed, strict=True)],
        "contact_people": [{"contact_id": f"k{each + 1}", "person_id": "m", "part": "parent"} for each in range(_CONTACTS)],
        "involvements": [{"person_id": "c", "start": f"{year}-01-01", "end": f"{year}-06-01"} for year in years],
    }


async def _asked(store: Store, what: str, ask: Callable[[], Awaitable[Any]], times: int) -> None:
    took: list[float] = []
    before = store.round_trips
    for _ in range(times + 1):
        begun = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - begun)
    trips = (store.round_trips - before) // (times + 1)
    say(
        figure=what, engine=store.engine, first=round(took[0], 2), median=round(statistics.median(took[1:]), 2), round_trips=trips
    )


def _written(engine: str, found: Chronology) -> None:
    lines, arranged = list(cover(found, "a benchmark")), layout(found, Preset.FULL)
    makers: dict[str, Callable[[], str | bytes]] = {
        "docx": lambda: word_document(arranged, lines),
        "xlsx": lambda: workbook(arranged, lines),
        "html": lambda: web_page(arranged, lines),
        "csv": lambda: comma_separated(arranged),
    }
    for name, make in makers.items():
        begun = time.perf_counter()
        size = len(make())
        say(figure=name, engine=engine, rows=len(found.rows), seconds=round(time.perf_counter() - begun, 2), size=size)


if __name__ == "__main__":
    main()
