"""Reads ODT and ODS: OpenDocument 1.3, part 3."""

from collections.abc import Iterable, Iterator, Sequence

from scrapers.documents.composing import Composer
from scrapers.documents.faces import Face, Faces
from scrapers.documents.figures import LONG, figure
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.numbering import Counter, Level
from scrapers.documents.opendocument.lists import Lists
from scrapers.documents.opendocument.styles import BOXES, LEFT_OUT, Styles
from scrapers.documents.packed import Archive, Node
from scrapers.documents.refusal import Unreadable
from scrapers.documents.sheets import MOST_COLUMNS
from scrapers.model import NoText

_CONTENT = "content.xml"
_PAUSES = {"tab": " ", "line-break": "\n"}
_MOST_REPEATED = 100
"""Cells or rows that are written once and meant so often; sheets end in a million empty ones."""
_BLOCKS = ("p", "h", "list", "table")


def read_opendocument(archive: Archive, kept: Kept) -> None:
    """Read a text, or the tables of a spreadsheet."""
    if any(archive.elements("META-INF/manifest.xml", "encryption-data")):
        raise Unreadable(NoText.LOCKED)
    is_sheet = b"spreadsheet" in archive.read("mimetype")
    lists, styles = Lists(archive, _CONTENT), Styles(archive, _CONTENT)
    parts = list(filter(styles.is_shown, _bounded(archive)))
    faces = Faces([(Face(), _text(node)) for node in parts])
    writer = _Writer(kept, faces, lists, styles, named=is_sheet)
    writer.write(parts)
    writer.notes(parts)


def _bounded(archive: Archive) -> Iterator[Node]:
    """Yield the parts of a text, until there is more than is kept."""
    left = 2 * MOST
    for node in archive.elements(_CONTENT, *_BLOCKS, "tracked-changes"):
        if node.tag != "tracked-changes":
            yield node
            left -= len(node.text()) + 1
        if left < 0:
            return


class _Writer:
    def __init__(self, kept: Kept, faces: Faces, lists: Lists, styles: Styles, *, named: bool) -> None:
        self._kept, self._faces, self._lists, self._styles, self._named = kept, faces, lists, styles, named
        self._composer = Composer(kept)

    def write(self, parts: Iterable[Node]) -> None:
        """Add parts; what stands in a frame or a shape beside a paragraph is read behind it."""
        for node in parts:
            if node.tag == "list":
                self._list(node, self._lists.counter(node), 0)
            elif node.tag == "table":
                self._composer.end()
                self._table(node)
            else:
                self._paragraph([node], self._lists.outline.next(_level(node) - 1))
            if framed := [inner for box in node.inside(*BOXES) for inner in box.inside(*_BLOCKS)]:
                self.write(framed)
        self._composer.end()

    def notes(self, parts: Iterable[Node]) -> None:
        """Add what stands below the pages, or behind the text."""
        for note in (note for node in parts for note in node.inside("note")):
            body = "\n".join(map(self._modern, note.inside("p", "h")))
            self._kept.paragraph(f"{_cited(note)} {body}")

    def _table(self, node: Node) -> None:
        rows = [[self._faces.modern(Face(), cell) for cell in row] for row in _rows(node)]
        if self._named and rows:
            self._kept.heading(node.attributes.get("name", ""))
        self._kept.table(rows)

    def _list(self, node: Node, counter: Counter, place: int) -> None:
        """Add the items of a list, and of those inside of it."""
        for item in node.nodes():
            start = figure(item.attributes.get("start-value", ""), -1)
            if start >= 0:
                counter.restart(place, start)
            own = [child for child in item.nodes() if child.tag in ("p", "h")]
            self._paragraph(own, counter.next(place) if own and item.tag == "list-item" else None)
            for inner in item.nodes():
                if inner.tag == "list":
                    self._list(inner, counter, place + 1)

    def _paragraph(self, nodes: Sequence[Node], item: Level | None = None) -> None:
        """Add a paragraph, or those that make an item, as they or their styles say."""
        text, level = "\n".join(map(self._modern, nodes)), max(map(_level, nodes), default=0)
        strong, centred = (
            all(map(said, nodes)) for said in (self._styles.is_strong, self._styles.is_centred)
        )
        self._composer.described(text, level=level, item=item, strong=strong, centred=centred)

    def _modern(self, node: Node) -> str:
        return self._faces.modern(Face(), _text(node))


def _level(node: Node) -> int:
    """Return the level of a heading; 0 for a paragraph."""
    return figure(node.attributes.get("outline-level", ""), 1, digits=2) if node.tag == "h" else 0


def _text(node: Node) -> str:
    """Return the text of a paragraph; several spaces and tabs are elements there."""
    texts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            texts.append(child)
        elif child.tag == "s":
            texts.append(" ")
        elif child.tag in _PAUSES:
            texts.append(_PAUSES[child.tag])
        elif child.tag == "note":
            texts.append(_cited(child))
        elif child.tag not in LEFT_OUT:
            texts.append(_text(child))
    return "".join(texts)


def _cited(note: Node) -> str:
    """Return how a note is called in the text."""
    citation = note.find("note-citation")
    return f"[{citation.text()}]" if citation else ""


def _rows(table: Node) -> Iterator[list[str]]:
    for row in table.inside("table-row"):
        cells: list[str] = []
        for cell in row.nodes():
            parts = (one for one in cell.inside("p", "h", *LEFT_OUT) if one.tag not in LEFT_OUT)
            text = "\n".join(map(_text, parts))
            cells += [text] * min(_times(cell, "number-columns-repeated"), MOST_COLUMNS - len(cells))
        if any(cells):
            yield from [cells] * _times(row, "number-rows-repeated")


def _times(node: Node, name: str) -> int:
    return min(figure(node.attributes.get(name, "1"), 1, LONG), _MOST_REPEATED)
