"""Findings as rows of pandas and of polars, as docs/clients.md has them."""

from typing import Any

import pytest

from graph.store import Store
from tests.api.clients.snippets import snippet


def test_findings_become_rows_of_both(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded._settings
    given = {"STORE": settings.store, "USER": settings.user, "DATABASE": settings.database}
    for name, value in {**given, "QUERY_TIMEOUT": 300, "PASSWORD": settings.password.get_secret_value()}.items():
        monkeypatch.setenv(f"CASEGRAPH_{name}", str(value))
    done: dict[str, Any] = {}
    exec(snippet("python", "import pandas"), done)
    found = done["found"]
    assert {record for each in found for record in each["subject"]["records"]} == {
        f"hv/systmone/p{number}" for number in (1, 2, 3)
    }
    for frame in (done["by_pandas"], done["by_polars"]):
        assert len(frame) == len(found)
        assert list(frame["statement"]) == [each["statement"] for each in found]
        assert list(frame["missing_picture"]) == [each["missing_picture"] for each in found]
