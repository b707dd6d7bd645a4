"""What is new as lines of a list: headings, categories with their newest articles, articles; no markup."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from reader import words
from reader.i18n import _
from reader.model import ALL, EVERYWHERE, Head
from reader.news import News
from reader.render.rows import Bit, between
from reader.wording.columns import cut
from scrapers.text import clean_line

SHOWN = 5
"""How many of the newest articles of a category are listed."""
HeadOf = Callable[[int], Head | None]


class Line(NamedTuple):
    """One line: an article by its row, a shelf by its key, or a heading, which leads nowhere."""

    text: str
    detail: str = ""
    row: int | None = None
    shelf: str | None = None

    @property
    def leads_somewhere(self) -> bool:
        """Whether it can be opened."""
        return self.row is not None or self.shelf is not None


def news_lines(news: News, head_of: HeadOf) -> tuple[Line, ...]:
    """List what is new: what is watched for first, then corrections, then categories, then what rises."""
    watched = [(one.row, ", ".join(one.words)) for one in news.watched]
    risers = [(one.row, _rise(one.growth)) for one in news.risers]
    named = news.portal == EVERYWHERE
    parts = (
        _articles(_("WORDS YOU WATCH FOR"), watched, head_of, named=named),
        _articles(_("CORRECTED"), [(row, "") for row in news.corrections], head_of, named=named),
        _new(news, head_of),
        _articles(_("RISING FASTEST"), risers, head_of, named=named),
    )
    return tuple(line for part in parts for line in part)


def _articles(
    heading: str, rows: Sequence[tuple[int, str]], head_of: HeadOf, *, named: bool
) -> Iterator[Line]:
    """List articles below a heading, `named` with their portals."""
    if rows:
        yield Line(heading)
    for row, detail in rows[: SHOWN * 2]:
        if (line := _article(row, detail, head_of, named=named)) is not None:
            yield line
    if (more := len(rows) - SHOWN * 2) > 0:
        yield Line(words.plural("and {n} more", "and {n} more", more), shelf=ALL)


def _new(news: News, head_of: HeadOf) -> Iterator[Line]:
    if news.rows:
        yield Line(_("NEW ARTICLES"))
    for category in news.categories:
        yield Line(clean_line(category.name), _count(len(category.rows)), shelf=category.slug)
        yield from _newest(category.rows, head_of)
    if unfiled := news.unfiled:
        yield Line(_("Elsewhere"), _count(len(unfiled)), shelf=ALL)
        yield from _newest(unfiled, head_of)


def _newest(rows: Sequence[int], head_of: HeadOf) -> Iterator[Line]:
    yield from (line for row in rows[:SHOWN] if (line := _article(row, "", head_of)) is not None)


def _article(row: int, detail: str, head_of: HeadOf, *, named: bool = False) -> Line | None:
    head = head_of(row)
    if head is None:
        return None
    told = detail or words.day(head.published or "")
    origin = head.portal if named else ""
    return Line(clean_line(head.title), clean_line(" · ".join(filter(None, (told, origin)))), row=row)


def _count(count: int) -> str:
    return words.plural("{n} new", "{n} new", count)


def _rise(count: int) -> str:
    return f"+{words.number(count)}"


def news_line(line: Line, width: int) -> list[Bit]:
    """Draw a line of `width` cells."""
    indent = "  " if line.row is not None else ""
    detail = cut(line.detail, width // 2)
    room = width - len(indent) - cell_len(detail) - 2
    look = "title" if line.row is not None else "unread" if line.leads_somewhere else "mark"
    right = [Bit(f" {detail} ", "detail")] if detail else []
    return between([Bit(indent), Bit(cut(line.text, room), look)], right, width)


def news_text(news: News) -> str:
    """Say in a few words how much is new."""
    counted = (
        (news.rows, words.plural("{n} new article", "{n} new articles", len(news.rows))),
        (news.corrections, words.plural("{n} corrected", "{n} corrected", len(news.corrections))),
        (news.watched, words.plural("{n} you watch for", "{n} you watch for", len(news.watched))),
    )
    return ", ".join(text for those, text in counted if those)
