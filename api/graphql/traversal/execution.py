"""Answering the root fields of the traversal: a plan for each shape of request, one read for each root field.

A plan is compiled once for a document, an operation and the shape of its variables, and run by an extension instead of
graphql-core; other root fields of the same operation are left to graphql-core (docs/adr/0007).
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.extensions import SchemaExtension

from api.graphql.traversal.compiler import Compiler
from api.graphql.traversal.nested_findings import NestedFindings
from api.graphql.traversal.nested_matches import NestedMatches
from api.graphql.traversal.nested_selection import fill
from api.graphql.traversal.request import Request, Slot
from api.graphql.traversal.roots import BEGIN, begin
from api.graphql.traversal.selection import Document, Selected, document_of
from api.graphql.traversal.variables import shape
from graph.store import Store
from queries.traversal.projection import Given
from queries.traversal.read import agencies_of, ask, is_then, through

_KEPT_PLANS = 256


@dataclass(frozen=True, slots=True)
class Answerer:
    """A root field, ready to be asked again and again: nothing in it is of one request. `compile_then` makes it as for a day on
    which somebody of today may have been several people; it is made when such a day is first asked about."""

    key: str
    node: FieldNode
    nullable: bool
    text: str | None
    parameters: dict[str, Given]
    slots: list[Slot]
    nested: list[NestedFindings | NestedMatches]
    read: Callable[[Any, Request], Any]
    compile_then: "Callable[[], Answerer] | None" = None

    @classmethod
    def of(cls, schema: GraphQLSchema, document: Document, key: str, nodes: list[FieldNode], *, then: bool = False) -> "Answerer":
        """Compile it; `then` as for a day on which somebody of today may have been several people."""
        compiler = Compiler(schema, document, then=then)
        begun = begin(compiler, nodes)
        text = compiler.plan.text(begun.found()) if begun.found else None
        nullable = not isinstance(compiler.slots[0][0].type, GraphQLNonNull)
        earlier = None if then else cache(lambda: cls.of(schema, document, key, nodes, then=True))
        own = compiler.plan.parameters, compiler.slots, compiler.nested, begun.read
        return cls(key, nodes[0], nullable, text, *own, earlier)

    async def answer(self, store: Store, variables: VariableValues) -> Any:
        """Ask the store, once, and read what it says; then for what is selected inside the people who are in it.

        Of a day on which somebody of today was several people it is asked as of such a day; which that is, the store says of each
        state that it is in once.
        """
        lens, before = Request.of(self.slots, variables).lens, None
        # Reading also tells in which state the store is by now. Where that makes the day one of the other kind, it is asked
        # once more.
        while (then := self.text is not None and await is_then(store, lens)) is not before:
            chosen = self.compile_then() if then and self.compile_then else self
            answer, before = await chosen.answer_as_it_is(store, variables), then
        return answer

    async def answer_as_it_is(self, store: Store, variables: VariableValues) -> Any:
        """The same by its own text, whichever day is asked about."""
        request = Request.of(self.slots, variables)
        nested = [each.asked(variables) for each in self.nested]
        if self.text is None:
            request.agencies = await agencies_of(store)
            request.lens = through(request.lens, request.agencies, store.rights.agencies)
            return self.read([], request)
        parameters = {name: given(request) for name, given in self.parameters.items()}
        found = await ask(store, self.text, request.lens, parameters)
        request.lens, request.agencies = found.lens, found.agencies
        answer = self.read(found.rows, request)
        await fill(store, request, nested, {self.key: answer})
        return answer


@dataclass(frozen=True, slots=True)
class Answers:
    """The root fields of an operation that are answered here, by key, and the operation that is left of it, if any is."""

    here: dict[str, Answerer]
    keys: list[str]
    left: DocumentNode | None


_PLANS: LRUCache[Any, Answers] = LRUCache(_KEPT_PLANS)


class Traversal(SchemaExtension):
    """Answers the root fields of the traversal."""

    async def on_execute(self) -> AsyncIterator[None]:
        """Before graphql-core executes: what it need not; after: both answers as one."""
        context = self.execution_context
        document, schema = context.graphql_document, context.schema._schema
        operation = get_operation_ast(document, context.operation_name) if document else None
        if operation is None or document is None or operation.operation != OperationType.QUERY:
            yield
            return
        variables = get_variable_values(
            schema, operation.variable_definitions or (), context.variables or {}, hide_suggestions=True
        )
        if isinstance(variables, list):
            yield
            return
        answers = planned(schema, context.query, document, operation, variables)
        result = await answered(answers, context.context.store, variables)
        if answers.left is None:
            context.result = result
        else:
            context.graphql_document = answers.left
        yield
        if answers.left is not None and answers.here:
            _join(context.result, result, answers)


def planned(
    schema: GraphQLSchema, text: str | None, document: DocumentNode, operation: OperationDefinitionNode, variables: VariableValues
) -> Answers:
    """The plan of an operation for variables of this shape, compiled where there is none yet."""
    asked = (text, operation.name and operation.name.value, shape(schema, operation, variables.coerced))
    if asked not in _PLANS:
        _PLANS[asked] = _plan(schema, document, document_of(document, operation, variables))
    return _PLANS[asked]


def _plan(schema: GraphQLSchema, document: DocumentNode, parts: Document) -> Answers:
    operation = parts.operation
    selected = parts.selected([operation.selection_set], "Query")
    here = {key: nodes for key, nodes in selected.items() if nodes[0].name.value in BEGIN}
    left = {key: nodes for key, nodes in selected.items() if key not in here}
    answerers = {key: Answerer.of(schema, parts, key, nodes) for key, nodes in here.items()}
    rest = _without(document, operation, left) if left or not here else None
    return Answers(answerers, list(selected), rest)


def _without(document: DocumentNode, operation: OperationDefinitionNode, left: Selected) -> DocumentNode:
    """The document with these root fields only."""
    nodes = tuple(node for nodes in left.values() for node in nodes)
    kept = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=nodes),
    )
    return DocumentNode(definitions=tuple(kept if each is operation else each for each in document.definitions))


async def answered(answers: Answers, store: Store, variables: VariableValues) -> ExecutionResult:
    """What the plan answers, with an error for every field that has none."""
    data: dict[str, Any] | None = {}
    errors = []
    for key, answerer in answers.here.items():
        try:
            value = await answerer.answer(store, variables)
        except Exception as error:  # whatever it is, the answer says so in its one shape
            errors.append(_placed(error, answerer))
            value = None
        if data is not None:
            data = None if value is None and not answerer.nullable else {**data, key: value}
    return ExecutionResult(data, errors or None)


def _placed(error: Exception, answerer: Answerer) -> GraphQLError:
    if isinstance(error, GraphQLError) and error.path:
        return error
    return GraphQLError(str(error), answerer.node, path=[answerer.key], original_error=error)


def _join(result: Any, here: ExecutionResult, answers: Answers) -> None:
    """Put both answers together, in the order in which they were asked for."""
    theirs = {} if result.data is None and set(answers.keys) <= answers.here.keys() else result.data
    both: dict[str, Any] | None = None if theirs is None or here.data is None else {**theirs, **here.data}
    if both is not None:
        both = {key: both[key] for key in answers.keys}
    result.data = both
    result.errors = [*(result.errors or ()), *(here.errors or ())] or None
