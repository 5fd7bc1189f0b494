"""Searching a small partnership: who is found, in what order, why, and through whose records."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput, UnknownName
from graph.lens import Lens
from graph.store import Store
from queries.search import AddressHit, Hits, PersonHit, search
from tests.queries.building import adult, child, loaded, nhs, partnership, person

DAY = date(2025, 6, 1)
ZOE = child("c", "2014-03-12", given_names="Zoë", family_name="O'Brien", nhs_number=nhs(1))
SAME_ZOE = child("z", "2014-03-13", given_names="Zoe", family_name="Brien", nhs_number=nhs(1))
WILLIAM = adult("w", "1985-07-01", given_names="William", family_name="Thorne", other_names="Bill|Oakes")
FORMER = "C823432199001"
OTHER = adult("o", "1985-07-02", given_names="Thorne", family_name="Williams", other_ids=f"former_upn={FORMER}")
LATE = adult("l", "1990-01-01", given_names="Mohammed", family_name="Aziz", recorded_on="2025-05-01")
STAY = {"person_id": "c", "address": "12 High St", "postcode": "QX1 2AB", "start": "2020-01-01"}
TIED = {"person_id": "w", "address": "3 Low Rd", "postcode": "QX1 2AC", "uprn": "999000000101", "start": "2024-01-01"}


@pytest.fixture
async def partners(store: Store, tmp_path: Path) -> Store:
    visitor = {"people": [ZOE, WILLIAM, LATE], "addresses": [STAY, TIED]}
    await loaded(store, *partnership(tmp_path, hv=visitor, police={"people": [OTHER, SAME_ZOE]}))
    return store


async def searched(store: Store, text: str, *agencies: str, known_at: date = DAY) -> Hits:
    return await search(store, text, lens=Lens.of(DAY, known_at, agencies or None))


def said(hits: Hits) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.id, hit.matched) for hit in hits.hits]


ZOES, WILLIAMS, OTHERS, LATES = (person(agency, id_) for agency, id_ in [("hv", "c"), ("hv", "w"), ("police", "o"), ("hv", "l")])
HIGH_STREET, LOW_ROAD = "text:12 high st|qx12ab", "uprn:999000000101"


async def test_people_and_places_are_found_as_they_are_asked_for(partners: Store) -> None:
    asked = {
        "zoe obrien": [(ZOES, ("name",))],
        "O'Brien, Zoe": [(ZOES, ("name", "names the other way round"))],
        "zoe obrein": [(ZOES, ("name", "spelt obrien"))],
        "zoe 12/03/2014": [(ZOES, ("name", "date of birth"))],
        "zoe 2014-03-18": [(ZOES, ("name", "date of birth: one digit off"))],
        "bill thorne": [(WILLIAMS, ("name", "william for bill"))],
        "bill oakes": [(WILLIAMS, ("another name on record: Bill Oakes",))],
        "muhammad aziz": [(LATES, ("name", "mohammed for muhammad"))],
        nhs(1): [(ZOES, ("identifier",))],
        FORMER.lower(): [(OTHERS, ("identifier",))],
        "w": [(WILLIAMS, ("id of the person or of a record",))],
        "hv/s/w": [(WILLIAMS, ("id of the person or of a record",))],
        ZOES: [(ZOES, ("id of the person or of a record",))],
        "12 high street": [(HIGH_STREET, ("address",))],
        "qx1 2ab": [(HIGH_STREET, ("address",))],
        "12 high street, qx1 2ad": [(HIGH_STREET, ("address",))],
        "99 high road, qx1 2ac": [(LOW_ROAD, ("address",))],
        "3 low road": [(LOW_ROAD, ("address",))],
        "flat 7, 12 high street": [(HIGH_STREET, ("address",))],
        "flat 7, 99 high street": [],
        "999000000101": [(LOW_ROAD, ("UPRN",))],
        "nobody ofthisname": [],
    }
    assert {text: said(await searched(partners, text)) for text in asked} == asked
    both = await searched(partners, "william thorne")
    assert [hit.id for hit in both.hits] == [WILLIAMS, OTHERS]
    assert (await search(partners, "william thorne", lens=Lens.of(DAY), first=1)).more


async def test_a_search_sees_what_its_lens_sees(partners: Store) -> None:
    (zoe,) = (await searched(partners, "zoe", "police")).hits
    assert isinstance(zoe, PersonHit)
    assert [record.key for record in zoe.records] == ["police/s/z"]
    assert said(await searched(partners, "william oakes", "police")) == []
    assert said(await searched(partners, "12 high street", "police")) == []
    assert said(await searched(partners, "mohammed aziz", known_at=date(2025, 4, 30))) == []
    (place,) = (await searched(partners, "12 high street", "hv")).hits
    assert isinstance(place, AddressHit)
    assert (place.written, place.agencies) == (("12 High St, QX1 2AB",), ("hv",))


async def test_what_is_loaded_later_is_found_and_a_search_is_two_round_trips(partners: Store, tmp_path: Path) -> None:
    await searched(partners, "zoe")
    await loaded(partners, *partnership(tmp_path / "more", gp={"people": [child("n", "2020-01-01", given_names="Persephone")]}))
    assert [hit.id for hit in (await searched(partners, "persefone")).hits] == [person("gp", "n")]
    before = partners.round_trips
    await searched(partners, "persephone")
    assert partners.round_trips == before + 2


async def test_a_word_that_takes_the_place_of_another_is_found_by_the_next_search(store: Store, tmp_path: Path) -> None:
    """Of two extracts of one day one stands, and the words of the other are gone: as many words as before, and other ones."""
    for name in ("beth", "persephone"):
        await loaded(store, *partnership(tmp_path / name, gp={"people": [child("n", "2020-01-01", given_names=name)]}))
        assert await store.read("MATCH (word:Word) RETURN count(word)") == [[1]]
        assert [hit.id for hit in (await searched(store, name)).hits] == [person("gp", "n")]


async def test_what_cannot_be_asked_is_refused_by_name(partners: Store) -> None:
    with pytest.raises(UnknownName, match="agency 'polis'; did you mean police"):
        await searched(partners, "zoe", "polis")
    with pytest.raises(InvalidInput, match="first: expected 1 to 100, found 0"):
        await search(partners, "zoe", first=0)
