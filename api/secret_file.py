"""A secret of the data folder: made at the first start, readable by its owner alone, the same for all processes and restarts."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """The text of the file, made by `make` where there is none yet; of processes that start at once, one makes it.

    Raises OSError where it cannot be read, nor made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii")
    opened, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # of mode 0600
    try:
        with os.fdopen(opened, "w", encoding="ascii") as file:
            file.write(make())
        # A link is made whole or not at all, and never over one that is there.
        with suppress(FileExistsError):
            path.hardlink_to(temporary)
    finally:
        Path(temporary).unlink()
    return path.read_text(encoding="ascii")
