"""The record of a person, from a Patient or a RelatedPerson; and the stays that their addresses are."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from graph.dates import PartialDate
from graph.facts import Content, Fact, FactKind, Value
from graph.identity.identifiers import address_text, is_no_place, normal_uprn, valid_nhs_number
from graph.vocabulary import AddressKind, Role
from loaders.extract import Row
from loaders.facts.builder import ended
from loaders.fhir.codes import (
    ADDRESS_KEY,
    ADDRESS_USES,
    BIRTH_SEX,
    ETHNIC_CATEGORIES,
    ETHNIC_CATEGORY,
    GENDERS,
    INTERPRETER,
    NHS_COMMUNICATION,
    NHS_NUMBER,
    NHS_NUMBER_STATUS,
    UNSTATED_ETHNICITIES,
)
from loaders.fhir.discovery import FoundResource
from loaders.fhir.references import People, reference_of
from loaders.fhir.resources import (
    codings,
    extensions,
    former_nhs_numbers,
    is_restricted,
    last,
    nhs_numbers,
    period_of,
    plain,
    spoken,
    updated,
)
from loaders.json_files.items import JsonItemError, JsonObject, code, ident, partial, words, yes_no
from loaders.json_files.rows import ObjectRows

_NAME_ORDER = ("official", "usual", "", "temp", "anonymous", "nickname", "old", "maiden")


_REPLACEMENTS = ("replaced-by", "replaces")


class FhirPerson:
    """One person being read: `rows` are those of the values that were rejected by themselves, `notes` what else to know."""

    def __init__(self, maker: ObjectRows, found: FoundResource, people: People) -> None:
        self._make, self._item, self._found, self._people = maker, found.item, found, people
        self.rows: list[Row] = []
        self.notes: list[str] = []
        self._details: list[str] = []

    def fact(self, role: Role, earliest: date | None) -> Fact:
        """The record, on record since the resource last changed, or since the earliest fact about them; raises JsonItemError."""
        restricted = "restricted" if is_restricted(self._item) else "normal"
        content: Content = {"role": role.value, "sensitivity": restricted}
        self._names(content)
        dates = self._dates()
        self._numbers(content)
        self._sex(content)
        self._ethnicity(content)
        self._language(content)
        self._links(content)
        self._rest()
        if self._details:
            content["details"] = self._details
        days = [each for each in (updated(self._item), earliest) if each]
        return self._make.person(self._found.local, content | dates, worked_out=min(days, default=None))

    def _leaf(self, item: JsonObject, name: str, reader: Any) -> Any:
        return self._make.leaf(item, name, reader, self.rows)

    def _names(self, content: Content) -> None:
        """The official name, else the usual one, else the first; every other is another name."""
        names = sorted(self._item.inner("name"), key=_name_place)
        given = [
            (self._parts(each, "given"), self._leaf(each, "family", words) or self._leaf(each, "text", words)) for each in names
        ]
        known = list(dict.fromkeys((first, family) for first, family in given if first or family))
        for name, value in zip(("given_names", "family_name"), known[0] if known else (), strict=False):
            content |= {name: value} if value else {}
        if known[1:]:
            content["other_names"] = [f"{first or ''}|{family or ''}" for first, family in known[1:]]

    def _parts(self, item: JsonObject, name: str) -> str | None:
        said = list(item.each(name, words))
        self.rows += [self._make.refused(name, fault) for _, fault in said if fault]
        return " ".join(each for each, _ in said if each) or None

    def _dates(self) -> dict[str, Value | PartialDate]:
        found: dict[str, Value | PartialDate] = {}
        born = self._leaf(self._item, "birthDate", partial)
        died = self._leaf(self._item, "deceasedDateTime", last)
        if born:
            found |= {"date_of_birth": born, "date_of_birth_kind": self._make.birth_kind(born).value}
        if died and born and died.day < born.day:
            fault = self._item.fault("deceasedDateTime", f"expected a day on or after the birth ({born.day}), found {died.day}")
            self.rows.append(self._make.refused("deceasedDateTime", fault))
        elif died:
            found["date_of_death"] = died
        return found

    def _numbers(self, content: Content) -> None:
        """The first NHS number is theirs; another is kept beside it, and every other identifier under its system."""
        numbers, former = list(dict.fromkeys(nhs_numbers(self._item))), former_nhs_numbers(self._item)
        if numbers:
            content["nhs_number"] = numbers[0]
            self._details += [f"nhs_number={each}" for each in numbers[1:]]
        self.notes += [
            "the NHS number is not a valid one: kept as given, and it joins nobody"
            for each in numbers
            if valid_nhs_number(each) is None
        ]
        others = [f"former_nhs={each}" for each in former if each not in numbers]
        for each in self._item.inner("identifier"):
            self._identifier(each, others)
        if others:
            content["other_ids"] = sorted(set(others))

    def _identifier(self, item: JsonObject, others: list[str]) -> None:
        system, value = self._leaf(item, "system", ident), self._leaf(item, "value", ident)
        if system == NHS_NUMBER:
            for status in extensions(item, NHS_NUMBER_STATUS):
                said = codings(status, "valueCodeableConcept")
                self._details += [f"nhs_number_verification={said[0].code}"] if said and said[0].code else []
        elif system and value:
            others.append(f"{system}={value}")
        elif value:
            self._details.append(f"identifier={value}")

    def _sex(self, content: Content) -> None:
        sex = self._leaf(self._item, "gender", code(GENDERS))
        if sex:
            content["sex"] = sex.value
        for each in extensions(self._item, BIRTH_SEX):
            said = codings(each, "valueCodeableConcept") or codings(each, "valueCoding")
            given = (spoken(said[:1]) or "") if said else self._leaf(each, "valueCode", words)
            self._details += [f"birth_sex={said[0].code if said and said[0].code else given}"] if said or given else []

    def _ethnicity(self, content: Content) -> None:
        for each in extensions(self._item, ETHNIC_CATEGORY):
            said = codings(each, "valueCodeableConcept")
            known = next((ETHNIC_CATEGORIES[one.code.upper()] for one in said if one.code.upper() in ETHNIC_CATEGORIES), None)
            stated = [one for one in said if one.code.upper() not in UNSTATED_ETHNICITIES]
            if found := known or spoken(stated):
                content["ethnicity"] = found

    def _language(self, content: Content) -> None:
        """The preferred language, else the first; of FHIR itself, and of what UK Core has in its place."""
        found = [(codings(each, "language"), each.said("preferred")) for each in self._item.inner("communication")]
        asked = [*extensions(self._item, INTERPRETER)]
        for above in [*extensions(self._item, NHS_COMMUNICATION), *self._item.inner("communication")]:
            asked += extensions(above, "interpreterRequired")
        for above in extensions(self._item, NHS_COMMUNICATION):
            preferred = next((each.said("valueBoolean") for each in extensions(above, "preferred")), "")
            found += [(codings(each, "valueCodeableConcept"), preferred) for each in extensions(above, "language")]
        languages = [language for said, _ in sorted(found, key=lambda each: each[1] != "true") if (language := spoken(said))]
        content |= {"language": languages[0]} if languages else {}
        self._details += [f"language={each}" for each in dict.fromkeys(languages[1:]) if each != languages[0]]
        for each in asked:
            needed = self._leaf(each, "valueBoolean", yes_no)
            content |= {} if needed is None else {"interpreter_needed": needed or bool(content.get("interpreter_needed"))}

    def _links(self, content: Content) -> None:
        """Which records of the same system are this person's too: those that it replaced, or that replaced it."""
        replaced: set[str] = set()
        for each in self._item.inner("link"):
            type_ = each.said("type")
            for other in each.inner("other"):
                local = self._people.meant(other, self._found.local)
                if local and type_ in _REPLACEMENTS:
                    replaced.add(self._make.key(local))
                else:
                    self._details.append(f"link={local or reference_of(other)} ({type_})")
        if replaced:
            content["replacements"] = sorted(replaced)

    def _rest(self) -> None:
        for name in ("active", "deceasedBoolean", "multipleBirthBoolean", "multipleBirthInteger"):
            said = self._leaf(self._item, name, words)
            if said is not None and (name, said) != ("active", "true"):
                self._details.append(f"{name}={said}")
        for each in self._item.inner("generalPractitioner"):
            said = [(each, "display"), (each, "reference"), *((inner, "value") for inner in each.inner("identifier"))]
            named = next((found for item, name in said if (found := self._leaf(item, name, words))), None)
            self._details += [f"general_practitioner={named}"] if named else []
        for each in self._item.inner("managingOrganization"):
            said = [(each, "display"), *((inner, "value") for inner in each.inner("identifier")), (each, "reference")]
            named = next((found for item, name in said if (found := self._leaf(item, name, words))), None)
            self._details += [f"managing_organisation={named}"] if named else []


