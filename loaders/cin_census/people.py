"""One child of the return: the record of them, and the rows of their episodes."""

from dataclasses import dataclass, field
from datetime import date

from graph.facts import Content, Fact, FactKind
from graph.identifiers import valid_upn
from graph.vocabulary import BirthDateKind, Precision, Role
from loaders.cin_census.elements import Block, Fault, code, day, words
from loaders.cin_census.making import Maker
from loaders.codes.births import kind_of_due_date
from loaders.codes.children import DISABILITIES, ETHNICITIES, SEXES, UPN_UNKNOWN, authority_child
from loaders.extract import Row

_DAY = Precision.DAY.value


@dataclass(slots=True)
class Described:
    """What the return says of a child, with the rows of those leaves that were rejected, and notes."""

    content: Content
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def child_id(block: Block) -> str:
    """The authority's own id of a child; raises Fault where there is none."""
    identifiers = block.inner("ChildIdentifiers")
    if len(identifiers) != 1:
        raise block.fault("ChildIdentifiers", f"expected one ChildIdentifiers, found {len(identifiers)}")
    return identifiers[0].need("LAchildID", words)


def described(maker: Maker, block: Block, days: list[date]) -> Described:
    """What the return says of a child; `days` are those of their facts."""
    identifiers = block.inner("ChildIdentifiers")[0]
    found = Described({"role": Role.CHILD.value, "sensitivity": "normal"})
    _sex(maker, identifiers, found)
    _dates(maker, identifiers, found, [each for each in days if each <= maker.source.extracted_on])
    _numbers(maker, identifiers, found)
    for characteristics in block.inner("ChildCharacteristics"):
        ethnicity = maker.leaf(characteristics, "Ethnicity", code(ETHNICITIES), found.rows)
        found.content |= {"ethnicity": ethnicity} if ethnicity else {}
        _disabilities(maker, characteristics, found)
    return found


def person(maker: Maker, found: Described, first: date | None) -> Fact:
    """The record of a child, on record since the first of their facts, else since the end of what the return covers."""
    source = maker.source
    recorded = first if first and first <= source.extracted_on else source.covers_to or source.extracted_on
    key = maker.key(maker.child)
    return Fact(FactKind.PERSON, key, maker.child, (key,), found.content, recorded, recorded, recorded_on_defaulted=True)


def _sex(maker: Maker, identifiers: Block, found: Described) -> None:
    said = [maker.leaf(identifiers, name, code(SEXES), found.rows) for name in ("Sex", "GenderCurrent")]
    sex = said[0] or said[1]
    if sex:
        found.content["sex"] = sex.value


def _dates(maker: Maker, identifiers: Block, found: Described, days: list[date]) -> None:
    born = maker.leaf(identifiers, "PersonBirthDate", day, found.rows)
    due = maker.leaf(identifiers, "ExpectedPersonBirthDate", day, found.rows)
    died = maker.leaf(identifiers, "PersonDeathDate", day, found.rows)
    if born and due:
        found.notes.append("it has a PersonBirthDate and an ExpectedPersonBirthDate; the first was taken")
    if born or due:
        kind = BirthDateKind.ACTUAL if born else _due_kind(maker, found, due, days)
        own: Content = {"date_of_birth": born or due, "date_of_birth_precision": _DAY, "date_of_birth_kind": kind.value}
        found.content |= own
    if died and born and died < born:
        fault = identifiers.fault("PersonDeathDate", f"expected a date on or after the birth ({born}), found {died}")
        found.rows.append(maker.refused("PersonDeathDate", fault))
    elif died:
        found.content |= {"date_of_death": died, "date_of_death_precision": _DAY}


def _due_kind(maker: Maker, found: Described, due: date | None, days: list[date]) -> BirthDateKind:
    assert due is not None
    kind = kind_of_due_date(due, found.content.get("sex"), max(days, default=None), maker.source.extracted_on)
    if kind is BirthDateKind.ESTIMATED:
        found.notes.append("the ExpectedPersonBirthDate is past and the child is born: read as an estimated date of birth")
    return kind


def _numbers(maker: Maker, identifiers: Block, found: Described) -> None:
    upn = maker.leaf(identifiers, "UPN", words, found.rows)
    former = maker.leaf(identifiers, "FormerUPN", words, found.rows)
    unknown = maker.leaf(identifiers, "UPNunknown", code(UPN_UNKNOWN), found.rows)
    for name, given in (("UPN", upn), ("FormerUPN", former)):
        if given and valid_upn(given) is None:
            found.notes.append(f"the {name} is not a valid one: kept as given, and it joins nobody")
    found.content |= {"upn": upn} if upn else {}
    sure = former and valid_upn(former)
    found.content |= {"other_ids": [authority_child(maker.source.agency, maker.child), *[f"former_upn={sure}"] * bool(sure)]}
    details = [f"FormerUPN={former}"] * bool(former and not sure) + [f"UPNunknown={unknown}"] * bool(unknown)
    found.content |= {"details": details} if details else {}


def _disabilities(maker: Maker, characteristics: Block, found: Described) -> None:
    said: set[str] = set()
    for each in [leaf for wrapper in characteristics.inner("Disabilities") for leaf in wrapper.inner("Disability")]:
        try:
            said |= {each.value(code(DISABILITIES)) or ""} - {""}
        except Fault as fault:
            found.rows.append(maker.refused(each.tag, fault))
    if "NONE" in said and len(said) > 1:
        found.notes.append("Disability says NONE beside others; all were kept")
    if said:
        found.content["disabilities"] = [*sorted(said)]
