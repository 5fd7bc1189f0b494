"""Measures every format of the sector: reading alone, and loading, at 10 and 100 times the size of the published samples.

    .venv/bin/python -m tests.benchmarks.formats
    .venv/bin/python -m tests.benchmarks.formats --format annex_a --times 10 --times 100 --load embedded --load neo4j-5
    .venv/bin/python -m tests.benchmarks.formats --format cin_census --file a-return.xml --times 1

The file is the small sample of the format's own tests (or `--file`), repeated with ids of their own until it has so many times
the rows of the published sample (SIZES). Each figure is measured in a fresh process and printed as one line of JSON:

- reading: lines, rows (what becomes of a line can be several), processor seconds from opening to the last row, lines and rows a
  second, megabytes at most, and how many of them there were before the file was opened;
- load, by the name of an engine started for it: the same with the facts written, in seconds of the clock, and the shares of
  the time: `shares.py` says how.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.formats.copies import COPIES, repeated
from tests.benchmarks.formats.measuring import loading, reading
from tests.benchmarks.hostile.samples import write_samples
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

SIZES = {
    "agency_extract": 1000,
    "annex_a": 162,
    "cin_census": 1486,
    "dfe_csc_api": 18,
    "fhir": 1000,
    "ssd": 1000,
    "ssda903": 28_602,
    "ssda903_xml": 28_602,
}
"""Rows of the published samples; where nobody publishes one, a thousand."""


def main() -> None:
    """Measure as the command line says."""
    given = _arguments()
    if given.measure:
        what, name, path = given.measure
        print(json.dumps(reading(name, Path(path)) if what == "reading" else loading(name, Path(path), what)))
        return
    with tempfile.TemporaryDirectory() as top:
        samples = write_samples(Path(top) / "samples")
        for name in given.format or SIZES:
            sample = given.file or samples[name.removesuffix("_xml")].path
            for times in given.times or (10, 100):
                made = Path(top) / f"{name}-{times}"
                path = repeated(name, sample, made, SIZES[name] * times)
                _measured(name, times, path, "reading")
                for engine in given.load or ():
                    _measured(name, times, path, engine)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", choices=sorted(COPIES))
    parser.add_argument("--times", action="append", type=int, help="how many times the published sample's rows; 10 and 100")
    parser.add_argument("--file", type=Path, help="repeat this file or folder, and not the tests' sample")
    parser.add_argument("--load", action="append", choices=NAMES, help="load on this engine too")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.file and len(given.format or ()) != 1:
        parser.error("--file needs the one --format that it is of")
    return given


def _measured(name: str, times: int, path: Path, what: str) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.formats", "--measure", what, name.removesuffix("_xml"), str(path)]
    with tempfile.TemporaryDirectory() as home:
        found = subprocess.run(command, env=os.environ | {"CASEGRAPH_HOME": home}, capture_output=True, text=True, check=False)
    if found.returncode:
        say(format=name, times=times, figure=what, failed=found.stderr.strip().splitlines()[-1:])
    else:
        say(format=name, times=times, figure=what, **json.loads(found.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
