"""Reads the XML of Excel 2003, as many an XLS is: each sheet that is shown is a heading and a table."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from scrapers.documents.cells import form_of, shown
from scrapers.documents.faces import Face, face_of
from scrapers.documents.figures import figure
from scrapers.documents.kept import Kept
from scrapers.documents.packed import Node, elements_of
from scrapers.documents.refusal import Unreadable
from scrapers.documents.sheets import EMPTY, MOST_COLUMNS, Row, Sheet, write
from scrapers.model import NoText

_SHEET = "Worksheet"
_NAMED = {
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "General Date": "d/m/y h",
    "Short Date": "d/m/y",
    "Medium Date": "d/m/y",
    "Long Date": "d/m/y",
    "Short Time": "h:m",
    "Medium Time": "h:m",
    "Long Time": "h:m:s",
}
"""Formats that have names in place of codes."""
_USUAL = "Default"
_HIDDEN = ("SheetHidden", "SheetVeryHidden")


class _Look(NamedTuple):
    """What a style makes of cells."""

    code: str = ""
    face: Face = Face()


def read_sheet_xml(body: bytes, kept: Kept) -> None:
    """Read the sheets of a workbook."""
    looks, hidden = _looks_and_hidden(body)
    sheets = groupby(_rows(body), key=itemgetter(0, 1))
    write(
        (
            Sheet(name, (_row(row, looks) for _, _, row in rows))
            for (at, name), rows in sheets
            if at not in hidden
        ),
        kept,
    )


def _looks_and_hidden(body: bytes) -> tuple[dict[str, _Look], set[int]]:
    """Return the styles by their names, and which sheets nobody sees; Unreadable where there is no sheet."""
    looks, hidden, at = {"": _Look()}, set(), -1
    for node in elements_of(body, "Style", "Visible", bare=_SHEET):
        if node.tag == _SHEET:
            at += 1
        elif node.tag == "Style":
            name = node.attributes.get("ID", "")
            looks["" if name == _USUAL else name] = _look(node, looks[""])
        elif node.text().strip() in _HIDDEN:
            hidden.add(at)
    if at < 0:
        raise Unreadable(NoText.FOREIGN)
    return looks, hidden


def _look(style: Node, usual: _Look) -> _Look:
    code, font = style.value("NumberFormat", name="Format"), style.value("Font", name="FontName")
    return _Look(_NAMED.get(code, code), face_of(font) if font else usual.face)


def _rows(body: bytes) -> Iterator[tuple[int, str, Node]]:
    """Yield the rows with the places and the names of their sheets."""
    at, name = -1, ""
    for node in elements_of(body, "Row", bare=_SHEET):
        if node.tag == _SHEET:
            at, name = at + 1, node.attributes.get("Name", "")
        else:
            yield at, name, node


def _row(row: Node, looks: dict[str, _Look]) -> Row:
    """Return the cells of a row, each in its column; behind one that goes over several, empty ones."""
    cells: Row = []
    for cell in row.nodes():
        told = cell.attributes
        cells += [EMPTY] * (min(figure(told.get("Index", ""), 0), MOST_COLUMNS) - 1 - len(cells))
        look = looks.get(told.get("StyleID") or row.attributes.get("StyleID", ""), looks[""])
        cells.append((look.face, _shown(cell.find("Data"), look.code)))
        cells += [EMPTY] * min(figure(told.get("MergeAcross", ""), 0), MOST_COLUMNS - len(cells))
    return cells[:MOST_COLUMNS]


def _shown(data: Node | None, code: str) -> str:
    """Return what a cell shows."""
    if data is None:
        return ""
    kind, text = data.attributes.get("Type"), data.text().strip()
    if kind == "Number":
        return shown(text, code)
    if kind == "DateTime":
        return _day(text, code)
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text


def _day(text: str, code: str) -> str:
    """Write a day or an hour by a format; by a usual one where that is none of days."""
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return text
    usual = "%d/%m/%Y %H:%M" if (day.hour, day.minute) != (0, 0) else "%d/%m/%Y"
    return day.strftime(form_of(code).day or usual)
