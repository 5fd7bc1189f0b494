"""One child of the return: the record of them, and the rows of their episodes."""

from dataclasses import dataclass, field
from datetime import date

from graph.facts import Content, Fact
from graph.identity.identifiers import valid_upn
from graph.vocabulary import BirthDateKind, Role
from loaders.cin_census.rows import ElementRows
from loaders.codes.births import kind_of_due_date
from loaders.codes.children import DISABILITIES, ETHNICITIES, SEXES, UPN_UNKNOWN, authority_child
from loaders.extract import Row
from loaders.xml_files.elements import Block, day, words


@dataclass(slots=True)
class CensusChild:
    """What the return says of a child, with the rows of those leaves that were rejected, and notes."""

    content: Content
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


def child_id(block: Block) -> str:
    """The authority's own id of a child; raises ElementError where there is none."""
    identifiers = block.inner("ChildIdentifiers")
    if len(identifiers) != 1:
        raise block.fault("ChildIdentifiers", f"expected one ChildIdentifiers, found {len(identifiers)}")
    return identifiers[0].need("LAchildID", words)


def described(maker: ElementRows, block: Block, days: list[date], died: date | None) -> CensusChild:
    """What the return says of a child; `days` are those of their facts, `died` when a case was closed since the child died."""
    identifiers = block.inner("ChildIdentifiers")[0]
    found = CensusChild({"role": Role.CHILD.value})
    _sex(maker, identifiers, found)
    _dates(maker, identifiers, found, [each for each in days if each <= maker.source.extracted_on])
    _death(maker, identifiers, found, died)
    _numbers(maker, identifiers, found)
    for characteristics in block.inner("ChildCharacteristics"):
        ethnicity = maker.listed(characteristics, "Ethnicity", ETHNICITIES, found.details, found.rows)
        if ethnicity and found.content.setdefault("ethnicity", ethnicity) != ethnicity:
            found.details.append(f"Ethnicity={ethnicity}")
        _disabilities(maker, characteristics, found)
    found.content |= {"details": found.details} if found.details else {}
    return found


def person(maker: ElementRows, found: CensusChild, first: date | None) -> Fact:
    """The record of a child, on record since the first of their facts, else since the end of what the return covers."""
    source = maker.source
    recorded = first if first and first <= source.extracted_on else source.covers_to or source.extracted_on
    return maker.person(maker.child, found.content, worked_out=recorded)


def _sex(maker: ElementRows, identifiers: Block, found: CensusChild) -> None:
    said = [maker.listed(identifiers, name, SEXES, found.details, found.rows) for name in ("Sex", "GenderCurrent")]
    sex = said[0] or said[1]
    if sex:
        found.content["sex"] = sex.value
    if said[1] and said[1] != sex:
        found.details.append(f"GenderCurrent={said[1].value}")


def _dates(maker: ElementRows, identifiers: Block, found: CensusChild, days: list[date]) -> None:
    born = maker.leaf(identifiers, "PersonBirthDate", day, found.rows)
    due = maker.leaf(identifiers, "ExpectedPersonBirthDate", day, found.rows)
    if born and due:
        found.notes.append("it has a PersonBirthDate and an ExpectedPersonBirthDate; the first was taken")
        found.details.append(f"ExpectedPersonBirthDate={due}")
    if born or due:
        kind = BirthDateKind.ACTUAL if born else _due_kind(maker, found, due, days)
        found.content |= {"date_of_birth": born or due, "date_of_birth_kind": kind.value}


def _death(maker: ElementRows, identifiers: Block, found: CensusChild, closed: date | None) -> None:
    """The day of death; where none is given, that on which a case was closed since the child died (docs/adr/0022)."""
    told = maker.leaf(identifiers, "PersonDeathDate", day, found.rows)
    died, born = told or closed, found.content.get("date_of_birth")
    actual = found.content.get("date_of_birth_kind") == BirthDateKind.ACTUAL
    if died and not told:
        found.notes.append(
            f"it has no PersonDeathDate; a case was closed on {died} since the child died, read as the day of death"
        )
    if died and actual and isinstance(born, date) and died < born:
        fault = identifiers.fault("PersonDeathDate", f"expected a date on or after the birth ({born}), found {died}")
        found.rows.append(maker.refused("PersonDeathDate", fault))
    elif died:
        found.content["date_of_death"] = died


def _due_kind(maker: ElementRows, found: CensusChild, due: date | None, days: list[date]) -> BirthDateKind:
    assert due is not None
    kind = kind_of_due_date(due, found.content.get("sex"), max(days, default=None), maker.source.extracted_on)
    if kind is BirthDateKind.ESTIMATED:
        found.notes.append("the ExpectedPersonBirthDate is past and the child is born: read as an estimated date of birth")
    return kind


def _numbers(maker: ElementRows, identifiers: Block, found: CensusChild) -> None:
    upn = maker.leaf(identifiers, "UPN", words, found.rows)
    former = maker.leaf(identifiers, "FormerUPN", words, found.rows)
    unknown = maker.listed(identifiers, "UPNunknown", UPN_UNKNOWN, found.details, found.rows)
    for name, given in (("UPN", upn), ("FormerUPN", former)):
        if given and valid_upn(given) is None:
            found.notes.append(f"the {name} is not a valid one: kept as given, and it joins nobody")
    found.content |= {"upn": upn} if upn else {}
    sure = former and valid_upn(former)
    found.content |= {"other_ids": [authority_child(maker.source.agency, maker.child), *[f"former_upn={sure}"] * bool(sure)]}
    found.details += [f"FormerUPN={former}"] * bool(former and not sure) + [f"UPNunknown={unknown}"] * bool(unknown)


def _disabilities(maker: ElementRows, characteristics: Block, found: CensusChild) -> None:
    said: set[str] = set()
    for each in [leaf for wrapper in characteristics.inner("Disabilities") for leaf in wrapper.inner("Disability")]:
        given = each.value(words) or ""
        if given.upper() in DISABILITIES:
            said.add(DISABILITIES[given.upper()])
        elif given:
            found.details.append(maker.strange(each, given))
    if "NONE" in said and len(said) > 1:
        found.notes.append("Disability says NONE beside others; all were kept")
    if said:
        found.content["disabilities"] = [*sorted(said)]
