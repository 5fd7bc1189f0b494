"""Whom a finding of absence has to name: the records of pairs that are not joined, and whether these hold what would answer it.

Which pairs there are is the matcher's; what the lens shows of them, and what answers what, is read here from the files alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.patterns import attended
from tests.queries.oracle.services import saw
from tests.queries.oracle.view import View, holds

Found = dict[str, Any]
Held = Callable[[View, Found, str, str, dict[str, set[str]]], bool]
"""By view, finding, person in it, and whoever else that may be; with all whom each person in it may be."""
MET = ("seen", "seen_alone", "present")


def expected(view: View, found: Found, pattern: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """By person in a finding and record that may be named: whether it holds what would answer."""
    statuses, people, held = ABSENT[pattern]
    if statuses and found["status"] not in statuses:
        return {}
    named = people(found)
    seen = {fact.id for fact in view.of("person")}
    near = {(view.who(one), other) for pair in pairs for one, other in (pair, pair[::-1]) if set(pair) <= seen}
    may_be = {person: {person} | {view.who(key) for who, key in near if who == person} for person in named}
    return {
        (person, key): held(view, found, person, view.who(key), may_be)
        for person, key in near
        if person in named and view.who(key) not in named
    }


def fathers_of(view: View, child: str) -> set[str]:
    found = set(view.parents(child, "father"))
    return found | {
        each for each in view.parents(child, "parent") if any(record.says("sex") == "M" for record in view.about("person", each))
    }


def met(contact: Fact, view: View, fathers: set[str]) -> bool:
    return any(
        view.who(part.record) in fathers and part.says("presence") in MET and part.says("part") != "alleged_perpetrator"
        for part in contact.parts
    )


def _father(view: View, found: Found, person: str, other: str, may_be: dict[str, set[str]]) -> bool:
    before = found["answers"]["last_contact_on"]
    if person != found["subject"]:
        children, fathers = may_be[found["subject"]], {other}
    else:
        children, fathers = {other}, fathers_of(view, other)
        known = {each for father in found["answers"]["fathers"] for each in may_be[father]}
        if fathers - known:
            return True
    return any(
        each.on and (before is None or each.on > before) and met(each, view, fathers)
        for each in attended(view.about("contact", *children))
    )


def _tied(view: View, found: Found, person: str, other: str, may_be: dict[str, set[str]]) -> bool:
    (counterpart,) = {found["subject"], found["key"]} - {person}
    return any(
        {view.about_whom(each), view.who(each.related or "")} & may_be[counterpart]
        and other in {view.about_whom(each), view.who(each.related or "")}
        for each in view.of("relationship")
        if each.related and each.says("relationship") != "partner"
    )


def _seen(view: View, found: Found, _: str, other: str, __: dict[str, set[str]]) -> bool:
    since = view.lens.as_of - timedelta(days=90)
    return any(each.on and each.on >= since and saw(view, each, other) for each in view.of("contact"))


def _since(view: View, found: Found, _: str, other: str, __: dict[str, set[str]]) -> bool:
    return any(each.on and each.on >= found["answers"]["moved_on"] for each in view.about("contact", other))


def _taken_up(view: View, found: Found, _: str, other: str, __: dict[str, set[str]]) -> bool:
    to, on = found["answers"]["referred_to"], found["answers"]["referred_on"]
    until = on + timedelta(days=30)
    contacts = [each for each in view.about("contact", other) if each.agency == to and each.on and on <= each.on <= until]
    spells = [each for each in view.about("involvement", other) if each.agency == to]
    return any(each.says("outcome") != "no_further_action" for each in contacts) or any(
        holds(each, on) or (each.on and on <= each.on <= until) for each in spells
    )


def _ethnic(view: View, _: Found, __: str, other: str, ___: dict[str, set[str]]) -> bool:
    return any(each.says("ethnicity") not in (None, "REFU", "NOBT") for each in view.about("person", other))


def _child(found: Found) -> set[str]:
    return {found["subject"]}


def _child_and(name: str) -> Callable[[Found], set[str]]:
    return lambda found: {found["subject"], found[name]}


def _with_fathers(found: Found) -> set[str]:
    return {found["subject"], *found["answers"]["fathers"]}


ABSENT: dict[str, tuple[tuple[str, ...], Callable[[Found], set[str]], Held]] = {
    "absent_father": (("not_recorded", "never_contacted", "not_recently"), _with_fathers, _father),
    "unrecorded_adult_in_household": ((), _child_and("key"), _tied),
    "child_not_seen": ((), _child, _seen),
    "off_the_radar": ((), _child, _since),
    "handed_over_not_picked_up": ((), _child, _taken_up),
    "heritage_not_understood": (("not_recorded",), _child, _ethnic),
}
"""By pattern: which statuses rest on absence (none named: all), who is in a finding, and whether somebody else answers it."""


def everybody_alike(files: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same extracts, in which everybody is called alike: so that the matcher proposes as many as it may."""
    for each in files:
        people = [row | {"given_names": "Ann", "family_name": "Quillfeather"} for row in each.get("people", ())]
        yield {**each, "people": people}
