"""Words that people see on a page, and what stands beside, below and between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from scrapers.parse.frame import Kinship
from scrapers.parse.index import LONGEST, Lines, Words, bare, undecorated
from scrapers.parse.lines import Line, in_one_row

_SEPARATED = re.compile(r"\s*[:\-–—|»›>/]+\s*")
_DASHES = " -–—|:»›>/"
_MOST_ALONE = 20
"""How many lines that say nothing but a label are asked what stands beside them."""
_PARAGRAPH = 80
"""A paragraph has so many characters at least; what is said of date and views, fewer."""
_NEAR = 8
"""So many lines behind an element are asked for a text that goes on there."""
_CLOCKLIKE = re.compile(r"[\d\s/.,:|\-–()\[\]]+")


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
        word = self._words.heading(start)
        if not word or start == word:
            return bool(word)
        return _SEPARATED.match(start, len(word)) is not None or (linked and start[len(word)] == " ")

    def among(self, lines: Lines, others: "Labels") -> int:
        """Return the index of the first line of labels only, one of these and `others`; -1 if none is."""
        begun = (at for at in lines.beginning(others._words) if self._words.held(lines.bare[at]))  # noqa: SLF001 - of its own class
        return next((at for at in begun if others.covers(lines[at].text)), -1)

    def first(self, lines: Lines, start: int = 0) -> int:
        """Return the index of the first line from `start` that is a label; the number of lines if none is."""
        return next(self.all(lines, start), len(lines))

    def all(self, lines: Lines, start: int = 0) -> Iterator[int]:
        """Yield the index of each line from `start` on that is a label."""
        return (at for at in lines.beginning(self._words) if at >= start and self.covers(lines[at].text))

    def first_row(self, lines: Lines, start: int = 0) -> int:
        """Return the index of the first line from `start` that is a label, or labels among other words."""
        end = self.first(lines, start)
        return next((at for at in range(start, end) if self._crowds(lines, at)), end)

    def _crowds(self, lines: Lines, at: int) -> bool:
        """Tell whether a line is labels for the most part, two at least: "Quay lại · In bài viết · Zalo"."""
        return len(lines[at].text) <= LONGEST and _crowd(self._words, lines.bare[at])


# What stands around the news is the same on every page of a portal, so it is compared once.
@lru_cache(maxsize=256)
def _bare_words(words: tuple[str, ...]) -> Words:
    return Words(words)


_ALL = Labels(("Xem tất cả", "Xem tất cả tin", "Xem thêm", "Xem tiếp", "Xem chi tiết"))
"""What stands beside a heading and leads to all that it heads."""


@lru_cache(maxsize=4096)
def _covers(labels: Words, text: str) -> bool:
    rest, found = bare(text), False
    # Links stand side by side without a space too: "Quay lạiIn bài viết".
    while word := labels.heading(rest):
        rest = undecorated(rest[len(word) :])
        found = True
    # Behind a label may stand how many there are: "Bình luận (2)".
    return found and (not rest or rest.isdecimal())


def _crowd(labels: Words, text: str) -> bool:
    whole, found = len(text), 0
    held = [word for word in labels.all if word in text]
    if 2 * sum(len(word) * text.count(word) for word in held) < whole:
        return False
    for word in held:  # the longest first, so that no word is found within another
        parted = re.split(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        found += len(parted) - 1
        text = "|".join(parted)
    return found > 1 and len(text) <= whole / 2


def after(lines: Lines, words: Sequence[str], *, number: bool = False) -> tuple[str, int] | None:
    """Return what stands after the first of the labels that has a value, and the index of the value's line.

    On the label's own line behind a separator, or alone on the next line, or, in a table, in the cell below.
    A value on the label's own line wins over a label that stands alone, for headings of menus do that too.
    `number` asks for a value with a digit.
    """
    wanted = tuple((word.casefold(), len(word)) for word in words)
    alone: list[int] = []
    spaced: tuple[str, int] | None = None
    for at in lines.holding(map(bare, words)):
        found = _rest(lines[at].text, wanted)
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


def _rest(text: str, wanted: tuple[tuple[str, int], ...]) -> tuple[str, bool] | None:
    """Return what follows a label in a line, and whether a separator parts them; None where no label stands.

    `wanted` are labels without case, and their length with it.
    """
    folded = text[:LONGEST].casefold()
    for word, length in wanted:
        at = folded.find(word)
        if at < 0 or (at and (folded[at - 1].isalnum() or len(text) > LONGEST)):
            continue
        behind = text[at + length :]
        if separator := _SEPARATED.match(behind):
            return behind[separator.end() :].strip(), True
        if at == 0 and not behind[:1].isalpha():
            return undecorated(behind), False
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


def frame(lines: Lines, at: int, stops: Labels) -> list[Line]:
    """List the lines that belong to the heading at `at`.

    They end at the next line that is a label, and where the element ends that holds the heading together with
    the first line below it, which is not the way to all of them: "Xem tất cả".
    """
    below = at + 2 if at + 2 < len(lines) and _ALL.covers(lines[at + 1].text) else -1
    found, _ = _framed(lines, at, stops.first(lines, at + 1), below)
    return found


def text_frame(lines: Lines, at: int, stops: Labels, start: int) -> list[Line]:
    """List the lines of the text that belong to the title at `at`, likewise.

    No label ahead of the line `start` ends it. Where its element holds no text, only what is said of it, they
    go on in the one around that.
    """
    end = stops.first(lines, start)
    found, following = _framed(lines, at, end)
    while following < end and not _holds_text(found) and _holds_text(lines[following : following + _NEAR]):
        found, following = _framed(lines, at, end, following)
    return found


def _framed(lines: Lines, at: int, end: int, wider: int = -1) -> tuple[list[Line], int]:
    """List the lines up to `end` in the element that holds a heading and the first line below it.

    With the index of the line behind them. `wider` is that of a line which the element is to hold too.
    """
    kinship = Kinship(lines[at])
    level = kinship.depth(lines[wider]) if wider >= 0 else -1
    found: list[Line] = []
    for i in range(at + 1, end):
        line = lines[i]
        if not found and line.image is not None and in_one_row(line, lines[at]):
            continue  # a corner of the heading's own frame
        shared = kinship.depth(line)
        if level < 0:
            level = shared
        elif shared < level:
            return found, i
        found.append(line)
    return found, end


def _holds_text(lines: Iterable[Line]) -> bool:
    """Tell whether a paragraph is among lines that links do not make."""
    return any(len(line.text) >= _PARAGRAPH and not line.links for line in lines)
