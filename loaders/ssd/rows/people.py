"""The records of people: children, mothers and former clients alike stand in one table, with numbers and needs in others."""

from collections.abc import Mapping
from datetime import date

from graph.dates import age_on
from graph.facts import Content, Fact
from graph.identity.identifiers import valid_nhs_number, valid_upn
from graph.vocabulary import BirthDateKind, Role
from loaders.codes.births import kind_of_due_date
from loaders.codes.children import ETHNICITIES, SEXES, UPN_UNKNOWN, authority_child
from loaders.ssd.cells import SsdCellError, SsdCells
from loaders.ssd.facts import SsdFacts, details
from loaders.ssd.index import Index
from loaders.ssd.rows.record_details import send_flag
from loaders.ssd.values import day, own_id, words

_GROWN = 18


def person(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """The record of one person, and of children who are known only by their mother and a day of birth; raises SsdCellError."""
    cells.person = cells.own_id()
    content = _names(cells)
    _dates(make, cells, index, content)
    _death(cells, index.deaths.get(cells.person), content)
    role = _role(cells.person, content.get("date_of_birth"), make.source.extracted_on, index)
    return _with_stubs(make, index, _record(make, cells.person, role, index, content, _own_numbers(cells), _details(cells)))


def named_alone(make: SsdFacts, local: str, index: Index) -> list[Fact]:
    """The record of somebody whom rows name, and no table of people describes: what those rows say, and the same children."""
    role = Role.BOTH if local in index.mothers else Role.CHILD
    died = index.deaths.get(local)
    content: Content = {"date_of_death": died} if died else {}
    return _with_stubs(make, index, _record(make, local, role, index, content, {}, []))


def _with_stubs(make: SsdFacts, index: Index, own: Fact) -> list[Fact]:
    return [own, *(_stub(make, stub, born) for stub, born in sorted(index.stubs.get(own.source, {}).items()))]


def _record(
    make: SsdFacts, local: str, role: Role, index: Index, content: Content, numbers: Mapping[str, str], said: list[str]
) -> Fact:  # fmt: skip
    """A record with what other tables tell beside, on record since the first fact about them, else since the extract.

    Its own id is the authority's (the LAchildID of the census), so that it is one person with what the other returns say.
    """
    made = make.source.extracted_on
    first, _ = index.days.get(local, (made, made))
    told = index.all_told(local)
    # An adoption order divides what was from what is: nothing joins the two records by itself (docs/adr/0018).
    secret = "sealed" if local in index.adopted else "normal"
    own: Content = {"role": role.value, "sensitivity": secret, **content}
    others = _numbers(own, numbers, told)
    beside = {"details": [*said, *told.get("details", [])], "disabilities": [*told.get("disabilities", [])]}
    own |= {name: texts for name, texts in beside.items() if texts}
    own["other_ids"] = sorted([authority_child(make.source.agency, local), *others])
    return make.person(local, own, worked_out=min(first, made))


def _stub(make: SsdFacts, local: str, born: date) -> Fact:
    return make.person(local, {"role": Role.CHILD.value, **_born(born, BirthDateKind.ACTUAL)})


def _names(cells: SsdCells) -> Content:
    sex = cells.listed("pers_sex", SEXES)
    ethnicity = cells.leaf("pers_ethnicity", words)
    found: Content = {
        "given_names": cells.leaf("pers_forename", words),
        "family_name": cells.leaf("pers_surname", words),
        "sex": sex.value if sex else None,
        "ethnicity": ethnicity and ETHNICITIES.get(ethnicity.upper(), ethnicity),
    }
    return {name: value for name, value in found.items() if value}


def _born(born: date, kind: BirthDateKind) -> Content:
    return {"date_of_birth": born, "date_of_birth_kind": kind.value}


def _dates(make: SsdFacts, cells: SsdCells, index: Index, content: Content) -> None:
    born, due = (cells.leaf(f"pers_{name}", day) for name in ("dob", "expected_dob"))
    if born and due:
        cells.notes.append("it has a pers_dob and a pers_expected_dob; the first was taken")
        cells.given.append(f"pers_expected_dob={due}")
    if born:
        content |= _born(born, BirthDateKind.ACTUAL)
    elif due:
        content |= _born(due, _due_kind(make, cells, index, content, due))


def _death(cells: SsdCells, closed: date | None, content: Content) -> None:
    """The day of death; where none is given, that on which a case or care ended since the person died."""
    told = cells.leaf("pers_death_date", day)
    died, born = told or closed, content.get("date_of_birth")
    if died and not told:
        cells.notes.append(f"it has no pers_death_date; a case or care ended on {died} since they died, read as the day of death")
    if content.get("date_of_birth_kind") != BirthDateKind.ACTUAL:
        born = None
    if died and isinstance(born, date) and died < born:
        fault = SsdCellError("pers_death_date", died.isoformat(), f"expected a date on or after the birth ({born}), found {died}")
        cells.faults.append(fault)
    elif died:
        content["date_of_death"] = died


def _due_kind(make: SsdFacts, cells: SsdCells, index: Index, content: Content, due: date) -> BirthDateKind:
    made = make.source.extracted_on
    _, last = index.days.get(cells.person, (None, None))
    kind = kind_of_due_date(due, content.get("sex"), min(last, made) if last else None, made)
    if kind is BirthDateKind.ESTIMATED:
        cells.notes.append("the pers_expected_dob is past and the child is born: read as an estimated date of birth")
    return kind


def _own_numbers(cells: SsdCells) -> dict[str, str]:
    """The numbers in the person's own row, by scheme."""
    single, common = (cells.leaf(f"pers_{name}", own_id) for name in ("single_unique_id", "common_child_id"))
    nhs = single or common
    cells.given += [f"pers_common_child_id={common}"] if single and common and single != common else []
    upn = cells.leaf("pers_upn", own_id)
    for name, given, valid in (("NHS number", nhs, valid_nhs_number), ("UPN", upn, valid_upn)):
        if given and valid(given) is None:
            cells.notes.append(f"the {name} is not a valid one: kept as given, and it joins nobody")
    return {scheme: given for scheme, given in (("nhs", nhs), ("upn", upn)) if given}


def _numbers(content: Content, numbers: Mapping[str, str], told: Mapping[str, list[str]]) -> set[str]:
    """The person's own numbers, else those that other tables tell; returns the rest, which are kept as other identifiers."""
    others = list(told.get("other_ids", [])) + [f"former_upn={each}" for each in told.get("former_upn", [])]
    for name, scheme in (("nhs_number", "nhs"), ("upn", "upn")):
        own = [numbers[scheme]] if scheme in numbers else []
        known = own + told.get(scheme, [])
        content |= {name: known[0]} if known else {}
        others += [f"{scheme}={each}" for each in known[1:] if each != known[0]]
    return set(others)


def _details(cells: SsdCells) -> list[str]:
    """What has no property of its own; a number of an earlier system joins nobody: another authority may have given it too."""
    why = cells.listed("pers_upn_unknown", UPN_UNKNOWN)
    found = [f"UPNunknown={why}"] if why else []
    found += details(cells, "pers_legacy_id", "pers_gender", "pers_nationality") + send_flag(cells)
    return found + cells.take_given()


def _role(local: str, born: object, made: date, index: Index) -> Role:
    """A child is whoever was one when a row was first about them, or is one now; a mother or anybody else an adult, or both."""
    mother, days = local in index.mothers, index.days.get(local)
    first = days[0] if days else made
    young = age_on(born, min(first, made)) < _GROWN if isinstance(born, date) else not mother
    child = young or (days is not None and not mother)
    return Role.BOTH if child and mother else Role.CHILD if child else Role.ADULT
