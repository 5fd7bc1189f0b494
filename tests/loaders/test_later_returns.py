"""Two returns of one authority, one later than the other, give the same graph in either order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store import Store
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.dfe_csc_api.payloads import child, episode, payload
from tests.loaders.ssda903.returns import EPISODES, HEADER, written
from tests.queries.building import found

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,03/02/2010,M,08/02/2018,10/02/2018\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,03/02/2010,20/02/2018,PN1\n"
CLOSED = EPISODES.replace("K2,PR4,,", "K2,PR4,10/03/2018,E4A")


def ssda903(folder: Path) -> list[Path]:
    """A child's return, and a later one in which the care has ended, a child has another sex, and no child was missing."""
    before = {"h.csv": HEADER, "e.csv": EPISODES, "m.csv": MISSING}
    after = {"h.csv": HEADER.replace("C1,2", "C1,1"), "e.csv": CLOSED, "m.csv": MISSING.partition("\n")[0] + "\n"}
    return [written(folder / "before", before), written(folder / "after", after | {"r.csv": REVIEWS})]


def dfe_csc_api(folder: Path) -> list[Path]:
    """A child's payload, and a later one in which the referral is closed, a name is another, and a plan is purged."""
    plan = {"child_in_need_plan_id": "N1", "start_date": "2025-05-20"}
    before = payload(child("C1", episode(child_in_need_plans=[plan])))
    closed = episode(closure_date="2025-06-20", closure_reason="RC7", child_in_need_plans=[plan | {"purge": True}])
    after = payload(child("C1", closed, details={"surname": "High"}))
    paths = [folder / "before.json", folder / "after.json"]
    for path, given in zip(paths, (before, after), strict=True):
        path.write_text(json.dumps(given), encoding="utf-8")
    return paths


@pytest.mark.parametrize("returns", [ssda903, dfe_csc_api])
async def test_a_later_return_gives_the_same_graph_in_either_order(
    returns: Callable[[Path], list[Path]], store: Store, tmp_path: Path
) -> None:
    before, after = returns(tmp_path)
    in_order = await graph_of(store, before, after)
    removed = await store.read("MATCH (k) WHERE k.removed_on IS NOT NULL RETURN count(k)")
    assert await graph_of(store, after, before) == in_order
    assert removed[0][0] >= 1


@pytest.mark.parametrize(
    ("returns", "as_of", "before", "after"),
    [(ssda903, "2018-06-01", "2018-02-19", "2018-03-10"), (dfe_csc_api, "2025-09-01", "2025-06-01", "2025-06-20")],
)
async def test_what_was_known_before_a_later_return_stays_visible_through_an_earlier_known_at(
    returns: Callable[[Path], list[Path]], as_of: str, before: str, after: str, store: Store, tmp_path: Path
) -> None:
    """A child that nobody saw while the case was open; the later return closes the case, and takes a plan back."""

    async def unseen(known_at: str) -> set[str]:
        findings = await found(store, "child_not_seen", as_of, known_at=known_at)
        return {each.id for finding in findings for each in finding.evidence}

    earlier, later = returns(tmp_path)
    await load(store, [earlier], agency="la-999")
    told = await unseen(before)
    assert told
    await load(store, [later], agency="la-999")
    assert (await unseen(before), await unseen(after)) == (told, set())


async def graph_of(store: Store, *paths: Path) -> list[str]:
    await store.write("MATCH (n) DETACH DELETE n")
    for path in paths:
        (summary,) = await load(store, [path], agency="la-999")
        assert summary.rejected_rows == []
    return await dump(store)
