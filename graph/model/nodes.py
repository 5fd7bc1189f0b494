"""The node types of the graph."""

from graph import vocabulary as words
from graph.facts import FactKind
from graph.model.declare import (
    ALONE,
    COLUMN,
    DETAILS,
    NEEDED,
    PROVENANCE,
    ExtractColumn,
    FieldClass,
    Node,
    Property,
    day,
    flag,
    identifier,
    internal,
    narrative,
    spell,
    text,
)
from graph.model.match_nodes import MATCH_MODEL, PROPOSAL
from graph.model.write_nodes import JOURNAL, LOAD, TURN

_SENSITIVITY = text("sensitivity", "Who may be shown it.", words.Sensitivity, FieldClass.ADMINISTRATIVE)
_SHARED = internal("shared", "Whether it has a SHARED_WITH edge.", "flag")

PERSON = Node(
    "Person",
    ("id",),
    "One human being, as far as identity decisions go today; also :Child or :Adult as any record of theirs has them.",
    (
        internal("id", "The uuid5 of their smallest record key."),
        internal("whole_since", "Of several records: the day from which a lens shows them as one person.", "date"),
        internal("settled_since", "The day from which no decision made later is needed for that either.", "date"),
        internal("parts", "Who they were: each `record key/day/id`, the person whose that record is from that day on.", "texts"),
        internal("decisions", "What joined them only later: each `record key/day/until/decided on`.", "texts"),
        # What rights rest on (docs/adr/0058). One that is missing says the strictest.
        internal("known_to", "The agencies that have a record of them today, or were told of a fact about them.", "texts"),
        internal(
            "near_known_to",
            "The same of them, of whoever is tied to them, has a parent in common with them, or a home.",
            "texts",
        ),
        internal("sealed", "Whether any record of theirs is or was sealed.", "flag"),
        internal("restricted", "Whether any record of theirs of today is restricted.", "flag"),
        internal(
            "location_protected",
            "Whether a stay of theirs of today is restricted, or one of somebody who was there in days of theirs.",
            "flag",
        ),
    ),
)
RECORD = Node(
    "PersonRecord",
    ("key", "version"),
    "A person as one agency's system describes them, never overwritten by another's.",
    (
        internal("key", "agency/system/local id."),
        internal("uuid", "The uuid5 of the key; finds the person too."),
        internal("latest", "Whether it is the last version of this record.", "flag"),
        internal("sealed", "On the last version: whether any version of this record was sealed, since a seal holds.", "flag"),
        text("role", "As a child, an adult or both.", words.Role, FieldClass.IDENTITY, NEEDED, filtered=True),
        text("given_names", "Given names.", field_class=FieldClass.IDENTITY, filtered=True),
        text("family_name", "Family name.", field_class=FieldClass.IDENTITY, filtered=True),
        text("other_names", "Other names, each as `given names|family name`.", None, FieldClass.IDENTITY, type_="texts"),
        *day(
            "date_of_birth",
            "The date of birth; of a partial one the first day stands in.",
            FieldClass.IDENTITY,
            ALONE,
            precision_shown=True,
        ),
        text(
            "date_of_birth_kind",
            "Actual, estimated, or expected (a due date).",
            words.BirthDateKind,
            FieldClass.IDENTITY,
            ALONE,
            filtered=True,
        ),
        *day("date_of_death", "The date of death; of a partial one the last day stands in.", FieldClass.IDENTITY, ALONE),
        text("sex", "Sex, as the record states it.", words.Sex, FieldClass.IDENTITY, ALONE, filtered=True),
        identifier("nhs_number", "The NHS number, as given."),
        identifier("upn", "The Unique Pupil Number, as given."),
        identifier(
            "other_ids",
            "Other identifiers, each as `scheme=value`; former numbers as `former_upn=` and `former_nhs=`.",
            "texts",
            ALONE,
        ),
        internal("replacements", "Keys of records of its own system that it replaced, or that replaced it.", "texts"),
        text("ethnicity", "The census's code, or text.", None, FieldClass.CHARACTERISTIC, filtered=True),
        text("language", "Language.", None, FieldClass.CHARACTERISTIC, filtered=True),
        flag("interpreter_needed", "Whether an interpreter is needed.", FieldClass.CHARACTERISTIC, ALONE, filtered=True),
        Property("disabilities", "texts", "The census's codes of disabilities.", None, FieldClass.CHARACTERISTIC),
        DETAILS,
        _SENSITIVITY,
        *PROVENANCE,
    ),
    indexes=("uuid", "date_of_birth"),
    kind=FactKind.PERSON,
)
IDENTIFIER = Node(
    "Identifier",
    ("id",),
    "A valid NHS number, UPN or other identifier that records have in common: what joins them with certainty.",
    (
        Property(
            "id",
            "text",
            "`nhs=…`, `upn=…`, `id:scheme=value`, or `record:` and the key of a record that another replaced.",
            None,
            FieldClass.IDENTITY,
            identifies=True,
        ),
    ),
)
WORD = Node(
    "Word",
    ("id",),
    "One word of names or addresses, as searches compare it.",
    (Property("id", "text", "Lower case Latin letters and digits.", None, FieldClass.IDENTITY, locates=True),),
)
JUDGEMENT = Node(
    "Judgement",
    ("id",),
    "A decision, or a question still open, about whether two records are one person; taken back by deleting it.",
    (
        internal("id", "Both record keys, the smaller first, a space between."),
        internal("left", "The smaller record key."),
        internal("right", "The other record key."),
        internal("verdict", "Same, different, unsure (somebody looked, and could not tell), or open (waits for somebody)."),
        internal("method", "What raised it: contradiction (while open), human, or score."),
        internal("score", "1 where a person decided, else the matcher's score.", "number"),
        Property("reason", "text", "Why somebody decided so, in words.", None, FieldClass.NARRATIVE, free_text=True),
        internal("reasons", "Why it was not joined, in words; while open.", "texts"),
        internal("decided_by", "Who decided, of the matcher its version; blank while open."),
        internal("decided_on", "When.", "date"),
        Property(
            "earlier",
            "texts",
            "The decisions about the same two that this one took the place of, oldest first, each as JSON.",
            None,
            FieldClass.NARRATIVE,
            free_text=True,
        ),
    ),
    indexes=("left", "right"),
)
AGENCY = Node(
    "Agency",
    ("id",),
    "A service that keeps records.",
    (
        internal("id", "Agency id."),
        internal("name", "Name, by its newest extract."),
        Property("kind", "text", "What sort of service it is.", words.AgencyKind),
        internal("described_on", "The extract that name and kind are from.", "date"),
    ),
)
ADDRESS = Node(
    "Address",
    ("id",),
    "A place: its UPRN where known, else the normalised address and postcode.",
    (
        Property("id", "text", "`uprn:…` or `text:…`.", None, FieldClass.LOCATION, locates=True),
        Property(
            "uprn", "text", "Unique Property Reference Number without leading zeros.", None, FieldClass.LOCATION, locates=True
        ),
        Property("uprns", "texts", "Of a text: every UPRN that a row has tied it to.", None, FieldClass.LOCATION, locates=True),
    ),
)
CONTACT = Node(
    "Contact",
    ("id", "version"),
    "One dated event between an agency and people.",
    (
        internal("id", "agency/system/contact id."),
        *day("on", "The day.", column=NEEDED),
        text("kind", "What sort of event.", words.ContactKind, column=NEEDED, filtered=True),
        text("outcome", "How it ended.", words.Outcome, column=NEEDED, filtered=True),
        narrative("outcome_raw", "The outcome in the system's own words or code."),
        text("presence", "Whether the person it is about was there, and seen.", words.Presence, filtered=True),
        text("engagement", "How the family took part.", words.Engagement, filtered=True),
        text("source_agency", "Who raised it, if another."),
        Property("referred_to", "text", "The agency that it passed them to.", None, FieldClass.CONTENT, column=COLUMN),
        flag("interpreter_used", "Whether an interpreter was used.", filtered=True),
        narrative("summary", "In the words of the record."),
        DETAILS,
        _SENSITIVITY,
        _SHARED,
        *PROVENANCE,
    ),
    kind=FactKind.CONTACT,
)
INVOLVEMENT = Node(
    "Involvement",
    ("id", "version"),
    "A spell of service.",
    (
        internal("id", "agency/system/involvement id."),
        text("kind", "Which service.", words.InvolvementKind, column=NEEDED, filtered=True),
        *spell(NEEDED),
        text("closure_reason", "Why it ended; known when its end is.", words.ClosureReason, filtered=True),
        Property("closure_code", "text", "The return's own code for that.", None, FieldClass.CONTENT),
        flag("threshold_met", "Whether the threshold was met.", filtered=True),
        DETAILS,
        _SENSITIVITY,
        _SHARED,
        *PROVENANCE,
    ),
    kind=FactKind.INVOLVEMENT,
)
CONCERN = Node(
    "Concern",
    ("id", "version"),
    "A factor that somebody recorded, on a date, about someone.",
    (
        internal("id", "agency/system/concern id."),
        text("factor", "What it is about.", words.Factor, column=NEEDED, filtered=True),
        text("whose", "Whose factor it is, where it is recorded about a child.", words.Whose, filtered=True),
        text("status", "How far it was borne out; one that was ruled out is shown too.", words.ConcernStatus, filtered=True),
        *day("on", "The day.", column=NEEDED),
        Property("contact", "text", "The id of the contact that it came up in.", column=ExtractColumn("contact_id")),
        Property("involvement", "text", "The id of the involvement that it came up in.", column=ExtractColumn("involvement_id")),
        text("code", "The return's own code.", column=None),
        narrative("summary", "In the words of the record."),
        DETAILS,
        _SENSITIVITY,
        _SHARED,
        *PROVENANCE,
    ),
    kind=FactKind.CONCERN,
)
STRENGTH = Node(
    "Strength",
    ("id", "version"),
    "A protective factor, or the child's own words: shown wherever concerns are.",
    (
        internal("id", "agency/system/strength id."),
        text("kind", "What it is.", words.StrengthKind, filtered=True),
        narrative("words", "In the words of the record, or of the child."),
        *day("on", "The day.", column=NEEDED),
        _SENSITIVITY,
        _SHARED,
        *PROVENANCE,
    ),
    kind=FactKind.STRENGTH,
)

NODES = (
    PERSON, RECORD, IDENTIFIER, WORD, JUDGEMENT, PROPOSAL, MATCH_MODEL, AGENCY, ADDRESS, CONTACT, INVOLVEMENT, CONCERN,
    STRENGTH, LOAD, TURN, JOURNAL,
)  # fmt: skip
FACT_NODES = {node.kind: node for node in NODES if node.kind}
