"""One CINdetails, the episode that a referral begins: every row that it and the elements in it become.

Keys: the child, the referral's date, the element's name and its own first date (a factor: its code too); none is numbered,
so that the same record in the next year's return is the same fact. A date that an element cannot be without rejects that
element; any other leaf that cannot be read, and an end before its start, is rejected by itself.
"""

from collections.abc import Mapping
from datetime import date

from graph.facts import Content, Fact, FactKind, Note
from graph.vocabulary import ConcernStatus, ContactKind, InvolvementKind, Outcome
from loaders.checks.impossible_orders import flag, too_early
from loaders.cin_census.rows import ElementRows
from loaders.codes.children import YES_NO
from loaders.codes.factors import FACTORS, NO_FACTOR
from loaders.codes.referrals import ABUSES, CLOSURES, PRIMARY_NEEDS, REFERRAL_SOURCES, REFERRERS
from loaders.extract import Row
from loaders.facts.builder import ended, local_id
from loaders.xml_files.elements import Block, ElementError, Reader, day, number, words

_ACTIVITY = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM")
Meaning = Reader[object] | Mapping[str, object]
"""How an element is read: by a reader, or by a list of codes."""

_SECTION_47: dict[str, Meaning] = {"InitialCPCtarget": day, "ICPCnotRequired": YES_NO}
_PLAN: dict[str, Meaning] = {
    "InitialCategoryOfAbuse": ABUSES,
    "LatestCategoryOfAbuse": ABUSES,
    "NumberOfPreviousCPP": number,
}
_PRE_PROCEEDINGS: dict[str, Meaning] = {
    "LBPSentDate": day,
    "FGDMMeetingOffer": YES_NO,
    "FGDMMeetingFac": YES_NO,
    "InitialPPMeetingDate": day,
    "ReviewMeetingsCount": number,
    "StepDecisionDate": day,
    "PPOutcome": words,
    "CourtAppDate": day,
    "LetterInitCPDate": day,
}


def episode_rows(maker: ElementRows, block: Block) -> list[Row]:
    """Every row of one CINdetails; where its referral has no date that can be read, all of them are rejects."""
    maker.referred = ""
    try:
        referred = block.need("CINreferralDate", day)
    except ElementError as fault:
        reason = f"the CINdetails in line {block.line} that it is in was rejected: it has no CINreferralDate that can be read"
        return [maker.refused(block.tag, fault), *maker.refused_inside(block, reason)]
    maker.referred = referred.isoformat()
    return _Episode(maker, block, referred).rows()


