"""The marked content of a PDF page: what repeats in margins, and text that stands for its glyphs."""

from typing import Any, NamedTuple

from scrapers.documents.pdf.page import Page
from scrapers.documents.pdf.streams import value
from scrapers.documents.pdf.tokens import Name, Operand

_PAGINATION = {"Artifact", "Pagination"}
"""How word processors mark heads, feet and numbers of pages (ISO 32000-1, 14.8.2.2)."""
_ACTUAL = Name("ActualText")
"""What stands for the glyphs that are marked (14.9.4)."""
_CODECS = {b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
"""How texts are written, by how they begin (ISO 32000-2, 7.9.2.2)."""
_LONGEST, _DEEPEST = 1000, 256
"""Letters that may stand for what is marked, and marks inside of each other."""


class _Mark(NamedTuple):
    is_margin: bool
    text: str | None
    """What it says, where that is not what its glyphs are."""
    start: int
    """How many pieces stand before it."""


class Marks:
    """The marks that are open, one inside the other. `margin`: all of it is marked as the head of a page."""

    def __init__(self, page: Page, *, margin: bool) -> None:
        self._page, self._margin = page, margin
        self._marks: list[_Mark] = []

    @property
    def are_margin(self) -> bool:
        """Whether what is written now repeats in the margins of pages."""
        return self._marks[-1].is_margin if self._marks else self._margin

    def begin(self, operands: list[Operand], named: Any) -> None:
        """Begin what is marked, with properties that are given here, or by a name."""
        names = {one.name for one in operands if isinstance(one, Name)}
        if len(self._marks) < _DEEPEST:
            margin = names >= _PAGINATION or self.are_margin
            self._marks.append(_Mark(margin, _actual_text(operands, named), len(self._page.pieces)))

    def end(self) -> int:
        """End it, put the text that stands for it in its place, and return how many letters that has."""
        mark = self._marks.pop() if self._marks else None
        if mark is None or mark.text is None:
            return 0
        pieces = self._page.pieces[mark.start :]
        if len({(piece.y, piece.turn) for piece in pieces}) != 1:
            return 0
        end = max(piece.end for piece in pieces)
        self._page.pieces[mark.start :] = [pieces[0]._replace(text=mark.text, end=end)]
        return len(mark.text)


def _actual_text(operands: list[Operand], named: Any) -> str | None:
    told = value(named, _ACTUAL.name)
    if _ACTUAL in operands[:-1]:
        told = operands[operands.index(_ACTUAL) + 1]
    if isinstance(told, bytes):
        codec = next((codec for mark, codec in _CODECS.items() if told.startswith(mark)), "latin-1")
        told = told.decode(codec, "replace")
    return told[:_LONGEST] if isinstance(told, str) else None
