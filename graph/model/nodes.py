"""The node types of the graph."""

from graph import vocabulary as words
from graph.facts import FactKind
from graph.model.declare import DETAILS, PROVENANCE, SPELL, Node, Property, day, flag, text

PERSON = Node(
    "Person",
    ("id",),
    "One human being, as far as identity decisions go today; also :Child or :Adult as any record of theirs has them.",
    (text("id", "uuid5 of their smallest record key"),),
)
RECORD = Node(
    "PersonRecord",
    ("key", "version"),
    "A person as one agency's system describes them, never overwritten by another's.",
    (
        text("key", "agency/system/local id"),
        text("uuid", "uuid5 of the key; finds the person too"),
        flag("latest", "whether it is the last version of this record"),
        text("role", "as a child, an adult or both", words.Role),
        text("given_names", "given names"),
        text("family_name", "family name"),
        Property("other_names", "texts", "other names, each `given names|family name`"),
        *day("date_of_birth", "date of birth"),
        text("date_of_birth_kind", "actual, estimated or expected", words.BirthDateKind),
        *day("date_of_death", "date of death"),
        text("sex", "sex", words.Sex),
        text("nhs_number", "NHS number as given"),
        text("upn", "Unique Pupil Number as given"),
        Property("other_ids", "texts", "other identifiers, each `scheme=value`"),
        text("ethnicity", "the census's code, or text"),
        text("language", "language"),
        flag("interpreter_needed", "whether an interpreter is needed"),
        Property("disabilities", "texts", "the census's codes"),
        DETAILS,
        text("sensitivity", "who may be shown it", words.Sensitivity),
        *PROVENANCE,
    ),
    indexes=("uuid", "date_of_birth"),
    kind=FactKind.PERSON,
)
IDENTIFIER = Node(
    "Identifier",
    ("id",),
    "A valid NHS number, UPN or other identifier that records have in common: what joins them with certainty.",
    (text("id", "`nhs=…`, `upn=…` or `scheme=value`"),),
)
WORD = Node(
    "Word",
    ("id",),
    "One word of names or addresses, as searches compare it.",
    (text("id", "lower case Latin letters and digits"),),
)
JUDGEMENT = Node(
    "Judgement",
    ("id",),
    "A decision, or a question still open, about whether two records are one person; taken back by deleting it.",
    (
        text("id", "both record keys, the smaller first, a space between"),
        text("left", "the smaller record key"),
        text("right", "the other record key"),
        text("verdict", "same, different, or unsure (waits for somebody to decide)"),
        text("method", "what raised it: contradiction, or human"),
        text("reason", "why, in words"),
        text("decided_by", "who decided; blank while unsure"),
        Property("decided_on", "date", "when"),
    ),
)
AGENCY = Node(
    "Agency",
    ("id",),
    "A service that keeps records.",
    (
        text("id", "agency id"),
        text("name", "name, by its newest extract"),
        text("kind", "what sort of service", words.AgencyKind),
        Property("described_on", "date", "the extract that name and kind are from"),
    ),
)
ADDRESS = Node(
    "Address",
    ("id",),
    "A place: its UPRN where known, else the normalised address and postcode.",
    (
        text("id", "`uprn:…` or `text:…`"),
        text("uprn", "Unique Property Reference Number without leading zeros"),
        Property("uprns", "texts", "of a text: every UPRN that a row has tied it to"),
    ),
)
CONTACT = Node(
    "Contact",
    ("id", "version"),
    "One dated event between an agency and people.",
    (
        text("id", "agency/system/contact id"),
        *day("on", "the day"),
        text("kind", "what sort of event", words.ContactKind),
        text("outcome", "how it ended", words.Outcome),
        text("outcome_raw", "the system's own words or code"),
        text("presence", "of the person it is about", words.Presence),
        text("engagement", "how the family took part", words.Engagement),
        text("source_agency", "who raised it, if another"),
        text("referred_to", "the agency it passed them to"),
        flag("interpreter_used", "whether an interpreter was used"),
        text("summary", "in the words of the record"),
        DETAILS,
        text("sensitivity", "who may be shown it", words.Sensitivity),
        flag("shared", "whether it has a SHARED_WITH edge"),
        *PROVENANCE,
    ),
    kind=FactKind.CONTACT,
)
INVOLVEMENT = Node(
    "Involvement",
    ("id", "version"),
    "A spell of service.",
    (
        text("id", "agency/system/involvement id"),
        *SPELL,
        text("kind", "which service", words.InvolvementKind),
        text("closure_reason", "why it ended; known when the end is", words.ClosureReason),
        text("closure_code", "the return's own code for that"),
        flag("threshold_met", "whether the threshold was met"),
        DETAILS,
        text("sensitivity", "who may be shown it", words.Sensitivity),
        flag("shared", "whether it has a SHARED_WITH edge"),
        *PROVENANCE,
    ),
    kind=FactKind.INVOLVEMENT,
)
CONCERN = Node(
    "Concern",
    ("id", "version"),
    "A factor that somebody recorded, on a date, about someone.",
    (
        text("id", "agency/system/concern id"),
        *day("on", "the day"),
        text("factor", "what it is about", words.Factor),
        text("whose", "whose factor it is, when recorded about a child", words.Whose),
        text("status", "how far it was borne out", words.ConcernStatus),
        text("contact", "id of the contact it came up in"),
        text("involvement", "id of the involvement it came up in"),
        text("code", "the return's own code"),
        text("summary", "in the words of the record"),
        DETAILS,
        text("sensitivity", "who may be shown it", words.Sensitivity),
        flag("shared", "whether it has a SHARED_WITH edge"),
        *PROVENANCE,
    ),
    kind=FactKind.CONCERN,
)
STRENGTH = Node(
    "Strength",
    ("id", "version"),
    "A protective factor, or the child's own words: shown wherever concerns are.",
    (
        text("id", "agency/system/strength id"),
        *day("on", "the day"),
        text("kind", "what it is", words.StrengthKind),
        text("words", "in the words of the record, or of the child"),
        text("sensitivity", "who may be shown it", words.Sensitivity),
        flag("shared", "whether it has a SHARED_WITH edge"),
        *PROVENANCE,
    ),
    kind=FactKind.STRENGTH,
)
LOAD = Node(
    "Load",
    ("id",),
    "One extract loaded, or being loaded: finished_on is missing until it is whole.",
    (
        text("id", "SHA-256 of agency, system, extracted_on, and every file's name and hash in order"),
        text("agency", "whose extract"),
        text("system", "from which system"),
        text("format", "file format"),
        Property("files", "texts", "file names, in order"),
        Property("extracted_on", "date", "the day of the extract"),
        Property("covers_from", "date", "first day of the period that it covers"),
        Property("covers_to", "date", "last day of that period"),
        flag("partial", "whether it is only a part, which removes nothing"),
        Property("present", "texts", "the kinds of fact whose file was there, or each `kind table` whose table was"),
        Property("rejected_ids", "texts", "kind and id of each row that was rejected"),
        Property("removed_ids", "texts", "kind and id of each record that it says was deleted"),
        Property("books", "texts", "per table: name, rows read, kept, rejected, set aside"),
        Property("rows_read", "number", "rows read"),
        Property("facts_kept", "number", "rows kept"),
        Property("rows_rejected", "number", "rows rejected"),
        text("agency_name", "what the extract calls its agency"),
        text("agency_kind", "what kind of agency it says that is"),
        text("started_at", "when it began, ISO 8601 in UTC"),
        text("finished_at", "when it was whole; missing while it is not"),
        text("loaded_by", "who loaded it"),
        text("giving_up_since", "when somebody began to take back what it wrote; gone with the load when that is done"),
    ),
)
TURN = Node(
    "Turn",
    ("id",),
    "Whose turn it is to write: one load or identity decision at a time.",
    (
        text("id", "always `write`"),
        text("holder", "who has it; missing while nobody has"),
        Property("until", "number", "seconds since 1970 at which it lapses unless renewed"),
        text("written", "another one whenever somebody has written"),
    ),
)

JOURNAL = Node(
    "Journal",
    ("id",),
    "What a load that is not whole yet displaced: there until it is whole, or was given up.",
    (
        text("id", "made at random"),
        text("load", "the load"),
        text("entries", "a JSON list of lists: what sort it is, then what was there before"),
    ),
    indexes=("load",),
)

NODES = (
    PERSON, RECORD, IDENTIFIER, WORD, JUDGEMENT, AGENCY, ADDRESS, CONTACT, INVOLVEMENT, CONCERN, STRENGTH, LOAD, TURN, JOURNAL,
)  # fmt: skip
FACT_NODES = {node.kind: node for node in NODES if node.kind}
