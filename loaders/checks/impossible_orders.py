"""Dates in an impossible order, as returns have them: the spell is kept, and says so itself."""

from datetime import date

from graph.facts import Content


def flag(content: Content, name: str, end: date) -> None:
    """Say in the details of a spell that its end stood before its start, and was therefore not read as its end."""
    details = content.get("details")
    content["details"] = [*(details if isinstance(details, list) else ()), f"{name}={end} (before the start)"]


def too_early(name: str, end: date, start: date) -> str:
    """The reason for which such an end is rejected, by itself."""
    return f"expected {name} on or after the start ({start}), found {end}; the rest was kept without it"
