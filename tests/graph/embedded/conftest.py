from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import Lease, lease


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded") / "data folder"


@pytest.fixture(scope="module")
def shared(shared_home: Path) -> Iterator[Lease]:
    with lease(shared_home, memory="256m", idle_seconds=0, command_seconds=1) as held:
        yield held
