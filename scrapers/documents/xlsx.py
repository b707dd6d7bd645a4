"""Reads XLSX: ISO/IEC 29500-1, chapter 18. Each sheet that is shown is a heading and a table."""

import posixpath
import re
from collections.abc import Iterator
from itertools import islice

from scrapers.documents.cells import Formats, Style
from scrapers.documents.faces import Face, face_of
from scrapers.documents.figures import LONG, figure
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.packed import Archive, Node
from scrapers.documents.sheets import EMPTY, MOST_COLUMNS, MOST_SHEETS, Row, Sheet, write

_COLUMN = re.compile("[A-Z]{1,3}")


def read_xlsx(archive: Archive, part: str, kept: Kept) -> None:
    """Read the sheets of a workbook."""
    folder, name = posixpath.split(part)
    relations = _relations(archive, folder, name)
    texts = list(_texts(archive, relations.get("sharedStrings", posixpath.join(folder, "sharedStrings.xml"))))
    later = any(
        one.attributes.get("date1904") in ("1", "true") for one in archive.elements(part, "workbookPr")
    )
    formats = _formats(archive, relations.get("styles", posixpath.join(folder, "styles.xml")), later=later)
    sheets = (
        Sheet(told.get("name", ""), _rows(archive, relations.get(told.get("id", ""), ""), texts, formats))
        for told in (one.attributes for one in islice(archive.elements(part, "sheet"), MOST_SHEETS))
        if told.get("state", "visible") == "visible"
    )
    write(sheets, kept)


def _relations(archive: Archive, folder: str, name: str) -> dict[str, str]:
    """Return the parts that a workbook names, by their ids and by their kinds."""
    found: dict[str, str] = {}
    for node in archive.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
        target = node.attributes.get("Target", "")
        path = target.lstrip("/") if target[:1] == "/" else posixpath.normpath(posixpath.join(folder, target))
        found[node.attributes.get("Id", "")] = path
        found.setdefault(node.attributes.get("Type", "").rpartition("/")[2], path)
    return found


def _formats(archive: Archive, part: str, *, later: bool) -> Formats:
    codes: dict[str, str] = {}
    faces: list[Face] = []
    styles: list[Style] = []
    for node in archive.elements(part, "numFmt", "fonts", "cellXfs"):
        if node.tag == "numFmt":
            codes[node.attributes.get("numFmtId", "")] = node.attributes.get("formatCode", "")
        elif node.tag == "fonts":
            faces = [face_of(one.value("name")) for one in node.nodes()]
        else:
            styles = [_style(one, faces) for one in node.nodes()]
    return Formats(codes, styles, later=later)


def _style(told: Node, faces: list[Face]) -> Style:
    font = figure(told.attributes.get("fontId", ""), len(faces))
    return Style(told.attributes.get("numFmtId", "0"), faces[font] if font < len(faces) else Face())


def _texts(archive: Archive, part: str) -> Iterator[str]:
    """Yield the texts that cells share, no more of them than is kept of a file."""
    left = 2 * MOST
    for node in archive.elements(part, "si"):
        text = _text(node)
        left -= len(text) + 1
        yield text if left > 0 else ""


def _text(node: Node) -> str:
    """Return the text of a cell, without how it is pronounced."""
    return "".join(
        child.text() if child.tag == "t" else _text(child) for child in node.nodes() if child.tag != "rPh"
    )


def _rows(archive: Archive, part: str, texts: list[str], formats: Formats) -> Iterator[Row]:
    for row in archive.elements(part, "row"):
        cells: Row = []
        for cell in row.nodes():
            at = _column(cell.attributes.get("r", ""), len(cells))
            if len(cells) <= at < MOST_COLUMNS:
                cells += [EMPTY] * (at - len(cells))
                cells.append((formats.face(cell.attributes.get("s", "")), _shown(cell, texts, formats)))
        yield cells


def _column(place: str, otherwise: int) -> int:
    """Return the number of a column by the place of a cell: 27 for "AB12"."""
    if not (letters := _COLUMN.match(place)):
        return otherwise
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shown(cell: Node, texts: list[str], formats: Formats) -> str:
    """Return what a cell shows."""
    kind, held = cell.attributes.get("t", "n"), cell.find("v")
    value = held.text().strip() if held else ""
    if kind == "s":
        at = figure(value, len(texts), LONG)
        return texts[at] if at < len(texts) else ""
    if kind == "inlineStr":
        inline = cell.find("is")
        return _text(inline) if inline else ""
    if kind == "n":
        return formats.shown(value, cell.attributes.get("s", ""))
    return {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else value
