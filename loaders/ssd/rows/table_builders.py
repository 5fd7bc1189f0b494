"""Which tables become facts of their own, of which kinds, and what makes them."""

from collections.abc import Callable

from graph.facts import Fact, FactKind
from loaders.ssd.cells import SsdCellError, SsdCells
from loaders.ssd.facts import SsdFacts
from loaders.ssd.index import Index
from loaders.ssd.rows import events, spells
from loaders.ssd.values import listed

Build = Callable[[SsdFacts, SsdCells, Index], list[Fact]]

FACTS: dict[str, tuple[Build, tuple[FactKind, ...]]] = {
    "ssd_mother": (spells.mother, (FactKind.RELATIONSHIP,)),
    "ssd_address": (spells.address, (FactKind.STAY,)),
    "ssd_contacts": (events.contact, (FactKind.CONTACT,)),
    "ssd_early_help_episodes": (spells.early_help, (FactKind.INVOLVEMENT,)),
    "ssd_cin_episodes": (spells.referral, (FactKind.CONTACT, FactKind.INVOLVEMENT)),
    "ssd_cin_assessments": (spells.assessment, (FactKind.INVOLVEMENT,)),
    # Behind the assessments: a factor is of one that was kept, on its day (`Index.assessments`).
    "ssd_assessment_factors": (events.factors, (FactKind.CONCERN,)),
    "ssd_cin_plans": (spells.plan, (FactKind.INVOLVEMENT,)),
    "ssd_cin_visits": (events.visit, (FactKind.CONTACT,)),
    "ssd_s47_enquiry": (spells.enquiry, (FactKind.INVOLVEMENT,)),
    "ssd_initial_cp_conference": (events.conference, (FactKind.CONTACT,)),
    "ssd_cp_plans": (spells.protection_plan, (FactKind.INVOLVEMENT,)),
    "ssd_cp_visits": (events.visit, (FactKind.CONTACT,)),
    "ssd_cp_reviews": (events.plan_review, (FactKind.CONTACT,)),
    "ssd_cla_placement": (spells.placement, (FactKind.STAY,)),
    "ssd_cla_reviews": (events.care_review, (FactKind.CONTACT,)),
    "ssd_cla_visits": (events.visit, (FactKind.CONTACT,)),
    "ssd_cla_health": (events.health_check, (FactKind.CONTACT,)),
    "ssd_cla_substance_misuse": (events.substance, (FactKind.CONCERN,)),
    "ssd_cla_convictions": (events.conviction, (FactKind.CONCERN,)),
    "ssd_missing": (events.missing, (FactKind.CONCERN,)),
    "ssd_sdq_scores": (events.questionnaire, (FactKind.CONTACT,)),
    "ssd_care_leavers": (spells.care_leaver, (FactKind.INVOLVEMENT,)),
    "ssd_pre_proceedings": (spells.pre_proceedings, (FactKind.INVOLVEMENT,)),
    "ssd_voice_of_child": (events.voice, (FactKind.STRENGTH,)),
}
"""What makes the facts of a row, and the kinds that they are of; a referral is a contact too."""


def ids_of(make: SsdFacts, cells: SsdCells) -> list[tuple[FactKind, str]]:
    """The facts that a row would have been: kind and id, none where its own id cannot be read."""
    _, kinds = FACTS[cells.table.name]
    try:
        if cells.table.name == "ssd_assessment_factors":
            codes = listed(cells.said("cinf_assessment_factors_json"))
            return [(FactKind.CONCERN, make.key(make.local(cells, each))) for each in codes]
        return [(kind, make.key(make.local(cells))) for kind in kinds]
    except SsdCellError:
        return []
