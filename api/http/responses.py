"""Refusals over HTTP, in the same shape as errors of GraphQL."""

from typing import Any
from uuid import uuid4

from starlette.responses import JSONResponse

from api.codes import Code

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"


class RequestError(Exception):
    """A request that is not answered, with the status, the code and the sentence that say why."""

    def __init__(self, status: int, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence = status, code, sentence

    def answer(self, media_type: str = PLAIN_JSON) -> JSONResponse:
        """As the caller gets it."""
        return refusal(self.status, self.code, self.sentence, media_type)


def refusal(status: int, code: Code, sentence: str, media_type: str = PLAIN_JSON) -> JSONResponse:
    """An answer with one error: its message, code and id."""
    return JSONResponse({"errors": [error_of(code, sentence)]}, status_code=status, media_type=f"{media_type}; charset=utf-8")


def error_of(code: Code, sentence: str) -> dict[str, Any]:
    """One error, as it is in an answer."""
    return {"message": sentence, "extensions": {"code": code, "id": uuid4().hex[:12]}}
