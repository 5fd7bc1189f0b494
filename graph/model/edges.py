"""The edge types of the graph."""

from graph import vocabulary as words
from graph.facts import FactKind
from graph.model.declare import DETAILS, PROVENANCE, SPELL, Edge, Property, flag, text

_FACT_LABELS = ("Contact", "Involvement", "Concern", "Strength")
_TIE = (
    text("id", "agency/system/relationship id"),
    text("kind", "which relationship", words.Relationship),
    text("from_record", "the record of the first person that it came with"),
    text("to_record", "the record of the other"),
    flag("parental_responsibility", "whether the first has parental responsibility"),
    flag("contact_restricted", "whether the first is kept away for safety"),
    DETAILS,
    *SPELL,
    *PROVENANCE,
)


def _tie(type_: str, about: str) -> Edge:
    return Edge(type_, ("Person",), "Person", about, _TIE, FactKind.RELATIONSHIP)


PARENT_OF = _tie("PARENT_OF", "mother, father, parent or step-parent of")
CARES_FOR = _tie("CARES_FOR", "carer, guardian or foster carer of")
SIBLING_OF = _tie("SIBLING_OF", "sibling: full (unspecified), half or step; read in both directions")
PARTNER_OF = _tie("PARTNER_OF", "partner; read in both directions")
RELATED_TO = _tie("RELATED_TO", "grandparent, aunt or uncle, or other relation of")

EDGE_OF_RELATIONSHIP: dict[str, tuple[Edge, str]] = {
    "mother": (PARENT_OF, "mother"),
    "father": (PARENT_OF, "father"),
    "parent": (PARENT_OF, "parent"),
    "step_parent": (PARENT_OF, "step_parent"),
    "carer": (CARES_FOR, "carer"),
    "guardian": (CARES_FOR, "guardian"),
    "foster_carer": (CARES_FOR, "foster_carer"),
    "sibling": (SIBLING_OF, "unspecified"),
    "half_sibling": (SIBLING_OF, "half"),
    "step_sibling": (SIBLING_OF, "step"),
    "partner": (PARTNER_OF, "partner"),
    "grandparent": (RELATED_TO, "grandparent"),
    "aunt_or_uncle": (RELATED_TO, "aunt_or_uncle"),
    "other": (RELATED_TO, "other"),
}
"""Which edge a relationship of the agency extract becomes, and its kind there."""

LIVED_AT = Edge(
    "LIVED_AT",
    ("Person",),
    "Address",
    "A stay, in one agency's account.",
    (
        text("id", "agency/system/stay id"),
        text("record", "the record that it came with"),
        text("kind", "what kind of place", words.AddressKind),
        text("local_authority", "in whose area"),
        flag("restricted", "whether the address is kept secret"),
        text("uprn", "UPRN as the row has it"),
        text("address", "address as the row has it"),
        text("postcode", "postcode as the row has it"),
        text("place", "the normalised address and postcode, if there is one"),
        text("tied", "the valid UPRN of the row, if there is one"),
        DETAILS,
        *SPELL,
        *PROVENANCE,
    ),
    FactKind.STAY,
)
ABOUT = Edge("ABOUT", _FACT_LABELS, "Person", "Whom the record is about.", (text("record", "the record it came with"),))
INVOLVED = Edge(
    "INVOLVED",
    ("Contact",),
    "Person",
    "Who else took part.",
    (
        text("id", "contact id, person id and part"),
        text("record", "the record it came with"),
        Property("on", "date", "the day of the contact"),
        text("part", "what part they had", words.Part),
        text("presence", "whether they were there", words.Presence),
        *PROVENANCE,
    ),
    FactKind.CONTACT_PERSON,
)
BY = Edge("BY", _FACT_LABELS, "Agency", "Whose record it is.")
_SHARE = (
    text("id", "record id and kind, agency, day and decision"),
    Property("on", "date", "the day the other agency was told, or was decided not to be"),
    text("basis", "under what basis"),
    text("reason", "why, in words"),
    *PROVENANCE,
)
SHARED_WITH = Edge("SHARED_WITH", _FACT_LABELS, "Agency", "That another agency was told.", _SHARE, FactKind.SHARE)
WITHHELD_FROM = Edge(
    "WITHHELD_FROM",
    _FACT_LABELS,
    "Agency",
    "A decision not to share; it makes nothing visible.",
    _SHARE,
    FactKind.SHARE,
)
REFERRED_TO = Edge("REFERRED_TO", ("Contact",), "Agency", "The agency that a contact passed the person to.")
IDENTIFIES = Edge(
    "IDENTIFIES",
    ("PersonRecord",),
    "Person",
    "That this record is of that person, and who says so.",
    (
        text("decided_by", "`casegraph` where an identifier is certain, else who decided"),
        text("method", "own (alone), identifier, or human"),
        Property("score", "number", "1 where certain"),
        Property("decided_on", "date", "the extract, or the day of the decision"),
    ),
)
IDENTIFIED_BY = Edge(
    "IDENTIFIED_BY", ("PersonRecord",), "Identifier", "A valid identifier that the record has, or names as a former one."
)
CALLED = Edge("CALLED", ("PersonRecord",), "Word", "A word of one of the names that the record has.")
SPELT = Edge("SPELT", ("Address",), "Word", "A word of the address, where it is known as a text.")

TIES = (PARENT_OF, CARES_FOR, SIBLING_OF, PARTNER_OF, RELATED_TO)
EDGES = (*TIES, LIVED_AT, ABOUT, INVOLVED, BY, SHARED_WITH, WITHHELD_FROM, REFERRED_TO, IDENTIFIES, IDENTIFIED_BY, CALLED, SPELT)
