"""The node types of writing itself: loads, the write lock, and what an unfinished load displaced."""

from graph.model.declare import Node, internal

LOAD = Node(
    "Load",
    ("id",),
    "One extract loaded, or being loaded: finished_on is missing until it is whole.",
    (
        internal("id", "SHA-256 of agency, system, extracted_on, and every file's name and hash in order."),
        internal("agency", "Whose extract."),
        internal("system", "From which system."),
        internal("format", "File format."),
        internal("files", "File names, in order.", "texts"),
        internal("extracted_on", "The day of the extract.", "date"),
        internal("covers_from", "First day of the period that it covers.", "date"),
        internal("covers_to", "Last day of that period.", "date"),
        internal("partial", "Whether it is only a part, which removes nothing.", "flag"),
        internal("authority", "The code of the authority that its files state."),
        internal("present", "The kinds of fact whose file was there, or each `kind table` whose table was.", "texts"),
        internal("rejected_ids", "Kind and id of each row that was rejected.", "texts"),
        internal("removed_ids", "Kind and id of each record that it says was deleted.", "texts"),
        internal("books", "Per table: name, rows read, kept, rejected, set aside.", "texts"),
        internal("rows_read", "Rows read.", "number"),
        internal("facts_kept", "Rows kept.", "number"),
        internal("rows_rejected", "Rows rejected.", "number"),
        internal("agency_name", "What the extract calls its agency."),
        internal("agency_kind", "What kind of agency it says that is."),
        internal("started_at", "When it began, ISO 8601 in UTC."),
        internal("finished_at", "When it was whole; missing while it is not."),
        internal("loaded_by", "Who loaded it."),
        internal("giving_up_since", "When somebody began to take back what it wrote; gone with the load when that is done."),
    ),
)
# The write lock's node. Its label is older than that word, and stayed: nothing stored had to move (docs/adr/0032).
TURN = Node(
    "Turn",
    ("id",),
    "Whose turn it is to write: one load or identity decision at a time.",
    (
        internal("id", "Always `write`."),
        internal("holder", "Who has it; missing while nobody has."),
        internal("until", "Seconds since 1970 at which it lapses unless renewed.", "number"),
        internal("written", "Another one whenever somebody has written."),
        internal("decided", "Another one whenever somebody has decided who is one person."),
        internal("settled_since", "No person's own is later: lenses from that day on show everybody as they are today.", "date"),
        internal(
            "rights_due",
            "Whose write changed what rights rest on; blank once those are kept on each Person, missing until they ever were.",
        ),
    ),
)

JOURNAL = Node(
    "Journal",
    ("id",),
    "What a load that is not whole yet displaced: there until it is whole, or was given up.",
    (
        internal("id", "Made at random."),
        internal("load", "The load."),
        internal("entries", "A JSON list of lists: what sort it is, then what was there before."),
    ),
    indexes=("load",),
)
