"""Refusals over HTTP, in the same shape as errors of GraphQL."""

from uuid import uuid4

from starlette.responses import JSONResponse


def refusal(status: int, code: str, sentence: str) -> JSONResponse:
    """An answer with one error: its message, code and id."""
    error = {"message": sentence, "extensions": {"code": code, "id": uuid4().hex[:12]}}
    return JSONResponse({"errors": [error]}, status_code=status)
