"""Whatever a record may leave out, one person at a time: everything that can be asked is answered, and nobody else is lost.

One family is written as two agencies know it, and then again and again, each time without one thing that a record need not have,
or without all that one file need not say; all of them are in one store. Any two things at once are left out of the facts that
were brought, which needs no store.
"""

import os
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any, get_type_hints

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.lens import Lens
from graph.store import Store
from queries.core.case import FACTS, Case
from queries.core.findings import Finding
from queries.core.pattern import values_of
from queries.engine.case_views import CaseViews
from queries.engine.find import find
from queries.engine.neighbourhood import neighbourhood
from queries.engine.question import Question
from queries.engine.registry import registry
from queries.engine.scope import read_scope
from queries.explanations.blind_spots import blind_spots
from queries.explanations.explain import explanation
from queries.explanations.missing_picture import missing_picture
from queries.search.search import search
from tests.queries.building import loaded, partnership, person
from tests.queries.family_without import CHILDREN, Column, families, optional_columns
from tests.queries.undated import days_may_be_blank

LENS = Lens.of(date(2025, 6, 1))
EVERYTHING = bool(os.environ.get("CI"))
"""Whether there is time for all: an ordinary run has the likelier half."""
DAYS = ("on", "start", "end", "recorded_on", "end_recorded_on", "born", "died")
FILES = sorted({file for file, _ in optional_columns()})
WITHOUT: list[tuple[Column, ...]] = [
    (),
    *((each,) for each in optional_columns()),
    *(tuple(each for each in optional_columns() if each[0] == file) for file in FILES),
]
"""What each family is without: nothing, one thing, or all that a file need not say."""
PARAMETERS = {each.name: 1 for one in registry().values() for each in one.parameters if each.name.startswith("min_")}
PARAMETERS |= {"min_days": 1, "quiet_days": 1, "days": 30}
IN_ONE_PAGE = """query ($after: String, $lens: LensInput) { children(first: 50, after: $after, lens: $lens) {
  pageInfo { hasNextPage endCursor } nodes { id contacts { nodes { record on } } concerns { nodes { record on } }
  strengths { nodes { record on } } involvements { nodes { record start end } } } } }"""


