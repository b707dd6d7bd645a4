"""Carries out the operators of a PDF page, to find which text stands where (ISO 32000-1, annex A)."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from scrapers.documents.kept import MOST
from scrapers.documents.pdf.fonts import Font, Glyph
from scrapers.documents.pdf.geometry import (
    FAR,
    IDENTITY,
    Matrix,
    Rule,
    box,
    moved,
    point,
    straight,
    times,
    turned,
)
from scrapers.documents.pdf.marked import Marks
from scrapers.documents.pdf.page import Page, Piece
from scrapers.documents.pdf.streams import data_of, name_of, numbers, value
from scrapers.documents.pdf.tokens import Name, Operand, operations

_MOST_BYTES = 64 << 20
"""Of content, over all pages; what is shown twice counts twice."""
_DEEPEST = 12
"""Forms inside of each other."""
_DEEPEST_STATE = 256
_MOST_RULES = 20_000
_GAP = 0.12
"""A move between two glyphs that may stand for a space, in widths of the font's size."""
_SLANT = 0.1
"""How much text may be turned aside, in quarters of a circle; what is more aslant is a stamp."""


class Content:
    """The content of a document's pages, one after the other."""

    def __init__(self) -> None:
        self._bytes = _MOST_BYTES
        self._letters = 2 * MOST
        self._fonts: dict[int, tuple[Any, Font]] = {}

    @property
    def is_enough(self) -> bool:
        """Whether more was read than is kept of a file, or more was gone through than any document has."""
        return min(self._bytes, self._letters) < 0

    def count(self, *, gone: int = 0, letters: int = 0) -> None:
        """Count bytes that were gone through, and letters that were found."""
        self._bytes -= gone
        self._letters -= letters

    def page(self, content: bytes, resources: Any) -> Page:
        """Go through the content of one page."""
        page = Page()
        _Walk(self, page, resources).run(content, IDENTITY)
        return page

    def font(self, dictionary: Any) -> Font:
        """Return a font, read once."""
        key = id(dictionary)
        if key not in self._fonts:
            # With its dictionary: while that is there, nothing else has its id.
            self._fonts[key] = (dictionary, Font(dictionary))
        return self._fonts[key][1]


@dataclass(slots=True)
class _State:
    """What operators change and `Q` brings back."""

    matrix: Matrix = IDENTITY
    font: Font | None = None
    size: float = 0.0
    letters: float = 0.0
    """Additional space between letters, as `words` is between words."""
    words: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    scale: float = 1.0


@dataclass(slots=True)
class _Run:
    """Letters that are shown one after the other; places are counted along their line."""

    at: float = 0.0
    """Where the next one comes to stand."""
    start: float = 0.0
    """Where the first letter begins that is seen; the last one ends at `end`."""
    end: float = 0.0
    letters: list[str] = field(default_factory=list)


