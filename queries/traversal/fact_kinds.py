"""The kinds of fact that are about a person: contacts, involvements, concerns and strengths."""

from graph import vocabulary as words
from graph.model import nodes
from queries.traversal.declarations import DATE, ID, Agency, Column, Kind, Many, Read, Step, known_day
from queries.traversal.model_columns import columns_of

RECORDED_ON = Column(
    "recorded_on", "When it was written down; of a spell, its start. Null where it was always on record.", DATE, read=known_day
)
_SENSITIVITY = Column("sensitivity", "Who may be shown it.", words=words.Sensitivity)
SPELL = (
    Column("start", "The first day; null where it began before any day asked about.", DATE, filtered=True),
    Column(
        "end",
        "The day it ended, as far as that was known; null while it counts as open.",
        DATE,
        "known_end",
        filtered=True,
    ),
    RECORDED_ON,
    Column("end_recorded_on", "When the end was written down.", DATE, "known_with_end"),
)
OWNER = Column("agency", "The agency whose record it is.", filtered=True)


def fact_columns(kind: str) -> tuple[Column, ...]:
    """What every fact has: its id for `node`, and its own id beside it."""
    prefixed: Read = lambda own, _: f"{kind}:{own}"  # noqa: E731
    return (
        Column("id", f"For `node`: `{kind}:` and the record's own id.", ID, of="id", read=prefixed, required=True),
        Column("record", "agency/system/its own id, as in `Evidence.id`.", ID, of="id", required=True),
        RECORDED_ON,
        _SENSITIVITY,
        OWNER,
    )


WHOSE = Agency("agency", "Whose record it is.")
_STEPS = (
    Step("person", "Whom it is about.", "person", "whom_about", Many.ONE),
    Step("shared_with", "The agencies that were told.", "share", "shares", Many.FEW, {"type": "SHARED_WITH"}),
    Step("withheld_from", "Decisions not to share it.", "share", "shares", Many.FEW, {"type": "WITHHELD_FROM"}),
)

_COMMON = ("sensitivity",)
_ON = {"on": Column("on", "The day; null where none is on record.", DATE, filtered=True)}

CONTACT = Kind(
    "contact",
    "One dated event between an agency and people: an appointment, a visit, a call, a referral.",
    (
        *fact_columns("contact"),
        *columns_of(
            nodes.CONTACT,
            {
                **_ON,
                "outcome_raw": Column("outcome_as_recorded", "The outcome in the system's own words or code.", of="outcome_raw"),
            },
            without=_COMMON,
        ),
    ),
    (*_STEPS, Step("participants", "Who else took part.", "participant", "participants", Many.FEW)),
    (WHOSE, Agency("referred_to", "The agency that it passed them to.", of="referred_to", required=False)),
    label="Contact",
    day="on",
)
_CLOSURE = Column(
    "closure_reason", "Why it ended; known when its end is.", text="known_with_end", words=words.ClosureReason, filtered=True
)
INVOLVEMENT = Kind(
    "involvement",
    "A spell of service: an assessment, a child protection plan, health visiting.",
    (
        *(column for column in fact_columns("involvement") if column is not RECORDED_ON),
        *SPELL,
        *columns_of(nodes.INVOLVEMENT, {"closure_reason": _CLOSURE}, without=(*_COMMON, "start", "end")),
    ),
    _STEPS,
    (WHOSE,),
    label="Involvement",
    day="start",
)
CONCERN = Kind(
    "concern",
    "A factor that somebody recorded, on a date, about someone.",
    (*fact_columns("concern"), *columns_of(nodes.CONCERN, _ON, without=_COMMON)),
    _STEPS,
    (WHOSE,),
    label="Concern",
    day="on",
)
STRENGTH = Kind(
    "strength",
    "A protective factor, or the child's own words: show it wherever concerns are shown.",
    (*fact_columns("strength"), *columns_of(nodes.STRENGTH, _ON, without=_COMMON)),
    _STEPS,
    (WHOSE,),
    label="Strength",
    day="on",
)
FACTS = (CONTACT, INVOLVEMENT, CONCERN, STRENGTH)