@pytest.fixture(scope="module")
async def store_of_families(prepared_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with every family in it."""
    await prepared_store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(prepared_store, *partnership(tmp_path_factory.mktemp("families"), **families(WITHOUT)))
    return prepared_store


def everybody() -> list[str]:
    return sorted(
        {person("csc", f"{name}0") for name in CHILDREN} | {person("csc", f"teen{each}") for each in range(len(WITHOUT))}
    )


async def test_every_pattern_is_asked_about_everybody_and_finds_what_it_finds_of_each(store_of_families: Store) -> None:
    everyone = await find(store_of_families, "all", lens=LENS, parameters=PARAMETERS)
    assert (everyone.not_judged, everyone.not_asked) == ([], ())
    of_the_first = {person("csc", f"{name}0") for name in (*CHILDREN, "man")}
    assert {each.pattern for each in everyone.findings if each.subject in of_the_first} == set(registry())
    people = [*everybody(), *(person("csc", f"man{number}") for number in range(len(WITHOUT)))]
    together = await find(store_of_families, list(registry().values()), people=people, lens=LENS, parameters=PARAMETERS)
    asked = [each for each in everyone.findings if each.subject in set(people)]
    assert sorted(map(_name, together.findings)) == sorted(map(_name, asked))


def _name(finding: Finding) -> tuple[str, ...]:
    return finding.pattern, finding.subject, finding.key, finding.status or "", finding.statement


async def test_every_page_has_everybody(store_of_families: Store) -> None:
    seen: list[str] = []
    after = None
    while after is not None or not seen:
        page = (await _answer(store_of_families, IN_ONE_PAGE, after=after))["children"]
        seen += [each["id"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    assert set(everybody()) <= set(seen)


async def test_everything_there_is_to_say_of_anybody_is_said(store_of_families: Store) -> None:
    for root, name in (("child", "teen"), ("adult", "mum")):
        text = f"query ($id: ID!, $lens: LensInput) {{ {root}(id: $id, lens: $lens) {{ {_all_of(root.title(), 2)} }} }}"
        for number in range(len(WITHOUT)):
            id_ = person("csc", f"{name}{number}")
            assert (await _answer(store_of_families, text, id=id_))[root]["id"] == id_


async def test_a_missing_picture_is_given_of_anybody_and_a_search_finds_them(store_of_families: Store) -> None:
    for number in range(len(WITHOUT)):
        found = await missing_picture(store_of_families, person("csc", f"teen{number}"), lens=LENS, parameters=PARAMETERS)
        assert found.not_judged == []
    for text in ("Teen Moss", "2010-05-05", "Moss Street LE1 1AA"):
        assert (await search(store_of_families, text, lens=LENS, first=100)).hits


async def test_any_two_things_may_be_missing_of_one_person_together(store_of_families: Store) -> None:
    chosen = list(registry().values())
    for name in (*CHILDREN, "man"):
        about = await read_scope(store_of_families, f"csc/s/{name}0")
        values = values_of(chosen, PARAMETERS)
        questions = [Question(each, about.lens(LENS), values[each.id], about) for each in chosen]
        brought = await neighbourhood(store_of_families, questions)
        for views in {id(views): views for _, views in brought.views}.values():
            asked = [question for question, each in brought.views if each is views]
            optional = _optional(views.case)
            for gone in [each for each in optional if EVERYTHING or each[1] in ("on", "start", "born")]:
                _say_everything(asked, _without(views.case, (gone,)))
            for two in _pairs(optional):
                for question in asked:
                    question.verdicts(CaseViews(_without(views.case, two)))


def _pairs(optional: list[tuple[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    """Every pair with a day in it; of the others every one on CI, else every tenth."""
    pairs = list(combinations(optional, 2))
    others = [each for each in pairs if each[0][1] not in DAYS and each[1][1] not in DAYS]
    return [each for each in pairs if each not in others] + others[:: 1 if EVERYTHING else 10]


def _say_everything(asked: list[Question], case: Case) -> None:
    for question in asked:
        question.findings(CaseViews(case))
        assert explanation(question, CaseViews(case), case.subject).statements
        list(blind_spots(question, CaseViews(case)))


def _optional(case: Case) -> list[tuple[str, str]]:
    """Each column of facts with each thing that these need not say."""
    return [
        (column, name)
        for column in (*FACTS, "took_part")
        for fact in getattr(case, column)[:1]
        for name, kind in get_type_hints(type(fact)).items()
        if type(None) in getattr(kind, "__args__", ())
    ]


def _without(case: Case, gone: Iterable[tuple[str, str]]) -> Case:
    """The case without these."""
    blank: dict[str, dict[str, None]] = {}
    for column, name in gone:
        blank.setdefault(column, {})[name] = None
    kept = {each: [fact._replace(**blank.get(each, {})) for fact in getattr(case, each)] for each in (*FACTS, "took_part")}
    return Case(case.subject, adults=case.adults, reached=case.reached, known_to=case.known_to, **kept)


async def _answer(store: Store, text: str, **given: Any) -> dict[str, Any]:
    lens = {"asOf": str(LENS.as_of), "knownAt": str(LENS.known_at)}
    result = await SCHEMA.execute(text, variable_values={"lens": lens, **given}, context_value=Context(store))
    assert not result.errors, result.errors
    assert result.data is not None
    return dict(result.data)


def _all_of(name: str, depth: int) -> str:
    """Every field of a type, as far as that goes down; of a list that comes in pages, its first."""
    type_ = SCHEMA._schema.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    said = []
    for field, each in type_.fields.items():
        inner = get_named_type(each.type)
        if any(is_required_argument(argument) for argument in each.args.values()) or field in _ROUND:
            continue
        if is_leaf_type(inner):
            said.append(field)
        elif depth and isinstance(inner, GraphQLObjectType):
            size = "(first: 5)" if "first" in each.args else ""
            said.append(f"{field}{size} {{ {_all_of(inner.name, depth - 1)} }}")
    return " ".join(said) or "__typename"


_ROUND = {"pageInfo", "edges", "cursor", "lens"}
