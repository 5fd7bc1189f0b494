"""The headers by which a request says what it is for."""

PURPOSE_HEADER, REASON_HEADER = "x-casegraph-purpose", "x-casegraph-reason"
DEMO_HEADER = "x-casegraph-demo-caller"
"""In the demo alone: which of its invented callers one is."""
