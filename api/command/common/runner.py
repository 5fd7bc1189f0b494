"""How every command runs and ends: 0 well, 1 failed, 2 wrong usage, 3 done with rejected rows, 130 stopped by Ctrl-C."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from api.command.common.output import complain, listed, say
from graph.errors import CasegraphError, InvalidInput, RefusedFile
from queries.engine.custom_patterns import SETTING
from queries.engine.registry import custom_patterns

FAILED, WRONG_USAGE, REJECTED, STOPPED = 1, 2, 3, 130

T = TypeVar("T")


class Commands(TyperGroup):
    """The group of commands: says every error of our tree as one sentence on standard error, with its exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the table, the way somebody meets them; groups of commands behind them."""
        return sorted(self.commands, key=lambda name: isinstance(self.commands[name], TyperGroup))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            _tell_own_patterns()
            done = super().invoke(ctx)
            # Here, where it can still be said that nobody reads what is printed: see BrokenPipeError below.
            sys.stdout.flush()
            return done
        except CasegraphError as error:
            complain(str(error))
            raise typer.Exit(exit_code(error)) from None
        except ValidationError as error:
            complain(_wrong_setting(error))
            raise typer.Exit(WRONG_USAGE) from None
        # Ctrl-C; or SIGTERM, for which `end_cleanly` has the work cancelled.
        except (KeyboardInterrupt, asyncio.CancelledError):
            complain("stopped")
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            _forget_output()
            raise typer.Exit(FAILED) from None


def exit_code(error: CasegraphError) -> int:
    """Wrong usage where an argument was wrong; a file that was refused is a failure."""
    wrong = isinstance(error, InvalidInput) and not isinstance(error, RefusedFile)
    return WRONG_USAGE if wrong else FAILED


def _tell_own_patterns() -> None:
    """Before any command: whose patterns are asked beside the built-in ones, once they are found to be right."""
    names = custom_patterns()
    if names:
        say(f"own patterns: {listed(names)} ({SETTING})", "dim")


def _wrong_setting(error: ValidationError) -> str:
    """A setting that cannot be read; of settings alone is made what commands give to pydantic."""
    first = error.errors()[0]
    return f"CASEGRAPH_{str(first['loc'][0]).upper()}: {first['msg'].lower()}; found '{first['input']}'"


def run(work: Coroutine[Any, Any, T], loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None) -> T:
    """Run a command's asynchronous work to its end; Ctrl-C cancels it and lets it clean up."""
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(work)


def end_cleanly() -> None:
    """Let SIGTERM cancel what is being done, so that it cleans up; whatever listens to signals itself takes it from here."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(task.cancel))


def _forget_output() -> None:
    # Python flushes standard output once more at exit, which would fail again, and loudly.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
