"""What happened: appointments, encounters and flags."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from graph.dates import PartialDate
from graph.facts import Content, Fact, FactKind
from graph.vocabulary import ConcernStatus, ContactKind, InvolvementKind, Outcome, Part, Precision, Presence, Whose
from loaders.extract import Row
from loaders.facts.builder import ended, with_details
from loaders.fhir.codes import APPOINTMENTS, CANCELLED_BY, CONCERNS, ENCOUNTER_KINDS, ENCOUNTERS, STAYS_IN_HOSPITAL
from loaders.fhir.discovery import FoundResource
from loaders.fhir.references import PEOPLE, People, reference_of, type_in
from loaders.fhir.relationships import KINDS, relationship_id
from loaders.fhir.resources import Coding, codings, is_restricted, period_of, plain, spoken, stated, updated
from loaders.json_files.items import JsonItemError, JsonObject, code, partial, words
from loaders.json_files.rows import ObjectRows

_ABOUT_APPOINTMENTS = ("serviceType", "appointmentType", "reasonCode", "serviceCategory", "specialty", "cancelationReason")
_ABOUT_ENCOUNTERS = ("type", "serviceType", "reasonCode", "priority")
_SUMMARISED = 3
"""Of these, the first elements that can be a summary: what was done, and why."""

_BROUGHT = 16
"""Years: somebody younger is brought to an appointment, not to be expected to attend by themselves."""

Named = list[tuple[str, str, JsonObject]]
"""The people that take part: local id, status, and the element that names them."""


class Events:
    """Makes the rows of events; `people` says whom their references mean, `kept_by` which encounter came of an appointment."""

    def __init__(self, maker: ObjectRows, people: People, kept_by: Mapping[str, str]) -> None:
        self._make, self._people, self._kept_by = maker, people, kept_by

    def rows(self, found: FoundResource) -> Iterator[Row]:
        """The rows of one resource: its fact, then who else took part; or a reject."""
        makers = {"Appointment": self._appointment, "Encounter": self._encounter, "Flag": self._flag}
        kinds = {"Appointment": FactKind.CONTACT, "Encounter": FactKind.CONTACT, "Flag": FactKind.CONCERN}
        rows: list[Row] = []
        try:
            if found.item.said("status") == "entered-in-error":
                rows.append(removed(self._make, found, "it was entered in error: what was kept of it is removed"))
            else:
                rows += makers[found.type](found)
        except JsonItemError as fault:
            rows = [self._make.refused(found.type, fault, kinds[found.type], found.local)]
        yield from rows

    def _appointment(self, found: FoundResource) -> list[Row]:
        item = found.item
        status = item.need("status", code({name: name for name in APPOINTMENTS}))
        start = item.read("start", partial)
        if start is None and status in ("PROPOSED", "PENDING", "WAITLIST", "CANCELLED"):
            return [self._make.aside(found.type, item, f"an appointment ({status.lower()}) without a day: set aside")]
        on = start or item.need("start", partial)
        rows: list[Row] = []
        named = self._participants(found, "actor", rows)
        subject, others = self._subject(found, named)
        outcome = self._outcome(item, status, subject, on.day, named)
        encounter = self._kept_by.get(found.local) or self._kept_by.get(found.address)
        if encounter and outcome in (Outcome.ATTENDED, Outcome.UNKNOWN):
            return [self._make.aside(found.type, item, f"{encounter} says that it was kept: the visit counts once"), *rows]
        summary, told = _told(item, _ABOUT_APPOINTMENTS, item.read("description", words))
        content = self._content(ContactKind.APPOINTMENT, outcome, status.lower(), summary)
        texts = [f"{name}={text}" for name in ("comment", "patientInstruction") if (text := item.read(name, words))]
        texts += [f"participant.status={said}" for _, said, _ in named if said not in ("", "accepted")]
        content |= with_details(told, texts, _until("end", on, self._make.leaf(item, "end", partial, rows)))
        fact = self._contact(found, subject, on, content, updated(item) or _created(item, on))
        row = self._make.kept(found.type, item, fact)
        missed = outcome in (Outcome.WAS_NOT_BROUGHT, Outcome.DID_NOT_ATTEND)
        return [row, *self._took_part(row, others, Presence.ABSENT if missed else Presence.NOT_STATED), *rows]

    def _outcome(self, item: JsonObject, status: str, subject: str, on: date, named: Named) -> Outcome:
        if status == "NOSHOW" and self._people.is_under(subject, _BROUGHT, on):
            return Outcome.WAS_NOT_BROUGHT
        if status == "CANCELLED":
            return _cancelled_by(codings(item, "cancelationReason"), [said for _, said, _ in named])
        return APPOINTMENTS[status]

    def _encounter(self, found: FoundResource) -> list[Row]:
        item = found.item
        status = item.need("status", code({name: name for name in ENCOUNTERS}))
        classes = codings(item, "class")
        class_ = next((each.code.upper() for each in classes if each.code), "")
        period = period_of(item)
        if period.start is None:
            raise item.fault("period", "expected a period with a start, found none")
        subject = self._who(found, "subject")
        if class_ in STAYS_IN_HOSPITAL:
            return self._in_hospital(found, subject, status, classes)
        kind, meaning = ENCOUNTER_KINDS.get(class_, (ContactKind.OTHER, None))
        summary, told = _told(item, _ABOUT_ENCOUNTERS, None)
        content = self._content(kind, ENCOUNTERS[status], status.lower(), summary or meaning)
        until = _until("period.end", period.start, period.end)
        content |= with_details(stated("class", classes), told, _appointments(item), until)
        rows = period.rejected(self._make, found.type, content)
        row = self._make.kept(found.type, item, self._contact(found, subject, period.start, content, updated(item)))
        others = [each for each in self._participants(found, "individual", rows) if each[0] != subject]
        presence = Presence.PRESENT if ENCOUNTERS[status] is Outcome.ATTENDED else Presence.NOT_STATED
        return [row, *self._took_part(row, others, presence), *rows]

    def _in_hospital(self, found: FoundResource, subject: str, status: str, classes: list[Coding]) -> list[Row]:
        """A spell in hospital is an involvement, unless it never came to be."""
        if status in ("PLANNED", "CANCELLED"):
            said = f"a spell in hospital that did not begin ({status.lower()}): set aside"
            return [self._make.aside(found.type, found.item, said)]
        period, (kind, told) = period_of(found.item), _told(found.item, _ABOUT_ENCOUNTERS, None)
        content: Content = {"kind": InvolvementKind.OTHER.value, "sensitivity": _sensitivity(found.item)}
        state = [] if status == "FINISHED" else [f"status={status.lower()}"]
        classed = [each for each in stated("class", classes) if each != "class=IMP"]
        content |= with_details(
            ["class=inpatient", *classed, *([f"type={kind}"] if kind else [])], told, _appointments(found.item), state
        )
        rejected = period.rejected(self._make, found.type, content)
        end = ended(period.end) if period.end else None
        fact = self._make.spell(FactKind.INVOLVEMENT, found.local, (subject,), period.start, end, content)
        return [self._make.kept(found.type, found.item, fact), *rejected]

    def _flag(self, found: FoundResource) -> list[Row]:
        item = found.item
        said = codings(item, "code")
        status = item.need("status", words)
        factor = next((CONCERNS[plain(each.said)] for each in said if plain(each.said) in CONCERNS), None)
        if factor is None:
            reason = f"the flag '{(spoken(said) or '')[:60]}' is no factor of the model: set aside"
            return [self._make.aside(found.type, item, reason)]
        own, period = updated(item), period_of(item)
        on = period.start or (PartialDate(own, Precision.DAY) if own else None)
        if on is None:
            raise item.fault("period", "expected a period with a start, or meta.lastUpdated; found neither")
        content: Content = {
            "factor": factor.value,
            "whose": Whose.NOT_STATED.value,
            "status": ConcernStatus.REPORTED.value,
            "sensitivity": _sensitivity(item),
            "code": next((each.code for each in said if each.code), None),
            "summary": f"{spoken(said)} ({status})",
        }
        told = [*stated("code", said[1:], spoken(said)), *stated("category", codings(item, "category"))]
        content = {name: value for name, value in content.items() if value}
        content |= with_details(told, _until("period.end", on, period.end))
        rejected = period.rejected(self._make, found.type, content)
        fact = self._make.event(FactKind.CONCERN, found.local, self._who(found, "subject"), on, content, own)
        return [self._make.kept(found.type, item, fact), *rejected]

    def _content(self, kind: ContactKind, outcome: Outcome, raw: str, summary: str | None) -> Content:
        content: Content = {"kind": kind.value, "outcome": outcome.value, "outcome_raw": raw}
        return content | ({"summary": summary} if summary else {})

    def _contact(self, found: FoundResource, subject: str, on: PartialDate, content: Content, recorded: date | None) -> Fact:
        own: Content = {"sensitivity": _sensitivity(found.item)}
        return self._make.event(FactKind.CONTACT, found.local, subject, on, content | own, recorded)

    def _who(self, found: FoundResource, name: str) -> str:
        """The person that a reference of the resource means; raises JsonItemError."""
        for each in found.item.inner(name):
            meant = self._people.meant(each, found.local)
            if meant:
                return meant
            raise each.fault("reference", f"expected a person, found {reference_of(each)}, which is none")
        raise found.item.fault(name, f"expected a reference in {name}, found none")

    def _participants(self, found: FoundResource, name: str, rows: list[Row]) -> Named:
        """Those who take part and are people of the record: not workers, places or things, which have no place here."""
        named: Named = []
        for each in found.item.inner("participant"):
            for actor in each.inner(name):
                said, status = reference_of(actor), each.said("status")
                meant = self._people.meant(actor, found.local)
                if meant:
                    named.append((meant, status, each))
                elif set(PEOPLE).isdisjoint((type_in(said.said), said.type)) and not said.said.startswith("#"):
                    # Workers, places and things have no place here: that they were read does not count as kept.
                    each.leave(name)
                    each.leave("status")
                else:
                    fault = actor.fault("reference", f"expected a person, found {said}, which is none")
                    rows.append(self._make.refused(f"{found.type}.participant", fault))
        return named

    def _subject(self, found: FoundResource, named: Named) -> tuple[str, Named]:
        """Whom an appointment is about: the first patient in it; and the others."""
        patients = [each for each in named if self._people.is_patient(each[0])]
        if not patients:
            actors = [str(reference_of(each)) for one in found.item.inner("participant") for each in one.inner("actor")]
            raise found.item.fault(
                "participant", f"expected a patient among those who take part, found {', '.join(actors) or 'none'}"
            )
        subject = patients[0][0]
        return subject, [each for each in named if each[0] != subject]

    def _took_part(self, row: Row, others: Named, presence: Presence) -> Iterator[Row]:
        """A row for each of the others, a part of the contact with its dates."""
        for person, _, item in others if row.facts else ():
            contact = row.facts[0]
            part = self._people.parts.get(person) or self._part(person, contact.on)
            content: Content = {"part": part.value, "presence": presence.value}
            yield self._make.kept(f"{row.table}.participant", item, self._make.took_part(contact, person, content))

    def _part(self, person: str, on: date | None) -> Part:
        return Part.CHILD if on and self._people.is_under(person, 18, on) else Part.OTHER


def removed(maker: ObjectRows, found: FoundResource, reason: str) -> Row:
    """The row of a resource that says that it was deleted: whatever it may have been kept as is removed."""
    kinds = {
        "Patient": [FactKind.PERSON],
        "RelatedPerson": [FactKind.PERSON],
        "Appointment": [FactKind.CONTACT],
        "Encounter": [FactKind.CONTACT, FactKind.INVOLVEMENT],
        "Flag": [FactKind.CONCERN],
    }.get(found.type, [])
    row = maker.aside(found.type, found.item, reason)
    named = [(kind, found.local) for kind in kinds]
    if found.type == "RelatedPerson":
        named += [(FactKind.RELATIONSHIP, relationship_id(found.local, kind)) for kind in KINDS]
    row.removed = tuple((kind, maker.key(local)) for kind, local in named)
    return row


def _cancelled_by(reasons: list[Coding], answers: list[str]) -> Outcome:
    for each in reasons:
        for start, outcome in CANCELLED_BY.items():
            if each.code.lower().startswith(start):
                return outcome
    return Outcome.CANCELLED_BY_FAMILY if "declined" in answers else Outcome.UNKNOWN


def _told(item: JsonObject, names: Sequence[str], summary: str | None) -> tuple[str | None, list[str]]:
    """A summary (the one given, else the first words of what it was about) and every code that it leaves out."""
    said = {name: codings(item, name) if name in item.value else [] for name in names}
    summary = summary or spoken(each for name in names[:_SUMMARISED] for each in said[name])
    return summary, [text for name in names for text in stated(name, said[name], summary)]


def _appointments(item: JsonObject) -> list[str]:
    """The appointments that an encounter came of."""
    return [f"appointment={reference_of(each)}" for each in item.inner("appointment")]


def _until(name: str, on: PartialDate, end: PartialDate | None) -> list[str]:
    """The end of what the model has as an event of one day, where it is on another: only said."""
    return [f"{name}={end.day}"] if end and end.day != on.day else []


def _sensitivity(item: JsonObject) -> str:
    return "restricted" if is_restricted(item) else "normal"


def _created(item: JsonObject, on: PartialDate) -> date | None:
    """When an appointment that is still to come was booked: what came of one is not known before its day."""
    created = item.read("created", partial)
    return created.day if created and item.said("status") in ("booked", "pending", "proposed") and created.day < on.day else None
