"""Content from foreign text, drawn anew for each width: links, hanging indents, balanced lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content, Span
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from reader.links import Spot
from reader.wording.columns import GAP, breaks
from scrapers.text import clean_block, clean_line

LINK = "$text-accent underline"
CURRENT = "$accent reverse"
MUTED = "$foreground 70%"
"""Contrast above 4.5 in light and dark; `$text-muted` in a span is not muted at all (Textual 8.2)."""
RULE = "$foreground 35%"
LINK_META = "link"
"""Key in the style of a link's words; its value is the number of the link in its piece."""
HIT = "bold $text-warning on $warning-muted"
"""Words that were searched for."""
CURRENT_HIT = "bold reverse $text-warning"
HIT_META = "hit"
"""Key in the style of such words; its value is their number in their piece."""
_READABLE = 20
"""Cells that a column of words needs."""
_BELOW = Content(" " * 4)
"""Stands before what is said below a name."""
NARROWEST = 2
"""A wide character needs two cells."""


class Drawn(NamedTuple):
    """Content set for one width, and which of its lines only go on with the one before."""

    content: Content
    continued: frozenset[int] = frozenset()


Line = tuple[Content, bool]
"""A line and whether it goes on with the one before."""


def foreign(text: str, style: str = "") -> Content:
    """Make one line of foreign text safe to show, never markup."""
    return Content.styled(clean_line(text), style)


def foreign_block(text: str, style: str = "") -> Content:
    """Make foreign text safe to show, with its line breaks, never markup."""
    return Content.styled(clean_block(text), style)


def linked(text: str, found: Iterable[Spot], current: int | None = None) -> Content:
    """Make foreign text with links; `current` is the number of the link that the keys are on."""
    spans: list[Span] = []
    for spot in found:
        look = CURRENT if spot.number == current else LINK
        spans += (
            Span(spot.start, spot.end, look),
            Span(spot.start, spot.end, Style.from_meta({LINK_META: spot.number})),
        )
    return Content(clean_block(text), spans)


def link(text: str, number: int, current: int | None = None) -> Content:
    """Make a line of foreign text that is a link as a whole."""
    line = clean_line(text)
    return linked(line, [Spot(number, 0, len(line), "")] if line else (), current)


def lines_of(content: Content, width: int) -> Iterator[Line]:
    """Wrap content into lines of at most `width` cells."""
    for paragraph in content.split("\n", allow_blank=True):
        starts = breaks(paragraph.plain, max(width, NARROWEST))
        for index, line in enumerate(broken(paragraph, starts, width)):
            yield line, index > 0


def broken(paragraph: Content, starts: Sequence[int], width: int) -> list[Content]:
    """Cut a paragraph where its lines after the first begin, as Textual's own `wrap` does."""
    *lines, last = paragraph.divide(starts)
    if last.plain[-1:].isspace():
        last = last.truncate(max(width, NARROWEST))
    return [*(line.rstrip() for line in lines), last]


def height(content: Content, width: int) -> int:
    """Count the lines that content takes in `width` cells."""
    return sum(1 + len(breaks(text, width)) for text in content.plain.split("\n"))


def hanging(content: Content, width: int, first: Content, rest: Content) -> Iterator[Line]:
    """Wrap content after a mark; the lines after the first stand behind `rest`."""
    for index, (line, continued) in enumerate(lines_of(content, width - rest.cell_length)):
        yield (rest if index else first) + line, continued


def two_columns(rows: Iterable[tuple[Content, str]], width: int) -> Iterator[Line]:
    """Set what is said of a name beside it, wrapped in a column of its own, or below it for want of room."""
    named = [(name, Content(said)) for name, said in rows]
    column = max((name.cell_length for name, _said in named), default=0) + GAP
    for name, said in named:
        first = name + " " * (column - name.cell_length)
        if width - column >= _READABLE:
            yield from hanging(said, width, first, Content(" " * column))
        else:
            yield from lines_of(name.rstrip(), width)
            yield from hanging(said, width, _BELOW, _BELOW)


def balanced(content: Content, width: int) -> Drawn:
    """Wrap a heading into lines of about the same length, as few as `width` cells allow."""
    few = height(content, max(width, NARROWEST))
    if few == 1:
        return Drawn(content)
    narrow, wide = NARROWEST, width
    while narrow < wide:
        middle = (narrow + wide) // 2
        if height(content, middle) <= few:
            wide = middle
        else:
            narrow = middle + 1
    return stacked(lines_of(content, wide))


def stacked(lines: Iterable[Line]) -> Drawn:
    """Put lines one under the other."""
    rows = list(lines)
    continued = frozenset(index for index, (_line, goes_on) in enumerate(rows) if goes_on)
    return Drawn(Content("\n").join(line for line, _goes_on in rows), continued)


class Fitted(Visual):
    """A visual that is drawn anew for each width, so that a resized pane wraps again."""

    def __init__(self, draw: Callable[[int], Drawn]) -> None:
        """`draw` sets the text for a width."""
        self._draw = draw
        self._width = 0
        self._drawn = Drawn(Content())

    def at(self, width: int) -> Drawn:
        """Draw for a width in cells; the last one is kept."""
        if width != self._width:
            self._width, self._drawn = width, self._draw(width)
        return self._drawn

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's
        """Take all the room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Count the lines at a width."""
        return self.at(width).content.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines, with Textual's own selection and styles."""
        return self.at(width).content.render_strips(width, height, style, options)


def with_hits(drawn: Drawn, spans: Iterable[tuple[int, int]], current: int | None) -> Drawn:
    """Mark the words of a search where they stand in what is drawn, `current` being the one of the keys."""
    marks: list[Span] = []
    for number, (start, end) in enumerate(spans):
        look = CURRENT_HIT if number == current else HIT
        marks += (Span(start, end, look), Span(start, end, Style.from_meta({HIT_META: number})))
    return drawn._replace(content=drawn.content.add_spans(marks))
