"""Who a related person is to the patient."""

from collections.abc import Iterator

from graph.facts import Content, FactKind
from graph.vocabulary import Part, Relationship
from loaders.extract import Row
from loaders.facts.builder import ended
from loaders.fhir.codes import CHILDREN, NOT_RELATED, PARENTAL_RESPONSIBILITY, RELATIONSHIPS
from loaders.fhir.discovery import FoundResource
from loaders.fhir.references import People, reference_of
from loaders.fhir.resources import Coding, codings, period_of, plain, spoken, stated
from loaders.json_files.items import JsonItemError, JsonObject
from loaders.json_files.rows import ObjectRows

_PARENTS = (Relationship.MOTHER, Relationship.FATHER, Relationship.PARENT, Relationship.STEP_PARENT)
_CARERS = (Relationship.CARER, Relationship.GUARDIAN, Relationship.FOSTER_CARER)
SIBLINGS = (Relationship.SIBLING, Relationship.HALF_SIBLING, Relationship.STEP_SIBLING)
_CHILD_OF = "child_of"
KINDS = (*(each.value for each in Relationship), _CHILD_OF)


def relationship_id(related: str, kind: str) -> str:
    """The id of one relationship of a related person's."""
    return f"{related}:is:{kind}"


def kinds_of(said: list[Coding]) -> list[str]:
    """The relationships that codes and words name, each once; `child_of` where the patient is the parent."""
    found: list[str] = []
    for each in said:
        for word in (each.code.upper(), plain(each.said), plain(each.code)):
            if word in CHILDREN:
                found.append(_CHILD_OF)
                break
            if word in RELATIONSHIPS:
                found.append(RELATIONSHIPS[word].value)
                break
    once = list(dict.fromkeys(found))
    # A code and its words may say the same thing more and less closely: "parent" beside "mother" adds nothing.
    return [each for each in once if each != "parent" or not {"mother", "father"} & set(once)]


def part_of(item: JsonObject) -> Part:
    """What part a related person has in a contact of the patient's."""
    try:
        kinds = kinds_of(codings(item, "relationship"))
    except JsonItemError:
        return Part.OTHER
    for part, names in ((Part.PARENT, _PARENTS), (Part.CARER, _CARERS), (Part.PARTNER, (Relationship.PARTNER,))):
        if any(kind in names for kind in kinds):
            return part
    return Part.CHILD if _CHILD_OF in kinds else Part.OTHER


def relationship_rows(maker: ObjectRows, found: FoundResource, people: People) -> Iterator[Row]:
    """A row for each relationship that a RelatedPerson says; raises nothing: what is wrong is a reject."""
    table, item = "RelatedPerson.relationship", found.item
    try:
        said = codings(item, "relationship")
        patients = item.inner("patient")
        if not patients:
            raise item.fault("patient", "expected the patient to whom they are related, found none")
        patient = people.meant(patients[0], found.local)
        if patient is None:
            raise item.fault("patient", f"expected a patient, found {reference_of(patients[0])}, which is none")
        yield from _rows(maker, found, patient, said)
    except JsonItemError as fault:
        yield maker.refused(table, fault)


def _rows(maker: ObjectRows, found: FoundResource, patient: str, said: list[Coding]) -> Iterator[Row]:
    table, item, period = "RelatedPerson.relationship", found.item, period_of(found.item)
    kinds = kinds_of(said)
    unread = [each for each in said if not kinds_of([each]) and each.code not in NOT_RELATED and not _responsible([each])]
    notes = [f"the relationship '{spoken([each])}' is none that is known here: kept as other" for each in unread]
    if not kinds and not unread:
        yield maker.aside(table, item, "it does not say how they are related: the person was kept, and no relationship")
    rejected: list[Row] = []
    content: Content = {"parental_responsibility": True} if _responsible(said) else {}
    details = stated("relationship", (each for each in said if not kinds_of([each]) and not _responsible([each])))
    if item.said("active") == "false" and period.end is None:
        details.append("active=false")
        notes.append("it is not active and does not say since when: it counts as if it went on")
    if details:
        content["details"] = details
    for kind in kinds or (["other"] if unread else []):
        pair = [patient, found.local] if kind == _CHILD_OF else [found.local, patient]
        own: Content = content | {"kind": "parent" if kind == _CHILD_OF else kind}
        rejected = period.rejected(maker, table, own)
        local = relationship_id(found.local, kind)
        end = ended(period.end) if period.end else None
        fact = maker.spell(FactKind.RELATIONSHIP, local, pair, period.start, end, own)
        yield maker.kept(table, item, fact, notes)
        notes = []
    yield from rejected


def _responsible(said: list[Coding]) -> bool:
    return any(PARENTAL_RESPONSIBILITY in plain(each.said) for each in said)
