"""The write lock: loads and identity decisions come one after the other, whoever runs them.

The lock lapses a while after its last batch, so that a killed writer does not keep it; on the same machine a writer that is known
to be gone loses it at once. Every batch renews it in its own transaction, so a writer that lost it can write nothing more.
Decision: docs/adr/0005.
"""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import psutil

from graph.errors import StoreBusy, StoreError, StoreUnavailable
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement

_LAPSES_AFTER = 180.0
_RENEWED_EVERY = 30.0
_LEFT_UNSAID: set[str] = set()
"""Turns that this process gave up while the store could not be told: else it would wait for itself until they lapse."""


class WriteLock:
    """The lock, held. `renew_statement` is the first statement of every batch; `writing` is held while one runs.

    `rights_due` is the mark of a write that did not come to keep what rights rest on, as it stood when the lock was acquired.
    """

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self.rights_due: str | None = None
        self.writing = asyncio.Lock()

    def renew_statement(self) -> Statement:
        """The statement that renews the lock, and finds it lost."""
        return text("renew_lock"), {"holder": self.holder, "until": time.time() + _LAPSES_AFTER}


@asynccontextmanager
async def write_lock(
    store: Store, *, wait: float = 600, waiting: Callable[[str], None] | None = None
) -> AsyncIterator[WriteLock]:
    """Acquire the lock, waiting for it as long as `wait` seconds; `waiting` is told once who has it.

    Raises StoreBusy when somebody else has it all that time.
    """
    held = WriteLock(_own_name())
    await _acquire(store, held, wait, waiting)
    keeper = asyncio.create_task(_renew(store, held))
    try:
        yield held
    except StoreUnavailable:
        _LEFT_UNSAID.add(held.holder)  # It was waited for already.
        raise
    finally:
        keeper.cancel()
        with suppress(asyncio.CancelledError, StoreError):
            await keeper
        if held.holder not in _LEFT_UNSAID:
            await _release(store, held)


async def _acquire(store: Store, held: WriteLock, wait: float, waiting: Callable[[str], None] | None) -> None:
    if await _taken(store, held):  # nearly always: nobody else has it, and nothing need be known of who had
        return
    give_up, told = time.monotonic() + wait, False
    while True:
        rows = await store.read(text("lock_holder"), ReadKind.BEFORE_WRITE)
        other, until = rows[0] if rows else ("", 0.0)
        gone = other if other and _is_gone(other) else ""
        # Looking alone changes nothing; of several who saw it free, the write lets one have it.
        if (not other or gone or until < time.time()) and await _taken(store, held, gone):
            return
        if time.monotonic() > give_up:
            raise StoreBusy(f"another load has been writing for more than {wait:.0f} s ({other}); try again later")
        if waiting and not told:
            waiting(f"waiting: another load is writing ({other})")
            told = True
        await asyncio.sleep(0.2)


async def _taken(store: Store, held: WriteLock, gone: str = "") -> bool:
    """Whether the lock was free and is held now; that of a holder who is `gone` is free."""
    now = time.time()
    given = {"holder": held.holder, "now": now, "until": now + _LAPSES_AFTER, "gone": gone}
    rows = await store.write(text("acquire_lock"), **given)
    for _, held.rights_due in rows:
        return True
    return False


async def _release(store: Store, held: WriteLock) -> None:
    try:
        await store.write(text("release_lock"), holder=held.holder, written=uuid4().hex)
    except StoreError:
        _LEFT_UNSAID.add(held.holder)


async def _renew(store: Store, held: WriteLock) -> None:
    while True:
        await asyncio.sleep(_RENEWED_EVERY)
        async with held.writing:
            await store.transact([held.renew_statement()])


def _own_name() -> str:
    started = psutil.Process().create_time()
    return f"{socket.gethostname()} process {os.getpid()} started {started:.2f} turn {uuid4().hex[:8]}"


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that has ended (never said of another machine's), or gave the lock up."""
    if holder in _LEFT_UNSAID:
        return True
    host, _, rest = holder.partition(" process ")
    parts = rest.split()
    if host != socket.gethostname() or len(parts) < 3 or not parts[0].isdigit():
        return False
    try:
        # The id of a process that has ended may be another's by now, which did not start at that moment.
        return f"{psutil.Process(int(parts[0])).create_time():.2f}" != parts[2]
    except psutil.NoSuchProcess:
        return True
