"""What the styles and the numbering of a DOCX make of its paragraphs: headings, items of lists, old fonts."""

import posixpath
from typing import NamedTuple

from scrapers.documents.docx.numbering import Numbering
from scrapers.documents.docx.switches import is_on, is_yes
from scrapers.documents.faces import Face, face_of
from scrapers.documents.figures import figure
from scrapers.documents.numbering import Level
from scrapers.documents.packed import Node, Parts

_CHAIN = 20
"""Styles that are based on each other; more go round."""
_LEVELS, _BODY = 6, 9
"""Levels of headings, and the one by which an outline says that a paragraph is none."""


class Look(NamedTuple):
    """What a paragraph is, aside from its words."""

    face: Face = Face()
    level: int = 0
    """Of a heading; 0 for none."""
    item: Level | None = None
    """What its numbering writes before it."""
    centred: bool = False
    strong: bool = False
    """Whether its style is bold."""


class Styles:
    """The styles of one document, and the numbers that its lists have come to."""

    def __init__(self, archive: Parts, folder: str) -> None:
        self._styles: dict[str, Node] = {}
        self._usual = Node("style", {})
        for node in archive.elements(posixpath.join(folder, "styles.xml"), "style", "docDefaults"):
            if node.tag == "docDefaults":
                self._usual = node.find("rPrDefault") or self._usual
            else:
                self._styles[node.attributes.get("styleId", "")] = node
        self._normal = next((name for name, one in self._styles.items() if _is_default(one)), "")
        self._numbering = Numbering(archive, posixpath.join(folder, "numbering.xml"))

    def look(self, paragraph: Node) -> Look:
        """Tell what a paragraph is; to be asked once for each, in their order."""
        chain = self._chain(paragraph.value("pPr", "pStyle") or self._normal)
        own = paragraph.find("pPr")
        holders = [node for node in (own, *(style.find("pPr") for style in chain)) if node]
        return Look(
            face=next((face for style in chain if (face := _face(style.find("rPr")))), None)
            or _face(self._usual.find("rPr"))
            or Face(),
            level=_level(holders, chain),
            item=self._numbering.next(*_numbered(holders)),
            centred=next((align for one in holders if (align := one.value("jc"))), "") == "center",
            strong=any(is_on(style.find("rPr", "b")) for style in chain),
        )

    def run_face(self, run: Node, face: Face) -> Face:
        """Tell in which font a run is written, in a paragraph of a font."""
        own = run.find("rPr")
        style = own.value("rStyle") if own else ""
        return _face(own) or next((f for one in self._chain(style) if (f := _face(one.find("rPr")))), face)

    def _chain(self, name: str) -> list[Node]:
        """List a style and those that it is based on."""
        chain: list[Node] = []
        while len(chain) < _CHAIN and (style := self._styles.get(name)):
            chain.append(style)
            name = style.value("basedOn")
        return chain


def _is_default(style: Node) -> bool:
    told = style.attributes
    return told.get("type") == "paragraph" and is_yes(told.get("default", "0"))


def _face(properties: Node | None) -> Face | None:
    fonts = properties.find("rFonts") if properties else None
    if fonts is None:
        return None
    name = fonts.attributes.get("ascii") or fonts.attributes.get("hAnsi")
    return face_of(name) if name else None


def _level(holders: list[Node], chain: list[Node]) -> int:
    """Return the level of a heading: by the name of its style, or by its place in an outline."""
    for style in chain:
        name = style.value("name").lower()
        if name == "title":
            return 1
        if name.startswith("heading ") and (level := figure(name[8:], 0, digits=1)):
            return min(level, _LEVELS)
    outline = next((told for one in holders if (told := one.value("outlineLvl"))), "")
    place = figure(outline, _BODY, digits=1)
    return place + 1 if place < _LEVELS else 0


def _numbered(holders: list[Node]) -> tuple[str, int]:
    """Return the list of a paragraph and the level in it, both as its own or its style's properties say."""
    number = next((value for one in holders if (value := one.value("numPr", "numId"))), "")
    level = next((value for one in holders if (value := one.value("numPr", "ilvl"))), "0")
    return number, figure(level, 0)
