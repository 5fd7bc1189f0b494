"""Loaders broken on purpose, each in a way that a kill in the middle would bring to light."""

from collections.abc import Callable
from typing import Any

from graph.store import Store
from graph.writing import commits
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.write_lock import WriteLock


def _commit_everywhere(commit: Callable[..., Any]) -> None:
    commits.commit = commit


def each_statement_by_itself() -> None:
    """A fact is written in one transaction, and its edges in the next."""
    whole = commits.commit

    async def commit(store: Store, turn: WriteLock, statements: list[Statement]) -> None:
        for statement in statements:
            await whole(store, turn, [statement])

    _commit_everywhere(commit)


def finished_before_it_is() -> None:
    """A load says that it is finished when it begins."""
    whole = commits.commit

    async def commit(store: Store, turn: WriteLock, statements: list[Statement]) -> None:
        await whole(store, turn, statements)
        for query, given in statements:
            if query == text("start_load"):
                finished = {"finished_at": "2026-01-01T00:00:00", "rejected_ids": [], "books": []}
                await whole(store, turn, [(text("finish_load"), {"id": given["id"], "properties": finished})])

    _commit_everywhere(commit)


FAULTS: dict[str, Callable[[], None]] = {each.__name__: each for each in (each_statement_by_itself, finished_before_it_is)}
"""By name; each breaks this process's loader when it is called."""
