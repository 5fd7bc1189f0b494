"""What `purge` says was deleted: the object that says so and every object in it, by their ids alone."""

from collections.abc import Iterator

from graph.facts import FactKind
from graph.vocabulary import InvolvementKind
from loaders.dfe_csc_api.codes import ADOPTION
from loaders.dfe_csc_api.tree import inside
from loaders.extract import Row
from loaders.facts.builder import local_id
from loaders.json_files.items import JsonItemError, JsonObject, day, ident, shown, words
from loaders.json_files.rows import ObjectRows

Named = tuple[FactKind, str]
_SPELLS = {
    "child_and_family_assessments": ("child_and_family_assessment_id", InvolvementKind.ASSESSMENT),
    "child_in_need_plans": ("child_in_need_plan_id", InvolvementKind.CHILD_IN_NEED),
    "section_47_assessments": ("section_47_assessment_id", InvolvementKind.SECTION_47),
    "child_protection_plans": ("child_protection_plan_id", InvolvementKind.CHILD_PROTECTION_PLAN),
    "child_looked_after_placements": ("child_looked_after_placement_id", InvolvementKind.LOOKED_AFTER),
}
_SAID = "it is purged: what was kept of it is removed on the day of this payload"


def is_purged(item: JsonObject) -> bool:
    """Whether an object asks to be deleted; anything but true says no."""
    return shown(item.value.get("purge")).lower() in ("true", "1", "y")


def purged_rows(maker: ObjectRows, item: JsonObject, name: str, child: str, episode: str = "") -> Iterator[Row]:
    """The row of a purged object, and of every object in it that is a row."""
    item.take_all()
    for each in inside(item.value, name):
        found = JsonObject(each.value, f"{item.path}.{each.path}" if each.path else item.path, item.line)
        if each.name == "social_care_episodes":
            episode = _text(found, "social_care_episode_id")
        if each.name in ("child_details", "health_and_wellbeing"):
            continue
        try:
            named = list(_named(found, each.name, child, episode))
        except JsonItemError as fault:
            yield maker.refused(each.name, fault)
        else:
            removed = tuple((kind, maker.key(local)) for kind, local in named)
            row = maker.aside("Children" if each.name == "child" else each.name, found, _SAID if removed else "it is purged")
            row.removed = removed
            yield row


def _text(item: JsonObject, name: str) -> str:
    try:
        return item.read(name, ident) or ""
    except JsonItemError:
        return ""


def _named(item: JsonObject, name: str, child: str, episode: str) -> Iterator[Named]:
    """Kind and local id of everything that an object was kept as."""
    if name == "child":
        yield FactKind.PERSON, child
    elif name == "social_care_episodes":
        local = local_id(child, "episode", item.need("social_care_episode_id", ident))
        yield from ((kind, local) for kind in (FactKind.CONTACT, FactKind.INVOLVEMENT))
    elif name in _SPELLS:
        yield from _spell(item, name, child)
    elif name == "adoption":
        yield from ((FactKind.CONTACT, local_id(child, "adoption", episode, each)) for each in ADOPTION)
    elif name == "care_leavers" and item.value.get("contact_date"):
        yield FactKind.CONTACT, local_id(child, "care_leaver", item.need("contact_date", day))
    elif name == "sdq_assessments":
        yield FactKind.CONTACT, local_id(child, "sdq", item.need("date", day))


def _spell(item: JsonObject, name: str, child: str) -> Iterator[Named]:
    own, kind = _SPELLS[name]
    id_ = item.need(own, ident)
    yield FactKind.INVOLVEMENT, local_id(child, kind, id_)
    if name == "section_47_assessments":
        yield FactKind.CONTACT, local_id(child, "icpc", id_)
    elif name == "child_looked_after_placements":
        yield FactKind.STAY, local_id(child, kind, id_)
    elif name == "child_and_family_assessments":
        for factor, _ in item.each("factors", words):
            if factor:
                yield FactKind.CONCERN, local_id(child, "factor", id_, factor.upper())
