"""How the letters of a DOC are shown: in which font, bold, as a symbol, or not at all (MS-DOC, 2.6.1)."""

from collections.abc import Iterator
from typing import NamedTuple

from scrapers.documents.doc.changes import Changes, Runs, changes, number
from scrapers.documents.doc.styles import Styles
from scrapers.documents.faces import Face
from scrapers.documents.symbols import shown

_DELETED, _BOLD, _HIDDEN, _STYLE, _FONT, _SYMBOL = 0x0800, 0x0835, 0x083C, 0x4A30, 0x4A4F, 0x6A09
"""What changes letters: sprmCFRMarkDel, sprmCFBold, sprmCFVanish, sprmCIstd, sprmCRgFtc0, sprmCSymbol."""
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81


class Run(NamedTuple):
    """Letters that look alike."""

    face: Face
    text: str
    bold: bool = False
    hidden: bool = False


class Letters:
    """How the letters are shown, by where they lie in the file."""

    def __init__(self, head: bytes, plan: bytes, styles: Styles, fonts: list[Face]) -> None:
        self._styles, self._fonts = styles, fonts
        self._runs = Runs(head, plan, 1, lambda page, at: changes(page[at + 1 : at + 1 + page[at]]))

    def runs(self, place: int, width: int, text: str, style: int) -> Iterator[Run]:
        """Yield the runs of a text that begins at a byte, in a paragraph of a style."""
        own = self._styles.look(style).letters
        at = 0
        while at < len(text):
            told, end = self._runs.at(place + at * width)
            to = max((end - place) // width, at + 1)
            yield self._run(text[at:to], own, told or {})
            at = to

    def _run(self, text: str, style: Changes, told: Changes) -> Run:
        if symbol := told.get(_SYMBOL):
            text = shown(chr(number(symbol[2:4]))) * len(text)
        if _STYLE in told:
            style = style | self._styles.look(number(told[_STYLE])).letters
        named = told.get(_FONT) or style.get(_FONT)
        font = number(named) if named else self._styles.usual_font
        face = self._fonts[font] if font < len(self._fonts) and not symbol else Face()
        strong, bold = bool(number(style.get(_BOLD))), number(told.get(_BOLD, bytes([_AS_STYLE])))
        if bold in (_AS_STYLE, _NOT_AS_STYLE):
            bold = strong == (bold == _AS_STYLE)
        hidden = number(told.get(_HIDDEN) or style.get(_HIDDEN)) == 1 or number(told.get(_DELETED)) == 1
        return Run(face, text, bool(bold), hidden)
