"""Small payloads of the DfE API, and what became of them."""

from pathlib import Path
from typing import Any

from loaders.dfe_csc_api import FORMAT
from tests.loaders.reading import Read, read_json

DETAILS = {"first_name": "Ada", "surname": "Low", "date_of_birth": "2015-02-03", "sex": "F", "ethnicity": "WBRI", "purge": False}
REFERRAL = {
    "social_care_episode_id": "E1",
    "referral_date": "2025-05-01",
    "referral_source": "6",
    "referral_no_further_action_flag": False,
    "purge": False,
}


def child(id_: Any = "C1", *episodes: dict[str, Any], details: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    given = {"child_details": DETAILS | (details or {}), "social_care_episodes": [*episodes], "purge": False, **more}
    return given if id_ is None else {"la_child_id": id_, **given}


def payload(*children: Any) -> dict[str, Any]:
    return {"la_code": 999, "Children": [*children]}


def episode(**parts: Any) -> dict[str, Any]:
    return REFERRAL | parts


def read(folder: Path, value: Any, agency: str | None = None, name: str = "given") -> Read:
    return read_json(FORMAT, folder, value, agency, name)
