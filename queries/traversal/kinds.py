"""Every kind of thing that can be gone to and from."""

from enum import StrEnum

from graph import model
from graph import vocabulary as words
from graph.model import edges, nodes
from queries.traversal import person_summary
from queries.traversal.declarations import DATE, FLAG, ID, NUMBER, TEXTS, Agency, Column, Kind, Many, Some, Step
from queries.traversal.fact_kinds import CONCERN, CONTACT, FACTS, INVOLVEMENT, OWNER, RECORDED_ON, SPELL, STRENGTH, WHOSE
from queries.traversal.model_columns import columns_of

_TIE_KINDS = {kind.upper(): kind for _, kind in model.EDGE_OF_RELATIONSHIP.values()}
TieKind = StrEnum("TieKind", _TIE_KINDS)  # type: ignore[misc]
TieKind.__doc__ = "What one person is to another; of siblings: half, step, or unspecified."


def _tie(name: str, about: str, way: str, type_: str, text: str = "") -> Step:
    return Step(name, about, "person", text or f"tie_{way}", names={"type": type_}, accounts=f"accounts_{way}", weight=2)


PERSON = Kind(
    "person",
    "One human being, as far as identity decisions go today.",
    (
        Column("id", "The canonical id, as in findings; good for `node`.", ID, required=True),
        Column(
            "roles", "How records have them; a teenage mother is both.", TEXTS, "roles", read=person_summary.roles, required=True
        ),
        Column(
            "name",
            "The name on the newest visible record that has one. Every agency's own is in `records`.",
            text="known_records",
            read=person_summary.name,
        ),
        Column(
            "date_of_birth",
            "The day that age is counted from: the earliest visible whole date of birth, else the earliest partial one; a due "
            "date only where there is no other.",
            DATE,
            "known_records",
            read=person_summary.date_of_birth,
        ),
        Column(
            "age",
            "Whole years on the day asked about; null where not known, not yet born, or known to have died.",
            NUMBER,
            "known_records",
            read=person_summary.age,
        ),
        Column(
            "unborn",
            "Whether there is only a due date, still to come on the day asked about.",
            FLAG,
            "known_records",
            read=person_summary.unborn,
            required=True,
        ),
        Column("died", "The date of death, as far as it was known.", DATE, "known_records", read=person_summary.died),
    ),
    (
        Step("records", "Each agency's own record of them, side by side: none is chosen.", "record", "records", Many.FEW),
        _tie("parents", "Everyone recorded as a mother, father, parent or step-parent, ended or not.", "to", "PARENT_OF"),
        _tie("children", "Everyone whose parent or step-parent they are recorded as, ended or not.", "from", "PARENT_OF"),
        _tie("carers", "Carers, guardians and foster carers, ended or not.", "to", "CARES_FOR"),
        _tie("cares_for", "Everyone whose carer, guardian or foster carer they are.", "from", "CARES_FOR"),
        _tie(
            "siblings",
            "Those recorded as a sibling, or with a parent (not a step-parent) in common. `accounts` are the former.",
            "between",
            "SIBLING_OF",
            "siblings",
        ),
        _tie("partners", "Everyone recorded as a partner, ended or not.", "between", "PARTNER_OF"),
        _tie("relatives", "Grandparents, aunts, uncles and others related, in either direction.", "between", "RELATED_TO"),
        Step(
            "household",
            "Everyone else with a stay on that day where they have one; refuges, hospitals, prisons, homes, hostels, contact "
            "centres and schools make no household, nor do addresses with more than 500 stays (then `truncated` is true).",
            "person",
            "household",
            days={"on": "The day. Left out: the day of the lens."},
            weight=10,
            left_out="household_left_out",
        ),
        Step("addresses", "Where they lived: each agency's account of each stay.", "stay", "stays_of_person"),
        Step("contacts", "Contacts about them.", "contact", "facts_about", names={"label": "Contact"}),
        Step("took_part_in", "Contacts about others in which they took part.", "contact", "contacts_joined"),
        Step("concerns", "Concerns about them.", "concern", "facts_about", names={"label": "Concern"}),
        Step("strengths", "Strengths about them.", "strength", "facts_about", names={"label": "Strength"}),
        Step("involvements", "Spells of service about them.", "involvement", "facts_about", names={"label": "Involvement"}),
    ),
    label="Person",
    filters={
        "record": Some("record", "Some visible record of theirs fits.", "some_record"),
        "contact": Some("contact", "Some visible contact about them fits.", "some_fact"),
        "involvement": Some("involvement", "Some visible involvement about them fits.", "some_fact"),
        "concern": Some("concern", "Some visible concern about them fits.", "some_fact"),
        "strength": Some("strength", "Some visible strength about them fits.", "some_fact"),
    },
)
RECORD = Kind(
    "record",
    "A person as one agency's system describes them, never overwritten by another's.",
    (
        Column("key", "agency/system/person_id.", ID, required=True),
        OWNER,
        Column("system", "Which of the agency's systems."),
        *columns_of(
            nodes.RECORD,
            {"date_of_death": Column("date_of_death", "The date of death, as far as it was known.", DATE, "known_death")},
        ),
        RECORDED_ON,
    ),
    agencies=(WHOSE,),
    label="PersonRecord",
    key="key",
)
RELATIONSHIP = Kind(
    "relationship",
    "One agency's account of how two people are tied: `person` is the `kind` of `related`.",
    (
        Column("record", "agency/system/relationship id, as in `Evidence.id`.", ID, of="id", required=True),
        Column("kind", "What `person` is to `related`.", words=TieKind),
        Column("person", "The id of the first person.", ID, "start_of_edge", required=True),
        Column("related", "The id of the other.", ID, "end_of_edge", required=True),
        *columns_of(edges.PARENT_OF, without=("kind", "start", "end")),
        *SPELL,
    ),
    agencies=(WHOSE,),
)
STAY = Kind(
    "stay",
    "One agency's account that somebody lived somewhere.",
    (
        Column("record", "agency/system/stay id, as in `Evidence.id`.", ID, of="id", required=True),
        OWNER,
        *SPELL,
        *columns_of(
            edges.LIVED_AT,
            {"address": Column("text", "The address, as the row has it.", of="address")},
            without=("start", "end"),
        ),
    ),
    (
        Step("person", "Who lived there.", "person", many=Many.ONE, beside="who"),
        Step("address", "Where.", "address", many=Many.ONE, beside="place"),
    ),
    (WHOSE,),
    day="start",
)
ADDRESS = Kind(
    "address",
    "A place: its UPRN where known, else the normalised address and postcode.",
    (
        Column("id", "`uprn:…` or `text:…`; good for `node`.", ID, required=True),
        Column("uprn", "The Unique Property Reference Number."),
    ),
    (Step("stays", "Who lived there: each agency's account of each stay.", "stay", "stays_at_address"),),
    label="Address",
)
PARTICIPANT = Kind(
    "participant",
    "Somebody else's part in a contact.",
    columns_of(edges.INVOLVED),
    (Step("person", "Who.", "person", many=Many.ONE, beside="who"),),
)
SHARE = Kind(
    "share",
    "That an agency was told of a record, or by decision was not.",
    columns_of(edges.SHARED_WITH),
    agencies=(Agency("agency", "The agency that was told, or not.", "of_share"),),
)
AGENCY = Kind(
    "agency",
    "A service that keeps records.",
    (
        Column("id", "The agency's id, for `LensInput.agencies` and `node`.", ID, required=True),
        Column("name", "Its name; null where its own extract has not come yet."),
        Column("kind", "What sort of service it is.", words=words.AgencyKind),
    ),
)

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (PERSON, RECORD, RELATIONSHIP, STAY, ADDRESS, *FACTS, PARTICIPANT, SHARE, AGENCY)
}

__all__ = ["AGENCY", "CONCERN", "CONTACT", "FACTS", "INVOLVEMENT", "KINDS", "PERSON", "RECORD", "STRENGTH", "TieKind"]
