"""One family as two agencies know it, with a fact of every kind that every pattern may look at, and without this or that.

`families` writes it again and again, each time without some columns of some files, as people of their own in one partnership.
"""

from collections.abc import Iterable
from typing import Any

from loaders.agency_extract.columns import COLUMNS
from tests.queries.building import nhs
from tests.queries.undated import DAYS

Column = tuple[str, str]
"""A file and one of its columns."""

AGENCIES = ("csc", "hv")
CHILDREN = ("teen", "baby", "boy")
"""Of the first family; in the others there is the first of these alone."""
_SEPARATE = {"extract.csv"}


def optional_columns() -> list[Column]:
    """Every column that a row may leave blank, in the extract's own format or in others."""
    return [
        (file, column.name)
        for file, columns in COLUMNS.items()
        if file not in _SEPARATE
        for column in columns
        if not column.required or DAYS.get(file) == column.name
    ]


def families(without: Iterable[Iterable[Column]]) -> dict[str, Any]:
    """The extracts of the agencies, with a family for each of these: the first is `0`, whose teenager is `teen0`."""
    made: dict[str, dict[str, list[dict[str, Any]]]] = {agency: {} for agency in AGENCIES}
    for number, columns in enumerate(without):
        blank = {(file.removesuffix(".csv"), column) for file, column in columns}
        for agency, file, row in _family(number):
            kept = {name: value for name, value in row.items() if (file, name) not in blank}
            made[agency].setdefault(file, []).append(kept)
    return made


def _family(number: int) -> list[tuple[str, str, dict[str, Any]]]:
    rows: list[tuple[str, str, dict[str, Any]]] = []

    def put(agency: str, file: str, **row: Any) -> None:
        people = {name: f"{value}{number}" for name, value in row.items() if name in ("person_id", "related_person_id")}
        rows.append((agency, file, row | people))

    for agency in AGENCIES:
        for place, (who, role, born, sex) in enumerate(_PEOPLE):
            put(
                agency, "people", person_id=who, role=role, given_names=who.title(), family_name="Moss", other_names="Bo|Mo",
                date_of_birth=born, date_of_birth_kind="actual", sex=sex, nhs_number=nhs(number * 10 + place),
                ethnicity="WBRI" if agency == "hv" else "CHNE", language="French", interpreter_needed="Y",
                date_of_death="2024-05-05" if who == "gran" else None, sensitivity="normal", recorded_on="2012-01-01",
            )  # fmt: skip
        for child in ("teen", "baby") if number == 0 else ("teen",):
            _about(put, agency, child, number)
    if number == 0:
        _of_a_boy(put)
    return rows


_PEOPLE = (
    ("boy", "child", "2017-03-04", "M"), ("baby", "child", "2025-01-01", "F"), ("teen", "child", "2010-05-05", "F"),
    ("mum", "adult", "1990-01-01", "F"), ("dad", "adult", "1988-01-01", "M"), ("man", "adult", "1980-01-01", "M"),
    ("gran", "adult", "1950-01-01", "F"), ("other", "child", "2015-05-05", "M"),
)  # fmt: skip


def _of_a_boy(put: Any) -> None:
    """What is found where other things are not: no father, nothing open, and nobody who took it up."""
    put("csc", "relationships", relationship_id="boy", person_id="mum", related_person_id="boy", relationship="mother")
    spell = {"kind": "child_in_need", "start": "2019-01-01", "end": "2020-01-01"}
    put("csc", "involvements", involvement_id="boy", person_id="boy", **spell)
    referral = {"kind": "referral", "outcome": "no_further_action", "referred_to": "hv", "on": "2024-12-01"}
    put("csc", "contacts", contact_id="boy", person_id="boy", **referral)
    for day in ("2025-01-01", "2025-02-01"):
        put("hv", "concerns", concern_id=f"boy{day}", person_id="boy", factor="neglect", on=day)


