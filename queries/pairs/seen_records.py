"""Records of people as a lens shows them, with what they are compared by: read in one round trip, whatever their number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.dates import day
from graph.identity.resolution import IdentityTraits, described
from graph.lens import Lens
from graph.matching.features import HOMES, RecordFacts, RecordFeatures, Relative, features_of
from graph.matching.match_model import ASSUMED, MatchModel
from graph.matching.record_reader import RELATIONS
from graph.store import Row, Store

FOLDER = Path(__file__).parent / "cypher"


@dataclass(frozen=True, slots=True)
class MatchedRecord:
    """One side: a record of a person as it is seen through the lens. `person` is the id of whom it was of by then."""

    person: str
    key: str
    agency: str
    given_names: str | None = None
    family_name: str | None = None
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    date_of_birth_precision: str | None = None
    date_of_birth_kind: str | None = None
    sex: str | None = None
    nhs_number: str | None = None
    upn: str | None = None
    other_ids: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        listed = {"other_names": list(self.other_names), "other_ids": list(self.other_ids)}
        return {**asdict(self), **listed, "date_of_birth": self.date_of_birth and self.date_of_birth.isoformat()}

    def says(self) -> dict[str, Any]:
        """Its properties by name, as the model has them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def described(self) -> IdentityTraits:
        """What identity rests on in it."""
        return described(self.key, self.says())


@dataclass(slots=True)
class SeenRecords:
    """Records by key, as the lens shows them (`records`), what they are compared by (`features`), and the matcher's model."""

    records: dict[str, MatchedRecord] = field(default_factory=dict)
    features: dict[str, RecordFeatures] = field(default_factory=dict)
    current: set[str] = field(default_factory=set)
    model: MatchModel = ASSUMED
    _of_person: dict[str, list[RecordFeatures]] = field(default_factory=dict)

    def of_person(self, person: str) -> list[RecordFeatures]:
        """What the records of one person are compared by."""
        if not self._of_person:
            for each in self.features.values():
                self._of_person.setdefault(each.person, []).append(each)
        return self._of_person.get(person, [])

    def __contains__(self, key: object) -> bool:
        return key in self.records


async def read_seen(store: Store, lens: Lens, keys: Collection[str], *, then: bool = False) -> SeenRecords:
    """The records of these keys that the lens shows and nobody sealed, with the model: two round trips (none without keys).

    `then`: somebody of today was several people by the lens's `known_at`; here as elsewhere in this wing.
    """
    if not keys:
        return SeenRecords()
    given = {**lens.parameters(), "keys": sorted(set(keys)), "homes": sorted(HOMES)}
    rows = await store.read(text_of(FOLDER / "seen_records.cypher", then=then), **given)
    model = await store.read(text_of(FOLDER / "model.cypher"))
    return seen_of(rows, _model(model[0][0]) if model else ASSUMED)


@lru_cache(maxsize=1)
def _model(settings: str) -> MatchModel:
    return MatchModel.of(settings)


def seen_of(rows: Iterable[Row], model: MatchModel = ASSUMED) -> SeenRecords:
    """From the rows of the text."""
    seen, facts = SeenRecords(model=model), RecordFacts()
    for person, side, role, ethnicity, replacements, homes, ties in rows:
        record = matched_record(person, side)
        seen.records[record.key] = record
        seen.current |= {record.key} if side[-1] else set()
        facts.person[record.key] = person
        facts.says[record.key] = record.says() | {"role": role, "ethnicity": ethnicity, "replacements": replacements}
        facts.stays[record.key] = [(place, "".join((code or "").split()).upper()) for place, code in homes]
        for type_, one, other, relative, relation_role in ties:
            _add_tie(facts, record.key, type_, one, other)
            if relative[0] not in facts.says:
                facts.person[relative[0]] = ""
                facts.says[relative[0]] = matched_record("", relative).says() | {"role": relation_role}
    features = features_of(facts, blocks=False)
    seen.features = {key: features[key] for key in seen.records}
    return seen


def _add_tie(facts: RecordFacts, key: str, type_: str, one: str, other: str) -> None:
    first, second = RELATIONS[type_]
    facts.ties[key].add(Relative(second, other) if one == key else Relative(first, one))


def matched_record(person: str, row: Sequence[Any]) -> MatchedRecord:
    """From a row of the fragment `matched_record`."""
    key, agency, given, family, others, born, precision, kind, sex, nhs, upn, ids, _ = row
    return MatchedRecord(
        person, key, agency, given, family, tuple(others or ()), born and day(born), precision, kind, sex, nhs, upn,
        tuple(ids or ()),
    )  # fmt: skip


def name_of(record: MatchedRecord) -> str:
    """The name as people read it."""
    return " ".join(part for part in (record.given_names, record.family_name) if part) or "no name on record"
