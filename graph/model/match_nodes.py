"""The node types of what the matcher keeps: its proposals, and its model."""

from graph.model.declare import Node, internal

PROPOSAL = Node(
    "Proposal",
    ("id",),
    "Two records that may be of one person, and are not joined: what the matcher proposes, for somebody to decide.",
    (
        internal("id", "The uuid5 of both record keys."),
        internal("left", "The smaller record key."),
        internal("right", "The other record key."),
        internal("band", "Likely or possible."),
        internal("score", "log2 of the odds that they are one person, by the model.", "number"),
        internal("model", "The version of the model."),
        internal(
            "features",
            "What agrees and what differs, each `comparison:level`, with `=` and what part of all people has that value too.",
            "texts",
        ),
        internal("held_back", "The codes of why it is no more than possible; none where it is likely.", "texts"),
    ),
    indexes=("left", "right"),
)
MATCH_MODEL = Node(
    "MatchModel",
    ("id",),
    "What the matcher learned of the partnership's own records; the one trained last is used until somebody trains again.",
    (
        internal("id", "Its version."),
        internal("settings", "As JSON: how often each level of each comparison holds, and how common each name is."),
        internal("records", "How many records it was trained on.", "number"),
        internal("trained_at", "When, ISO 8601 in UTC."),
        internal("trained_by", "Who trained it."),
    ),
)