def _name_place(item: JsonObject) -> tuple[bool, int]:
    use = item.said("use")
    ended = any(each.said("end") for each in item.inner("period"))
    return ended, _NAME_ORDER.index(use) if use in _NAME_ORDER else len(_NAME_ORDER)


def stays(maker: ObjectRows, found: FoundResource) -> Iterator[Row]:
    """A row for each address of a person: a stay, or why there is none."""
    try:
        addresses = found.item.inner("address")
        restricted = is_restricted(found.item)
    except JsonItemError as fault:
        yield maker.refused(f"{found.type}.address", fault)
        return
    for each in addresses:
        try:
            yield from _stay(maker, found, each, restricted)
        except JsonItemError as fault:
            yield maker.refused(f"{found.type}.address", fault)


def _stay(maker: ObjectRows, found: FoundResource, item: JsonObject, restricted: bool) -> list[Row]:
    table, period = f"{found.type}.address", period_of(item)
    use = (item.read("use", words) or "home").upper()
    address, postcode, uprn = _text(item), item.read("postalCode", words) or "", _uprn(item)
    if item.said("type") == "postal" or use not in ADDRESS_USES:
        said = f"an address for {use.lower()} or for post alone is not where somebody lives: set aside"
        return [maker.aside(table, item, said)]
    if normal_uprn(uprn) is None and (not plain(address) or is_no_place(address, postcode)):
        said = "there is no address in it (a postcode alone is a street, not a household): no stay was made"
        return [maker.aside(table, item, said)]
    content: Content = {"kind": ADDRESS_USES.get(use, AddressKind.HOME).value, "restricted": restricted}
    rejected = period.rejected(maker, table, content)
    if use == "OLD" and period.end is None:
        said = "an old address that does not say when it ended: it would count as their home now; set aside"
        return [maker.aside(table, item, said), *rejected]
    content |= {name: value for name, value in (("uprn", uprn), ("address", address), ("postcode", postcode)) if value}
    # An address brings no id of its own: what it says, and since when, is what tells this stay from the person's others.
    place = sha256(f"{uprn}|{address_text(address, postcode)}".encode()).hexdigest()[:16]
    local = f"{found.local}:address:{place}:{period.start.day if period.start else ''}"
    end = ended(period.end) if period.end else None
    fact = maker.spell(FactKind.STAY, local, (found.local,), period.start, end, content)
    return [maker.kept(table, item, fact), *rejected]


def _text(item: JsonObject) -> str:
    """An address in words; raises JsonItemError where a line of it cannot be read: without it, it would be another place."""
    lines = []
    for each, fault in item.each("line", words):
        if fault:
            raise fault
        lines += [each] if each else []
    parts = [*lines, *(found for name in ("city", "district") if (found := item.read(name, words)))] if lines else []
    return ", ".join(parts) or item.read("text", words) or ""


def _uprn(item: JsonObject) -> str:
    for key in extensions(item, ADDRESS_KEY):
        inside = {each.said("url"): each for each in key.inner("extension")}
        kinds = [each.code for each in codings(inside["type"], "valueCoding")] if "type" in inside else []
        if "value" in inside and any("UPRN" in kind.upper() for kind in kinds):
            return inside["value"].read("valueString", ident) or ""
    return ""
