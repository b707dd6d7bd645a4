"""Words that people see on a page, and what stands beside, below and between them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scrapers.parse.frame import Kinship
from scrapers.parse.index import LONGEST, Lines
from scrapers.parse.lines import Line, in_one_row

_DECORATION = " \t\xa0:;.,-–—|»›>«‹<•·*►▶■□●[](){}/\\_~+=\"'…"
_SEPARATED = re.compile(r"\s*[:\-–—|»›>/]+\s*")
_DASHES = " -–—|:»›>/"
_MOST_ALONE = 20
"""How many lines that say nothing but a label are asked what stands beside them."""
_CLOCKLIKE = re.compile(r"[\d\s/.,:|\-–()\[\]]+")


def bare(text: str) -> str:
    """Reduce a line to what is compared with labels: no case, no decoration at the ends."""
    return text.casefold().strip(_DECORATION)


class Labels:
    """A set of labels; a line is one when it says nothing else."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _bare_words(tuple(words))

    def covers(self, text: str) -> bool:
        """Tell whether `text` is made of labels only: "Quay lại", "[ Quay lại | In bài viết ]"."""
        return len(text) <= LONGEST and _covers(self._words, text)

    def head(self, text: str, *, linked: bool = False) -> bool:
        """Tell whether `text` is one of the labels, or says something behind it: "Chuyên mục: Tin tức".

        A space is enough to part them where what is said is `linked`.
        """
        start = bare(text)
        word = next((word for word in self._words.all if start.startswith(word)), None)
        if word is None or start == word:
            return word is not None
        return _SEPARATED.match(start, len(word)) is not None or (linked and start[len(word)] == " ")

    def among(self, lines: Lines, others: "Labels") -> int:
        """Give the index of the first line made of labels only, one of these and `others`; -1 if none is."""
        return next((at for at in lines.holding(self._words.all) if others.covers(lines[at].text)), -1)

    def crowd(self, text: str) -> bool:
        """Tell whether `text` is labels for the most part, two at least: "Quay lại · In bài viết · Zalo"."""
        return len(text) <= LONGEST and _crowd(self._words, text)

    def first(self, lines: Sequence[Line], start: int = 0) -> int:
        """Give the index of the first line from `start` that is a label; the number of lines if none is."""
        for at in range(start, len(lines)):
            if lines[at].text and self.covers(lines[at].text):
                return at
        return len(lines)

    def first_row(self, lines: Sequence[Line], start: int = 0) -> int:
        """Give the index of the first line from `start` that is a label, or labels among other words."""
        for at in range(start, len(lines)):
            if lines[at].text and (self.covers(lines[at].text) or self.crowd(lines[at].text)):
                return at
        return len(lines)


class _Words:
    """Labels as they are compared, the longest first; an object, which is told from others at a glance."""

    __slots__ = ("all", "begins")

    def __init__(self, words: Iterable[str]) -> None:
        self.all = tuple(sorted({bare(word) for word in words}, key=len, reverse=True))
        self.begins = frozenset(word[:1] for word in self.all)


# What stands around the news is the same on every page of a portal, so it is compared once.
@lru_cache(maxsize=256)
def _bare_words(words: tuple[str, ...]) -> _Words:
    return _Words(words)


@lru_cache(maxsize=4096)
def _covers(labels: _Words, text: str) -> bool:
    rest, words = bare(text), labels.all
    if rest[:1] not in labels.begins:
        return False
    found = False
    # Nearly no line begins as a label does: one look at all of them tells. Links stand side by side without a
    # space too: "Quay lạiIn bài viết".
    while rest.startswith(words) and (word := next((w for w in words if rest.startswith(w)), "")):
        rest = rest[len(word) :].lstrip(_DECORATION)
        found = True
    # Behind a label may stand how many there are: "Bình luận (2)".
    return found and (not rest or rest.isdecimal())


