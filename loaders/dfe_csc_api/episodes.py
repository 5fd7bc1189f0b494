"""One social care episode, which a referral begins: every row that it and the objects in it become.

Kinds and days are those of the census, so that one referral told by both is one referral; ids are the payload's own, behind the
child's. A date that an object cannot be without rejects that object; any other value that cannot be read is rejected by itself.
"""

from collections.abc import Collection, Mapping
from datetime import date

from graph.facts import Content, Fact, FactKind, Value
from graph.vocabulary import ConcernStatus, ContactKind, InvolvementKind, Outcome
from loaders.checks.impossible_orders import flag, too_early
from loaders.codes.care import ACCOMMODATION, ACTIVITIES, ENDS, LIVING, NEW_EPISODES, PLACE_CHANGES, PLACES
from loaders.codes.children import YES_NO
from loaders.codes.factors import FACTORS, NO_FACTOR
from loaders.codes.placements import CONTINUES, ending, place_kind, placement
from loaders.codes.referrals import CLOSURES, REFERRAL_SOURCES, REFERRERS
from loaders.dfe_csc_api.codes import ADOPTION
from loaders.dfe_csc_api.purges import is_purged, purged_rows
from loaders.extract import Row
from loaders.facts.builder import ended, local_id
from loaders.json_files.items import JsonItemError, JsonObject, Reader, day, ident, words
from loaders.json_files.rows import ObjectRows

_PLANS = {
    "child_in_need_plans": ("child_in_need_plan_id", InvolvementKind.CHILD_IN_NEED, "end_date"),
    "child_protection_plans": ("child_protection_plan_id", InvolvementKind.CHILD_PROTECTION_PLAN, "end_date"),
}
_PLACEMENT: dict[str, Reader[str]] = {
    "start_reason": words, "placement_type": words, "postcode": words, "end_reason": ident, "change_reason": words,
}  # fmt: skip

_PLACEMENT_CODES = {"start_reason": NEW_EPISODES, "placement_type": PLACES, "end_reason": ENDS, "change_reason": PLACE_CHANGES}
_CARE_LEAVER_CODES = {"activity": ACTIVITIES, "accommodation": LIVING | ACCOMMODATION}


