"""Two authorities are never one agency: what their files state counts, whatever `--agency` says (docs/adr/0020)."""

from collections.abc import Iterable
from pathlib import Path

from graph.errors import RefusedFile
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from loaders.extract import Extract


async def refuse_two_authorities(store: Store, extracts: Iterable[tuple[Path, Extract]]) -> None:
    """Raises RefusedFile, naming both, where files of one agency state different authorities: among these, or among the loaded.

    Their ids of children are the same numbers for different children.
    """
    stating = [(path, extract.source) for path, extract in extracts if extract.source.authority]
    if not stating:
        return
    known: dict[str, tuple[str, str]] = {}
    for agency, authority, file in await store.read(text("authorities"), ReadKind.BEFORE_WRITE):
        known.setdefault(agency, (authority, f"{file}, loaded before"))
    for path, source in stating:
        authority, file = known.setdefault(source.agency, (str(source.authority), str(path)))
        if authority != source.authority:
            raise RefusedFile(
                f"{path}: expected files of one authority for the agency {source.agency}, found {source.authority} here and"
                f" {authority} in {file}: their ids name different children; give each authority an --agency of its own"
            )