@lru_cache(maxsize=4096)
def _crowd(labels: _Words, text: str) -> bool:
    rest = bare(text)
    whole, found = len(rest), 0
    for word in labels.all:  # the longest first, so that no word is found within another
        if word not in rest:
            continue
        parted = re.split(rf"(?<!\w){re.escape(word)}(?!\w)", rest)
        found += len(parted) - 1
        rest = "|".join(parted)
    return found > 1 and len(rest) <= whole / 2


def after(lines: Lines, words: Sequence[str], *, number: bool = False) -> tuple[str, int] | None:
    """Give what stands after the first of the labels that has a value, and the index of the value's line.

    On the label's own line behind a separator, or alone on the next line, or, in a table, in the cell below.
    A value on the label's own line wins over a label that stands alone, for headings of menus do that too.
    `number` asks for a value with a digit.
    """
    wanted = [(word.casefold(), len(word)) for word in words]
    alone: list[int] = []
    spaced: tuple[str, int] | None = None
    for at in lines.holding(word for word, _ in wanted):
        found = _rest(lines[at].text, lines.folded[at], wanted)
        if found is None:
            continue
        rest, separated = found
        if not rest:
            alone.append(at)
        elif number and not any(letter.isdigit() for letter in rest):
            continue
        elif separated:
            return rest, at
        elif spaced is None:
            spaced = rest, at
    for at in alone[:_MOST_ALONE]:
        if value := _beside(lines, at, number=number):
            return value
    return spaced


def _rest(text: str, folded: str, wanted: Sequence[tuple[str, int]]) -> tuple[str, bool] | None:
    """Give what follows a label in a line, and whether a separator parts them; None where no label stands.

    `folded` is how the line begins without case; `wanted` are labels without it, and their length with it.
    """
    if len(text) > LONGEST * 4:
        return None
    for word, length in wanted:
        at = folded.find(word)
        if at < 0 or (at and (folded[at - 1].isalnum() or len(text) > LONGEST)):
            continue
        behind = text[at + length :]
        if separator := _SEPARATED.match(behind):
            return behind[separator.end() :].strip(), True
        if at == 0 and not behind[:1].isalpha():
            return behind.strip(_DECORATION), False
    return None


def _beside(lines: Sequence[Line], at: int, *, number: bool) -> tuple[str, int] | None:
    """Find the value of a label that stands alone: in the cell beside or below it, or on the next line."""
    candidates = [i for i in range(at + 1, min(at + 4, len(lines))) if bare(lines[i].text)][:1]
    if lines[at].place.cell is not None:
        candidates = [*_in_cell(lines, at, 0, 1), *_in_cell(lines, at, 1, 0), *candidates]
    for i in candidates:
        if bare(lines[i].text) and (not number or _CLOCKLIKE.match(lines[i].text)):
            return lines[i].text.lstrip(_DASHES), i
    return None


def _in_cell(lines: Sequence[Line], at: int, down: int, right: int) -> list[int]:
    """Find the first line of the cell so many rows down and columns to the right in the same table."""
    here = lines[at].place.cell
    for i in range(at + 1, len(lines)):
        cell = lines[i].place.cell
        if cell is None or here is None or not lines[i].text:
            continue
        if cell.table is here.table and (cell.row, cell.column) == (here.row + down, here.column + right):
            return [i]
    return []


def frame(lines: Sequence[Line], at: int, stops: Labels) -> list[Line]:
    """List the lines that belong to the heading at `at`.

    They end at the next line that is a label, and where the element ends that holds the heading together with
    the first line below it.
    """
    kinship = Kinship(lines[at])
    level = -1
    found: list[Line] = []
    for line in lines[at + 1 :]:
        if not found and line.image is not None and in_one_row(line, lines[at]):
            continue  # a corner of the heading's own frame
        if line.text and stops.covers(line.text):
            break
        shared = kinship.depth(line)
        if level < 0:
            level = shared
        elif shared < level:
            break
        found.append(line)
    return found
