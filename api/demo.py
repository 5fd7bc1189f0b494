"""The demo: the invented example, in a store of its own for the day.

The example's dates are told from today, so yesterday's demo would be a day off.
"""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from api.sign_in.sign_in import DemoSignIn
from graph.access.caller import Caller, CallerRole, Purpose
from graph.embedded.folder import DataFolder
from graph.settings import Settings
from graph.store import Store, connect
from loaders.invented import write_example
from loaders.load import load
from loaders.progress import Progress

SIGNED_IN_AS = "demo analyst"
_FIRST = "analyst"
_CALLERS = {
    _FIRST: Caller("demo", SIGNED_IN_AS, CallerRole.OWNER, purpose=Purpose.ANALYSIS),
    "health-visitor": Caller(
        "demo-hv", "Hana Okafor, health visitor", CallerRole.PRACTITIONER, "hv", purpose=Purpose.DIRECT_WORK
    ),
    "social-worker": Caller(
        "demo-sw", "Sam Whitlock, social worker", CallerRole.PRACTITIONER, "csc", purpose=Purpose.CHILD_PROTECTION
    ),
    "reviewer": Caller("demo-review", "Ros Adeyemi, reviewer", CallerRole.REVIEWER, purpose=Purpose.CASE_REVIEW),
    "privacy-officer": Caller("demo-privacy", "Priya Nair, privacy officer", CallerRole.PRIVACY_OFFICER, purpose=Purpose.AUDIT),
}


def demo_sign_in() -> DemoSignIn:
    """The invented callers of the demo: whoever asks is one of them. The first sees all that is in it, as an owner does."""
    return DemoSignIn(_CALLERS, _FIRST)


def demo_settings(settings: Settings, today: date) -> Settings:
    """The settings with which the demo's store of that day is opened."""
    return settings.model_copy(update={"store": None, "home": _home(settings.home, today)})


@asynccontextmanager
async def demo_store(settings: Settings, today: date, progress: Progress) -> AsyncIterator[Store]:
    """Open the demo's store of that day with the example in it; a second demo on the same day finds it loaded."""
    _forget_other_days(settings.home, today)
    async with connect(settings=demo_settings(settings, today)) as store:
        with tempfile.TemporaryDirectory(prefix="casegraph-demo-") as folder:
            paths = write_example(Path(folder), today)
            await load(store, paths, progress=progress, by=SIGNED_IN_AS)
        yield store


def _home(home: Path, day: date) -> Path:
    return home / f"demo-{day}"


def _forget_other_days(home: Path, today: date) -> None:
    """Remove the demos of other days, but for one whose server still runs."""
    for each in home.glob("demo-????-??-??"):
        if each != _home(home, today) and each.is_dir() and not DataFolder(each).supervisor_lock.is_held():
            shutil.rmtree(each, ignore_errors=True)
