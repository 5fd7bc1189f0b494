"""From what an element says to the row that became of it: a fact that is kept, or a reject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.facts import Fact, FactKind, Note, Reject
from loaders.extract import Row
from loaders.facts.builder import FactBuilder
from loaders.facts.seen import SeenFacts
from loaders.returns.tally import Tally, TallyPlace
from loaders.xml_files.elements import Block, ElementError, Reader, T, line_of, said, words

ROWS = (
    "Child", "CINdetails", "CINreferralDate", "DateOfInitialCPC", "Assessments", "AssessmentFactors", "CINPlanDates",
    "Section47", "ChildProtectionPlans", "CPPreviewDate", "PreProceedingsandFGDM",
)  # fmt: skip
"""The elements that are a row each; a leaf of another name is one only when it is rejected by itself."""


@dataclass(slots=True)
class ElementRows(FactBuilder):
    """Makes the rows of one child. `seen` has the facts made before of the same child, and their lines.

    `tally` counts what is to be said of many elements at once.
    """

    file: str
    child: str
    seen: SeenFacts = field(default_factory=SeenFacts)
    referred: str = ""
    tally: Tally = field(default_factory=Tally)

    def kept(self, block: Block, fact: Fact, notes: Iterable[str] = ()) -> Row:
        """The row of a fact; set aside where an earlier element says the same, rejected where one says something else."""
        line, new, same = self.seen.first(fact, block.line)
        if not same:
            reason = f"the same {block.tag} stands twice with different content, first in line {line}"
            return self.refused(block.tag, ElementError(block.line, block.path, fact.source, reason), fact.kind, fact.source)
        if not new:
            text = f"the same {block.tag} stands above already, in line {line}: kept once"
            return Row(block.tag, warnings=(Note(self.file, block.line, text),))
        warnings = [Note(self.file, block.line, text) for text in (*notes, *self._late(block, fact))]
        return Row(block.tag, (fact,), warnings=tuple(warnings))

    def refused(self, table: str, fault: ElementError, kind: FactKind | None = None, local: str | None = None) -> Row:
        """The row of an element that was not kept."""
        beside = {"LAchildID": self.child, "CINreferralDate": self.referred}
        id_ = self.key(local) if kind and local else None
        return Row(table, reject=Reject(self.file, fault.line, fault.path, fault.value, fault.reason, beside, kind, id_))

    def refused_inside(self, block: Block, reason: str) -> list[Row]:
        """The rows of everything in an element that was not kept."""
        block.take_all()
        inside = [each for each in block.element.iter(*ROWS) if each is not block.element]
        return [
            self.refused(str(each.tag), ElementError(line_of(each), _path(each, block), _own(each), reason)) for each in inside
        ]

    def listed(self, block: Block, name: str, known: Mapping[str, T], given: list[str], rows: list[Row]) -> T | None:
        """What a code means; one that is not in the list is counted, and goes to `given` as `Element=code`."""
        text = self.leaf(block, name, words, rows)
        found = None if text is None else known.get(text.upper())
        if text is not None and found is None:
            given.append(self.strange(block.inner(name)[0], text))
        return found

    def strange(self, block: Block, text: str) -> str:
        """A code that is in no list, as `Element=code`; it is counted by name."""
        self.tally.count(
            TallyPlace(self.file, block.line), f"{block.tag} '{text[:60]}' is not in the list of codes; kept as given"
        )
        return f"{block.tag}={text[:60]}"

    def leaf(self, block: Block, name: str, reader: Reader[T], rows: list[Row]) -> T | None:
        """What a leaf says whose fault rejects only itself: the reject goes to `rows`, and the element is kept without it."""
        try:
            return block.read(name, reader)
        except ElementError as fault:
            rows.append(self.refused(name, fault))
            return None

    def _late(self, block: Block, fact: Fact) -> list[str]:
        made = self.source.extracted_on
        days = [each for each in (fact.on, fact.end.day if fact.end else None) if each and each > made]
        return [f"{block.path}: {each} is after the return was made ({made}); it was kept" for each in days]


def _path(element: Any, block: Block) -> str:
    names = [str(element.tag)]
    for above in element.iterancestors():
        if above is block.element:
            break
        names.append(str(above.tag))
    return "/".join([block.path, *reversed(names)])


def _own(element: Any) -> str:
    return "" if len(element) else said(element)
