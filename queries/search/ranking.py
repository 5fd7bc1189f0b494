"""How well what was found fits what was asked: an order, and the reasons in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.dates import day
from graph.identity.name_words import address_words, words_of
from queries.search import births
from queries.search.hits import AddressHit, PersonHit, RecordFound
from queries.search.search_query import SearchQuery
from queries.search.vocabulary import Meant

Meanings = Sequence[Mapping[str, Meant]]
"""For each word asked for, what it may mean, by word of the store."""

_OF_SLIP = {births.EXACT: 1.0, births.SWAPPED: 0.85, births.TURNED: 0.8, births.ONE_DIGIT: 0.75}
_REVERSED = 0.97
_BY_KEY = 10.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well one record or stay fits: `weight` orders, `why` says."""

    weight: float
    why: tuple[str, ...]


def ranked(query: SearchQuery, meanings: Meanings, rows: Iterable[Sequence[Any]]) -> list[PersonHit | AddressHit]:
    """The hits in order: the better fit first, then by id."""
    people: dict[str, dict[str, tuple[_Fit, RecordFound]]] = defaultdict(dict)
    places: dict[str, list[tuple[_Fit, Sequence[Any]]]] = defaultdict(list)
    for how, id_, found in rows:
        if how in ("uprn", "address"):
            places[id_] += ((_place_fit(how, meanings, written), written) for written in found)
        else:
            record = _record(found)
            fit = _record_fit(how, query, meanings, record)
            if record.key not in people[id_] or fit.weight > people[id_][record.key][0].weight:
                people[id_][record.key] = fit, record
    hits: list[tuple[float, PersonHit | AddressHit]] = [_person(id_, list(found.values())) for id_, found in people.items()]
    hits += [_address(id_, found) for id_, found in places.items()]
    # Rounded, so that weights that differ only as sums of floats do leave the order to the ids.
    return [hit for _, hit in sorted(hits, key=lambda each: (-round(each[0], 6), each[1].id))]


def _record(row: Sequence[Any]) -> RecordFound:
    key, agency, given, family, others, born, precision, kind, sex = row
    return RecordFound(key, agency, given, family, tuple(others or ()), born and day(born), precision, kind, sex)


def _person(id_: str, found: list[tuple[_Fit, RecordFound]]) -> tuple[float, PersonHit]:
    found.sort(key=lambda each: (-round(each[0].weight, 6), each[1].key))
    best = found[0][0]
    return best.weight, PersonHit(id_, tuple(record for _, record in found), best.why)


def _address(id_: str, found: list[tuple[_Fit, Sequence[Any]]]) -> tuple[float, AddressHit]:
    best = max((fit for fit, _ in found), key=lambda fit: (fit.weight, fit.why))
    written = sorted({", ".join(part for part in (address, postcode) if part) for _, (_, address, postcode, _) in found} - {""})
    return best.weight, AddressHit(id_, tuple(written), tuple(sorted({agency for _, (agency, *_) in found})), best.why)


def _place_fit(how: str, meanings: Meanings, written: Sequence[Any]) -> _Fit:
    if how == "uprn":
        return _Fit(_BY_KEY, ("UPRN",))
    words = set(address_words(written[-1] or ""))
    weight, met, why = _words_met(meanings, words)
    return _Fit(weight / len(meanings), ("address", *why) if met else why)


def _record_fit(how: str, query: SearchQuery, meanings: Meanings, record: RecordFound) -> _Fit:
    if how in ("id", "identifier"):
        return _Fit(_BY_KEY, ("id of the person or of a record",) if how == "id" else ("identifier",))
    parts = []
    if meanings:
        parts.append(_name_fit(meanings, record))
    if query.born or query.year:
        parts.append(_birth_fit(query, record.date_of_birth, record.date_of_birth_precision))
    return _Fit(sum(part.weight for part in parts) / len(parts), tuple(why for part in parts for why in part.why))


def _name_fit(meanings: Meanings, record: RecordFound) -> _Fit:
    """By the record's own name or one of its other names, whichever fits better."""
    own = _one_name_fit(meanings, record.given_names or "", record.family_name or "")
    best = _Fit(own.weight, ("name", *own.why) if own.weight else ())
    for name in record.other_names:
        given, _, family = name.partition("|")
        fit = _one_name_fit(meanings, given, family)
        if fit.weight > best.weight:
            best = _Fit(fit.weight, (f"another name on record: {' '.join(part for part in (given, family) if part)}", *fit.why))
    return best


def _one_name_fit(meanings: Meanings, given: str, family: str) -> _Fit:
    first, last = set(words_of(given)), set(words_of(family))
    weight, met, why = _words_met(meanings, first | last)
    backwards = len(met) > 1 and _among(meanings[0], last - first) and _among(meanings[-1], first - last)
    share = weight / len(meanings)
    return _Fit(share * _REVERSED, (*why, "names the other way round")) if backwards else _Fit(share, why)


def _among(meaning: Mapping[str, Meant], words: set[str]) -> bool:
    return any(word in meaning for word in words)


def _words_met(meanings: Meanings, words: set[str]) -> tuple[float, list[int], tuple[str, ...]]:
    """The weights of the words asked for that are among these, added up; which they are; and how, where not as asked."""
    weight, met, why = 0.0, [], []
    for place, meaning in enumerate(meanings):
        found = [meaning[word] for word in words if word in meaning]
        if found:
            best = max(found, key=lambda each: (each.weight, each.word))
            weight += best.weight
            met.append(place)
            why += [best.how] if best.how else []
    return weight, met, tuple(why)


def _birth_fit(query: SearchQuery, found: date | None, precision: str | None) -> _Fit:
    if found is None:
        return _Fit(0.0, ())
    if query.born is None or precision != "day":
        year = query.born.year if query.born else query.year
        return _Fit(0.8, (births.SAME_YEAR,)) if found.year == year else _Fit(0.0, ())
    how = births.slip(query.born, found)
    return _Fit(_OF_SLIP[how], (how,)) if how else _Fit(0.0, ())