def _about(put: Any, agency: str, child: str, number: int) -> None:
    dated = {"recorded_on": "2024-01-01"}
    spell = {"start": "2019-01-01", "end": "2025-01-15", "end_recorded_on": "2025-01-16"} | dated
    for who, kind, whom in (
        ("mum", "mother", child),
        ("dad", "father", child),
        ("man", "father", "other"),
        ("man", "partner", "mum"),
    ):
        put(
            agency, "relationships", relationship_id=f"{who}-{whom}-{child}-{number}", person_id=who, related_person_id=whom,
            relationship=kind, parental_responsibility="Y", contact_restricted="N", **spell,
        )  # fmt: skip
    for place, start in enumerate(("2020-01-01", "2024-08-01", "2025-01-10")):
        for who in (child, "man"):
            put(
                agency, "addresses", stay_id=f"{who}-{child}-{place}-{number}", person_id=who, uprn=f"10{number}{place}",
                address=f"{place} Moss Street", postcode="LE1 1AA", local_authority="E1", address_kind="home", restricted="N",
                start=start, end="2025-02-01" if place == 2 else start[:4] + "-12-31", end_recorded_on="2025-02-01", **dated,
            )  # fmt: skip
    for place, (kind, whose) in enumerate(_SPELLS):
        who = child if whose == "child" else whose
        for open_ in (True, False):
            ended = {} if open_ else {"end": "2025-01-15", "end_recorded_on": "2025-01-16", "closure_reason": "non_engagement"}
            put(
                agency, "involvements", involvement_id=f"{who}-{child}-{place}-{open_}-{number}", person_id=who, kind=kind,
                start="2019-02-01", threshold_met="Y", sensitivity="normal", **dated, **ended,
            )  # fmt: skip
    _events(put, agency, child, number, dated)


_SPELLS = (
    ("child_in_need", "child"), ("assessment", "child"), ("school", "child"), ("tenancy", "child"), ("mental_health", "mum"),
    ("school", "mum"),
)  # fmt: skip
_CONTACTS = (
    ("attended", "home_visit", "engaged", "2024-10-01", {}),
    ("was_not_brought", "appointment", "refused", "2024-10-20", {}),
    ("no_further_action", "referral", "hostile", "2024-12-01", {"source_agency": "gp", "referred_to": "csc"}),
    ("attended", "home_visit", "agreed", "2024-12-05", {"referred_to": "hv"}),
    ("no_access", "home_visit", "avoidant", "2024-12-20", {}),
)  # fmt: skip


def _events(put: Any, agency: str, child: str, number: int, dated: dict[str, str]) -> None:
    for place, (outcome, kind, engagement, on, more) in enumerate(_CONTACTS):
        id_ = f"{child}-{place}-{number}"
        put(
            agency, "contacts", contact_id=id_, person_id=child, on=on, kind=kind, outcome=outcome, outcome_raw="as said",
            presence="seen" if place == 0 else "absent", engagement=engagement, interpreter_used="N", summary="Went there.",
            sensitivity="normal", **more, **dated,
        )  # fmt: skip
        for who in ("mum", "dad"):
            put(agency, "contact_people", contact_id=id_, person_id=who, part="parent", presence="present")
        put(
            agency,
            "shares",
            record_kind="contact",
            record_id=id_,
            with_agency="gp",
            on="2025-01-01",
            decision="shared",
            basis="s17",
            reason="r",
        )
    for place, (factor, who) in enumerate(_CONCERNS):
        put(
            agency, "concerns", concern_id=f"{who}-{child}-{place}-{number}", person_id=child if who == "child" else who,
            factor=factor, whose="not_stated", status="reported", on=f"2025-0{1 + place % 3}-0{AGENCIES.index(agency) + 1}",
            contact_id=f"{child}-0-{number}", involvement_id=f"{child}-{child}-0-True-{number}", summary="Said so.",
            sensitivity="normal", **dated,
        )  # fmt: skip
    put(
        agency, "strengths", strength_id=f"{child}-{number}", person_id=child, kind="school", words="Likes it.", on="2025-01-01",
        sensitivity="normal", **dated,
    )  # fmt: skip


_CONCERNS = (
    ("neglect", "child"), ("housing", "child"), ("self_harm", "child"), ("domestic_abuse", "child"), ("domestic_abuse", "man"),
    ("mental_ill_health", "mum"), ("drugs", "mum"),
)  # fmt: skip
