"""A chronology as a Word document: landscape, a header row on every page, page x of y, and its sources as endnotes."""

from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml.etree import _Element

from api.chronology.cover import ABOUT, REVIEWERS, TITLE, CoverLine
from api.chronology.endnotes import Endnotes
from api.chronology.layouts import Layout, LayoutColumn, LayoutRow, dated_sources
from api.chronology.plain_text import plain

_WIDTH_CM, _HEIGHT_CM, _MARGIN_CM = 29.7, 21.0, 1.5
_TWIPS_PER_CM = 567
_REVIEWERS_SHADE, _GAP_SHADE = "F2F2F2", "E7EDF3"


def word_document(arranged: Layout, lines: Iterable[CoverLine]) -> bytes:
    """The document: a cover, then the chronology."""
    document = Document()
    _set_up(document)
    document.core_properties.title, document.core_properties.author = TITLE, "casegraph"
    document.add_heading(TITLE, 0)
    document.add_paragraph(ABOUT)
    document.add_paragraph(REVIEWERS)
    _cover(document, lines)
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_heading("Chronology", 1)
    notes = Endnotes(document)
    # Written as XML: python-docx looks a cell up again each time, and 2,000 rows would take minutes.
    document.element.body.insert_element_before(_table(arranged, notes), "w:sectPr")
    notes.finish()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9)
    footer = section.footer.paragraphs[0]
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(text)
        footer._p.append(_element("w:fldSimple", {"w:instr": field}, _run("1")))


def _cover(document: WordDocument, lines: Iterable[CoverLine]) -> None:
    rows = [_row([_cell([_run(each.label, bold=True)], 4), _cell([_run(each.text)], 22)]) for each in lines]
    document.element.body.insert_element_before(_bordered(rows, (4, 22)), "w:sectPr")


def _table(arranged: Layout, notes: Endnotes) -> _Element:
    widths = tuple(each.width for each in arranged.columns)
    scale = (_WIDTH_CM - 2 * _MARGIN_CM) / sum(widths)
    sized = tuple(width * scale for width in widths)
    rows = [_header(arranged.columns, sized)]
    rows += [_written(row, arranged.columns, sized, notes) for row in arranged.rows]
    return _bordered(rows, sized)


def _header(columns: Iterable[LayoutColumn], widths: tuple[float, ...]) -> _Element:
    cells = [
        _cell([_run(each.title, bold=True, italic=each.reviewers)], width, shade=_REVIEWERS_SHADE if each.reviewers else None)
        for each, width in zip(columns, widths, strict=True)
    ]
    row = _row(cells)
    row[0].append(_element("w:tblHeader"))
    return row


def _written(row: LayoutRow, columns: tuple[LayoutColumn, ...], widths: tuple[float, ...], notes: Endnotes) -> _Element:
    if row.spanning is not None:
        return _row([_cell([_run(row.spanning, italic=True)], sum(widths), span=len(columns), shade=_GAP_SHADE)])
    cells = []
    for text, column, width in zip(row.cells, columns, widths, strict=True):
        if column.sources:
            # The agency of a source stands in the text, its records in the note.
            shown = ", ".join(dict.fromkeys(each.kind for part in row.rows for each in part.evidence))
            runs = [_run(shown, strike=row.taken_away), *(notes.reference(dated_sources(part)) for part in row.rows)]
        else:
            runs = [_run(text, strike=row.taken_away)]
        cells.append(_cell(runs, width, shade=_REVIEWERS_SHADE if column.reviewers else None))
    return _row(cells)


def _bordered(rows: Iterable[_Element], widths: Iterable[float]) -> _Element:
    edges = [
        _element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:color": "808080"})
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    properties = _element(
        "w:tblPr", {}, _element("w:tblW", {"w:w": "0", "w:type": "auto"}), _element("w:tblBorders", {}, *edges),
        _element("w:tblLayout", {"w:type": "fixed"}),
        _element("w:tblCellMar", {}, *(_element(f"w:{side}", {"w:w": "57", "w:type": "dxa"}) for side in ("left", "right"))),
    )  # fmt: skip
    grid = _element("w:tblGrid", {}, *(_element("w:gridCol", {"w:w": _twips(width)}) for width in widths))
    return _element("w:tbl", {}, properties, grid, *rows)


def _row(cells: Iterable[_Element]) -> _Element:
    return _element("w:tr", {}, _element("w:trPr", {}, _element("w:cantSplit")), *cells)


def _cell(runs: Iterable[_Element], width: float, *, span: int = 1, shade: str | None = None) -> _Element:
    properties = [_element("w:tcW", {"w:w": _twips(width), "w:type": "dxa"})]
    if span > 1:
        properties.append(_element("w:gridSpan", {"w:val": str(span)}))
    if shade:
        properties.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade}))
    spacing = _element("w:pPr", {}, _element("w:spacing", {"w:before": "20", "w:after": "20"}))
    return _element("w:tc", {}, _element("w:tcPr", {}, *properties), _element("w:p", {}, spacing, *runs))


def _run(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> _Element:
    chosen = [name for name, asked in (("w:b", bold), ("w:i", italic), ("w:strike", strike)) if asked]
    size = _element("w:sz", {"w:val": "16"})
    run = _element("w:r", {}, _element("w:rPr", {}, *(_element(name) for name in chosen), size))
    for number, line in enumerate(plain(text).split("\n")):
        if number:
            run.append(_element("w:br"))
        written = _element("w:t", {"xml:space": "preserve"})
        written.text = line
        run.append(written)
    return run


def _element(name: str, attributes: dict[str, str] | None = None, *children: _Element) -> _Element:
    made = OxmlElement(name, {qn(key): value for key, value in (attributes or {}).items()})
    made.extend(children)
    return made


def _twips(centimetres: float) -> str:
    return str(round(centimetres * _TWIPS_PER_CM))
