"""The edge types of the graph."""

from graph import vocabulary as words
from graph.facts import FactKind
from graph.model.declare import (
    COLUMN,
    DETAILS,
    NEEDED,
    PROVENANCE,
    Edge,
    ExtractColumn,
    FieldClass,
    Property,
    flag,
    internal,
    narrative,
    place,
    spell,
    text,
)

_FACT_LABELS = ("Contact", "Involvement", "Concern", "Strength")
_TIE = (
    internal("id", "agency/system/relationship id."),
    internal("from_record", "The record of the first person that it came with."),
    internal("to_record", "The record of the other."),
    # The extract's word says which edge it becomes too, so the kind on the edge has fewer words: EDGE_OF_RELATIONSHIP.
    text("kind", "What `person` is to `related`.", column=ExtractColumn("relationship", True, words.Relationship)),
    flag("parental_responsibility", "Whether `person` has parental responsibility."),
    flag("contact_restricted", "Whether `person` is kept away for safety."),
    DETAILS,
    *spell(COLUMN),
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
        internal("id", "agency/system/stay id."),
        internal("record", "The record that it came with."),
        place("uprn", "The Unique Property Reference Number, as the row has it.", shown=False),
        place("address", "The address, as the row has it."),
        place("postcode", "The postcode, as the row has it."),
        place("local_authority", "In whose area.", filtered=True),
        text("kind", "What kind of place.", words.AddressKind, FieldClass.LOCATION, ExtractColumn("address_kind"), filtered=True),
        *spell(COLUMN),
        flag("restricted", "Whether the address is kept secret.", FieldClass.ADMINISTRATIVE, filtered=True),
        place("place", "The normalised address and postcode, if there is one.", column=None, shown=False),
        place("tied", "The valid UPRN of the row, if there is one.", column=None, shown=False),
        DETAILS,
        *PROVENANCE,
    ),
    FactKind.STAY,
)
ABOUT = Edge("ABOUT", _FACT_LABELS, "Person", "Whom the record is about.", (internal("record", "The record it came with."),))
INVOLVED = Edge(
    "INVOLVED",
    ("Contact",),
    "Person",
    "Who else took part.",
    (
        internal("id", "Contact id, person id and part."),
        internal("record", "The record it came with."),
        Property("on", "date", "The day of the contact.", field_class=FieldClass.CONTENT),
        text("part", "What part they had.", words.Part),
        text("presence", "Whether they were there, and seen.", words.Presence),
        *PROVENANCE,
    ),
    FactKind.CONTACT_PERSON,
)
BY = Edge("BY", _FACT_LABELS, "Agency", "Whose record it is.")
_SHARE = (
    internal("id", "Record id and kind, agency, day and decision."),
    Property("on", "date", "The day.", None, FieldClass.CONTENT, column=NEEDED, shown=True),
    text("basis", "Under what basis."),
    narrative("reason", "Why, in words."),
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
        internal("decided_by", "`casegraph` where an identifier is certain, else who decided."),
        internal("method", "own (alone), identifier, human, or score (the matcher, where a partnership lets it)."),
        internal("score", "1 where certain.", "number"),
        internal("decided_on", "The extract, or the day of the decision.", "date"),
    ),
)
IDENTIFIED_BY = Edge(
    "IDENTIFIED_BY", ("PersonRecord",), "Identifier", "A valid identifier that the record has, or names as a former one."
)
CALLED = Edge("CALLED", ("PersonRecord",), "Word", "A word of one of the names that the record has.")
SPELT = Edge("SPELT", ("Address",), "Word", "A word of the address, where it is known as a text.")

TIES = (PARENT_OF, CARES_FOR, SIBLING_OF, PARTNER_OF, RELATED_TO)
EDGES = (*TIES, LIVED_AT, ABOUT, INVOLVED, BY, SHARED_WITH, WITHHELD_FROM, REFERRED_TO, IDENTIFIES, IDENTIFIED_BY, CALLED, SPELT)
