"""Finds where the words of a search stand in a text, and the excerpt to show around them. Pure."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from reader.searching.parts import parts_of
from reader.searching.query import Term
from reader.searching.spellings import evened, stem
from scrapers.model import Record
from scrapers.text import WORD, fold, spelled

Span = tuple[int, int]
"""First character and one past the last."""
Worth = tuple[int, int]
"""How many of the words stand close behind a place, itself included, and how many right behind it."""
NO_WORTH: Worth = (0, 0)
MORE = "…"
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
"""A word as it stands in a text, with accents that are characters of their own."""
_BEFORE = 4
"""A quarter of an excerpt stands before the first mark."""
_CLOSE, _NEAR = 60, 12
"""Characters, and hits, that are close to a place."""
_TRIED = 200
"""Hits from which the best place for an excerpt is chosen."""


class Excerpt(Record, frozen=True):
    """A piece of a text on one line, with the words that were searched for."""

    text: str
    marks: tuple[Span, ...] = ()

    def with_signs(self, more: str) -> "Excerpt":
        """Return it with another sign where text was left out before it or behind it."""
        by = len(more) - len(MORE) if self.text.startswith(MORE) else 0
        text = re.sub(f"^{MORE}|{MORE}$", more, self.text)
        return Excerpt(text, tuple((start + by, end + by) for start, end in self.marks))


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    even: str
    """Folded, by one spelling where there are two."""
    spelled: str


class _Hit(NamedTuple):
    start: int
    end: int
    term: int


class Marker:
    """Finds the words of a search in the texts of one article.

    A word typed with accents is marked where it has them; however it is accented, where the texts never have
    it as it was typed.
    """

    def __init__(self, terms: Sequence[Term], texts: Iterable[str] = ()) -> None:
        """`texts` are all of the article, for the choice between accents."""
        parts = [_Words(part) for text in texts for part in parts_of(text)]
        self._needles = list(map(needle, terms))
        self._terms = [
            (term, term.words != term.folded and _is_in_one(parts, term, sought))
            for term, sought in zip(terms, self._needles, strict=True)
        ]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where the words stand in a text, in order, none overlapping another."""
        return _apart(self._hits(text))

    def finds(self, texts: Iterable[str]) -> bool:
        """Tell whether the words stand anywhere in some texts."""
        return any(self._hits(part) for text in texts for part in parts_of(text))

    def best(self, text: str) -> tuple[Worth, int]:
        """Return what that place is worth where most words stand together, and the number of its span."""
        hits = self._hits(text)[:_TRIED]
        worths = [_worth(hits, at) for at in range(len(hits))]
        if not worths:
            return NO_WORTH, 0
        best = max(worths)
        starts = [start for start, _end in _apart(hits)]
        return best, bisect_right(starts, hits[worths.index(best)].start) - 1

    def excerpt(self, text: str, width: int) -> Excerpt:
        """Cut a line of at most `width` characters out of a text of one line, on words, marks in sight."""
        hits = self._hits(text)
        start, end = _best(text, hits[:_TRIED], width)
        lead = MORE if start else ""
        shown = lead + text[start:end]
        marks = _moved(_apart(hits), len(lead) - start, len(lead), len(shown))
        return Excerpt(text=shown + (MORE if end < len(text) else ""), marks=marks)

    def _hits(self, text: str) -> list[_Hit]:
        words = _Words(text)
        found = [
            _Hit(words.all[at].start, words.all[at + len(term.words) - 1].end, number)
            for number, ((term, exact), sought) in enumerate(zip(self._terms, self._needles, strict=True))
            if sought in words.folded
            for at in words.places(term, exact=exact)
        ]
        return sorted(found, key=lambda hit: (hit.start, -hit.end))


