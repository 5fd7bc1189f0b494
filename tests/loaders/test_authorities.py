"""Two authorities are never one agency, whatever --agency says."""

from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.store import Store
from loaders.load import load
from tests.loaders.cin_census.returns import child, header, message


def census(folder: Path, name: str, lea: str) -> Path:
    path = folder / name
    path.write_text(message(child(), head=header(lea=f"<LEA>{lea}</LEA>")))
    return path


async def test_files_that_state_different_authorities_are_refused_and_both_named(store: Store, tmp_path: Path) -> None:
    one, other = census(tmp_path, "a.xml", "555"), census(tmp_path, "b.xml", "556")
    with pytest.raises(RefusedFile, match=r"found 556 here and 555 in .*a\.xml.*an --agency of its own"):
        await load(store, [one, other], agency="camden")
    assert await store.read("MATCH (load:Load) RETURN load.id") == []
    await load(store, [one], agency="camden")
    with pytest.raises(RefusedFile, match=r"found 556 here and 555 in a\.xml, loaded before"):
        await load(store, [other], agency="camden")
    of_api = tmp_path / "2025-06-01.json"
    of_api.write_text('{"la_code": 556, "Children": []}')
    with pytest.raises(RefusedFile, match="found 556 here and 555"):
        await load(store, [of_api], agency="camden")
    await load(store, [other])
