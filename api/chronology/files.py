"""The files of a chronology: what is written of people is for its owner alone, and whole or not there at all."""

import json
import os
import tempfile
from pathlib import Path

from graph.errors import InvalidInput, NotWritten
from queries.chronology import RowNumbers


def read_numbers(path: Path) -> RowNumbers:
    """The numbers that are kept there; none where there is no such file. Raises InvalidInput for a file of another kind."""
    try:
        return RowNumbers.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return RowNumbers()
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{path}: expected the numbers of a chronology as JSON, found something else") from error
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None


def numbers_text(numbers: RowNumbers) -> str:
    """The numbers as they are kept."""
    return json.dumps(numbers.to_dict(), indent=0) + "\n"


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file that its owner alone may read, in place of one that is there. Raises NotWritten."""
    blob = content.encode() if isinstance(content, str) else content
    temporary = None
    try:
        opened, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # of mode 0600
        with os.fdopen(opened, "wb") as file:
            file.write(blob)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise NotWritten(f"{path} cannot be written: {error.strerror}") from None
