"""One family as three agencies know it, loaded once for a module, and a way to ask about it.

A child `c` of social care, whom health visiting knows as `h` by the same NHS number; its mother `m`, father `f`, a sibling `s`
by the mother, and a lodger `l` at the same address. The police know the father alone.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import pytest

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from api.watching.watch import Watch
from graph.store import Store
from tests.queries.building import adult, child, loaded, nhs, partnership, person, tie

CHILD, MOTHER, FATHER, SIBLING, LODGER = (person("csc", each) for each in "cmfsl")

SOCIAL_CARE = {
    "people": [
        child("c", "2015-03-01", nhs_number=nhs(1), given_names="Ada", family_name="Moss", recorded_on="2022-01-01"),
        child("s", "2012-05-01", given_names="Ben", family_name="Moss"),
        adult("m", "1990-01-01", given_names="Cat", family_name="Moss"),
        adult("f", "1988-01-01", nhs_number=nhs(2)),
        adult("l"),
    ],
    "relationships": [
        tie("m", "c", "mother"),
        tie("f", "c", "father", end="2023-01-01", contact_restricted="Y"),
        tie("m", "s", "mother"),
    ],
    "addresses": [
        {"person_id": "c", "address_kind": "home", "uprn": "100", "start": "2020-01-01"},
        {
            "person_id": "m",
            "address_kind": "home",
            "uprn": "100",
            "start": "2020-01-01",
            "end": "2024-06-01",
            "end_recorded_on": "2024-06-10",
        },
        {"person_id": "l", "address_kind": "home", "uprn": "100", "start": "2024-01-01"},
        {"person_id": "f", "address_kind": "prison", "uprn": "100", "start": "2020-01-01"},
    ],
    "concerns": [
        {"person_id": "s", "on": "2023-02-01", "factor": "neglect", "recorded_on": "2023-02-01"},
        {"person_id": "s", "on": "2023-03-01", "factor": "drugs", "recorded_on": "2023-03-01"},
    ],
    "involvements": [
        {
            "person_id": "c",
            "kind": "child_in_need",
            "start": "2023-01-01",
            "end": "2024-04-01",
            "end_recorded_on": "2024-05-01",
            "closure_reason": "moved",
        }
    ],
}
VISITOR = {
    "people": [child("h", "2015-03-01", nhs_number=nhs(1), given_names="Ada", family_name="Mosse", recorded_on="2016-01-01")],
    "contacts": [
        {"person_id": "h", "on": "2024-01-10", "kind": "home_visit", "recorded_on": "2024-01-10"},
        {"person_id": "h", "on": "2024-02-10", "outcome": "was_not_brought", "recorded_on": "2024-06-01"},
        {"person_id": "h", "on": "2024-03-10", "recorded_on": "2024-03-10"},
        {"person_id": "h", "on": "2024-03-10", "recorded_on": "2024-03-10", "kind": "call"},
    ],
    "shares": [
        {"record_id": "k1", "with_agency": "csc", "on": "2024-03-01", "decision": "shared"},
        {"record_id": "k3", "with_agency": "csc", "on": "2024-03-11", "decision": "withheld", "reason": "consent refused"},
    ],
}
POLICE = {
    "people": [adult("x", nhs_number=nhs(2))],
    "concerns": [{"person_id": "x", "on": "2024-01-01", "recorded_on": "2024-01-01"}],
}

LATE = {"asOf": "2025-01-01"}
Ask = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="module")
async def family(prepared_store: Store, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Store]:
    """A store that holds this family and nothing else."""
    await prepared_store.write("MATCH (n) DETACH DELETE n")
    folder = tmp_path_factory.mktemp("family")
    await loaded(prepared_store, *partnership(folder, csc=SOCIAL_CARE, hv=VISITOR, police=POLICE))
    yield prepared_store


@pytest.fixture(scope="module")
def ask(family: Store) -> Ask:
    """Ask about the family, through all records at the first of 2025 unless said otherwise; an error fails the test."""

    async def asked(query: str, lens: dict[str, Any] | None = None, **variables: Any) -> Any:
        given = {"lens": lens or LATE, **variables} if "$lens" in query else variables
        context = Context(family, Watch(family, seconds=300, pause=1))
        if "\nsubscription " in query:  # its first event
            async with aclosing(await SCHEMA.subscribe(query, variable_values=given, context_value=context)) as events:
                result: Any = await anext(events)
        else:
            result = await SCHEMA.execute(query, variable_values=given, context_value=context)
        assert not result.errors, result.errors
        return result.data

    return asked


@pytest.fixture(scope="module")
def refused(family: Store) -> Ask:
    """Ask what is refused: the code and the text of its one error."""

    async def asked(query: str, **variables: Any) -> tuple[str, str]:
        result = await SCHEMA.execute(query, variable_values=variables, context_value=Context(family))
        assert result.errors
        (error,) = result.errors
        assert error.extensions
        return error.extensions["code"], error.message

    return asked