class _Episode:
    def __init__(self, maker: ElementRows, block: Block, referred: date) -> None:
        self._make, self._block, self._referred = maker, block, referred
        self._rows: list[Row] = []
        self._closed: date | None = None

    def rows(self) -> list[Row]:
        # First of all: what has no end of its own ends with the case, of which the referral tells (`_closed`).
        self._referral()
        self._conference(self._block)
        for each in self._block.inner("Assessments"):
            self._assessment(each)
        for each in self._block.inner("CINPlanDates"):
            self._spell(each, InvolvementKind.CHILD_IN_NEED, "CINPlanStartDate", "CINPlanEndDate", {})
        for each in self._block.inner("Section47"):
            self._section_47(each)
        for each in self._block.inner("ChildProtectionPlans"):
            self._plan(each)
        for each in self._block.inner("PreProceedingsandFGDM"):
            self._pre_proceedings(each)
        return self._rows

    def _local(self, *parts: object) -> str:
        return local_id(self._make.child, self._referred, *parts)

    def _event(self, kind: FactKind, local: str, on: date, says: Content) -> Fact:
        return self._make.event(kind, local, self._make.child, on, says)

    def _involvement(
        self, local: str, start: date, end: date | None, says: Content, at_end: Mapping[str, str] | None = None
    ) -> Fact:  # fmt: skip
        """A spell of the child's; `at_end` is what is known only with its end."""
        over = ended(end, at_end) if end else None
        return self._make.spell(FactKind.INVOLVEMENT, local, (self._make.child,), start, over, says)

    def _referral(self) -> None:
        """The referral is a contact on its day, and an involvement from then until the case is closed."""
        block = self._block
        given: list[str] = []
        dropped = self._make.listed(block, "ReferralNFA", YES_NO, given, self._rows)
        asked = self._make.listed(block, "ReferralSource", REFERRAL_SOURCES, given, self._rows)
        outcome = {True: Outcome.NO_FURTHER_ACTION, False: Outcome.ACCEPTED, None: Outcome.UNKNOWN}[dropped]
        content: Content = {"kind": ContactKind.REFERRAL.value, "outcome": outcome.value}
        content |= {"summary": f"Referred by {REFERRERS[asked]}"} if asked else {}
        details = [f"ReferralSource={asked}"] * bool(asked) + given
        content |= {"details": details} if details else {}
        fact = self._event(FactKind.CONTACT, self._local("referral"), self._referred, content)
        self._rows.append(self._make.kept(block.inner("CINreferralDate")[0], fact))
        met: Content = {} if dropped is None else {"threshold_met": not dropped}
        self._whole_episode(met, self._contradiction(dropped))

    def _contradiction(self, dropped: bool | None) -> list[str]:
        active = [name for name in _ACTIVITY if self._block.inner(name)] if dropped else []
        return [f"ReferralNFA says no further action, but there are {', '.join(active)}; both were kept"] if active else []

    def _whole_episode(self, content: Content, notes: list[str]) -> None:
        block, local = self._block, self._local("CINdetails")
        reason, says = self._closing(block)
        content |= {"kind": InvolvementKind.REFERRAL.value} | self._details(block, {"PrimaryNeedCode": PRIMARY_NEEDS})
        try:
            self._closed = self._end(block, "CINclosureDate", self._referred, content)
        except ElementError as fault:
            self._rows.append(self._make.refused(block.tag, fault, FactKind.INVOLVEMENT, local))
            return
        if (self._closed is None) != (reason is None):
            notes.append("CINclosureDate and ReasonForClosure stand together or not at all; one was found alone")
        if self._closed is None:
            content |= says
        fact = self._involvement(local, self._referred, self._closed, content, says)
        self._rows.append(self._make.kept(block, fact, notes))

    def _closing(self, block: Block) -> tuple[str | None, dict[str, str]]:
        """Why the case was closed: the code, and what it says with the end; one that is in no list says itself alone."""
        reason = self._make.leaf(block, "ReasonForClosure", words, self._rows)
        if reason is None:
            return None, {}
        if reason.upper() not in CLOSURES:
            self._make.strange(block.inner("ReasonForClosure")[0], reason)
            return reason, {"closure_code": reason[:60]}
        return reason, {"closure_reason": CLOSURES[reason.upper()].value, "closure_code": reason.upper()}

    def _end(self, block: Block, name: str, start: date, content: Content) -> date | None:
        """The end of a spell; one before its start is rejected by itself, and stands in what the spell says."""
        end = block.read(name, day)
        if end is None or end >= start:
            return end
        self._rows.append(self._make.refused(name, block.fault(name, too_early(name, end, start))))
        flag(content, name, end)
        return None

    def _details(self, block: Block, meanings: dict[str, Meaning]) -> Content:
        """What else an element says, as texts `Element=value`; the spelling of dates and of yes and no is one."""
        texts: list[str] = []
        for name, meaning in meanings.items():
            if isinstance(meaning, Mapping):
                value = self._make.listed(block, name, meaning, texts, self._rows)
            else:
                value = self._make.leaf(block, name, meaning, self._rows)
            if value is not None:
                texts.append(f"{name}={str(value).lower() if isinstance(value, bool) else value}")
        return {"details": texts} if texts else {}

    def _spell(
        self, block: Block, kind: InvolvementKind, start_name: str, end_name: str | None, content: Content,
        end: date | None = None,
    ) -> tuple[Row, date | None]:  # fmt: skip
        """The row of a spell; also its start, if it can be read. Its end is that leaf's, or `end` where that is not before it."""
        start = None
        try:
            start = block.need(start_name, day)
            end = self._end(block, end_name, start, content) if end_name else end
        except ElementError as fault:
            local = self._local(block.tag, start) if start else None
            row = self._make.refused(block.tag, fault, FactKind.INVOLVEMENT, local)
            block.take_all()
        else:
            end = end if end and end >= start else None
            local = self._local(block.tag, start)
            fact = self._involvement(local, start, end, content | {"kind": kind.value})
            row = self._make.kept(block, fact, self._early(start))
        self._rows.append(row)
        return row, start

    def _early(self, start: date) -> list[str]:
        return [f"it starts on {start}, before the referral of {self._referred}; it was kept"] if start < self._referred else []

    def _assessment(self, block: Block) -> None:
        content = self._details(block, {"AssessmentInternalReviewDate": day})
        start_name, end_name = "AssessmentActualStartDate", "AssessmentAuthorisationDate"
        codes = [each for wrapper in block.inner("FactorsIdentifiedAtAssessment") for each in wrapper.inner("AssessmentFactors")]
        strange = [self._make.strange(each, said) for each in codes if (said := _strange_factor(each))]
        if strange:
            content["details"] = [*self._texts(content), *strange]
        row, start = self._spell(block, InvolvementKind.ASSESSMENT, start_name, end_name, content)
        for each in codes:
            self._rows.append(self._factor(each, row, start))

    def _texts(self, content: Content) -> list[str]:
        found = content.get("details")
        return found if isinstance(found, list) else []

    def _factor(self, block: Block, assessment: Row, start: date | None) -> Row:
        """A factor is a concern of the day on which the assessment was authorised, while it is open of the day it began.

        A code that is no factor makes no concern; it stands in the assessment, as given.
        """
        given = block.value(words) or ""
        local = self._local("Assessments", start, given.upper()) if start else None
        if not assessment.facts:
            fault = block.itself("the Assessments that it is in was rejected")
            return self._make.refused(block.tag, fault, FactKind.CONCERN, local)
        if given == NO_FACTOR:
            note = Note(self._make.file, block.line, "21 says that no factor was found: no concern was made")
            return Row(block.tag, warnings=(note,))
        if _strange_factor(block):
            return Row(block.tag, within=True)
        if not given:
            return self._make.refused(block.tag, block.itself("expected a factor, found none"))
        return self._make.kept(block, self._concern(given.upper(), assessment, FACTORS[given.upper()]))

    def _concern(self, given: str, assessment: Row, found: tuple[str, str]) -> Fact:
        spell = assessment.facts[0]
        assert spell.on is not None
        content: Content = {
            "factor": str(found[0]),
            "whose": str(found[1]),
            "status": ConcernStatus.REPORTED.value,
            "involvement": spell.id,
            "code": given,
        }
        on = spell.end.day if spell.end else spell.on
        return self._event(FactKind.CONCERN, self._local("Assessments", spell.on, given), on, content)

    def _section_47(self, block: Block) -> None:
        """The return has no end of an enquiry.

        It is read as ended by its initial conference; on its first day where none was required; or else with the episode:
        docs/adr/0022.
        """
        conference = self._conference(block)
        content = self._details(block, _SECTION_47)
        # What is wrong with these two is told by `_details` and `_spell`, which read them too.
        unneeded = YES_NO.get((self._make.leaf(block, "ICPCnotRequired", words, []) or "").upper())
        first = self._make.leaf(block, "S47ActualStartDate", day, []) if unneeded else None
        self._spell(block, InvolvementKind.SECTION_47, "S47ActualStartDate", None, content, conference or first or self._closed)

    def _plan(self, block: Block) -> None:
        content = self._details(block, _PLAN)
        _, start = self._spell(block, InvolvementKind.CHILD_PROTECTION_PLAN, "CPPstartDate", "CPPendDate", content)
        for each in [review for wrapper in block.inner("Reviews") for review in wrapper.inner("CPPreviewDate")]:
            if start is None:
                fault = each.itself(
                    "the ChildProtectionPlans that it is in was rejected: it has no CPPstartDate that can be read"
                )
                self._rows.append(self._make.refused(each.tag, fault))
            else:
                self._meeting(each, "Review child protection conference", "Reviews", start)

    def _pre_proceedings(self, block: Block) -> None:
        """Read as ended by the decision to step up or down, or else with the episode."""
        content = self._details(block, _PRE_PROCEEDINGS)
        stepped = self._make.leaf(block, "StepDecisionDate", day, [])
        self._spell(block, InvolvementKind.OTHER, "PPStartDate", None, content, stepped or self._closed)

    def _conference(self, block: Block) -> date | None:
        """The initial conference in an element, which is a meeting of its own; the day, where it can be read."""
        found = [
            self._meeting(each, "Initial child protection conference", "InitialCPC") for each in block.inner("DateOfInitialCPC")
        ]
        return next((on for on in found if on), None)

    def _meeting(self, block: Block, summary: str, *parts: object) -> date | None:
        try:
            on = block.value(day)
        except ElementError as fault:
            self._rows.append(self._make.refused(block.tag, fault))
            return None
        if on is None:
            note = Note(self._make.file, block.line, f"{block.tag} is blank: no meeting was made")
            self._rows.append(Row(block.tag, warnings=(note,)))
            return None
        content: Content = {"kind": ContactKind.MEETING.value, "outcome": Outcome.COMPLETED.value, "summary": summary}
        fact = self._event(FactKind.CONTACT, self._local(*parts, on), on, content)
        self._rows.append(self._make.kept(block, fact))
        return on


def _strange_factor(block: Block) -> str:
    """A code that is no factor, blank where it is one, or says that there was none."""
    given = block.value(words) or ""
    return "" if given == NO_FACTOR or given.upper() in FACTORS else given
