"""Reads ODT and ODS: OpenDocument 1.3, part 3."""

from collections.abc import Iterator

from scrapers.documents.faces import Face, Faces
from scrapers.documents.figures import LONG, whole
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.marks import Marked
from scrapers.documents.packed import Archive, Node
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_CONTENT = "content.xml"
_LEFT_OUT = frozenset(("note", "annotation", "tracked-changes", "ruby-text", "text-box", "frame"))
_PAUSES = {"tab": " ", "line-break": "\n"}
_MOST_REPEATED = 100
"""Cells or rows that are written once and meant so often; sheets end in a million empty ones."""
_MOST_COLUMNS = 200


def read_opendocument(archive: Archive, kept: Kept) -> None:
    """Read a text, or the tables of a spreadsheet."""
    if any(archive.elements("META-INF/manifest.xml", "encryption-data")):
        raise Unreadable(NoText.LOCKED)
    is_sheet = b"spreadsheet" in archive.read("mimetype")
    ordered = _ordered(archive)
    parts = list(_bounded(archive))
    faces = Faces([(Face(), _text(node)) for node in parts])
    _Writer(kept, faces, ordered, named=is_sheet).write(parts)


def _bounded(archive: Archive) -> Iterator[Node]:
    """Yield the parts of a text, until there is more than is kept."""
    left = 2 * MOST
    for node in archive.elements(_CONTENT, "p", "h", "list", "table", "tracked-changes"):
        if node.tag != "tracked-changes":
            yield node
            left -= len(node.text()) + 1
        if left < 0:
            return


def _ordered(archive: Archive) -> set[str]:
    """Return the names of the styles of lists that count."""
    return {
        style.attributes.get("name", "")
        for part in (_CONTENT, "styles.xml")
        for style in archive.elements(part, "list-style")
        if (first := next(style.nodes(), None)) and first.tag == "list-level-style-number"
    }


class _Writer:
    def __init__(self, kept: Kept, faces: Faces, ordered: set[str], *, named: bool) -> None:
        self._kept, self._faces, self._ordered, self._named = kept, faces, ordered, named
        self._marked = Marked(kept)

    def write(self, parts: list[Node]) -> None:
        for node in parts:
            if node.tag == "p":
                self._marked.paragraph(self._modern(node))
            else:
                self._marked.end()
                self._other(node)
            # What stands in a frame beside a paragraph is read behind it.
            self.write(
                [inner for box in _inside(node, "text-box") for inner in box.nodes() if inner.tag in "ph"]
            )
        self._marked.end()

    def _other(self, node: Node) -> None:
        if node.tag == "h":
            level = node.attributes.get("outline-level", "")
            self._kept.heading(self._modern(node), whole(level, 2, digits=1))
        elif node.tag == "list":
            items = ("\n".join(map(self._modern, paragraphs)) for paragraphs in _items(node))
            self._kept.items(items, ordered=node.attributes.get("style-name", "") in self._ordered)
        elif node.tag == "table":
            rows = [[self._faces.modern(Face(), cell) for cell in row] for row in _rows(node)]
            if self._named and any(map(any, rows)):
                self._kept.heading(node.attributes.get("name", ""))
            self._kept.table(rows)

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
        elif child.tag not in _LEFT_OUT:
            texts.append(_text(child))
    return "".join(texts)


def _inside(node: Node, *tags: str) -> Iterator[Node]:
    for child in node.nodes():
        if child.tag in tags:
            yield child
        else:
            yield from _inside(child, *tags)


def _items(node: Node) -> Iterator[list[Node]]:
    """Yield the paragraphs of each item; items of inner lists are items too."""
    for item in node.nodes():
        own = [child for child in item.nodes() if child.tag in ("p", "h")]
        if own:
            yield own
        for child in item.nodes():
            if child.tag == "list":
                yield from _items(child)


def _rows(table: Node) -> Iterator[list[str]]:
    for row in _inside(table, "table-row"):
        cells: list[str] = []
        for cell in row.nodes():
            text = "\n".join(_text(one) for one in _inside(cell, "p", "h"))
            cells += [text] * min(_times(cell, "number-columns-repeated"), _MOST_COLUMNS - len(cells))
        yield from [cells] * (_times(row, "number-rows-repeated") if any(cells) else 1)


def _times(node: Node, name: str) -> int:
    return min(whole(node.attributes.get(name, "1"), 1, LONG), _MOST_REPEATED)
