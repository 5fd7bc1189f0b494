"""The progress bar, on standard error, where that is a terminal."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from api.command.common.output import messages


class Bar:
    """Shows how far a load, or the writing of a partnership, has come."""

    def __init__(self) -> None:
        console = messages()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def start(self, label: str, total: int | None) -> None:
        """Begin something of so many rows."""
        self._progress.start()
        self._task = self._progress.add_task(label, total=total)

    def advance(self, rows: int) -> None:
        """So many more rows are done."""
        if self._task is not None:
            self._progress.advance(self._task, rows)

    def reach(self, rows: int) -> None:
        """So many in all."""
        if self._task is not None:
            self._progress.update(self._task, completed=rows)

    def done(self) -> None:
        """The end of what was begun."""
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None
            self._progress.stop()
