"""The missing picture and explanations through the command and GraphQL: the same as through Python."""

import concurrent.futures
import json
from datetime import date
from typing import Any

import httpx
from typer.testing import CliRunner

from api.command import app
from graph.lens import Lens
from graph.store import Store
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from tests.api.test_findings_graphql import LENS, answered, snake

DAY = "2025-06-01"
PICTURE = """query ($subject: ID!, $lens: LensInput) { missingPicture(subject: $subject, lens: $lens) {
  subject lens { agencies asOf knownAt }
  missing { finding { pattern seenBy } shownTogetherBy triedTo complete statement }
  blindSpots { agency pattern key status statement finding evidence { id } answeredBy { id kind } agencies } } }"""
EXPLAIN = """query ($pattern: PatternId!, $subject: ID!, $lens: LensInput, $parameters: [ParameterInput!]) {
  explain(pattern: $pattern, subject: $subject, lens: $lens, parameters: $parameters) {
    pattern subject statements findings { finding { key statement } nearMisses { parameter used value unit found statement } }
    notAsked nearMisses { parameter value } together { parameter } inTheWay { id }
    lookedAt { agency kind aboutSubject aboutOthers firstOn lastOn } daysFrom daysTo
    agencies { agency facts covered statement } parameters cautions lens { asOf } } }"""


async def one_subject(store: Store) -> str:
    rows = await store.read("MATCH (record:PersonRecord) RETURN record.key ORDER BY record.key LIMIT 1")
    return str(rows[0][0])


async def test_an_explanation_is_the_same_through_graphql(client: httpx.AsyncClient, loaded: Store) -> None:
    subject = await one_subject(loaded)
    python = (await explain(loaded, "closed_after_missed", subject, lens=Lens.of(date.fromisoformat(DAY)))).to_dict()
    found = await answered(client, EXPLAIN, pattern="closed_after_missed", subject=subject, lens=LENS)
    answer = snake(found["data"]["explain"])
    assert answer["findings"][0]["near_misses"] == python["findings"][0]["near_misses"] != []
    for name in ("statements", "looked_at", "agencies", "parameters", "cautions", "not_asked"):
        assert answer[name] == python[name]
    assert (answer["days_from"], answer["days_to"]) == (python["days"]["from"], python["days"]["to"])


async def test_the_missing_picture_is_the_same_through_graphql(client: httpx.AsyncClient, loaded: Store) -> None:
    subject = await one_subject(loaded)
    python = await missing_picture(loaded, subject, lens=Lens.of(date.fromisoformat(DAY)))
    answer = (await answered(client, PICTURE, subject=subject, lens=LENS))["data"]["missingPicture"]
    assert answer["subject"] == python.subject
    assert len(answer["missing"]) == len(python.missing)
    assert [snake(each)["statement"] for each in answer["blindSpots"]] == [each.statement for each in python.blind_spots]


async def test_a_person_that_is_nobody_is_an_error_that_says_so(client: httpx.AsyncClient) -> None:
    (error,) = (await answered(client, PICTURE, subject="nobody"))["errors"]
    assert "nobody is found by that name" in error["message"]
    assert "'nobody'" not in error["message"]


async def test_the_command_says_what_python_says(loaded: Store, environment: dict[str, str]) -> None:
    subject = await one_subject(loaded)

    def said(*arguments: str) -> Any:
        # The command runs a loop of its own, which needs a thread beside the loop of this test.
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            call = threads.submit(CliRunner().invoke, app, [*arguments, "--subject", subject, "--as-of", DAY], env=environment)
            done = call.result()
        assert done.exit_code == 0, done.stderr
        return done.stdout

    python = await explain(loaded, "closed_after_missed", subject, lens=Lens.of(date.fromisoformat(DAY)))
    assert json.loads(said("explain", "closed_after_missed", "--format", "json")) == python.to_dict()
    shown = " ".join(said("explain", "closed_after_missed").split())
    assert all(each in shown for each in (*python.statements, "looked at"))
    picture = await missing_picture(loaded, subject, lens=Lens.of(date.fromisoformat(DAY)))
    lines = [json.loads(line) for line in said("missing-picture", "--format", "json").splitlines()]
    assert lines == picture.to_dicts()
    assert said("missing-picture").count("blind spot of") == bool(picture.blind_spots)
