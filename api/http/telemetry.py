"""Traces and metrics by OpenTelemetry: how long, how often, how it ended; nothing that callers sent, and nobody's name.

Without an SDK these calls do nothing. What a query asked is told by the hash of its text alone: even the name of an operation is
the caller's own words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from opentelemetry import metrics, trace
from opentelemetry.context import Context
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.types import ExecutionResult

from api.http.documents import hash_of
from api.http.events import EVENTS
from graph.store.time_budget import Budget

_NAME = "casegraph"
_ROUTES = {"/", "/graphql", "/health", "/ready"}
_METHODS = {"GET", "HEAD", "OPTIONS", "POST"}
_OTHER = "other"


class Telemetry:
    """One span and one measurement a request; a stream says that it is one, since it lasts as long as its reader likes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tracer = trace.get_tracer(_NAME)
        self._durations = metrics.get_meter(_NAME).create_histogram(
            "http.server.request.duration", "s", "How long requests took."
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        about: dict[str, Any] = _about(scope)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                about["http.response.status_code"] = message["status"]
                about.update(_as_stream(message))
            await send(message)

        with self._measured(_parent(scope), about):
            await self._app(scope, receive, noted)

    @contextmanager
    def _measured(self, parent: Context, about: dict[str, Any]) -> Iterator[None]:
        name, begun = f"{about['http.request.method']} {about['http.route']}", perf_counter()
        with self._tracer.start_as_current_span(
            name, parent, SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                span.set_attributes(about)
                if about.get("http.response.status_code", 500) >= 500:
                    span.set_status(Status(StatusCode.ERROR))
                self._durations.record(perf_counter() - begun, about)


class Operations:
    """What each operation took of the store, on the span of its request and as measurements."""

    def __init__(self) -> None:
        meter = metrics.get_meter(_NAME)
        self._trips = meter.create_histogram("casegraph.store.round_trips", "{round trip}", "Round trips of one operation.")
        self._seconds = meter.create_histogram("casegraph.store.duration", "s", "The store's time of one operation.")
        self._errors = meter.create_counter("casegraph.errors", "{error}", "Errors in answers, by their code.")

    def tell(self, query: str, budget: Budget, result: ExecutionResult) -> None:
        """Count what an operation took, and its errors by their code."""
        self._trips.record(budget.round_trips)
        self._seconds.record(budget.spent)
        self.begin(query)
        span = trace.get_current_span()
        span.set_attribute("casegraph.store.round_trips", budget.round_trips)
        span.set_attribute("casegraph.store.duration", budget.spent)
        span.set_attribute("casegraph.codes", self.count_errors(result))

    def begin(self, query: str) -> None:
        """As a subscription begins, whose end may be far away."""
        trace.get_current_span().set_attribute("graphql.document.id", hash_of(query))

    def count_errors(self, result: ExecutionResult) -> list[str]:
        """The codes of an answer's errors, counted."""
        codes = sorted({str((each.extensions or {}).get("code")) for each in result.errors or ()})
        for code in codes:
            self._errors.add(1, {"casegraph.code": code})
        return codes


def _about(scope: Scope) -> dict[str, Any]:
    path, method = scope["path"], scope["method"]
    route = path if path in _ROUTES else "/explorer" if path.startswith("/explorer/") else _OTHER
    return {"http.request.method": method if method in _METHODS else _OTHER, "http.route": route}


def _as_stream(message: Message) -> dict[str, bool]:
    kinds = (value for name, value in message["headers"] if name == b"content-type")
    return {"casegraph.stream": True} if any(each.startswith(EVENTS.encode()) for each in kinds) else {}


def _parent(scope: Scope) -> Context:
    """The caller's own span, where it names one by numbers; no state and no baggage, which may hold anything."""
    sent = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"] if name == b"traceparent"}
    return TraceContextTextMapPropagator().extract(sent)
