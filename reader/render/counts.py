"""View counts as lines: an article with its number, and what each place of the portal says of it."""

from collections.abc import Iterator

from rich.cells import cell_len

from reader import words
from reader.columns import cut, padded
from reader.i18n import _
from reader.model import Counted, Figures, History, Visitors
from reader.render.rows import CELLS, Bit, between, spark, state_sign
from reader.signs import Signs
from scrapers.text import clean_line

_NUMBER = len("1.503.139")
_SPEED = len("+1.503 a day")


def counted_line(one: Counted, width: int, signs: Signs) -> list[Bit]:
    """Draw an article in one line of `width` cells: its title, and at the right its number with its history.

    Where places tell different numbers, it says whose this one is.
    """
    numbers = _numbers(one)
    curve = spark(one.history, CELLS, signs)
    right = [Bit(f" {numbers} ", "detail"), Bit(padded(curve, CELLS), "mark")]
    if where := _where(one):
        right.insert(0, Bit(f" {where}", "detail"))
    room = width - 2 - sum(cell_len(bit.text) for bit in right)
    if room < width // 3:  # a title comes before a curve
        right, room = right[-2:-1], width - 2 - cell_len(right[-2].text)
    title = cut(clean_line(one.head.title), max(room, 0), signs.more)
    state = Bit(f"{state_sign(one.head, signs)} ", "mark")
    return between([state, Bit(title, "title" if one.head.read else "unread")], right, width)


def _numbers(one: Counted) -> str:
    if one.place is None:
        return padded(words.number(one.head.views or 0), _NUMBER, right=True)
    rise = padded(f"+{words.number(one.rise)}", len("+1.204"), right=True)
    return f"{rise} {padded(words.per_day(one.per_day), _SPEED, right=True)}"


def _where(one: Counted) -> str:
    if len({history.count for history in one.histories}) < 2 or one.history is None:  # noqa: PLR2004 - they agree
        return ""
    return words.place(one.history.place)


def places_told(one: Counted, signs: Signs) -> str:
    """Say of an article what each place showed last and when, with its history."""
    if not one.histories:
        return words.views(one.head.views) if one.head.views is not None else ""
    return " · ".join(_told(history, signs) for history in one.histories)


def _told(history: History, signs: Signs) -> str:
    text = _("{place}: {views} {curve}, seen {time}").format(
        place=words.place(history.place),
        views=words.views(history.count),
        curve=spark(history, CELLS, signs),
        time=words.hour(history.seen_at),
    )
    return text.replace(" ,", ",")


def visitors_told(visitors: tuple[Visitors, ...]) -> str:
    """Say how many visits there were in all and how many people are there now."""
    return " · ".join(_visitors(visitors))


def _visitors(visitors: tuple[Visitors, ...]) -> Iterator[str]:
    if not visitors:
        return
    last = visitors[-1]
    if last.total is not None:
        yield _("{n} visits").format(n=words.number(last.total))
    if last.online is not None:
        yield _("{n} online").format(n=words.number(last.online))


def nothing_read(figures: Figures) -> str:
    """Say why there is no list of what is read most, and what to do."""
    if figures.round_at is None:
        return _("Nothing was counted yet. Sync first: the counts come with the news.")
    return _("The portal shows no view counts.")


def nothing_rises(figures: Figures) -> str:
    """Say why nothing rises, and what to do."""
    if figures.former_at is None:
        return _("What rises shows after the next sync: growth is between two of them.")
    since = words.hour(figures.former_at)
    return _("No count has risen since the sync of {time}.").format(time=since)


def no_curve(figures: Figures) -> str:
    """Say why there is no plot of the visitors, and what to do."""
    if figures.visitors:
        return _("A curve needs two syncs; the next one draws it.")
    if figures.round_at is None:
        return _("Visits are counted from the first sync on.")
    return _("The portal does not count its visitors.")
