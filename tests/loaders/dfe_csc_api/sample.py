"""The sample that hostile files are made from."""

import json
from pathlib import Path
from typing import Any

from tests.loaders.dfe_csc_api.payloads import child, episode, payload

DAYS = {"start_date": "2025-05-02", "end_date": "2025-07-01"}
INSIDE: dict[str, Any] = {
    "child_and_family_assessments": [
        {
            "child_and_family_assessment_id": "A1",
            "start_date": "2025-05-02",
            "authorisation_date": "2025-06-20",
            "factors": ["3B"],
            "purge": False,
        }
    ],
    "child_in_need_plans": [{"child_in_need_plan_id": "N1", **DAYS}],
    "child_protection_plans": [{"child_protection_plan_id": "P1", **DAYS}],
    "section_47_assessments": [{"section_47_assessment_id": "S1", **DAYS, "icpc_required_flag": True, "icpc_date": "2025-05-09"}],
    "child_looked_after_placements": [
        {
            "child_looked_after_placement_id": "L1",
            **DAYS,
            "start_reason": "S",
            "placement_type": "U1",
            "postcode": "AB1 3EF",
            "end_reason": "E4A",
        }
    ],
    "adoption": {"initial_decision_date": "2025-05-03", "matched_date": "2025-05-13", "placed_date": "2025-05-23"},
    "care_leavers": {"contact_date": "2025-05-04", "activity": "F2", "accommodation": "B"},
    "care_worker_details": [{"worker_id": "W1", **DAYS}],
}
HEALTH = {"sdq_assessments": [{"date": "2025-05-05", "score": 20}]}
DETAILS = {"unique_pupil_number": "H801200001001", "disabilities": ["AUT"], "postcode": "AB1 2CD", "uasc_flag": False}


def write(folder: Path) -> Path:
    """A payload of three children with everything that an episode can have, a value to a line; one of them is purged."""
    whole = payload(
        child("C1", episode(**INSIDE), details=DETAILS, health_and_wellbeing=HEALTH, mis_child_id="M1"),
        child("C2", episode(social_care_episode_id="E2", closure_date="2025-06-01", closure_reason="RC8")),
        child("C3", purge=True),
    )
    folder.mkdir(parents=True)
    path = folder / "payload.json"
    path.write_text(json.dumps(whole, indent=1), encoding="utf-8")
    return path
