"""What a lens shows of the world, and the words that the patterns use, each as the page has it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.queries.oracle.facts import Fact, first_day, last_day
from tests.queries.oracle.world import World

TOLD = ("contact", "involvement", "concern", "strength")
ATTENDED = ("attended", "seen", "completed")
MISSED = ("was_not_brought", "did_not_attend")
NO_HOUSEHOLD = ("refuge", "hospital", "prison", "children_home", "hostel", "contact_centre", "school")


@dataclass(frozen=True)
class Looking:
    """The lens: whose records, which day, known by when."""

    agencies: frozenset[str]
    as_of: date
    known_at: date

    def only(self, agency: str) -> "Looking":
        """One agency's own lens."""
        return replace(self, agencies=frozenset({agency}))


class View:
    """The facts visible through a lens. People are person ids; `of(kind)` are the visible facts of a kind."""

    def __init__(self, world: World, lens: Looking) -> None:
        self.world, self.lens = world, lens
        self.people = world.people_on(lens.known_at)
        known = [self._as_known(fact) for fact in world.facts if self._was_known(fact)]
        self.facts = [fact for fact in known if fact.kind != "person" and self._shows(fact)]
        self.facts += [fact for fact in known if fact.kind == "person" and self._shows_record(fact)]

    def _was_known(self, fact: Fact) -> bool:
        """Written down by then, in the version that stood then."""
        return fact.stood(self.lens.known_at) and (fact.recorded_on is None or fact.recorded_on <= self.lens.known_at)

    def _as_known(self, fact: Fact) -> Fact:
        """With the parts, the shares (by then made) and the end that were known."""
        parts = tuple(part for part in fact.parts if self._was_known(part))
        shares = tuple(each for each in fact.shares if each.says("decision") != "withheld" and self._was_made(each))
        return self._with_known_end(replace(fact, parts=parts, shares=shares))

    def _was_made(self, share: Fact) -> bool:
        return share.stood(self.lens.known_at) and share.on is not None and share.on <= self.lens.known_at

    def _shows(self, fact: Fact) -> bool:
        shared = any(share.says("with_agency") in self.lens.agencies for share in fact.shares)
        if fact.agency not in self.lens.agencies and not (fact.kind in TOLD and shared):
            return False
        return fact.on is None or fact.on <= self.lens.as_of

    def _shows_record(self, record: Fact) -> bool:
        return record.agency in self.lens.agencies or any(
            fact.agency == record.agency and self.who(record.id) in self.people_in(fact)
            for fact in self.facts
            if fact.kind in TOLD
        )

    def _with_known_end(self, fact: Fact) -> Fact:
        known = fact.end is not None and fact.end <= self.lens.as_of
        known = known and fact.end_recorded_on is not None and fact.end_recorded_on <= self.lens.known_at
        return fact if known else replace(fact, end=None, end_recorded_on=None)

    # --- who and what ---

    def of(self, kind: str) -> list[Fact]:
        """The visible facts of a kind."""
        return [fact for fact in self.facts if fact.kind == kind]

    def about(self, kind: str, *people: str) -> list[Fact]:
        """The visible facts of a kind about any of these people."""
        return [fact for fact in self.of(kind) if self.about_whom(fact) in people]

    def who(self, record: str) -> str:
        """The person of a record key, as far as was known by then."""
        return self.people[record]

    def labelled(self, *roles: str) -> set[str]:
        """Those who are, or are a part of, somebody with a record in one of these roles: no lens changes labels."""
        today = self.world.labelled(*roles)
        return {person for record, person in self.people.items() if self.world.person_of[record] in today}

    def about_whom(self, fact: Fact) -> str:
        """The person that a fact is about."""
        return self.who(fact.record)

    def people_in(self, fact: Fact) -> set[str]:
        """The person that a fact is about, and those involved in it."""
        return {self.about_whom(fact)} | {self.who(part.record) for part in fact.parts}

    # --- a person ---

    def born(self, person: str) -> date | None:
        """The date that age is counted from."""
        dated = [fact for fact in self.about("person", person) if fact.says("date_of_birth")]
        dated = [fact for fact in dated if fact.says("date_of_birth_kind") != "expected"] or dated
        texts: list[str] = [fact.says("date_of_birth") for fact in dated]
        best = [text for text in texts if len(text) == 10] or texts
        return min((born for text in best if (born := first_day(text))), default=None)

    def death(self, person: str) -> list[Fact]:
        """The visible records from which a death on or before `as_of` was known."""
        by = min(self.lens.as_of, self.lens.known_at)
        return [fact for fact in self.about("person", person) if (last_day(fact.says("date_of_death")) or date.max) <= by]

    def is_child(self, person: str) -> bool:
        """Labelled Child, born and under 18."""
        born = self.born(person)
        if person not in self.labelled("child", "both") or born is None or born > self.lens.as_of:
            return False
        return years(born, self.lens.as_of) < 18

    def is_child_or_unborn(self, person: str) -> bool:
        """As a child, or with an expected date alone, that is after `as_of`."""
        born = self.born(person)
        kinds = {each.says("date_of_birth_kind") for each in self.about("person", person) if each.says("date_of_birth")}
        unborn = born is not None and born > self.lens.as_of and kinds == {"expected"}
        return self.is_child(person) or (unborn and person in self.labelled("child", "both"))

    def is_adult(self, person: str) -> bool:
        """Labelled Adult, of whatever age."""
        return person in self.labelled("adult", "both")

    # --- a family ---

    def ties(self, *names: str) -> Iterator[tuple[str, str, Fact]]:
        """Visible relationships of these names: who is it, of whom, and the fact."""
        for fact in self.of("relationship"):
            if fact.says("relationship") in names and fact.related:
                yield self.about_whom(fact), self.who(fact.related), fact

    def parents(self, child: str, *names: str) -> dict[str, list[Fact]]:
        """The parents of a child by those names (all four, where none is given), each with the facts that say so."""
        found: dict[str, list[Fact]] = {}
        for parent, other, fact in self.ties(*(names or ("mother", "father", "parent", "step_parent"))):
            if other == child and parent != child:
                found.setdefault(parent, []).append(fact)
        return found

    def figures(self, child: str) -> dict[str, list[Fact]]:
        """Parent figures: parents, carers and guardians."""
        return self.parents(child, "mother", "father", "parent", "step_parent", "carer", "guardian")

    def siblings(self, child: str) -> set[str]:
        """By a sibling's edge, or by a parent in common who is no step-parent."""
        named = {{one: other, other: one}.get(child) for one, other, _ in self.ties("sibling", "half_sibling", "step_sibling")}
        mine = self.parents(child, "mother", "father", "parent")
        shared = {other for parent, other, _ in self.ties("mother", "father", "parent") if parent in mine}
        return {each for each in named | shared if each is not None} - {child}

    def stays_together(self, child: str, after: date, until: date) -> list[tuple[str, Fact, Fact]]:
        """Who was in the household on any day with after < day <= until, with both stays."""
        homes = [fact for fact in self.of("stay") if (fact.says("address_kind") or "home") not in NO_HOUSEHOLD]
        earliest = after + timedelta(1)

        def together(mine: Fact, theirs: Fact) -> bool:
            first = max(earliest, mine.on or earliest, theirs.on or earliest)
            return first <= until and holds(mine, first) and holds(theirs, first)

        return [
            (self.about_whom(theirs), mine, theirs)
            for mine in homes
            for theirs in homes
            if self.about_whom(mine) == child != self.about_whom(theirs)
            and mine.says("uprn") == theirs.says("uprn")
            and together(mine, theirs)
        ]


def holds(spell: Fact, on: date) -> bool:
    """Whether a spell holds on a day."""
    return (spell.on is None or spell.on <= on) and (spell.end is None or on < spell.end)


def years(born: date, on: date) -> int:
    """Whole years, by month and day."""
    return on.year - born.year - (1 if (on.month, on.day) < (born.month, born.day) else 0)


def months_before(day: date, months: int) -> date:
    """So many calendar months earlier, the day clipped to the month's end."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    while True:
        try:
            return date(year, month + 1, day.day)
        except ValueError:
            day = day.replace(day=day.day - 1)