class _Words:
    """The words of a text, and where each of them stands: who pastes a paragraph searches for hundreds."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def folded(self) -> str:
        """The text as search compares it."""
        return fold(self._text)

    @cached_property
    def all(self) -> list[_Word]:
        """The words in order."""
        text, places = _opened(self._text)
        return [
            _Word(places[one.start()], places[one.end() - 1] + 1, *_forms(one[0]))
            for one in _WORD.finditer(text)
        ]

    @cached_property
    def _spelled(self) -> "_Places":
        return _Places([word.spelled for word in self.all])

    @cached_property
    def _even(self) -> "_Places":
        return _Places([word.even for word in self.all])

    def places(self, term: Term, *, exact: bool) -> list[int]:
        """Return the numbers of the words at which a term begins."""
        words = [*(term.words if exact else map(evened, term.folded))]
        texts = self._spelled if exact else self._even
        if not term.prefix:
            return texts.of(words)
        *whole, last = words
        begun = (term.words if exact else term.folded)[-1]

        def ends(at: int) -> bool:
            if at >= len(self.all):
                return False
            word = self.all[at]
            return texts.all[at] == last or (word.spelled if exact else word.folded).startswith(begun)

        return [at for at in texts.of(whole) if ends(at + len(whole))]


class _Places:
    """Words in one spelling, and the numbers of each."""

    def __init__(self, texts: list[str]) -> None:
        self.all = texts
        self._of: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            self._of.setdefault(text, []).append(at)

    def of(self, words: list[str]) -> list[int]:
        """Return where some words stand one after the other; for none, all numbers."""
        if not words:
            return [*range(len(self.all))]
        return [at for at in self._of.get(words[0], ()) if self.all[at : at + len(words)] == words]


def needle(term: Term) -> str:
    """Return letters without which no folded text has a term, however that is spelled."""
    return max(map(stem, term.folded), key=len)


def _is_in_one(texts: Iterable[_Words], term: Term, sought: str) -> bool:
    """Tell whether a term stands in one of some texts with the accents that were typed."""
    return any(sought in text.folded and text.places(term, exact=True) for text in texts)


def _worth(hits: Sequence[_Hit], at: int) -> Worth:
    first, *others = hits[at : at + _NEAR]
    close = {hit.term for hit in others if hit.start < first.start + _CLOSE}
    right = takewhile(lambda pair: pair[0].end + 1 == pair[1].start, pairwise((first, *others)))
    return len(close | {first.term}), sum(1 for _ in right)


def _apart(hits: Iterable[_Hit]) -> tuple[Span, ...]:
    """Return where hits in order stand, but for those that begin within an earlier one."""
    found: list[Span] = []
    for hit in hits:
        if not found or hit.start >= found[-1][1]:
            found.append((hit.start, hit.end))
    return tuple(found)


def _opened(text: str) -> tuple[str, Sequence[int]]:
    """Write out what stands for words in one character (℃, ½), and say where each letter comes from."""
    written = {} if text.isascii() else {letter: out for letter in set(text) if (out := _written_out(letter))}
    if not written:
        return text, range(len(text))
    parts = [written.get(letter, letter) for letter in text]
    return "".join(parts), [at for at, part in enumerate(parts) for _letter in part]


@lru_cache(maxsize=8192)
def _written_out(letter: str) -> str:
    """Return what search reads in a character; empty where that is what people see in it, or no word."""
    out = unicodedata.normalize("NFKC", letter)
    same = out == letter or (letter.isalnum() and out.isalnum())
    return "" if same or not WORD.search(out) else out


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, str, str]:
    """Return a word folded, evened and spelled; a few thousand syllables make up the language."""
    folded = fold(word)
    return folded, evened(folded), spelled(word)


def _best(text: str, hits: Sequence[_Hit], width: int) -> Span:
    """Choose the piece of a text where most of what was searched for is in sight, and stands together.

    Of pieces that are alike the first; the beginning of the text where nothing was hit.
    """
    starts = [hit.start for hit in hits]

    def worth(piece: Span) -> tuple[int, int]:
        first, last = (bisect_left(starts, bound) for bound in piece)
        seen = [hit for hit in hits[first:last] if hit.end <= piece[1]]
        together = sum(hit.end + 1 == after.start for hit, after in pairwise(seen))
        return len({hit.term for hit in seen}), together

    return max((_piece(text, hit.start, width) for hit in hits), key=worth, default=_piece(text, 0, width))


def _piece(text: str, hit: int, width: int) -> Span:
    """Return where a piece that shows a hit begins and ends, with signs where it leaves text out."""
    start = _start(text, hit, width)
    return start, _end(text, hit, start + width - (len(MORE) if start else 0))


def _start(text: str, hit: int, width: int) -> int:
    """Go back from a hit to where the excerpt begins: at a word, at the text's beginning if that is near.

    From a hit near the text's end so far that the room is filled.
    """
    if hit < width // 2 or len(text) <= width:
        return 0
    start = min(hit - width // _BEFORE, len(text) - width + len(MORE))
    space = text.find(" ", start - 1, hit)
    return space + 1 if space >= 0 else hit


def _end(text: str, hit: int, end: int) -> int:
    """Go back from the end of the room to that of a word, but not before the hit."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", hit, end)
    return space if space > 0 else end - 1


def _moved(spans: Iterable[Span], by: int, first: int, last: int) -> tuple[Span, ...]:
    moved = ((max(start + by, first), min(end + by, last)) for start, end in spans)
    return tuple((start, end) for start, end in moved if start < end)
