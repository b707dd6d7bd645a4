"""Reads the XML of Word: that of Word 2003 (WordprocessingML), and a DOCX in one file of XML (Flat OPC).

Word 2003 has other names for a few things than DOCX has; by those of DOCX, all of it is read as one.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from scrapers.documents.docx import read_docx
from scrapers.documents.figures import figure
from scrapers.documents.kept import Kept
from scrapers.documents.numbering import KINDS
from scrapers.documents.office import WORD
from scrapers.documents.packed import Node, elements_of
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_NAMES = {
    "abstractNum": "listDef",
    "abstractNumId": "ilst",
    "num": "list",
    "numFmt": "nfc",
    "numId": "ilfo",
    "numPr": "listPr",
}
"""What DOCX has, and how Word 2003 calls it; likewise attributes."""
_OWN = {own: name for name, own in _NAMES.items()} | {"listDefId": "abstractNumId"}
_MAIN = "document.xml"
_ABOVE = ("style", "listDef", "list")
_IN_TEXT = ("p", "tbl")
_NOTES = ("footnote", "endnote")
_ASIDE = ("sectPr", "docPr")
"""Settings, and what stands above and below pages."""
_TAKEN_OUT = ("Word.Deletion", "Word.Comment")


def read_word_xml(body: bytes, kept: Kept) -> None:
    """Read a document of Word 2003."""
    read_docx(_Word2003(body), _MAIN, kept)


def read_flat_package(body: bytes, kept: Kept) -> None:
    """Read a DOCX that is one file of XML; Unreadable for another kind of document."""
    parts = _Parts(body)
    if not parts.main:
        raise Unreadable(NoText.FOREIGN)
    read_docx(parts, parts.main, kept)


class _Parts:
    """The parts of a flat package."""

    def __init__(self, body: bytes) -> None:
        self.main = ""
        self._parts: dict[str, Node] = {}
        for part in elements_of(body, "part"):
            name = part.attributes.get("name", "")
            self._parts[name] = part
            if WORD.search(part.attributes.get("contentType", "")):
                self.main = name

    def elements(self, name: str, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names in a part."""
        if part := self._parts.get(name):
            yield from part.inside(*tags)


class _Word2003:
    """A document of Word 2003 as if it had the parts of a DOCX.

    Its file is gone through once: what stands before the body comes with the styles, and a note stands where
    it is called, so that the notes are known when the text has been read.
    """

    def __init__(self, body: bytes) -> None:
        self._notes: list[Node] = []
        found = elements_of(body, *_ABOVE, *_IN_TEXT, *_ASIDE, bare="body")
        nodes = (self._translated(node) for node in found if node.tag not in _ASIDE)
        self._above = list(takewhile(lambda node: node.tag != "body", nodes))
        self._text = nodes

    def elements(self, name: str, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names in what would be a part of a DOCX."""
        if name == _MAIN:
            nodes: Iterable[Node] = self._text
        else:
            nodes = self._notes if name.endswith("notes.xml") else self._above
        return (node for node in nodes if node.tag in tags)

    def _translated(self, node: Node) -> Node:
        """Return an element with what is inside of it by the names of DOCX."""
        told = {_OWN.get(key, key): value for key, value in node.attributes.items()}
        tag = _OWN.get(node.tag, node.tag)
        if node.tag == "nfc":
            told["val"] = KINDS.get(figure(told.get("val", ""), 0), "")
        if told.get("type") in _TAKEN_OUT:
            tag = "del"
        made = Node(tag, told)
        made.children = [
            one if isinstance(one, str) else self._translated(one)
            for one in node.children
            if isinstance(one, str) or one.tag not in _ASIDE
        ]
        return self._called(made) if tag in _NOTES else made

    def _called(self, note: Node) -> Node:
        """Put a note to the others; return what calls it in a DOCX, by its place among them."""
        note.attributes["id"] = str(len(self._notes))
        self._notes.append(note)
        return Node(f"{note.tag}Reference", {"id": note.attributes["id"]})
