"""Where several processes share the tests, one of them has all of an engine's, so that each engine starts once."""

import os

import pytest


def engine_of(item: pytest.Item) -> str | None:
    params: dict[str, str] = getattr(getattr(item, "callspec", None), "params", {})
    return params.get("engine_name")


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all tests here")
def test_every_test_of_an_engine_is_in_the_group_of_that_engine(request: pytest.FixtureRequest) -> None:
    items = [(item.nodeid, engine) for item in request.session.items if (engine := engine_of(item))]
    assert [nodeid for nodeid, engine in items if not nodeid.endswith(f"@{engine}")] == []
