"""Measures the reading of SSD tables, without a store: rows, processor seconds and the most memory that was held.

    .venv/bin/python -m tests.benchmarks.ssd_tables --persons 100000

Writes invented tables for so many people first. Prints one line of JSON.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from loaders.ssd import FORMAT

_TABLES = {
    "ssd_person": "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_ethnicity",
    "ssd_linked_identifiers": "link_table_id,link_person_id,link_identifier_type,link_identifier_value",
    "ssd_family": "fami_table_id,fami_family_id,fami_person_id",
    "ssd_address": "addr_table_id,addr_person_id,addr_address_json,addr_address_postcode,addr_address_start_date",
    "ssd_contacts": "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json",
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,cine_referral_nfa",
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date",
    "ssd_assessment_factors": "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
    "ssd_cp_plans": "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date",
    "ssd_cp_visits": "cppv_cp_visit_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen",
    "ssd_involvements": "invo_involvements_id,invo_professional_id,invo_person_id,invo_referral_id,invo_involvement_start_date",
}
_FIRST = date(2021, 1, 4)


def main() -> None:
    """Write, read and say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=1000)
    persons = parser.parse_args().persons
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "ssd-2026-03-31"
        folder.mkdir()
        write(folder, persons)
        before = _memory()
        print(json.dumps({"persons": persons, **measured(folder), "megabytes_before": before, "megabytes_at_most": _memory()}))


def measured(folder: Path) -> dict[str, float]:
    """Read everything as a stream; processor seconds of opening (the first reading) and of the rows."""
    began = time.process_time()
    extract = FORMAT.open(folder, "north")
    opened = time.process_time()
    rows = sum(1 for _ in extract.people()) + sum(len(bundle) for bundle in extract.bundles())
    ended = time.process_time()
    return {
        "rows": rows,
        "seconds_to_open": round(opened - began, 2),
        "seconds_to_read": round(ended - opened, 2),
        "rows_a_second": round(rows / (ended - began)),
    }


def write(folder: Path, persons: int) -> None:
    """Write tables of so many people: each with a few contacts and a referral, every tenth with a plan and its visits."""
    for table, columns in _TABLES.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8") as stream:
            stream.write(columns + "\n")
            for number in range(persons):
                stream.writelines(line + "\n" for line in _lines(table, number))


def _lines(table: str, n: int) -> Iterator[str]:
    day = _FIRST + timedelta(days=n % 1800)
    flags = '"{""NFA_FLAG"":""Y"",""ADVICE_FLAG"":""N""}"'
    home = f'"{{""HOUSE"":""{n}"",""STREET"":""Mill Lane"",""UPRN"":""{100000 + n}""}}"'
    many = {
        "ssd_person": [f"{n},Ada,Field{n},F,{date(2008, 1, 1) + timedelta(days=n % 6000)} 00:00:00.000,WBRI"],
        "ssd_linked_identifiers": [f"{n}-{each},{n},Case Number,{n}{each}" for each in range(2)],
        "ssd_family": [f"{n},{n // 3},{n}"],
        "ssd_address": [f"{n},{n},{home},AB1 2CD,{day}"],
        "ssd_contacts": [f"{n}-{each},{n},{day + timedelta(days=each)},{flags}" for each in range(3)],
        "ssd_cin_episodes": [f"{n},{n},{day},6,N"],
        "ssd_cin_assessments": [f"{n},{n},{day},{day + timedelta(days=40)}"],
        "ssd_assessment_factors": [f'{n},{n},"[""3B"",""4B""]"'],
        "ssd_involvements": [f"{n}-{each},W{n % 500},{n},{n},{day}" for each in range(2)],
        "ssd_cp_plans": [f"{n},{n},{day}"] * (n % 10 == 0),
        "ssd_cp_visits": [f"{n}-{each},{n},{day + timedelta(days=each)},Y" for each in range(8 * (n % 10 == 0))],
    }
    yield from many[table]


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
