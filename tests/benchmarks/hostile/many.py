"""Reads, and loads, files with very many small rows, each in a process of its own, and says how much memory that took.

    .venv/bin/python -m tests.benchmarks.hostile.many --rows 1000000
    .venv/bin/python -m tests.benchmarks.hostile.many --rows 2000000 --load --case rejected_rows

What a reader or a load remembers of its rows must not grow beyond a gigabyte, however many they are: so each case is of rows that
are all remembered in one way or another. With `--load`, onto an embedded engine of its own, whose memory is not counted. Prints
one line of JSON a case; exit code 1 where one took more than a gigabyte, or ended in anything but rows.
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from graph.settings import Settings
from graph.store import connect
from loaders.discovery import LoadOptions, opened
from loaders.load import load
from tests.benchmarks.hostile.large import LARGEST_MEGABYTES
from tests.benchmarks.reporting import say

_EXTRACT = (
    "agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to,partial\n"
    "gp,GP,health,s,2025-03-01,2015-01-01,2025-03-01,N\n"
)


def rejected_rows(folder: Path, rows: int) -> None:
    """Contacts of one letter: none can be kept."""
    _agency(folder, {"contacts.csv": ("contact_id,person_id,on,kind,outcome,summary", ("x" for _ in range(rows)))})


def rejected_with_ids(folder: Path, rows: int) -> None:
    """Contacts each with an id of its own and a day that is none."""
    contacts = (f"k{number},c,2024-02-30,call,attended,spoke" for number in range(rows))
    _agency(folder, {"contacts.csv": ("contact_id,person_id,on,kind,outcome,summary", contacts)})


def repeated_rows(folder: Path, rows: int) -> None:
    """One contact again and again: each is set aside with a word."""
    contacts = ("k,c,2024-02-20,call,attended,spoke" for _ in range(rows))
    _agency(folder, {"contacts.csv": ("contact_id,person_id,on,kind,outcome,summary", contacts)})


def people(folder: Path, rows: int) -> None:
    """People, each with a name and a birthday."""
    own = (f"p{number},child,Name{number % 997},Family{number},20{number % 20 + 4:02}-01-02,2020-01-01" for number in range(rows))
    _agency(folder, {"people.csv": ("person_id,role,given_names,family_name,date_of_birth,recorded_on", own)})


def ssd(folder: Path, rows: int) -> None:
    """As many people, referrals and mothers."""
    count = rows // 3
    folder = folder / "ssd-2025-03-31"
    folder.mkdir()
    _table(folder / "ssd_person.csv", "pers_person_id,pers_sex,pers_dob", (f"p{n},F,2015-01-02" for n in range(count)))
    referrals = (f"r{n},p{n},2024-01-02,2024-06-02,RC1" for n in range(count))
    _table(
        folder / "ssd_cin_episodes.csv",
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_close_reason",
        referrals,
    )
    mothers = (f"m{n},p{n},p{n + 1},2015-01-02" for n in range(count - 1))
    _table(folder / "ssd_mother.csv", "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob", mothers)


def fhir(folder: Path, rows: int) -> None:
    """As many patients, and appointments of others whom nothing describes."""
    patients = (_line("Patient", n, birthDate="2015-01-02", gender="female") for n in range(rows // 2))
    others = (
        _line("Appointment", n, status="noshow", start="2024-01-02", participant=[{"actor": {"reference": f"Patient/o{n}"}}])
        for n in range(rows // 2)
    )
    organisation = json.dumps({"resourceType": "Organization", "id": "o", "meta": {"lastUpdated": "2025-03-01"}})
    (folder / "a.ndjson").write_text(organisation + "\n")
    with (folder / "a.ndjson").open("a") as stream:
        stream.writelines(f"{line}\n" for lines in (patients, others) for line in lines)


CASES: dict[str, Callable[[Path, int], None]] = {
    each.__name__: each for each in (rejected_rows, rejected_with_ids, repeated_rows, people, ssd, fhir)
}


def main() -> None:
    """Read or load every case, or those that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", choices=sorted(CASES))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--load", action="store_true")
    given = parser.parse_args()
    wrong = 0
    for name in given.case or CASES:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            (Path(folder) / "files").mkdir()
            CASES[name](Path(folder) / "files", given.rows)
            outcome = _in_own_process(Path(folder), loads=given.load)
        wrong += "wrong" in outcome
        say(case=name, rows=given.rows, loaded=given.load, **outcome)
    sys.exit(1 if wrong else 0)


def _agency(folder: Path, tables: dict[str, tuple[str, Iterator[str]]]) -> None:
    (folder / "extract.csv").write_text(_EXTRACT)
    (folder / "people.csv").write_text("person_id,role,given_names,recorded_on\nc,child,Ada,2020-01-01\n")
    for name, (header, rows) in tables.items():
        _table(folder / name, header, rows)


def _table(path: Path, header: str, rows: Iterator[str]) -> None:
    with path.open("w") as stream:
        stream.write(f"{header}\n")
        stream.writelines(f"{row}\n" for row in rows)


def _line(type_: str, number: int, **says: Any) -> str:
    return json.dumps({"resourceType": type_, "id": f"{type_[0].lower()}{number}", **says})


def _in_own_process(folder: Path, *, loads: bool) -> dict[str, Any]:
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(folder, loads, theirs))
    began = time.monotonic()
    process.start()
    theirs.close()
    try:
        outcome: dict[str, Any] = json.loads(mine.recv())
    except EOFError:
        outcome = {"wrong": "the process died"}
    process.join()
    return {"seconds": round(time.monotonic() - began, 1)} | outcome


def _measured(folder: Path, loads: bool, answer: Connection) -> None:
    try:
        outcome = asyncio.run(_loaded(folder)) if loads else _read(folder)
    except Exception as error:  # whatever it is, it is what this benchmark looks for
        outcome = {"wrong": f"raised {type(error).__name__}: {str(error)[:200]}"}
    used = resource.getrusage(resource.RUSAGE_SELF)
    outcome |= {"computed": round(used.ru_utime, 1), "megabytes": used.ru_maxrss // 1024}
    if outcome["megabytes"] > LARGEST_MEGABYTES:
        outcome.setdefault("wrong", "took more than a gigabyte")
    answer.send(json.dumps(outcome))


def _read(folder: Path) -> dict[str, Any]:
    ((_, extract),), _ = opened([folder / "files"], LoadOptions(agency="la-999"))
    read = sum(1 for _ in extract.people()) + sum(len(bundle) for bundle in extract.bundles())
    return {"read": read}


async def _loaded(folder: Path) -> dict[str, Any]:
    async with connect(settings=Settings(home=folder / "home", embedded_idle_seconds=0)) as store:
        (summary,) = await load(store, [folder / "files"], agency="la-999", rejects=folder / "rejects")
    return {"read": summary.total.read, "kept": summary.total.kept, "written_rejects": len(summary.rejected_rows)}


if __name__ == "__main__":
    main()
