"""Reads ODT and ODS: OpenDocument 1.3, part 3."""

from collections.abc import Iterable, Iterator

from scrapers.documents.faces import Face, Faces
from scrapers.documents.figures import LONG, whole
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.marks import Marked
from scrapers.documents.numbering import Counter
from scrapers.documents.odtlists import Lists
from scrapers.documents.packed import Archive, Node
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_CONTENT = "content.xml"
_LEFT_OUT = frozenset(("annotation", "tracked-changes", "ruby-text", "text-box", "frame"))
_PAUSES = {"tab": " ", "line-break": "\n"}
_MOST_REPEATED = 100
"""Cells or rows that are written once and meant so often; sheets end in a million empty ones."""
_MOST_COLUMNS = 200
_BLOCKS = ("p", "h", "list", "table")


def read_opendocument(archive: Archive, kept: Kept) -> None:
    """Read a text, or the tables of a spreadsheet."""
    if any(archive.elements("META-INF/manifest.xml", "encryption-data")):
        raise Unreadable(NoText.LOCKED)
    is_sheet = b"spreadsheet" in archive.read("mimetype")
    lists, hidden = Lists(archive, _CONTENT), _hidden(archive)
    parts = [node for node in _bounded(archive) if node.attributes.get("style-name") not in hidden]
    faces = Faces([(Face(), _text(node)) for node in parts])
    writer = _Writer(kept, faces, lists, named=is_sheet)
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


def _hidden(archive: Archive) -> set[str | None]:
    """Return the names of the styles of tables that are not shown."""
    return {
        style.attributes.get("name")
        for style in archive.elements(_CONTENT, "style")
        if style.value("table-properties", name="display") == "false"
    }


class _Writer:
    def __init__(self, kept: Kept, faces: Faces, lists: Lists, *, named: bool) -> None:
        self._kept, self._faces, self._lists, self._named = kept, faces, lists, named
        self._marked = Marked(kept)

    def write(self, parts: Iterable[Node]) -> None:
        """Add parts; what stands in a frame beside a paragraph is read behind it."""
        for node in parts:
            if node.tag == "p":
                self._marked.paragraph(self._modern(node))
            elif node.tag == "list":
                self._list(node, self._lists.counter(node), 0)
            else:
                self._marked.end()
                self._other(node)
            if framed := [inner for box in _inside(node, "text-box") for inner in _inside(box, *_BLOCKS)]:
                self.write(framed)
        self._marked.end()

    def notes(self, parts: Iterable[Node]) -> None:
        """Add what stands below the pages, or behind the text."""
        for note in (note for node in parts for note in _inside(node, "note")):
            body = "\n".join(map(self._modern, _inside(note, "p", "h")))
            self._kept.paragraph(f"{_cited(note)} {body}")

    def _other(self, node: Node) -> None:
        if node.tag == "h":
            level = whole(node.attributes.get("outline-level", ""), 2, digits=1)
            self._marked.told(self._modern(node), level=level, item=self._lists.outline.next(level - 1))
            return
        rows = [[self._faces.modern(Face(), cell) for cell in row] for row in _rows(node)]
        if self._named and any(map(any, rows)):
            self._kept.heading(node.attributes.get("name", ""))
        self._kept.table(rows)

    def _list(self, node: Node, counter: Counter, place: int) -> None:
        """Add the items of a list, and of those inside of it."""
        for item in node.nodes():
            start = whole(item.attributes.get("start-value", ""), -1)
            if start >= 0:
                counter.restart(place, start)
            own = [child for child in item.nodes() if child.tag in ("p", "h")]
            level = counter.next(place) if own and item.tag == "list-item" else None
            self._marked.told("\n".join(map(self._modern, own)), item=level)
            for inner in item.nodes():
                if inner.tag == "list":
                    self._list(inner, counter, place + 1)

    def _modern(self, node: Node) -> str:
        return self._faces.modern(Face(), _text(node))


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
        elif child.tag not in _LEFT_OUT:
            texts.append(_text(child))
    return "".join(texts)


def _inside(node: Node, *tags: str) -> Iterator[Node]:
    """Yield the outermost elements of these names inside another."""
    for child in node.nodes():
        if child.tag in tags:
            yield child
        else:
            yield from _inside(child, *tags)


def _cited(note: Node) -> str:
    """Return how a note is called in the text."""
    citation = note.find("note-citation")
    return f"[{citation.text()}]" if citation else ""


def _rows(table: Node) -> Iterator[list[str]]:
    for row in _inside(table, "table-row"):
        cells: list[str] = []
        for cell in row.nodes():
            text = "\n".join(_text(one) for one in _inside(cell, "p", "h"))
            cells += [text] * min(_times(cell, "number-columns-repeated"), _MOST_COLUMNS - len(cells))
        yield from [cells] * (_times(row, "number-rows-repeated") if any(cells) else 1)


def _times(node: Node, name: str) -> int:
    return min(whole(node.attributes.get(name, "1"), 1, LONG), _MOST_REPEATED)
