"""The schema: every root field, and the extensions that every operation passes through."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError, introspection_from_schema
from strawberry.extensions import MaxTokensLimiter, ParserCache
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType

from api.graphql.operation import fast_path
from api.graphql.operation.context import Context
from api.graphql.operation.errors import Errors
from api.graphql.operation.limits import KEPT_DOCUMENTS, MOST_TOKENS, Guard
from api.graphql.operation.scalars import CONFIG
from api.graphql.questions.chronology import CHRONOLOGY_COST
from api.graphql.questions.chronology import chronology as one_chronology
from api.graphql.questions.contradictions import contradictions as all_contradictions
from api.graphql.questions.decisions.connection import match_decisions
from api.graphql.questions.decisions.mutations import MUTATION_COST, decide_matches, undo_decision
from api.graphql.questions.decisions.preview import PREVIEW_COST, match_preview
from api.graphql.questions.explain import explain as one_explanation
from api.graphql.questions.findings_connection import findings as findings_page
from api.graphql.questions.matches import match_comparison as one_comparison
from api.graphql.questions.matches import possible_matches as matches_page
from api.graphql.questions.missing_picture import missing_picture as one_missing_picture
from api.graphql.questions.patterns import pattern as one_pattern
from api.graphql.questions.patterns import patterns as all_patterns
from api.graphql.questions.search import search as one_search
from api.graphql.questions.status import coverage as agency_coverage
from api.graphql.questions.status import status as whole_status
from api.graphql.questions.subscriptions import new_findings
from api.graphql.questions.who_knew import WHO_KNEW_COST
from api.graphql.questions.who_knew import who_knew as all_knowledge
from api.graphql.traversal.execution import Traversal, answered
from api.graphql.traversal.roots import make_roots
from api.graphql.traversal.types.kinds import make_types
from queries.core.cautions import noted_cautions

_TYPES = make_types()
_TRAVERSAL: Any = make_roots()


@strawberry.type(description="Everything that can be asked.")
class Query(_TRAVERSAL):  # type: ignore[misc]
    """The root, with the fields of the traversal."""

    patterns = strawberry.field(resolver=all_patterns, description="The register: every question that can be asked.")
    pattern = strawberry.field(resolver=one_pattern, description="One pattern of the register.")
    findings = strawberry.field(
        resolver=findings_page,
        description="What a pattern finds, seen through a lens. Paging goes on as of the day on which it was begun.",
    )
    missing_picture = strawberry.field(
        resolver=one_missing_picture,
        description="What all records together show of one person and no agency's alone, and each agency's blind spots.",
    )
    explain = strawberry.field(
        resolver=one_explanation,
        description="Why a pattern finds something about one person, or nothing: the facts, the values used, how near it was.",
    )
    search = strawberry.field(
        resolver=one_search,
        description="People and addresses that a name, a date of birth, an address or an identifier may mean, and why.",
    )
    possible_matches = strawberry.field(
        resolver=matches_page,
        description="Records that may be one person's and are not joined: what agrees, what differs, why it is no more.",
    )
    match_comparison = strawberry.field(
        resolver=one_comparison,
        description="Any two records side by side: whether they are joined or proposed, and why, or which rule forbids it.",
    )
    match_decisions = strawberry.field(
        resolver=match_decisions,
        description="What was decided about who is one person: who decided, when, and why.",
    )
    match_preview = strawberry.field(
        resolver=match_preview,
        description="What decisions about who is one person would change: findings, contradictions, records. Nothing is written.",
        metadata={"cost": PREVIEW_COST},
    )
    contradictions = strawberry.field(
        resolver=all_contradictions,
        description="What the records of one person say differently, side by side: whose each account is, and since when.",
    )
    chronology = strawberry.field(
        resolver=one_chronology,
        description="What happened to some people, in order: events, spells, moves, decisions to share or withhold, in words.",
        metadata={"cost": CHRONOLOGY_COST},
    )
    who_knew = strawberry.field(
        resolver=all_knowledge,
        description="Which agency knew a fact, or what a finding rests on: since when, how, and what it did next.",
        metadata={"cost": WHO_KNEW_COST},
    )
    status = strawberry.field(resolver=whole_status, description="What the store holds: its engine, its loads, its agencies.")
    coverage = strawberry.field(resolver=agency_coverage, description="What there is of each agency, and of which days.")


@strawberry.type(description="Everything that can be changed: decisions about who is one person, by signed-in callers.")
class Mutation:
    """The root of mutations."""

    decide_matches = strawberry.mutation(
        resolver=decide_matches,
        description="Decides about pairs of records: all of it is done, or nothing. Each can be taken back.",
        metadata={"cost": MUTATION_COST},
    )
    undo_decision = strawberry.mutation(
        resolver=undo_decision,
        description="Takes the last decision about two records back: what stood before it stands again, exactly.",
        metadata={"cost": MUTATION_COST},
    )


@strawberry.type(description="Everything that can be watched: answered as a stream of events (text/event-stream).")
class Subscription:
    """The root of subscriptions."""

    new_findings = strawberry.subscription(
        resolver=new_findings,
        description="What finished loads bring, as it comes: findings (subject, key and status of a pattern) that were not there "
        "before. The first event comes as the watching begins.",
    )


class Schema(strawberry.Schema):
    """A schema that goes the short way where there is one, and logs no errors: the extension that gives them their ids does."""

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Context | None = None,
        root_value: Any = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        *rest: Any,
    ) -> ExecutionResult:
        """As strawberry's; an answer given while a load is unfinished says so in its extensions."""
        assert context_value is not None
        with noted_cautions() as cautions:
            plan = fast_path.planned_before(self._schema, query, variable_values, operation_name, context_value.caller)
            if plan is not None:
                # Waited for here, and not in the short way itself: nothing between passes a coroutine on (docs/adr/0050).
                result = fast_path.shaped(await answered(plan[0], context_value.store, plan[1]))
            else:
                given = (query, variable_values, context_value, root_value, operation_name, allowed_operation_types)
                result = await super().execute(*given, *rest)
        if cautions:
            result.extensions = {**(result.extensions or {}), "cautions": sorted(cautions)}
        return result

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing: strawberry's own log would hold what callers sent."""


SCHEMA = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=_TYPES,
    config=CONFIG,
    extensions=[
        Errors,
        lambda: MaxTokensLimiter(MOST_TOKENS),
        lambda: ParserCache(KEPT_DOCUMENTS),
        Guard,
        Traversal,
    ],
)


@cache
def introspection() -> dict[str, Any]:
    """The schema as a query of introspection tells it: `__schema`, and what is in it."""
    return dict(introspection_from_schema(SCHEMA._schema))


def sdl() -> str:
    """The schema in the schema definition language, with a newline at its end."""
    return SCHEMA.as_str() + "\n"
