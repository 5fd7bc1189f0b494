"""Nobody finds out, at any door of matches and findings, what they may not see: hunted for by every word of the hidden side."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from queries.matches import MatchBand, compare, possible_matches
from tests.queries.building import adult, child, loaded, nhs, partnership, person, tie

DAY, EARLIER = date(2025, 6, 1), date(2025, 4, 1)
OPEN: dict[str, Any] = child("a", "2015-03-04", given_names="Amina", family_name="Kowalczyk", sex="F")
HIDDEN: dict[str, Any] = child(
    "zz9",
    "2015-03-04",
    given_names="Amina",
    family_name="Kowalczyk",
    sex="F",
    other_names="Xanthippe|Quillfeather",
    ethnicity="WBRI",
)
WORDS = ("zz9", person("school", "zz9"), "Xanthippe", "Quillfeather", "yy8", person("school", "yy8"), "Zebedee", nhs(7))
"""What only the hidden side has: keys, ids, names, a number."""
QUERY = """query ($person: ID!, $right: ID!, $lens: LensInput) {
  possibleMatches(person: $person, lens: $lens, bands: [LIKELY, POSSIBLE, UNDECIDED, UNSURE]) {
    nodes { id agrees differs reasons left { key givenNames } right { key otherNames } } }
  person(id: $person, lens: $lens) { possibleMatches { nodes { id agrees reasons } }
    findings { nodes { statement cautions unjoined { record statement } } } }
  matchComparison(left: $person, right: $right, lens: $lens) { state agrees } }"""


def files(folder: Path, day: str, **hidden: Any) -> list[Path]:
    """A child whom social care has with a mother alone; the school has another record, with a father who has a number."""
    school = {
        "extract": {"extracted_on": day},
        "people": [
            HIDDEN | hidden,
            adult("yy8", "1985-01-01", given_names="Zebedee", family_name="Kowalczyk", nhs_number=nhs(7)),
        ],
        "relationships": [tie("yy8", "zz9", "father")],
        "contacts": [{"person_id": "zz9", "on": "2025-03-01", "presence": "seen"}],
    }
    care = {
        "people": [OPEN, adult("m", given_names="Ngozi", family_name="Kowalczyk")],
        "relationships": [tie("m", "a", "mother")],
    }
    return partnership(folder, csc=care, school=school)


async def doors(store: Store, lens: Lens) -> AsyncIterator[str]:
    """What every door says to somebody who asks about the open record, and guesses the key of the hidden one."""
    for whose in (None, "csc/s/a"):
        found = await possible_matches(store, person=whose, bands=list(MatchBand), lens=lens)
        yield json.dumps(found.to_dicts())
    for pattern in ("absent_father", "heritage_not_understood", "all"):
        yield json.dumps((await find(store, pattern, subject="csc/s/a", lens=lens)).to_dicts())
    for key in ("school/s/zz9", "school/s/zz0"):
        with pytest.raises(InvalidInput) as error:
            await compare(store, "csc/s/a", key, lens=lens)
        yield str(error.value).replace(key, "KEY")
        given = {"person": "csc/s/a", "right": key}
        given["lens"] = {"asOf": str(lens.as_of), "knownAt": str(lens.known_at), "agencies": list(lens.agencies or ()) or None}
        answer = await SCHEMA.execute(QUERY, variable_values=given, context_value=Context(store))
        yield (json.dumps(answer.data) + str(answer.errors)).replace(key, "KEY")


async def hunted(store: Store, lens: Lens) -> list[str]:
    said = [each async for each in doors(store, lens)]
    assert len(said) == 9 and "Kowalczyk" not in said[-1]
    assert said[5] == said[7], "a record that is hidden is told of in the words of one that is not there"
    return [word for word in WORDS for each in said if word in each]


async def test_the_hunt_finds_what_is_not_hidden(store: Store, tmp_path: Path) -> None:
    await loaded(store, *files(tmp_path, "2026-01-01"))
    found = json.dumps((await find(store, "absent_father", subject="csc/s/a", lens=Lens.of(DAY))).to_dicts())
    assert "school/s/zz9" in found and "has a father" in found


async def test_a_record_that_is_sealed_tells_nothing_at_any_door(store: Store, tmp_path: Path) -> None:
    await loaded(store, *files(tmp_path, "2026-01-01", sensitivity="sealed"))
    assert await hunted(store, Lens.of(DAY)) == []


async def test_a_record_that_was_sealed_later_tells_nothing_through_a_lens_of_before_either(store: Store, tmp_path: Path) -> None:
    await loaded(store, *files(tmp_path / "1", "2025-01-01"))
    await loaded(store, *files(tmp_path / "2", "2025-05-01", sensitivity="sealed"))
    for day in (EARLIER, DAY):
        assert await hunted(store, Lens.of(day)) == []


async def test_a_record_that_the_lens_does_not_show_tells_nothing_at_any_door(store: Store, tmp_path: Path) -> None:
    await loaded(store, *files(tmp_path, "2026-01-01"))
    assert await hunted(store, Lens.of(DAY, None, ("csc",))) == []


async def test_a_record_that_is_as_near_is_named_to_nobody_who_does_not_see_it(store: Store, tmp_path: Path) -> None:
    gp = child("g", "2015-03-04", given_names="Amina", family_name="Kowalczyk", sex=None, other_ids="x=1")
    rival = {**HIDDEN, "sex": "M", "other_ids": "x=2"}
    await loaded(store, *partnership(tmp_path, csc={"people": [OPEN]}, gp={"people": [gp]}, school={"people": [rival]}))
    seen = (await possible_matches(store, person="csc/s/a", lens=Lens.of(DAY))).matches
    assert [each.reasons[-1] for each in seen if each.right.key == "gp/s/g"] == ["another record is as near: school/s/zz9"]
    (hidden,) = (await possible_matches(store, lens=Lens.of(DAY, None, ("csc", "gp")))).matches
    assert (hidden.band, "as near" in str(hidden.to_dict())) == (MatchBand.POSSIBLE, False)
    assert not [word for word in WORDS if word in str(hidden.to_dict())]
