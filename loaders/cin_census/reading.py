"""Reading a return: first the whole file is checked, then the children are read, and then what became of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from lxml import etree

from graph.errors import RefusedFile
from graph.facts import FactKind, Note, Reject, Source
from loaders.adoptions import sealed_where_adopted
from loaders.cin_census.corrections import write_children
from loaders.cin_census.elements import Block, Fault, said, strays
from loaders.cin_census.episodes import episode_rows
from loaders.cin_census.header import source_of
from loaders.cin_census.making import ROWS, Maker, Seen
from loaders.cin_census.parsing import beginning, elements
from loaders.cin_census.people import child_id, described, person
from loaders.cin_census.rejects import write_rejects
from loaders.extract import Row
from loaders.files.regular import open_file

_TREE = {
    "Child": ("ChildIdentifiers", "ChildCharacteristics", "CINdetails"),
    "ChildIdentifiers": (
        "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate", "Sex", "GenderCurrent",
        "PersonDeathDate",
    ),
    "ChildCharacteristics": ("Ethnicity", "Disabilities"),
    "Disabilities": ("Disability",),
    "CINdetails": (
        "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC",
        "ReferralNFA", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM",
    ),
    "Assessments": (
        "AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate",
        "FactorsIdentifiedAtAssessment",
    ),
    "FactorsIdentifiedAtAssessment": ("AssessmentFactors",),
    "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    "ChildProtectionPlans": (
        "CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP", "Reviews",
    ),
    "Reviews": ("CPPreviewDate",),
    "PreProceedingsandFGDM": (
        "PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac", "InitialPPMeetingDate", "ReviewMeetingsCount",
        "StepDecisionDate", "PPOutcome", "CourtAppDate", "LetterInitCPDate",
    ),
}  # fmt: skip


def open_census(path: Path, agency: str | None) -> "CensusExtract":
    """Check that the whole file is a CIN census, and read its header; raises RefusedFile before anything is kept."""
    start = beginning(path)
    if start.doctype_line is not None:
        raise RefusedFile(f"{path.name}, line {start.doctype_line}: expected no DOCTYPE, found one; no entity is ever read")
    source: Source | None = None
    repeated: Counter[str] = Counter()
    rows = 0
    for element in elements(path, "Message", "Header", "Child"):
        if element.tag == "Child":
            repeated[_id_of(element)] += 1
            rows += sum(1 for _ in element.iter(*ROWS))
        elif element.tag == "Header" and source is None:
            source = source_of(path.name, Block(element, "Header"), agency)
    if start.root != "Message" or start.collection != "CIN" or source is None:
        found = f"{start.root or 'no element'} with '{start.collection}'"
        raise RefusedFile(
            f"{path.name}: expected a Message, in no namespace, with a Header whose Collection is CIN; found {found}"
        )
    with open_file(path) as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    source = replace(source, partial=start.partial)
    return CensusExtract(path, source, digest, rows, frozenset(name for name, count in repeated.items() if count > 1))


def _id_of(child: etree._Element) -> str:
    leaf = child.find("ChildIdentifiers/LAchildID")
    return "" if leaf is None else said(leaf)


class CensusExtract:
    """One opened return; see `loaders.extract.Extract`. Memory: one child's XML, and an entry per child id."""

    format = "cin_census"
    present = frozenset({FactKind.PERSON, FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN})

    def __init__(self, path: Path, source: Source, digest: str, rows: int, repeated: frozenset[str]) -> None:
        self.path, self.source, self._repeated = path, source, repeated
        self.files: tuple[tuple[str, str], ...] = ((path.name, digest),)
        self.rows: int | None = rows

    def people(self) -> Iterator[Row]:
        """The records of the children, and the leaves of theirs that were rejected by themselves."""
        for own, _ in self._read():
            yield from own

    def bundles(self) -> Iterator[list[Row]]:
        """Child by child, everything in their episodes."""
        for _, inside in self._read():
            if inside:
                yield inside

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected elements as `rejects.csv`, and the children that they are of as a partial return."""
        return [*write_rejects(folder, rejects), write_children(self.path, folder, rejects)]

    def _read(self) -> Iterator[tuple[list[Row], list[Row]]]:
        reader = _Reader(self.path.name, self.source, self._repeated)
        for element in elements(self.path, "Child"):
            yield reader.child(Block(element, "Child"))


class _Reader:
    """One reading of the file; what stands twice is found within it."""

    def __init__(self, file: str, source: Source, repeated: frozenset[str]) -> None:
        self._file, self._source, self._repeated = file, source, repeated
        self._children: Seen = {}
        self._shared: dict[str, Seen] = defaultdict(dict)

    def child(self, block: Block) -> tuple[list[Row], list[Row]]:
        """The rows of a child, and the rows of what is in their episodes."""
        maker = Maker(self._file, self._source, "")
        try:
            maker.child = child_id(block)
        except Fault as fault:
            return [maker.refused(block.tag, fault)], maker.refused_inside(block, "the Child that it is in was rejected")
        if maker.child in self._repeated:
            maker.seen = self._shared[maker.child]
        inside = [row for each in block.inner("CINdetails") for row in episode_rows(maker, each)]
        return self._with_person(maker, block, inside)

    def _with_person(self, maker: Maker, block: Block, inside: list[Row]) -> tuple[list[Row], list[Row]]:
        days = [fact.on for row in inside for fact in row.facts if fact.on]
        found = described(maker, block, days)
        fact = person(maker, found, min(days, default=None))
        sealed_where_adopted(fact, inside)
        before = self._children.get((fact.kind, fact.id))
        maker = replace(maker, seen=self._children, referred="")
        row = maker.kept(block, fact, found.notes)
        if row.reject:
            return [row], maker.refused_inside(block, "the Child that it is in was rejected")
        if before and before[1].recorded_on < fact.recorded_on:
            fact.on = fact.recorded_on = before[1].recorded_on
        self._children[fact.kind, fact.id] = before[0] if before else block.line, fact
        row.warnings += tuple(Note(self._file, line, text) for line, text in strays(block.element, _TREE))
        return [row, *found.rows], inside
