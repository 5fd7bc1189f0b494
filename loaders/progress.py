"""How far a load has come, for whoever watches."""

from typing import Protocol


class Progress(Protocol):
    """What is told how far a load has come."""

    def start(self, label: str, total: int | None) -> None:
        """An extract begins, of so many rows about."""
        ...

    def advance(self, rows: int) -> None:
        """So many more rows are written."""
        ...

    def done(self) -> None:
        """The extract is whole."""
        ...


class Silent:
    """Progress that nobody watches."""

    def start(self, label: str, total: int | None) -> None:
        """An extract begins, and nobody is told."""

    def advance(self, rows: int) -> None:
        """Rows are written, and nobody is told."""

    def done(self) -> None:
        """The extract is whole, and nobody is told."""
