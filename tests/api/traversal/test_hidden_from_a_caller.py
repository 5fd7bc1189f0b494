"""GraphQL answers a caller as from a store from which all that they may not see was removed beforehand."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import Store
from graph.store.caller_store import CallerStore
from tests.api.traversal.test_against_a_slow_reading import AROUND, EXAMPLES, UNHURRIED, written
from tests.queries.access.hidden import everybody, hidden_in
from tests.queries.building import loaded
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.undated import days_may_be_blank

LISTS = """query ($lens: LensInput) {
  children(first: 50, lens: $lens) { totalCount pageInfo { hasNextPage } nodes {
    id name parents(first: 5) { totalCount nodes { id } } carers(first: 5) { nodes { id } }
    siblings(first: 5) { totalCount nodes { id name } }
    household(first: 5) { totalCount nodes { id household(first: 5) { totalCount } } }
    addresses(first: 5) { totalCount nodes { text address { id } } }
    contacts(first: 5) { totalCount nodes { id participants { person { id } part } } }
    concerns(first: 5) { nodes { id } } possibleMatches(first: 5) { nodes { id } }
    findings { nodes { statement } } } }
  status(lens: $lens) { nodes { label count } edges }
  possibleMatches(lens: $lens) { nodes { id } }
  findings(first: 50, lens: $lens) { totalCount nodes { statement seenBy } }
  search(text: "Lee Ann 12 High Street", lens: $lens) { hits { __typename } } }"""


@settings(max_examples=max(EXAMPLES // 6, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_graphql_tells_nothing_that_is_hidden(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    hidden, people = await hidden_in(store, data), await everybody(store)
    looking = data.draw(lenses(made), label="lens")
    lens = {"agencies": sorted(looking.agencies), "asOf": str(looking.as_of), "knownAt": str(looking.known_at)}
    asked = [(LISTS, {"lens": lens}), *((AROUND, {"lens": lens, "id": who}) for who in people[:4])]
    answers = [await _answer(CallerStore(store, hidden.rights), *each) for each in asked]
    await hidden.remove(store)
    for (query, variables), answer in zip(asked, answers, strict=True):
        assert answer == await _answer(store, query, variables), variables


async def _answer(store: Store, query: str, variables: dict[str, Any]) -> Any:
    result = await SCHEMA.execute(query, variable_values=variables, context_value=Context(store))
    return result.data, [str(each) for each in result.errors or ()]
