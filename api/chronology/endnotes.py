"""Endnotes of a Word document, which python-docx does not make: a part of their own, and references to it.

Definition: ECMA-376, part 1, 17.11 (footnotes and endnotes).
"""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from api.chronology.plain_text import plain

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
# Word wants the two separators there, and their numbers are not those of notes.
_SEPARATORS = (
    '<w:endnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:endnote>'
)


class Endnotes:
    """The endnotes of one document: each is told by `reference`, and `finish` writes them all, once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = etree.fromstring(f"<w:endnotes {nsdecls('w')}>{_SEPARATORS}</w:endnotes>")
        self._count = 0

    def reference(self, text: str) -> etree._Element:
        """A run that refers to a new note with this text."""
        self._count += 1
        number = str(self._count)
        note = etree.SubElement(self._notes, qn("w:endnote"), {qn("w:id"): number})
        paragraph = etree.SubElement(note, qn("w:p"))
        _raised(etree.SubElement(paragraph, qn("w:r")), "w:endnoteRef")
        words = etree.SubElement(paragraph, qn("w:r"))
        etree.SubElement(etree.SubElement(words, qn("w:rPr")), qn("w:sz"), {qn("w:val"): "16"})
        said = etree.SubElement(words, qn("w:t"), {qn("xml:space"): "preserve"})
        said.text = f" {plain(text)}"
        run = OxmlElement("w:r")
        _raised(run, "w:endnoteReference").set(qn("w:id"), number)
        return run

    def finish(self) -> None:
        """Write the notes into the document, numbered 1, 2, 3."""
        package = self._document.part.package
        assert package is not None
        blob = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._document.part.relate_to(Part(PackURI("/word/endnotes.xml"), _TYPE, blob, package), RELATIONSHIP_TYPE.ENDNOTES)
        properties = OxmlElement("w:endnotePr")
        properties.append(OxmlElement("w:numFmt", {qn("w:val"): "decimal"}))
        section = self._document.sections[0]._sectPr
        # Where the schema has it: behind the footers, before the size of the page.
        size = section.find(qn("w:pgSz"))
        section.insert(0 if size is None else section.index(size), properties)


def _raised(run: etree._Element, mark: str) -> etree._Element:
    style = etree.SubElement(run, qn("w:rPr"))
    etree.SubElement(style, qn("w:vertAlign"), {qn("w:val"): "superscript"})
    return etree.SubElement(run, qn(mark))
