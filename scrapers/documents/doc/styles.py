"""The styles and fonts of a DOC (MS-DOC, 2.9.135, 2.9.260, 2.9.271)."""

from collections.abc import Iterator
from struct import error
from typing import NamedTuple

from scrapers.documents.doc.changes import Changes, changes
from scrapers.documents.doc.numbers import half
from scrapers.documents.faces import Face, face_of

_PARAGRAPH, _OF_LETTERS = 1, (1, 2)
_HEADINGS = range(1, 10)
"""The styles of headings, by their level."""
_USUAL_FONT = 14
"""Where the number of the font stands that letters have without a style."""
_CHAIN, _MOST = 20, 4096
_NAME, _LONGEST = 39, 64
"""Where in an entry the name of a font begins, and how many letters it has at most."""


class _Style(NamedTuple):
    """What a style changes in the one that it is based on."""

    base: int
    paragraph: Changes
    letters: Changes


class Look(NamedTuple):
    """All that a style changes, with those that it is based on."""

    level: int
    """Of a heading; 0 for none."""
    paragraph: Changes
    letters: Changes


class Styles:
    """The styles of one document."""

    def __init__(self, data: bytes) -> None:
        self._styles: dict[int, _Style] = {}
        self._looks: dict[int, Look] = {}
        self.usual_font = half(data, _USUAL_FONT) if len(data) > _USUAL_FONT + 1 else 0
        try:
            self._styles.update(_styles(data))
        except error:
            # What is left of broken styles is as good as none.
            return

    def look(self, number: int) -> Look:
        """Return what a style makes of paragraphs and letters."""
        if number not in self._looks:
            chain = self._chain(number)
            level = next((one for one in (number, *chain) if one in _HEADINGS), 0)
            look = Look(level, {}, {})
            for one in reversed(chain):
                look.paragraph.update(self._styles[one].paragraph)
                look.letters.update(self._styles[one].letters)
            self._looks[number] = look
        return self._looks[number]

    def _chain(self, number: int) -> list[int]:
        chain: list[int] = []
        while len(chain) < _CHAIN and number in self._styles:
            chain.append(number)
            number = self._styles[number].base
        return chain


def _styles(data: bytes) -> Iterator[tuple[int, _Style]]:
    head, count, fixed = (half(data, at) for at in (0, 2, 4))
    at = 2 + head
    for number in range(min(count, _MOST)):
        at += at % 2
        size = half(data, at)
        one = data[at + 2 : at + 2 + size]
        at += 2 + size
        if len(one) > fixed + 2:
            yield number, _style(one, fixed)


def _style(one: bytes, fixed: int) -> _Style:
    """Read a style, of which those of letters change no paragraphs."""
    kind = half(one, 2)  # and what it is based on
    at = fixed + 4 + 2 * half(one, fixed)
    paragraph = b""
    if kind & 0xF == _PARAGRAPH:
        paragraph, at = _part(one, at)
    letters, _ = _part(one, at) if kind & 0xF in _OF_LETTERS else (b"", at)
    # Before the changes of a paragraph stands the number of its style.
    return _Style(kind >> 4, changes(paragraph[2:]), changes(letters))


def _part(one: bytes, at: int) -> tuple[bytes, int]:
    """Return one list of changes, and where the next begins."""
    size = half(one, at) if at + 2 <= len(one) else 0
    return one[at + 2 : at + 2 + size], at + 2 + size + size % 2


def fonts(data: bytes) -> list[Face]:
    """Return what the fonts of a document are for, by their numbers."""
    found: list[Face] = []
    at = 4
    while at < len(data) and len(found) < _MOST:
        size = data[at]
        name = data[at + 1 + _NAME : at + 1 + min(size, _NAME + 2 * _LONGEST)]
        found.append(face_of(name.decode("utf-16-le", "replace").partition("\0")[0]))
        at += 1 + size
    return found
