from datetime import date
from pathlib import Path

import pytest

from loaders.invented import write_example, write_partnership

UNTIL = date(2026, 3, 31)


@pytest.fixture(scope="session")
def until() -> date:
    return UNTIL


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_example(tmp_path_factory.mktemp("example"), UNTIL)


@pytest.fixture(scope="session")
def partnership(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_partnership(tmp_path_factory.mktemp("partnership"), children=200, seed=7, until=UNTIL)
