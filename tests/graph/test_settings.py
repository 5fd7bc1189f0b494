from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.settings import Settings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEGRAPH_STORE", "bolt://localhost:7687")
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    settings = Settings()
    assert (settings.store, settings.home) == ("bolt://localhost:7687", tmp_path)


def test_the_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_PASSWORD", "very secret")
    assert "very secret" not in repr(Settings())
    assert Settings().password.get_secret_value() == "very secret"


@pytest.mark.parametrize("memory", ["1k", "512", "0m", "-1g", "1.5g", "lots"])
def test_a_heap_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, memory: str) -> None:
    monkeypatch.setenv("CASEGRAPH_EMBEDDED_MEMORY", memory)
    with pytest.raises(ValidationError, match="embedded_memory"):
        Settings()


@pytest.mark.parametrize("name", ["QUERY_TIMEOUT", "LOAD_TIMEOUT"])
@pytest.mark.parametrize("value", ["0", "-1", "inf", "nan", "soon"])
def test_a_time_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CASEGRAPH_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_origins_are_a_list_by_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().cors_origins == ()
    monkeypatch.setenv("CASEGRAPH_CORS_ORIGINS", "https://a.example, http://localhost:3000")
    assert Settings().cors_origins == ("https://a.example", "http://localhost:3000")


@pytest.mark.parametrize("origin", ["*", "a.example", "https://a.example/", "https://*.example"])
def test_an_origin_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("CASEGRAPH_CORS_ORIGINS", origin)
    with pytest.raises(ValidationError, match="expected origins as"):
        Settings()
