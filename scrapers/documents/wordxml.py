"""Reads the XML of Word: that of Word 2003 (WordprocessingML), and a DOCX in one file of XML (Flat OPC).

Word 2003 has other names for a few things than DOCX has; by those of DOCX, all of it is read as one.
"""

from collections.abc import Iterator
from itertools import count

from scrapers.documents.docx import read_docx
from scrapers.documents.figures import whole
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
_NOTES = ("footnote", "endnote")
_ASIDE = ("sectPr", "docPr")
_TAKEN_OUT = ("Word.Deletion", "Word.Comment")


def read_word_xml(body: bytes, kept: Kept) -> None:
    """Read a document of Word 2003."""
    read_docx(_Word2003(body), "document.xml", kept)


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
    """A document of Word 2003 as if it had the parts of a DOCX."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._called = {kind: count() for kind in _NOTES}

    def elements(self, name: str, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names, which tell of which part of a DOCX they would be."""
        if name.endswith("notes.xml"):
            yield from self._notes(*tags)
        else:
            yield from map(self._translated, self._own(*(_NAMES.get(tag, tag) for tag in tags)))

    def _own(self, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names, but those of settings, and above and below pages."""
        return (node for node in elements_of(self._body, *tags, *_ASIDE) if node.tag not in _ASIDE)

    def _notes(self, kind: str) -> Iterator[Node]:
        """Yield the notes of a kind, which stand where they are called, with their places for ids."""
        for at, node in enumerate(self._own(kind)):
            translated = Node(kind, {"id": str(at)})
            translated.children = [self._translated(child) for child in node.nodes()]
            yield translated

    def _translated(self, node: Node) -> Node:
        """Return an element with what is inside of it by the names of DOCX."""
        told = {_OWN.get(key, key): value for key, value in node.attributes.items()}
        tag = _OWN.get(node.tag, node.tag)
        if node.tag in _NOTES:
            return Node(f"{tag}Reference", {"id": str(next(self._called[tag]))})
        if node.tag == "nfc":
            told["val"] = KINDS.get(whole(told.get("val", ""), 0), "")
        if told.get("type") in _TAKEN_OUT:
            tag = "del"
        made = Node(tag, told)
        made.children = [
            one if isinstance(one, str) else self._translated(one)
            for one in node.children
            if isinstance(one, str) or one.tag not in _ASIDE
        ]
        return made
