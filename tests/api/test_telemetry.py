"""Telemetry: it tells how requests went, and nothing of what they were about."""

from typing import Any

import httpx
import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.http.application import application
from graph.store import Store
from tests.api.signed_in import signed_in

PRIVATE = ("Amy", "9434765919", "hv/systmone/p1", "secret")
QUERY = """query Amy_Example($s: ID, $d: Date) {
  findings(pattern: closed_after_missed, subject: $s, lens: {asOf: $d}) { nodes { statement subject { id records } } } }"""


class Watched:
    """What the SDK was told."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        self._spans, self._metrics = InMemorySpanExporter(), InMemoryMetricReader()
        tracers = TracerProvider()
        tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        patched.setattr(trace, "get_tracer", tracers.get_tracer)
        patched.setattr(metrics, "get_meter", MeterProvider([self._metrics]).get_meter)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._spans.get_finished_spans()

    def metrics(self) -> dict[str, Any]:
        told = self._metrics.get_metrics_data()
        assert told is not None
        return {each.name: each for every in told.resource_metrics for scope in every.scope_metrics for each in scope.metrics}


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def caller(store: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(application(store, signed_in())), base_url="http://localhost")


async def test_a_request_is_one_span_with_its_round_trips(watched: Watched, loaded: Store) -> None:
    async with caller(loaded) as client:
        answer = await client.post("/graphql", json={"query": QUERY, "variables": {"s": "hv/systmone/p1", "d": "2025-06-01"}})
    assert len(answer.json()["data"]["findings"]["nodes"]) == 1
    (span,) = watched.spans
    assert span.attributes is not None
    assert (span.name, span.attributes["http.response.status_code"]) == ("POST /graphql", 200)
    assert span.attributes["casegraph.store.round_trips"] == 2
    assert str(span.attributes["graphql.document.id"]).startswith("sha256:")
    assert set(watched.metrics()) == {"http.server.request.duration", "casegraph.store.round_trips", "casegraph.store.duration"}


async def test_nothing_that_a_caller_sent_is_told(watched: Watched, loaded: Store) -> None:
    headers = {"user-agent": "Amy", "authorization": "secret", "baggage": "who=Amy", "x-purpose": "Amy"}
    headers |= {"traceparent": f"00-{'a' * 32}-{'b' * 16}-01", "tracestate": "who=Amy"}
    async with caller(loaded) as client:
        for subject in ("hv/systmone/p1", "9434765919", "Amy"):
            variables = {"s": subject, "d": "2025-06-01"}
            await client.post("/graphql?name=Amy", json={"query": QUERY, "variables": variables}, headers=headers)
        await client.get("/people/Amy", headers=headers)
        await client.request("AMY", "/graphql", headers=headers)
        await client.post("/graphql", json={"query": '{ pattern(id: "Amy") { id } }'})
    told = " ".join(
        [each.to_json() + str(each.context) + str(each.parent) for each in watched.spans]
        + [repr(each) for each in watched.metrics().values()]
    )
    assert len(watched.spans) == 6
    assert [word for word in PRIVATE if word in told] == []


async def test_errors_are_counted_by_their_code(watched: Watched) -> None:
    async with caller(None) as client:
        await client.post("/graphql", json={"query": "{ nothing }"})
    (point,) = watched.metrics()["casegraph.errors"].data.data_points
    assert (point.attributes, point.value) == ({"casegraph.code": "BAD_QUERY"}, 1)


async def test_a_span_belongs_to_the_callers_own(watched: Watched) -> None:
    async with caller(None) as client:
        await client.get("/health", headers={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"})
    (span,) = watched.spans
    assert span.parent is not None
    assert span.parent.trace_id == int("a" * 32, 16)
