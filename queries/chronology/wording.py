"""What a record says, in words: no codes, no keys."""

from collections.abc import Iterable, Mapping

from queries.core.wording import listed, spoken

_WORDS: Mapping[str, str] = {
    "section_47": "section 47 enquiry",
    "child_in_need": "child in need plan",
    "looked_after": "being looked after",
    "care_leaver": "care leaver support",
    "youth_justice": "youth justice",
    "mental_health": "mental health service",
    "substance_misuse": "substance misuse service",
    "school": "school registration",
    "fgm": "female genital mutilation",
    "gangs": "gang involvement",
    "children_home": "children's home",
    "aunt_or_uncle": "aunt or uncle",
    "non_engagement": "the family did not engage",
    "missed_appointments": "appointments were missed",
    "aged_out": "too old for the service",
    "moved": "the family moved",
    "died": "death",
    "no_access": "nobody in, or no access",
    "information_only": "taken as information only",
    "accepted": "accepted",
    "unknown": "not recorded",
    "protective_adult": "a protective adult",
    "engagement": "engagement",
    "routine": "routine",
    "voice_of_child": "the child's own words",
}
_PLACES = {"other": "another kind of place", "home": "home", "temporary": "temporary accommodation", "school": "school"}
_CONTACTS = {"other": "contact", "call": "phone call", "incident": "incident", "notification": "notification"}
_WHOSE = {"child": "the child's own", "parent": "a parent's", "household": "another household member's"}
_PRESENCE = {
    "seen": "seen",
    "seen_alone": "seen alone",
    "present": "there, not said to be seen",
    "absent": "not there",
}
_STATUS = {"suspected": "suspected", "reported": "reported", "confirmed": "confirmed", "ruled_out": "ruled out"}


def words_of(code: str) -> str:
    """A word of a closed list, as people say it."""
    return _WORDS.get(code, spoken(code))


def place_of(kind: str | None) -> str:
    """What kind of place, as people say it; of one that is not said, home."""
    return _PLACES.get(kind or "home", words_of(kind or "home"))


def contact_of(kind: str) -> str:
    """What sort of contact, as people say it."""
    return _CONTACTS.get(kind, spoken(kind))


def service_of(kind: str) -> str:
    """Which service, as people say it."""
    return "service" if kind == "other" else words_of(kind)


def presence_of(presence: str | None) -> str:
    """Whether somebody was there and seen; empty where nothing is said."""
    return _PRESENCE.get(presence or "", "")


def concern_of(factor: str, whose: str, status: str | None) -> str:
    """A concern in words: what about, whose it is, and how far it was borne out."""
    about = "Concern that is not one of the listed factors" if factor == "other" else f"Concern about {words_of(factor)}"
    said = [each for each in (_WHOSE.get(whose), _STATUS.get(status or "")) if each]
    return f"{about} ({', '.join(said)})" if said else about


def sentence(*parts: str | None) -> str:
    """Parts as sentences one behind the other: each begins with a capital and ends with a stop."""
    said = [part.strip() for part in parts if part and part.strip()]
    return " ".join(_ended(part[0].upper() + part[1:]) for part in said)


def quoted(text: str | None) -> str | None:
    """What stands in a record's own words, between quotation marks."""
    return f"“{text.strip()}”" if text and text.strip() else None


def in_parts(names: Iterable[tuple[str, str | None, str | None]]) -> str | None:
    """Who else took part: name, part and presence of each."""
    said = []
    for name, part, presence in names:
        notes = [each for each in (spoken(part) if part and part != "other" else "", presence_of(presence)) if each]
        said.append(f"{name} ({', '.join(notes)})" if notes else name)
    return f"With {listed(said)}" if said else None


def _ended(text: str) -> str:
    return text if text[-1] in ".!?”" else f"{text}."