class Episode:
    """One episode of a child being read."""

    def __init__(self, maker: ObjectRows, item: JsonObject, child: str) -> None:
        self._make, self._item, self._child = maker, item, child
        self._id = ""
        self._rows: list[Row] = []

    def rows(self) -> list[Row]:
        """Every row of it; where it has no id or no day of referral that can be read, it is rejected alone."""
        self._id = self._item.need("social_care_episode_id", ident)
        self._referral()
        self._rows += [Row("care_worker_details") for _ in self._inner("care_worker_details")]
        for item in self._inner("child_and_family_assessments"):
            self._assessment(item)
        for name, (own, kind, end) in _PLANS.items():
            for item in self._inner(name):
                self._spell(name, item, own, kind, end, {})
        for item in self._inner("section_47_assessments"):
            self._section_47(item)
        for item in self._inner("child_looked_after_placements"):
            self._placement(item)
        for item in self._inner("adoption"):
            self._adoption(item)
        for item in self._inner("care_leavers"):
            self._care_leaver(item)
        return self._rows

    def _inner(self, name: str) -> list[JsonObject]:
        """The objects of a list that are not purged; what is wrong with the list rejects the list alone."""
        try:
            found = self._item.inner(name)
        except JsonItemError as fault:
            self._rows.append(self._make.refused(name, fault))
            return []
        for item in found:
            if is_purged(item):
                self._rows += purged_rows(self._make, item, name, self._child, self._id)
        return [item for item in found if not is_purged(item)]

    def _local(self, *parts: object) -> str:
        return local_id(self._child, *parts)

    def _referral(self) -> None:
        """The referral is a contact on its day, and an involvement from then until the case is closed."""
        item, table, local = self._item, "social_care_episodes", self._local("episode", self._id)
        try:
            referred = item.need("referral_date", day)
        except JsonItemError as fault:
            self._rows.append(self._make.refused(table, fault, FactKind.INVOLVEMENT, local))
            item.take_values()
            return
        given: list[str] = []
        dropped = self._make.listed(item, "referral_no_further_action_flag", YES_NO, given, self._rows)
        asked = self._make.listed(item, "referral_source", REFERRAL_SOURCES, given, self._rows)
        outcome = {True: Outcome.NO_FURTHER_ACTION, False: Outcome.ACCEPTED, None: Outcome.UNKNOWN}[dropped]
        content: Content = {"kind": ContactKind.REFERRAL.value, "outcome": outcome.value}
        content |= {"summary": f"Referred by {REFERRERS[asked]}"} if asked else {}
        details = [f"referral_source={asked}"] * bool(asked) + given
        content |= {"details": details} if details else {}
        fact = self._make.event(FactKind.CONTACT, local, self._child, referred, content)
        self._rows.append(self._make.kept("referral_date", item, fact))
        self._whole(local, referred, {} if dropped is None else {"threshold_met": not dropped})

    def _whole(self, local: str, referred: date, content: Content) -> None:
        item, notes = self._item, list[str]()
        reason = self._make.leaf(item, "closure_reason", words, self._rows)
        says = self._closing(reason)
        try:
            closed = self._end(item, "closure_date", referred, content)
        except JsonItemError as fault:
            self._rows.append(self._make.refused("social_care_episodes", fault, FactKind.INVOLVEMENT, local))
            return
        if (closed is None) != (reason is None):
            notes.append("closure_date and closure_reason stand together or not at all; one was found alone")
        content |= {"kind": InvolvementKind.REFERRAL.value} | ({} if closed else says)
        fact = self._involvement(local, referred, closed, content, says)
        self._rows.append(self._make.kept("social_care_episodes", item, fact, notes))

    def _involvement(self, local: str, start: date, end: date | None, says: Content, at_end: Mapping[str, Value]) -> Fact:
        """A spell of the child's; `at_end` is what is known only with its end."""
        over = ended(end, at_end) if end else None
        return self._make.spell(FactKind.INVOLVEMENT, local, (self._child,), start, over, says)

    def _closing(self, reason: str | None) -> dict[str, str]:
        """What a reason for closure says with the end; one that is in no list says its code alone."""
        if reason is None:
            return {}
        if reason.upper() not in CLOSURES:
            self._make.strange(self._item, "closure_reason", reason)
            return {"closure_code": reason[:60]}
        return {"closure_reason": CLOSURES[reason.upper()].value, "closure_code": reason.upper()}

    def _end(self, item: JsonObject, name: str, start: date, content: Content) -> date | None:
        """A spell's end; one before its start is rejected by itself, and stands in what the spell says. Raises JsonItemError."""
        end = item.read(name, day)
        if end is None or end >= start:
            return end
        self._rows.append(self._make.refused(name, item.fault(name, too_early(name, end, start))))
        flag(content, name, end)
        return None

    def _spell(
        self,
        table: str,
        item: JsonObject,
        own: str,
        kind: InvolvementKind,
        end_name: str,
        content: Content,
        *,
        of_one_day: bool = False,
    ) -> Row:
        """The row of a spell with an id, a start and perhaps an end of its own (`of_one_day`: else the start)."""
        local, content = None, content | {"kind": kind.value}
        try:
            local = self._local(kind, item.need(own, ident))
            start = item.need("start_date", day)
            end = self._end(item, end_name, start, content) or (start if of_one_day else None)
        except JsonItemError as fault:
            row = self._make.refused(table, fault, FactKind.INVOLVEMENT if local else None, local)
            item.take_all()
        else:
            says = self._ceased(item) if end else {}
            fact = self._involvement(local, start, end, content, says)
            row = self._make.kept(table, item, fact)
        self._rows.append(row)
        return row

    def _ceased(self, item: JsonObject) -> dict[str, str]:
        reason = (self._make.leaf(item, "end_reason", ident, []) or "").upper()
        says = {"closure_code": reason} if reason else {}
        return says if reason in ("", CONTINUES) else says | {"closure_reason": ending(reason).value}

    def _assessment(self, item: JsonObject) -> None:
        table, own = "child_and_family_assessments", "child_and_family_assessment_id"
        # Read here for what the assessment itself keeps, and once more below for the concerns, which need the assessment.
        said = [each for each, fault in item.each("factors", words) if each and not fault]
        strange = [self._make.strange(item, "factors", each) for each in said if _is_strange(each)]
        content: Content = {"details": strange} if strange else {}
        row = self._spell(table, item, own, InvolvementKind.ASSESSMENT, "authorisation_date", content)
        for given, fault in item.each("factors", words):
            if fault or given:
                self._rows.append(self._factor(item, row, given, fault))

    def _factor(self, item: JsonObject, assessment: Row, given: str | None, fault: JsonItemError | None) -> Row:
        """A factor is a concern of the day on which the assessment was authorised, while it is open of the day it began.

        A code that is no factor makes no concern; it stands in the assessment, as given.
        """
        at = f"{item.at('factors')}"
        if fault or not assessment.facts:
            reason = "the assessment that it is in was rejected"
            return self._make.refused("factors", fault or JsonItemError(item.line, at, given or "", reason))
        if given == NO_FACTOR:
            return self._make.aside("factors", item, "21 says that no factor was found: no concern was made")
        if _is_strange(str(given)):
            return Row("factors", within=True)
        return self._concern(item, assessment, str(given).upper(), FACTORS[str(given).upper()])

    def _concern(self, item: JsonObject, assessment: Row, given: str, found: tuple[str, str]) -> Row:
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
        local = self._local("factor", item.need("child_and_family_assessment_id", ident), given)
        return self._make.kept("factors", item, self._make.event(FactKind.CONCERN, local, self._child, on, content))

    def _section_47(self, item: JsonObject) -> None:
        table, own = "section_47_assessments", "section_47_assessment_id"
        details: list[str] = []
        asked = self._make.listed(item, "icpc_required_flag", YES_NO, details, self._rows)
        details += [] if asked is None else [f"icpc_required_flag={str(asked).lower()}"]
        content: Content = {"details": details} if details else {}
        # An enquiry that needed no conference, and had none, would else stay open for ever where it has no end (docs/adr/0022).
        unneeded = asked is False and not item.value.get("icpc_date")
        row = self._spell(table, item, own, InvolvementKind.SECTION_47, "end_date", content, of_one_day=unneeded)
        if not row.facts and item.value.get("icpc_date"):
            fault = JsonItemError(
                item.line, item.at("icpc_date"), str(item.value["icpc_date"]), "the enquiry that it is in was rejected"
            )
            self._rows.append(self._make.refused("icpc_date", fault))
        on = self._make.leaf(item, "icpc_date", day, self._rows) if row.facts else None
        if on:
            local = self._local("icpc", item.need(own, ident))
            self._event(
                "icpc_date", item, local, on, ContactKind.MEETING, Outcome.COMPLETED, "Initial child protection conference"
            )

    def _placement(self, item: JsonObject) -> None:
        """A placement is a spell of being looked after, and a stay."""
        table, own = "child_looked_after_placements", "child_looked_after_placement_id"
        found = {name: self._make.leaf(item, name, reader, self._rows) for name, reader in _PLACEMENT.items()}
        # What is wrong with these days is told by `_spell`, which reads them too.
        start, end = (self._make.leaf(item, name, day, []) for name in ("start_date", "end_date"))
        self._count_unlisted(item, _PLACEMENT_CODES)
        # A reason without an end stays a detail: it does not say that the placement ended on any day (docs/adr/0022).
        apart = {"postcode"} | ({"end_reason"} if start and end and end >= start else set())
        details = [f"{name}={value}" for name, value in found.items() if value and name not in apart]
        content: Content = {"details": details} if details else {}
        row = self._spell(table, item, own, InvolvementKind.LOOKED_AFTER, "end_date", content)
        if row.facts:
            self._stay(row, found["postcode"], found["placement_type"] or "")

    def _stay(self, spell: Row, postcode: str | None, type_: str) -> None:
        """Where a child was placed is kept secret unless somebody says otherwise, and this file cannot."""
        fact = spell.facts[0]
        end = ended(fact.end.day) if fact.end else None
        content: Content = {"kind": place_kind(type_).value, "restricted": True}
        content |= placement(self._make.source.agency, self._child, postcode, fact.on)
        stay = self._make.spell(FactKind.STAY, fact.source, (self._child,), fact.on, end, content)
        spell.facts += (stay,)

    def _adoption(self, item: JsonObject) -> None:
        dated = [name for name in ADOPTION if item.value.get(name)]
        if not dated:
            self._rows.append(self._make.aside("adoption", item, "it has no date: no event was made"))
        for name in dated:
            on = self._make.leaf(item, name, day, self._rows)
            local = self._local("adoption", self._id, name)
            if on:
                self._event("adoption", item, local, on, ContactKind.OTHER, Outcome.INFORMATION_ONLY, ADOPTION[name])

    def _care_leaver(self, item: JsonObject) -> None:
        """When the authority was last in touch with a care leaver, and what it learnt."""
        try:
            on = item.need("contact_date", day)
            said = [(name, item.read(name, words)) for name in ("activity", "accommodation")]
        except JsonItemError as fault:
            self._rows.append(self._make.refused("care_leavers", fault))
            item.take_values()
            return
        self._count_unlisted(item, _CARE_LEAVER_CODES)
        details = [f"{name}={value}" for name, value in said if value]
        # Every episode of a child may repeat it: one day is one contact.
        local = self._local("care_leaver", on)
        self._event("care_leavers", item, local, on, ContactKind.OTHER, Outcome.COMPLETED, "In touch with a care leaver", details)

    def _count_unlisted(self, item: JsonObject, known: Mapping[str, Collection[str]]) -> None:
        """Count by name the codes that are in no list; they are kept as given all the same."""
        for name, codes in known.items():
            if (text := item.said(name).strip()) and text.upper() not in codes:
                self._make.strange(item, name, text)

    def _event(
        self, table: str, item: JsonObject, local: str, on: date, kind: ContactKind, outcome: Outcome, summary: str,
        details: list[str] | None = None,
    ) -> None:  # fmt: skip
        content: Content = {"kind": kind.value, "outcome": outcome.value, "summary": summary}
        if details:
            content["details"] = details
        fact = self._make.event(FactKind.CONTACT, local, self._child, on, content)
        self._rows.append(self._make.kept(table, item, fact))


def _is_strange(given: str) -> bool:
    """Whether a code is no factor, nor the one that says that there was none."""
    return given != NO_FACTOR and given.upper() not in FACTORS
