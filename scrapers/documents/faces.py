"""Turns text that was typed for fonts from before Unicode into Unicode, whether or not they are named."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from scrapers.parse.faces import Face, face_of
from scrapers.parse.oldfonts import MODERN, Encoding, encoding_of, turned

__all__ = ["Face", "Faces", "Span", "face_of", "joined", "modern"]

_MANY, _FEW = 10, 2
"""Words that tell an encoding: where no font says it, and where one does."""
_ENOUGH = 20_000
"""So many letters of a font show what it is for."""


Span = tuple[Face, str]


def modern(text: str) -> str:
    """Return a text in Unicode that was typed for a font which is not known; "" for any other text."""
    encoding = encoding_of(text[:_ENOUGH], fewest=_MANY)
    return turned(text, encoding) if encoding else ""


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield texts that follow each other in one font as one: a word, and even a letter, may be in parts."""
    for face, some in groupby(spans, key=itemgetter(0)):
        yield face, "".join(text for _, text in some)


class Faces:
    """What the fonts of one file are for, by all that is written in them; each span is whole words."""

    def __init__(self, spans: Iterable[Span]) -> None:
        texts: dict[Encoding | None, list[str]] = {}
        sizes: dict[Encoding | None, int] = {}
        for face, text in spans:
            if sizes.setdefault(face.encoding, 0) < _ENOUGH:
                texts.setdefault(face.encoding, []).append(text)
                sizes[face.encoding] += len(text)
        told = {face: _encoding_in(face, " ".join(some)) for face, some in texts.items()}
        self._known = {face: encoding for face, encoding in told.items() if encoding}

    def text(self, spans: Iterable[Span]) -> str:
        """Return a text of several fonts in Unicode."""
        return "".join(self.modern(face, text) for face, text in joined(spans))

    def modern(self, face: Face, text: str) -> str:
        """Return a text of one font in Unicode."""
        encoding = self._known.get(face.encoding)
        if encoding is None or MODERN.search(text):
            return text
        text = turned(text, encoding)
        return text.upper() if face.capitals else text


def _encoding_in(face: Encoding | None, text: str) -> Encoding | None:
    """Return the encoding of a text: that of its font if the letters bear it out, or what they tell alone."""
    return encoding_of(text, among=(face,), fewest=_FEW) if face else encoding_of(text, fewest=_MANY)
