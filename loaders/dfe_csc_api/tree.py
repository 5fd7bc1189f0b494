"""What a payload has, and where: the names of the specification, and which of its objects are rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.codes.children import YES_NO
from loaders.json_files.items import JsonObject, safe, shown

EPISODE_PARTS = {
    "care_worker_details": ("worker_id", "start_date", "end_date"),
    "child_and_family_assessments": ("child_and_family_assessment_id", "start_date", "authorisation_date", "factors"),
    "child_in_need_plans": ("child_in_need_plan_id", "start_date", "end_date"),
    "section_47_assessments": ("section_47_assessment_id", "start_date", "icpc_required_flag", "icpc_date", "end_date"),
    "child_protection_plans": ("child_protection_plan_id", "start_date", "end_date"),
    "child_looked_after_placements": (
        "child_looked_after_placement_id", "start_date", "start_reason", "placement_type", "postcode", "end_date", "end_reason",
        "change_reason",
    ),
    "adoption": ("initial_decision_date", "matched_date", "placed_date"),
    "care_leavers": ("contact_date", "activity", "accommodation"),
}  # fmt: skip
_NAMES: dict[str, tuple[str, ...]] = {
    "child": ("la_child_id", "mis_child_id", "child_details", "health_and_wellbeing", "social_care_episodes"),
    "child_details": (
        "unique_pupil_number", "former_unique_pupil_number", "unique_pupil_number_unknown_reason", "first_name", "surname",
        "date_of_birth", "expected_date_of_birth", "sex", "ethnicity", "disabilities", "postcode", "uasc_flag", "uasc_end_date",
    ),
    "health_and_wellbeing": ("sdq_assessments",),
    "sdq_assessments": ("date", "score"),
    "social_care_episodes": (
        "social_care_episode_id", "referral_date", "referral_source", "referral_no_further_action_flag", "closure_date",
        "closure_reason", *EPISODE_PARTS,
    ),
    **EPISODE_PARTS,
}  # fmt: skip
ROWS = frozenset({"sdq_assessments", "social_care_episodes", *EPISODE_PARTS})
"""The lists (and objects) whose objects are a row each, beside the child."""

CHILD_NAMES = frozenset(_NAMES["child"])


@dataclass(frozen=True, slots=True)
class Inside:
    """An object in a child's: the name of the list that it is in, its path, and itself."""

    name: str
    path: str
    value: Mapping[str, Any]


def inside(value: Mapping[str, Any], name: str = "child", path: str = "") -> Iterator[Inside]:
    """An object, and every object that the specification has in it; what is no object is passed over."""
    yield Inside(name, path, value)
    for each in (each for each in _NAMES[name] if each in _NAMES):
        found = value.get(each)
        for index, one in enumerate(found if isinstance(found, list) else [found]):
            if isinstance(one, dict) and one:
                where = f"{path}.{each}" if path else each
                yield from inside(one, each, f"{where}[{index}]" if isinstance(found, list) else where)


def odd_purges(value: Mapping[str, Any]) -> Iterator[str]:
    """What `purge` says that is no answer, each as a sentence."""
    for each in inside(value):
        purge = shown(each.value.get("purge"))
        if purge and purge.upper() not in YES_NO:
            yield f"purge is '{safe(purge)}' in {each.name}, neither true nor false: read as not purged"


def rows_in(item: JsonObject, name: str) -> Iterator[tuple[str, JsonObject]]:
    """Every object in another (of that name) that is a row, with the name of its list."""
    for each in inside(item.value, name):
        if each.value is not item.value and each.name in ROWS:
            yield each.name, JsonObject(each.value, item.at(each.path), item.line)
