"""One shape of error: a sentence for people, a code for programs, an id for whoever reads the log."""

import logging
import traceback
from collections.abc import Iterator
from uuid import uuid4

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import StreamExecutionResult

from api.codes import Code
from api.graphql.operation.limits import BeyondLimit
from graph.errors import (
    CasegraphError,
    InvalidInput,
    NotAllowed,
    StoreBusy,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
    UnknownName,
    WrongPattern,
)

# The first that fits, so the narrower stands before the wider.
CODES: dict[type[CasegraphError], Code] = {
    UnknownName: Code.UNKNOWN_NAME,
    InvalidInput: Code.BAD_INPUT,
    StoreTimeout: Code.TIMEOUT,
    StoreUnavailable: Code.STORE_UNAVAILABLE,
    StoreBusy: Code.STORE_UNAVAILABLE,
    StoreError: Code.STORE_FAILED,
    NotAllowed: Code.NOT_ALLOWED,
    BeyondLimit: Code.BEYOND_LIMIT,
    WrongPattern: Code.WRONG_PATTERN,
}

_LONGEST_MESSAGE = 1000
_logger = logging.getLogger("casegraph.graphql")


class Errors(SchemaExtension):
    """Gives every error of an answer its code and id, and masks what nobody foresaw."""

    _streamed = False

    def on_operation(self) -> Iterator[None]:
        """After the operation, whatever it came to; what cannot be parsed is raised through here."""
        try:
            yield
        except (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError):
            raise
        except Exception as error:
            raised = error if isinstance(error, GraphQLError) else GraphQLError("", original_error=error)
            shape(raised)
            raise raised from None
        # Every event of a subscription was shaped as it was sent.
        if self._streamed:
            return
        result = getattr(self.execution_context.result, "errors", None)
        for each in result or self.execution_context.pre_execution_errors or ():
            shape(each)

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        """Before an event of a subscription is sent."""
        self._streamed = True
        for each in getattr(result, "errors", None) or ():
            shape(each)
        yield


def shape(error: GraphQLError) -> None:
    """Make an error one that callers may see. In place: the answer holds the same object."""
    cause, id_ = _cause(error), uuid4().hex[:12]
    code = code_of(cause)
    if isinstance(cause, RecursionError):
        code, error.message = Code.BAD_QUERY, "the query is nested too deeply"
    elif code == Code.INTERNAL:
        _log(id_, cause)
        error.message = f"something went wrong on the server; its log has more, under {id_}"
    elif cause is not None:
        error.message = str(cause)
    if len(error.message) > _LONGEST_MESSAGE:  # it repeats what was given
        error.message = f"{error.message[:_LONGEST_MESSAGE]} …"
    error.extensions = {"code": code, "id": id_}


def code_of(cause: BaseException | None) -> Code:
    """The code for what was raised; nothing raised means that the query itself was wrong."""
    if cause is None:
        return Code.BAD_QUERY
    return next((code for kind, code in CODES.items() if isinstance(cause, kind)), Code.INTERNAL)


def _cause(error: GraphQLError) -> BaseException | None:
    """What was raised in the first place, under however many wrappings."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _log(id_: str, cause: BaseException | None) -> None:
    # Without the exception's own text, which may hold a value of somebody's record.
    where = "".join(traceback.format_tb(cause.__traceback__)) if cause else ""
    _logger.error("error %s: %s\n%s", id_, type(cause).__name__, where)
