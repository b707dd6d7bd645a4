"""View counts as lines: an article with its number, and what each place of the portal says of it."""

from rich.cells import cell_len
from textual.content import Content

from reader import words
from reader.model import Counted
from reader.render.rows import Bit, between
from reader.wording.columns import at_most, cut, padded, wrapped
from reader.wording.counts import differ, places_text, spark
from reader.wording.signs import current
from reader.wording.sparkline import CELLS
from scrapers.text import clean_line

_NUMBER = len("1.503.139")
_SPEED = len("+1.503 a day")


def counted_line(article: Counted, width: int, *, named: bool = False) -> list[Bit]:
    """Draw an article in one line of `width` cells: its title, and at the right its number with its history.

    Where places tell numbers far apart, it says whose this one is; `named`, of which portal the article is.
    """
    numbers = _numbers(article)
    curve = spark(article.history, CELLS)
    where = f" {_where(article)}" if _where(article) else ""
    where = f" {clean_line(article.head.portal)}{where}" if named else where
    right = [Bit(where, "detail"), Bit(f" {numbers} ", "detail"), Bit(padded(curve, CELLS), "mark")]
    short = [Bit(f" {numbers.split()[0]} ", "detail")]
    for less in (right, right[1:], right[1:2], short):  # a title needs its third of the line
        right, room = less, width - 2 - sum(cell_len(bit.text) for bit in less)
        if room >= width // 3:
            break
    title = cut(clean_line(article.head.title), max(room, 0))
    state = Bit(f"{current().state(article.head)} ", "mark")
    return between([state, Bit(title, "title" if article.head.read else "unread")], right, width)


def _numbers(article: Counted) -> str:
    if article.place is None:
        return padded(words.number(article.head.views or 0), _NUMBER, right=True)
    rise = padded(f"+{words.number(article.rise)}", len("+1.204"), right=True)
    return f"{rise} {padded(words.speed(article.per_day, article.seconds), _SPEED, right=True)}"


def _where(article: Counted) -> str:
    return words.place(article.history.place) if article.history and differ(article.histories) else ""


def told(article: Counted, width: int, most: int) -> Content:
    """Draw the title of an article and what each place shows of it, in `most` lines."""
    title = wrapped(clean_line(article.head.title), width)
    places = wrapped(clean_line(places_text(article)), width)
    title = at_most(title, max(most - len(places), 1), width)
    places = at_most(places, most - len(title), width)
    return Content("\n").join(
        [
            *(Content.styled(line, "bold") for line in title),
            *(Content.styled(line, "$foreground 70%") for line in places),
        ]
    )
