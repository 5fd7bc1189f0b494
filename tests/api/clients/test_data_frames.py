"""Findings as rows of pandas and of polars, as docs/clients.md has them."""

from typing import Any

import pytest

from graph.store import Store
from tests.api.clients.snippets import snippet


def test_findings_become_rows_of_both(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded._settings
    given = {"STORE": settings.store, "USER": settings.user, "DATABASE": settings.database}
    patient = {"QUERY_TIMEOUT": 300, "POPULATION_TIMEOUT": 300}  # what takes longer is left out of the answer
    for name, value in {**given, **patient, "PASSWORD": settings.password.get_secret_value()}.items():
        monkeypatch.setenv(f"CASEGRAPH_{name}", str(value))
    done: dict[str, Any] = {}
    exec(snippet("python", "import pandas"), done)
    found = done["found"]
    assert {each["pattern"] for each in found} >= {"closed_after_missed", "heritage_not_understood"}
    for frame in (done["by_pandas"], done["by_polars"]):
        assert len(frame) == len(found)
        assert list(frame["statement"]) == [each["statement"] for each in found]
        assert list(frame["missing_picture"]) == [each["missing_picture"] for each in found]
