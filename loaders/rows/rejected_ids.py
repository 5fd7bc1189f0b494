"""The facts whose rows were rejected, and those that an extract says were deleted: a load's node has their ids."""

from collections import defaultdict

from graph.errors import RefusedFile
from graph.facts import FactKind

_MOST_BYTES = 1_200_000
"""Of one kind. All kinds together are one message to the store, and the embedded engine answers none of 16 MiB:
docs/adr/0047."""


class RejectedIds:
    """By kind, the ids of facts whose rows were rejected. `many` are the kinds of which more were rejected than a load remembers.

    A rejected row speaks for its fact: it is not taken away. So of a kind among `many` an extract takes nothing away.
    """

    def __init__(self) -> None:
        self._ids: dict[FactKind, set[str]] = defaultdict(set)
        self._bytes: dict[FactKind, int] = defaultdict(int)
        self.many: set[FactKind] = set()

    def add(self, kind: FactKind | None, id_: str | None) -> None:
        """That the row of this fact was rejected; nothing where the row does not say of which."""
        if kind is None or not id_ or kind in self.many or id_ in self._ids[kind]:
            return
        self._ids[kind].add(id_)
        self._bytes[kind] += len(id_.encode("utf-8", "replace"))
        if self._bytes[kind] > _MOST_BYTES:
            self.many.add(kind)
            del self._ids[kind]

    def said(self) -> list[str]:
        """Each as `kind id`, in order."""
        return sorted(f"{kind} {id_}" for kind, ids in self._ids.items() for id_ in ids)


class RemovedIds(set[tuple[FactKind, str]]):
    """By kind and id, the records that an extract says were deleted."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = 0

    def enter(self, removed: tuple[tuple[FactKind, str], ...]) -> None:
        """Some more; raises RefusedFile where they are more than a load remembers."""
        for each in removed:
            if each not in self:
                self.add(each)
                self._bytes += len(each[1].encode("utf-8", "replace"))
        if self._bytes > len(FactKind) * _MOST_BYTES // 2:
            raise RefusedFile(
                f"expected at most about 100,000 records that were deleted, found {len(self):,}: load them in parts"
            )
