"""Reads DOCX: ISO/IEC 29500-1, chapter 17."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from scrapers.documents.composing import Composer
from scrapers.documents.docx.styles import Look, Styles
from scrapers.documents.docx.switches import is_on
from scrapers.documents.faces import Face, Faces, Span, joined
from scrapers.documents.figures import figure
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.packed import Node, Parts
from scrapers.documents.symbols import shown

_LEFT_OUT = frozenset(("Fallback", "del", "moveFrom", "instrText", "delText", "rt"))
"""What no reader sees: the second form of a drawing, what was taken out, commands of fields."""
_PAUSES = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LAYOUT_ROWS, _SIDES = 3, 2
_WIDEST = 60
"""Columns over which a cell may go."""


class Written(NamedTuple):
    """A paragraph as it is written; only all of a file tells which of its fonts are from before Unicode."""

    look: Look
    spans: list[Span]
    strong: bool
    """Whether all of it is bold."""


class Grid(NamedTuple):
    """A table likewise: rows of cells of paragraphs."""

    rows: list[list[list[Written]]]
    framed: bool
    """Whether it has lines around its cells: without them, it may only place two texts beside each other."""


def read_docx(archive: Parts, part: str, kept: Kept) -> None:
    """Read the main part of a document."""
    styles = Styles(archive, part.rpartition("/")[0])
    parts = list(_Body(styles).parts(archive, part))
    faces = Faces(span for one in parts for span in _spans(one))
    _Writer(kept, faces).write(parts)


def _spans(part: Written | Grid) -> Iterator[Span]:
    if isinstance(part, Written):
        yield from joined(part.spans)
    else:
        for row in part.rows:
            for cell in row:
                for written in cell:
                    yield from joined(written.spans)


class _Body:
    """Reads the elements of a document, until there is more text than is kept of one."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._left = 2 * MOST
        self._notes: dict[tuple[str, str], int] = {}
        """The numbers of notes, by their kinds and ids."""

    def parts(self, archive: Parts, part: str) -> Iterator[Written | Grid]:
        """Yield the parts of the main text, then the notes to it in their order."""
        for node in archive.elements(part, "p", "tbl"):
            if self._left < 0:
                return
            yield from self._read(node)
        notes = {}
        for kind in {kind for kind, _ in self._notes}:
            for node in archive.elements(posixpath.join(posixpath.dirname(part), f"{kind}s.xml"), kind):
                notes[kind, node.attributes.get("id", "")] = node
        for key, number in list(self._notes.items()):
            if self._left > 0 and key in notes:
                yield self._note(number, notes[key])

    def _note(self, number: int, note: Node) -> Written:
        texts = [span for one in self._cell(note) for span in ((Face(), "\n"), *one.spans)]
        return Written(Look(), [(Face(), f"[{number}] "), *texts[1:]], strong=False)

    def _read(self, node: Node) -> Iterator[Written | Grid]:
        if node.tag == "tbl":
            yield Grid([self._row(row) for row in _inside(node, "tr")], _is_framed(node))
            return
        look = self._styles.look(node)
        boxes: list[Node] = []
        spans = list(self._runs(node, look.face, boxes))
        yield Written(look, spans, _is_strong(node, strong=look.strong))
        for box in boxes:
            for child in _inside(box, "p", "tbl"):
                yield from self._read(child)

    def _row(self, row: Node) -> list[list[Written]]:
        """Return the cells of a row; behind one that goes over several columns, empty ones."""
        cells: list[list[Written]] = []
        for cell in _inside(row, "tc"):
            cells.append(list(self._cell(cell)))
            wide = figure(cell.value("tcPr", "gridSpan"), 1)
            cells += [[]] * min(wide - 1, _WIDEST - len(cells))
        return cells

    def _cell(self, cell: Node) -> Iterator[Written]:
        """Yield the paragraphs of a cell, those of tables inside of it too."""
        for child in _inside(cell, "p", "tbl"):
            for part in self._read(child):
                if isinstance(part, Written):
                    yield part
                else:
                    yield from (written for row in part.rows for one in row for written in one)

    def _runs(self, node: Node, face: Face, boxes: list[Node]) -> Iterator[Span]:
        for child in node.nodes():
            if child.tag == "r":
                if not is_on(child.find("rPr", "vanish")):
                    yield from self._run(child, self._styles.run_face(child, face), boxes)
            elif child.tag not in _LEFT_OUT:
                yield from self._runs(child, face, boxes)

    def _run(self, run: Node, face: Face, boxes: list[Node]) -> Iterator[Span]:
        for child in run.nodes():
            if child.tag == "t":
                text = child.text()
                self._left -= len(text)
                yield face, text
            elif child.tag in _PAUSES:
                yield face, _PAUSES[child.tag]
            elif child.tag == "sym":
                yield Face(), shown(_symbol(child.attributes.get("char", "")))
            elif kind := _NOTES.get(child.tag):
                key = (kind, child.attributes.get("id", ""))
                yield Face(), f"[{self._notes.setdefault(key, len(self._notes) + 1)}]"
            elif child.tag not in _LEFT_OUT:
                boxes += _inside(child, "txbxContent")
        self._left -= 1


def _inside(node: Node, *tags: str) -> Iterator[Node]:
    """Yield the outermost elements of these names that people see inside another."""
    for child in node.nodes():
        if child.tag in tags:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _inside(child, *tags)


def _is_strong(paragraph: Node, *, strong: bool) -> bool:
    """Tell whether all words of a paragraph are bold; `strong` is whether its style is."""
    switches = [
        run.find("rPr", "b")
        for run in _inside(paragraph, "r")
        if any(t.text().strip() for t in _inside(run, "t"))
    ]
    return bool(switches) and all(is_on(switch) if switch else strong for switch in switches)


def _is_framed(table: Node) -> bool:
    borders = table.find("tblPr", "tblBorders")
    if borders is None:
        return bool(table.value("tblPr", "tblStyle")) or any(_inside(table, "tcBorders"))
    return any(line.attributes.get("val") not in ("none", "nil") for line in borders.nodes())


def _is_layout(grid: Grid) -> bool:
    """Tell a table that only places the head or the signatures of a letter beside each other."""
    return not grid.framed and len(grid.rows) <= _LAYOUT_ROWS and all(len(row) <= _SIDES for row in grid.rows)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


class _Writer:
    """Makes blocks of what a document holds."""

    def __init__(self, kept: Kept, faces: Faces) -> None:
        self._kept = kept
        self._faces = faces
        self._composer = Composer(kept)

    def write(self, parts: list[Written | Grid]) -> None:
        for part in parts:
            if isinstance(part, Written):
                self._paragraph(part)
            elif _is_layout(part):
                self._composer.end()
                for cell in (cell for row in part.rows for cell in row):
                    self._kept.paragraph("\n".join(filter(str.strip, map(self._text, cell))))
            else:
                self._composer.end()
                rows = [["\n".join(map(self._text, cell)) for cell in row] for row in part.rows]
                self._kept.table(rows)
        self._composer.end()

    def _paragraph(self, written: Written) -> None:
        look, text = written.look, self._text(written)
        self._composer.described(
            text, level=look.level, item=look.item, strong=written.strong, centred=look.centred
        )

    def _text(self, written: Written) -> str:
        return self._faces.text(written.spans)
