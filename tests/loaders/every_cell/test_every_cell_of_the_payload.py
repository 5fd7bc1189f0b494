"""Every name of the CSC API's payload is kept, or counted by name as not kept."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from loaders.dfe_csc_api import FORMAT
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import read_json

CHILD: dict[str, Any] = {
    "mis_child_id": "M1",
    "child_details": {
        "unique_pupil_number": "H801200001001", "former_unique_pupil_number": "H801200001002",
        "unique_pupil_number_unknown_reason": "UN1", "first_name": "Ada", "surname": "Low", "date_of_birth": "2015-02-03",
        "expected_date_of_birth": "2015-02-10", "sex": "F", "ethnicity": "WBRI", "disabilities": ["AUT"], "postcode": "AB1 2CD",
        "uasc_flag": True, "uasc_end_date": "2025-03-01", "shoe": "7",
    },
    "health_and_wellbeing": {"sdq_assessments": [{"date": "2025-05-05", "score": "7", "mood": "x"}]},
    "social_care_episodes": [
        {
            "social_care_episode_id": "E1", "referral_date": "2025-05-01", "referral_source": "6",
            "referral_no_further_action_flag": False, "closure_date": "2026-01-10", "closure_reason": "RC8",
            "care_worker_details": [{"worker_id": "W1", "start_date": "2025-05-02", "end_date": "2025-05-03"}],
            "child_and_family_assessments": [
                {"child_and_family_assessment_id": "A1", "start_date": "2025-05-02", "authorisation_date": "2025-06-20",
                 "factors": ["3B"]},
            ],
            "child_in_need_plans": [{"child_in_need_plan_id": "P1", "start_date": "2025-07-01", "end_date": "2025-08-01"}],
            "section_47_assessments": [
                {"section_47_assessment_id": "S1", "start_date": "2025-06-23", "icpc_required_flag": True,
                 "icpc_date": "2025-07-10", "end_date": "2025-07-11"},
            ],
            "child_protection_plans": [{"child_protection_plan_id": "C1", "start_date": "2025-07-12", "end_date": "2025-12-10"}],
            "child_looked_after_placements": [
                {"child_looked_after_placement_id": "L1", "start_date": "2025-08-02", "start_reason": "S", "placement_type": "U4",
                 "postcode": "AB1 3EF", "end_date": "2025-09-02", "end_reason": "E5", "change_reason": "CARPL"},
            ],
            "adoption": {"initial_decision_date": "2025-08-03", "matched_date": "2025-08-04", "placed_date": "2025-08-05"},
            "care_leavers": {"contact_date": "2025-08-06", "activity": "G6", "accommodation": "X2"},
            "extra": {"inner": "deep"},
        },
    ],
}  # fmt: skip
NOT_KEPT = {
    "child_details.shoe", "sdq_assessments.mood", "social_care_episodes.extra", "care_worker_details.worker_id",
    "care_worker_details.start_date", "care_worker_details.end_date",
}  # fmt: skip
Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Where every value stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, found in inside:
        if isinstance(found, dict) or (isinstance(found, list) and isinstance(found[0], dict)):
            yield from leaves(found, (*path, name)) if name != "extra" else [(*path, name)]
        else:
            yield (*path, name)


def without(path: Path_) -> dict[str, Any]:
    child = deepcopy(CHILD)
    within: Any = child
    for step in path[:-1]:
        within = within[step]
    del within[path[-1]]
    return child


def named(path: Path_) -> str:
    return ".".join([name for name in path if isinstance(name, str)][-2:])


def test_every_name_is_kept_or_counted(tmp_path: Path) -> None:
    paths = list(leaves(CHILD))
    children = [CHILD, *map(without, paths)]
    given = [{"la_child_id": token("Child", number), **child} for number, child in enumerate(children)]
    found = read_json(FORMAT, tmp_path, {"la_code": 999, "Children": given}, "la-999")
    assert vanished(found, "Child", list(map(named, paths))) == set(found.summary.not_kept["Children"]) == NOT_KEPT
