"""A preview for people: whose records would be whose, which findings come, go or change, and what would be said differently."""

from collections.abc import Iterable

from rich.text import Text

from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.contradictions import print_contradictions
from api.command.find import lens_line
from queries.core.findings import Finding
from queries.previews import DecisionPreview, FindingChange

_STYLES = {"comes": "red", "goes": "green", "changes": "yellow"}


def show(found: DecisionPreview, format_: Format) -> None:
    """Print a preview, as tables or as JSON Lines."""
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)
    for name in found.not_previewed:
        say(f"not previewed: {name} rests on its own text, which can be asked of the store alone")
    for each in found.not_judged:
        say(each.statement, "red")
    warn(found.cautions, format_)
    if format_ is Format.TABLE:
        say(f"{_counted(found)}; nothing was written")
        say(lens_line(found.lens))


def _print(found: DecisionPreview) -> None:
    if found.moves:
        rows = table("record", "is now of", "would be of", "")
        for move in found.moves:
            add(rows, move.record, move.person, move.person_after, "" if move.named else "moves along")
        out().print(rows)
    if found.findings:
        rows = table("finding", "about", "now", "then")
        for each in found.findings:
            add(rows, _what(each), _about(each), _said(each.before), _said(each.after))
        out().print(rows)
    if found.contradictions:
        print_contradictions(found.contradictions)


def _what(change: FindingChange) -> Text:
    return Text.assemble((change.what, _STYLES[change.what]), "\n", change.pattern)


def _about(change: FindingChange) -> str:
    """A record of each person whom it is about, which people can read."""
    named = {min(each.records, default=each.subject) for each in (*change.before, *change.after)}
    return "\n".join(sorted(named))


def _said(findings: Iterable[Finding]) -> str:
    return "\n".join(f"{each.status}: {each.statement}" if each.status else each.statement for each in findings) or "not found"


def _counted(found: DecisionPreview) -> str:
    counts = {what: sum(each.what == what for each in found.findings) for what in _STYLES}
    told = ", ".join(f"{count} {word}" for word, count in zip(("come", "go", "change"), counts.values(), strict=True))
    return f"findings: {told}; contradictions made: {len(found.contradictions)}; records that move: {len(found.moves)}"