class _Walk:
    """Goes through the content of a page, or of a form, which changes nothing around it."""

    def __init__(
        self, content: Content, page: Page, resources: Any, deep: int = 0, *, margin: bool = False
    ) -> None:
        self._content, self._page, self._resources, self._deep = content, page, resources, deep
        self._state = _State()
        self._stack: list[_State] = []
        self._text = self._line = IDENTITY
        self._path: list[Rule] = []
        self._at = (0.0, 0.0)
        self._marks = Marks(page, margin=margin)

    def run(self, content: bytes, matrix: Matrix, state: _State | None = None) -> None:
        self._content.count(gone=len(content) + 100)
        self._state = replace(state or self._state, matrix=matrix)
        for operator, operands in operations(content):
            if self._content.is_enough:
                return
            if handler := _HANDLERS.get(operator):
                handler(self, operands)

    # Of the page ---------------------------------------------------------------------------------

    def save(self, _: list[Operand]) -> None:
        if len(self._stack) < _DEEPEST_STATE:
            self._stack.append(replace(self._state))

    def restore(self, _: list[Operand]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def concat(self, operands: list[Operand]) -> None:
        self._state.matrix = times(_matrix(operands), self._state.matrix)

    def object(self, operands: list[Operand]) -> None:
        """Show a picture, or go through a form."""
        thing = value(self._resources, "XObject", _name(operands))
        if name_of(value(thing, "Subtype")) != "Form":
            self._page.pictures += 1
        elif self._deep < _DEEPEST:
            own = _matrix([*numbers(value(thing, "Matrix"))])
            resources = value(thing, "Resources") or self._resources
            margin = self._marks.are_margin
            inner = _Walk(self._content, self._page, resources, self._deep + 1, margin=margin)
            inner.run(data_of(thing), times(own, self._state.matrix), self._state)

    # Lines and shapes ----------------------------------------------------------------------------

    def move(self, operands: list[Operand]) -> None:
        self._at = point(self._state.matrix, *_two(operands))

    def line(self, operands: list[Operand]) -> None:
        to = point(self._state.matrix, *_two(operands))
        self._path.append(Rule(*self._at, *to))
        self._at = to

    def rectangle(self, operands: list[Operand]) -> None:
        x, y = _two(operands)
        width, height = _two(operands[2:])
        self._path += box(point(self._state.matrix, x, y), point(self._state.matrix, x + width, y + height))

    def paint(self, _: list[Operand]) -> None:
        self._page.shapes += 1
        if len(self._page.rules) < _MOST_RULES:
            self._page.rules += (rule for one in self._path if (rule := straight(one)))
        self._path.clear()

    def drop(self, _: list[Operand]) -> None:
        self._path.clear()

    def image(self, _: list[Operand]) -> None:
        self._page.pictures += 1

    def mark(self, operands: list[Operand]) -> None:
        """Begin what is marked: as an artifact of pagination, or in any other way."""
        named = value(self._resources, "Properties", _name(operands[1:]))
        self._marks.begin(operands, named)

    def unmark(self, _: list[Operand]) -> None:
        self._content.count(letters=self._marks.end())

    # Text ----------------------------------------------------------------------------------------

    def begin(self, _: list[Operand]) -> None:
        self._text = self._line = IDENTITY

    def font(self, operands: list[Operand]) -> None:
        dictionary = value(self._resources, "Font", _name(operands))
        self._state.font = self._content.font(dictionary) if dictionary is not None else None
        self._state.size = _float(operands[1]) if len(operands) > 1 else 0.0

    def set(self, name: str, operands: list[Operand], factor: float = 1.0) -> None:
        setattr(self._state, name, _float(operands[0]) * factor if operands else 0.0)

    def offset(self, operands: list[Operand]) -> None:
        self._line = self._text = moved(self._line, *_two(operands))

    def offset_leading(self, operands: list[Operand]) -> None:
        self._state.leading = -_two(operands)[1]
        self.offset(operands)

    def place(self, operands: list[Operand]) -> None:
        self._line = self._text = _matrix(operands)

    def next_line(self, _: list[Operand]) -> None:
        self.offset([0.0, -self._state.leading])

    def show(self, operands: list[Operand]) -> None:
        self._show(operands[-1:])

    def show_next(self, operands: list[Operand]) -> None:
        if len(operands) > 2:  # noqa: PLR2004 - `"` has the spaces of words and letters before the text
            self._state.words, self._state.letters = map(_float, operands[:2])
        self.next_line([])
        self.show(operands)

    def show_spaced(self, operands: list[Operand]) -> None:
        self._show(operands[0] if operands and isinstance(operands[0], list) else [])

    def _show(self, parts: list[Operand]) -> None:
        """Show strings, with moves between them in thousandths of the font's size."""
        state = self._state
        if state.font is None:
            return
        run = _Run()
        for part in parts:
            if isinstance(part, bytes):
                self._add(run, state.font.glyphs(part))
            elif isinstance(part, float):
                run.at -= part / 1000 * state.size * state.scale
                if abs(part) > _GAP * 1000:
                    self._put(state.font, run)
                    run = _Run(run.at)
        self._put(state.font, run)
        self._text = moved(self._text, run.at)

    def _add(self, run: _Run, glyphs: Iterable[Glyph]) -> None:
        """Add glyphs to a run. What is seen makes it wider: a space may stand for a tab, or behind all."""
        state = self._state
        for glyph in glyphs:
            wide = (glyph.width * state.size + state.letters + state.words * glyph.is_space) * state.scale
            if not glyph.text.isspace():
                run.start, run.end = (run.at if run.end == run.start else run.start), run.at + wide
                self._page.unknown += not glyph.text
            run.letters.append(glyph.text)
            run.at += wide

    def _put(self, font: Font, run: _Run) -> None:
        """Keep what was shown, unless it stands nowhere, or aslant."""
        text = "".join(run.letters)
        if run.end == run.start or not text or self._marks.are_margin:
            return
        matrix = times(self._text, self._state.matrix)
        if not all(map(math.isfinite, matrix)):
            return
        size = abs(self._state.size) * font.height * math.hypot(*matrix[2:4])
        angle = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
        turn = round(angle)
        x, y = turned(*point(matrix, run.start, self._state.rise), turn)
        far, _ = turned(*point(matrix, run.end, self._state.rise), turn)
        if 0 < size < FAR and abs(angle - turn) < _SLANT and all(abs(one) < FAR for one in (x, y, far)):
            self._content.count(letters=len(text))
            self._page.pieces.append(
                Piece(min(x, far), y, max(x, far), size, text, font.face, font.bold, turn % 4)
            )


def _name(operands: list[Operand]) -> str:
    return operands[0].name if operands and isinstance(operands[0], Name) else ""


def _float(operand: Operand) -> float:
    return operand if isinstance(operand, float) else 0.0


def _two(operands: list[Operand]) -> tuple[float, float]:
    return (_float(operands[0]), _float(operands[1])) if len(operands) > 1 else (0.0, 0.0)


def _matrix(operands: list[Operand]) -> Matrix:
    if len(operands) < len(IDENTITY):
        return IDENTITY
    a, b, c, d, e, f = map(_float, operands[:6])
    return a, b, c, d, e, f


_HANDLERS: dict[bytes, Callable[[_Walk, list[Operand]], None]] = {
    b"q": _Walk.save, b"Q": _Walk.restore, b"cm": _Walk.concat, b"Do": _Walk.object, b"ID": _Walk.image,
    b"BDC": _Walk.mark, b"BMC": _Walk.mark, b"EMC": _Walk.unmark,
    b"m": _Walk.move, b"l": _Walk.line, b"re": _Walk.rectangle, b"n": _Walk.drop,
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _Walk.paint),
    b"BT": _Walk.begin, b"Tf": _Walk.font, b"Tm": _Walk.place,
    b"Td": _Walk.offset, b"TD": _Walk.offset_leading, b"T*": _Walk.next_line,
    b"Tj": _Walk.show, b"'": _Walk.show_next, b'"': _Walk.show_next, b"TJ": _Walk.show_spaced,
    b"Tc": lambda walk, operands: walk.set("letters", operands),
    b"Tw": lambda walk, operands: walk.set("words", operands),
    b"TL": lambda walk, operands: walk.set("leading", operands),
    b"Ts": lambda walk, operands: walk.set("rise", operands),
    b"Tz": lambda walk, operands: walk.set("scale", operands, 0.01),
}  # fmt: skip
