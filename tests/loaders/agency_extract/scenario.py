"""Five small extracts of three agencies over three months, in which every kind of fact arrives, changes, ends and goes."""

from pathlib import Path

from tests.loaders.agency_extract.extracts import CHILD, MOTHER, NHS, VISIT, write

_HV_CHILD = CHILD | {"nhs_number": NHS, "recorded_on": "", "other_names": "Jo|Bloggs;J|B"}
_STAY = {"stay_id": "a1", "person_id": "c", "address": "1 High St.", "postcode": "AB1 2CD", "start": "2024-01-10"}
_PLAN = {"involvement_id": "i1", "person_id": "c", "kind": "health_visiting", "start": "2024-01-01", "recorded_on": "2024-01-03"}
_MET = {"contact_id": "k1", "person_id": "m", "part": "parent", "presence": "present"}
_TOLD = {"record_kind": "contact", "record_id": "k1", "with_agency": "csc", "on": "2024-03-02"}
_TIE = {"relationship_id": "r1", "person_id": "m", "related_person_id": "c", "relationship": "mother", "start": "2020-05-01"}
_WORRY = {"concern_id": "n1", "person_id": "c", "factor": "neglect", "on": "2024-04", "contact_id": "k1"}
_FEBRUARY = {"extracted_on": "2025-02-28", "covers_to": "2025-02-28"}
_CSC = {"agency_id": "csc", "agency_name": "Children's social care", "agency_kind": "social_care", "system": "mosaic"}


def written(folder: Path) -> list[Path]:
    """January and February of a health visitor (with a part of February apart), March and April of social care, police."""
    january = write(
        folder / "hv1",
        people=[_HV_CHILD, MOTHER, CHILD | {"person_id": "x", "nhs_number": NHS, "sex": "", "role": "both"}],
        contacts=[VISIT, VISIT | {"contact_id": "k2", "on": "2024-05-01"}, VISIT | {"contact_id": "k3", "referred_to": "police"}],
        contact_people=[_MET, _MET | {"contact_id": "k2"}],
        shares=[_TOLD, _TOLD | {"record_kind": "involvement", "record_id": "i1"}],
        involvements=[_PLAN, _PLAN | {"involvement_id": "i2", "closure_reason": "moved"}],
        addresses=[_STAY, _STAY | {"stay_id": "a2", "person_id": "m"}],
        relationships=[_TIE],
        concerns=[_WORRY],
    )
    february = write(
        folder / "hv2",
        _FEBRUARY | {"agency_name": "Health visitors"},
        people=[_HV_CHILD | {"family_name": "Bloggs"}, MOTHER | {"sex": "U"}],
        contacts=[VISIT | {"outcome": "was_not_brought"}, VISIT | {"contact_id": "k3", "referred_to": "police"}],
        contact_people=[_MET, _MET | {"contact_id": "k3", "part": "partner"}],
        shares=[_TOLD | {"basis": "consent"}],
        involvements=[_PLAN | {"end": "2025-02", "closure_reason": "completed"}],
        addresses=[_STAY | {"uprn": "00123", "end": "2025-02-03"}],
        relationships=[_TIE | {"relationship": "guardian"}],
        concerns=[],
    )
    corrected = write(
        folder / "hv2b",
        _FEBRUARY | {"partial": "Y"},
        people=[_HV_CHILD],
        contacts=[VISIT | {"outcome": "attended"}, VISIT | {"contact_id": "k2", "on": "2023-05-01"}],
        addresses=[_STAY | {"stay_id": "a3", "uprn": "77"}],
    )
    march = write(
        folder / "hv3",
        {"extracted_on": "2025-03-31", "covers_from": "2024-01-01", "covers_to": "2025-03-31"},
        people=[_HV_CHILD | {"nhs_number": ""}, MOTHER],
        contacts=[VISIT, VISIT | {"contact_id": "k2", "on": "2024-05-01"}],
        contact_people=[_MET],
        involvements=[_PLAN],
        concerns=[_WORRY],
    )
    others = write(
        folder / "csc",
        _CSC,
        people=[CHILD | {"nhs_number": NHS, "sex": "M"}, MOTHER | {"other_ids": "prn=1"}],
        addresses=[_STAY],
        involvements=[_PLAN | {"kind": "assessment", "end": "2024-02-01"}],
        shares=[{"record_kind": "involvement", "record_id": "i1", "with_agency": "hv", "on": "2024-02", "decision": "withheld"}],
    )
    return [january, february, corrected, march, others]
