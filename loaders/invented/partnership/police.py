"""Police: incidents at home, what was passed on, and a mother's flight to a refuge."""

from datetime import date, timedelta

from loaders.invented.notes import Human, Took
from loaders.invented.partnership.accounts import Telling
from loaders.invented.places import some_home


def tell_police(telling: Telling) -> None:
    """Incidents at home where there was abuse, and the calls that any street has."""
    family = telling.family
    if family.abuse:
        for _ in range(telling.rng.choice((1, 1, 2, 3)) + family.need):
            _incident_at_home(telling, _day_of_incident(telling))
        if family.parted and family.need == 3:
            _refuge(telling, family.parted)
    elif family.chance(0.02, 0.06, 0.15):
        _missing(telling, family.children[-1])


def _day_of_incident(telling: Telling) -> date:
    born = telling.family.born(telling.family.children[0])
    return telling.day_of(max(born, telling.until - timedelta(days=3600)))


def _incident_at_home(telling: Telling, on: date) -> None:
    family, father = telling.family, telling.family.father
    if father is None:
        return
    people = [Took(father, "alleged_perpetrator"), *(Took(child, "child") for child in _born(telling, on))]
    incident = telling.contact("police", family.mother, on, "incident", "attended", presence="seen", people=people)
    telling.concern("police", family.mother, "domestic_abuse", on, status="reported")
    telling.concern("police", father, "domestic_abuse", on, status=telling.rng.choice(("suspected", "reported", "confirmed")))
    telling.share(incident, "csc", on, "children in the household")
    for child in _born(telling, on):
        note = telling.contact("police", child, on, "notification", "information_only", referred_to="csc")
        telling.share(note, "csc", on, "children in the household")


def _born(telling: Telling, on: date) -> list[Human]:
    return [child for child in telling.family.children if telling.family.born(child) <= on]


def _missing(telling: Telling, child: Human) -> None:
    if telling.family.age(child) < 10:
        return
    on = telling.day_of(telling.until - timedelta(days=700))
    episode = telling.contact(
        "police", child, on, "incident", "completed", presence="seen", people=[Took(telling.family.mother, "parent")]
    )
    telling.concern("police", child, "missing_episode", on, whose="child")
    telling.share(episode, "csc", on, "missing child")


def _refuge(telling: Telling, on: date) -> None:
    """A refuge, known to social care and the voluntary sector, withheld from everybody else."""
    family = telling.family
    end = on + timedelta(days=telling.rng.randint(30, 150))
    place = some_home(telling.rng, kind="refuge")
    helped = telling.spell("vol", family.mother, "other", on, end, closure_reason="completed")
    for person in (family.mother, *_born(telling, on)):
        telling.notes.stay("vol", person, place, on, end if end <= telling.until else None)
    telling.share(helped, "police", on, "safety plan", decision="withheld", reason="The place must not become known.")
