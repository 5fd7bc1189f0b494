"""A chronology as one page for a browser: it loads nothing, runs nothing, and is read by screen readers as it is by eye."""

from collections.abc import Iterable
from html import escape

from api.chronology.cover import ABOUT, REVIEWERS, TITLE, CoverLine
from api.chronology.layouts import Layout, LayoutColumn, LayoutRow
from api.chronology.plain_text import plain

_STYLE = """
body { font: 16px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: #fff; }
.reviewers { background: #f2f2f2; font-style: italic; }
.gap { background: #e7edf3; font-style: italic; }
dt { font-weight: bold; } dd { margin: 0 0 .4rem; }
td { white-space: pre-line; }
@media print { @page { size: A4 landscape; margin: 15mm; } thead { display: table-header-group; } tr { break-inside: avoid; }
  thead th { position: static; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def web_page(arranged: Layout, lines: Iterable[CoverLine]) -> str:
    """The whole page as HTML."""
    about = "".join(f"<dt>{_safe(each.label)}</dt><dd>{_safe(each.text)}</dd>" for each in lines)
    header = "".join(_header(each) for each in arranged.columns)
    rows = "\n".join(_row(row, arranged.columns) for row in arranged.rows)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{TITLE}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{TITLE}</h1>
<p>{_safe(ABOUT)}</p>
<p>{_safe(REVIEWERS)}</p>
<h2>About this chronology</h2>
<dl>{about}</dl>
<h2>Chronology</h2>
<table>
<caption>What records say, in order of date</caption>
<thead><tr>{header}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


def _header(column: LayoutColumn) -> str:
    return f'<th scope="col"{_class(column)}>{_safe(column.title)}</th>'


def _row(row: LayoutRow, columns: tuple[LayoutColumn, ...]) -> str:
    if row.spanning is not None:
        return f'<tr class="gap"><td colspan="{len(columns)}">{_safe(row.spanning)}</td></tr>'
    cells = []
    for text, column in zip(row.cells, columns, strict=True):
        said = f"<del>{_safe(text)}</del>" if row.taken_away and text else _safe(text)
        cells.append(f"<td{_class(column)}>{said}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _class(column: LayoutColumn) -> str:
    return ' class="reviewers"' if column.reviewers else ""


def _safe(text: str) -> str:
    return escape(plain(text))
