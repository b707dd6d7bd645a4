"""Sets a paper on the pages of a PDF, as an office prints its letters: its head, justified text, tables."""

from collections.abc import Sequence

from scrapers.demo.letters import BOLD, PLAIN, Face, file_of
from scrapers.demo.papers import Paper
from scrapers.model import Block, Heading, ListBlock, Paragraph, Table

_LEFT, _RIGHT, _TOP, _BOTTOM = 85.0, 539.0, 785.0, 60.0
_SIZE, _LEADING = 13.0, 17.5
_SMALL = 11.0
_INDENT = 28.0
_PADDING = 4.0


def pdf(paper: Paper) -> bytes:
    """Return a PDF of A4 pages; the same paper gives the same bytes."""
    setter = _Setter()
    setter.beside(paper.left, paper.right, bold=(1,), bold_right=(0, 1))
    setter.centred(paper.title, BOLD, 14)
    setter.centred(paper.subject, BOLD)
    setter.centred(paper.to)
    setter.down(6)
    for block in paper.blocks:
        setter.block(block)
    if paper.signed or paper.copies:
        setter.room(8 * _LEADING)
        copies = ("Nơi nhận:", *paper.copies) if paper.copies else ()
        setter.beside(copies, paper.signed, bold=(0,), bold_right=(0, 1, 3), size=_SMALL)
    return file_of(setter.pages)


class _Setter:
    """Writes from top to bottom, on one page after the other."""

    def __init__(self) -> None:
        self.pages: list[bytes] = [b""]
        self._y = _TOP

    def down(self, much: float) -> None:
        self._y -= much

    def room(self, much: float) -> None:
        """Begin a page where so much does not go on this one; from the second on they have numbers."""
        if self._y - much < _BOTTOM:
            self.pages.append(b"")
            self._y = _TOP
            self._put((_LEFT + _RIGHT) / 2, 810, str(len(self.pages)), PLAIN, _SMALL)

    def beside(
        self,
        left: Sequence[str],
        right: Sequence[str],
        *,
        bold: Sequence[int],
        bold_right: Sequence[int],
        size: float = 12,
    ) -> None:
        """Write lines beside each other, each in the middle of its half."""
        for at in range(max(len(left), len(right))):
            for lines, middle, strong in ((left, 185, bold), (right, 415, bold_right)):
                if at < len(lines):
                    face = BOLD if at in strong else PLAIN
                    own = _fitting(lines[at], face, size, 235)
                    self._put(middle - face.width(lines[at], own) / 2, self._y, lines[at], face, own)
            self.down(_LEADING)
        self.down(_LEADING)

    def centred(self, text: str, face: Face = PLAIN, size: float = _SIZE) -> None:
        for line in _wrapped(text, face, size, _RIGHT - _LEFT - 60):
            self.room(_LEADING)
            self._put((_LEFT + _RIGHT - face.width(line, size)) / 2, self._y, line, face, size)
            self.down(_LEADING)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.text(block.text, BOLD)
        elif isinstance(block, Paragraph):
            self.text(block.text)
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                self.text(f"{number}. {item}" if block.ordered else f"- {item}")
        elif isinstance(block, Table):
            self.table(block)

    def text(self, text: str, face: Face = PLAIN) -> None:
        """Write a paragraph: its first line moved in, all but its last stretched to the margin."""
        lines = _wrapped(text, face, _SIZE, _RIGHT - _LEFT, _INDENT)
        for at, line in enumerate(lines):
            self.room(_LEADING)
            x = _LEFT + _INDENT * (at == 0)
            white = _RIGHT - x - face.width(line, _SIZE)
            stretch = white / line.count(" ") if at < len(lines) - 1 and " " in line else 0.0
            self._put(x, self._y, line, face, _SIZE, stretch=stretch)
            self.down(_LEADING)
        self.down(5)

    def table(self, table: Table) -> None:
        """Write a table with lines around its cells; columns are as wide as their longest texts ask for."""
        longest = [
            max(PLAIN.width(cell, _SMALL) for cell in column) for column in zip(*table.rows, strict=True)
        ]
        wanted = [min(one, 170) + 4 * _PADDING for one in longest]
        columns = [one * (_RIGHT - _LEFT) / sum(wanted) for one in wanted]
        for number, row in enumerate(table.rows):
            face = BOLD if number == 0 and table.header else PLAIN
            cells = [
                _wrapped(cell, face, _SMALL, wide - 2 * _PADDING)
                for cell, wide in zip(row, columns, strict=True)
            ]
            high = max(map(len, cells)) * 14 + 2 * _PADDING
            self.room(high)
            x, top = _LEFT, self._y + 12
            for lines, wide in zip(cells, columns, strict=True):
                self._draw(b"%.1f %.1f %.1f %.1f re S\n" % (x, top - high, wide, high))
                for at, line in enumerate(lines):
                    self._put(x + _PADDING, top - 14 * (at + 1), line, face, _SMALL)
                x += wide
            self.down(high)
        self.down(10)

    def _put(self, x: float, y: float, text: str, face: Face, size: float, *, stretch: float = 0.0) -> None:
        self._draw(
            b"BT /%s %.1f Tf %.3f Tw %.2f %.2f Td <%s> Tj ET\n"
            % (face.name, size, stretch, x, y, face.codes(text).hex().encode())
        )

    def _draw(self, operators: bytes) -> None:
        self.pages[-1] += operators


def _fitting(text: str, face: Face, size: float, wide: float) -> float:
    """Return the size in which a line is no wider than that."""
    return min(size, size * wide / max(face.width(text, size), 1))


def _wrapped(text: str, face: Face, size: float, wide: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines of that width, the first of which is moved in."""
    lines: list[str] = []
    for word in text.split():
        room = wide - indent * (len(lines) <= 1)
        if lines and face.width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
