"""Writes numbers, dates and ages as Vietnamese readers do; no Textual, so both front ends use it.

Forms of numbers and dates are the same in either language of the interface: the portal's own, so that a
reader can compare them with the page. Times are shown on Vietnam's clock, as the portal's are.
"""

from datetime import date, datetime
from pathlib import Path

from reader.i18n import _, ngettext
from reader.model import Head, Status
from scrapers.clock import day_of, on_portals_clock
from scrapers.model import Article, ListBlock, Place

_MINUTE, _HOUR, _DAY, _MONTH = 60, 3600, 86400, 30 * 86400
_WHOLE_DAY = 23 * _HOUR
"""Two daily syncs are at least so far apart, whichever began late."""
_STEP = 1000
_SLOW = 10
"""Growth per day below which tenths are shown."""


def input_name(file: Path) -> str:
    """Name where a command reads from: a file, or standard input for a dash."""
    return _("standard input") if str(file) == "-" else str(file)


def number(value: int) -> str:
    """Group the digits of a number by thousands: 1503139 -> 1.503.139."""
    return f"{value:,}".replace(",", ".")


def plural(one: str, many: str, count: int, **fields: object) -> str:
    """Translate a message that counts, and fill in its `{n}`, the grouped number, and its other `fields`."""
    return ngettext(one, many, count).format(n=number(count), **fields)


def day(iso: str) -> str:
    """Write a day: 2017-01-09, with or without a time after it, -> 09/01/2017.

    Text that is no date comes back as it is, empty text too: it stands for a date that could not be read.
    """
    try:
        return f"{date.fromisoformat(day_of(iso)):%d/%m/%Y}"
    except ValueError:
        return iso


def moment(when: str | datetime) -> str:
    """Write a day with its time: 2022-07-14T15:46:00+07:00 -> 14/07/2022 15:46.

    Takes ISO 8601 text or a datetime; naive ones are read as Vietnam's time. Text without a time of day
    gives the day alone, text that is no date comes back as it is.
    """
    if isinstance(when, datetime):
        return f"{on_portals_clock(when):%d/%m/%Y %H:%M}"
    if day_of(when) == when:
        return day(when)
    try:
        return moment(datetime.fromisoformat(when))
    except ValueError:
        return when


def today(now: datetime) -> str:
    """Return today's date in Vietnam, in ISO."""
    return on_portals_clock(now).date().isoformat()


def hour(when: datetime) -> str:
    """Write a time of day before its date, as a note under a text does: 14:02 23/11/2026."""
    return f"{on_portals_clock(when):%H:%M %d/%m/%Y}"


def age(then: datetime, now: datetime) -> str:
    """Say how long ago something was, in one unit; past a month, the day it was."""
    seconds = int((on_portals_clock(now) - on_portals_clock(then)).total_seconds())
    if seconds < _MINUTE:  # a clock that was set back counts as now
        return _("just now")
    if seconds < _HOUR:
        return plural("{n} minute ago", "{n} minutes ago", seconds // _MINUTE)
    if seconds < _DAY:
        return plural("{n} hour ago", "{n} hours ago", seconds // _HOUR)
    if seconds < _MONTH:
        return plural("{n} day ago", "{n} days ago", seconds // _DAY)
    return day(on_portals_clock(then).isoformat())


def unread(count: int) -> str:
    """Say how many articles are unread."""
    return plural("{n} unread", "{n} unread", count)


def freshness(status: Status, now: datetime | None) -> str:
    """Say when a portal was last synced."""
    if status.synced_at is not None and now is not None:
        return _("synced {age}").format(age=age(status.synced_at, now))
    return _("never synced to the end") if status.articles else _("never synced")


def views(count: int | None) -> str:
    """Say how often an article was read: 1204 -> "1.204 lượt"; nothing where that is not known."""
    return "" if count is None else plural("{n} view", "{n} views", count)


def visits(count: int | None) -> str:
    """Say how many visits the portal had; nothing where that is not known."""
    return "" if count is None else _("{n} visits").format(n=number(count))


def online(count: int | None) -> str:
    """Say how many people are on the portal now; nothing where that is not known."""
    return "" if count is None else _("{n} online").format(n=number(count))


def place(where: Place) -> str:
    """Say where on the portal a count of views was seen."""
    names = {
        Place.ARTICLE: _("on its page"),
        Place.LISTING: _("in the listing"),
        Place.RELATED: _("among related news"),
        Place.MOST_READ: _("most-read block"),
        Place.LATEST: _("among the latest"),
    }
    return names[where]


def per_day(growth: float) -> str:
    """Say how fast a count grows: 12.3 -> "+12 a day", 0.5 -> "+0,5 a day"."""
    amount = (
        number(round(growth)) if growth >= _SLOW else f"{growth:.1f}".removesuffix(".0").replace(".", ",")
    )
    return _("+{n} a day").format(n=amount)


def pace(rise: int, seconds: float) -> str:
    """Say how fast a count grew: a day where it was seen so long, else over the time that it was.

    An hour's growth times 24 is no day's: nights are quiet.
    """
    if is_whole_day(seconds):
        return per_day(rise * _DAY / seconds)
    return f"+{number(rise)} {within(seconds)}"


def speed(growth: float, seconds: float) -> str:
    """Say how fast a count grows per day, or, of less than a day, only in how much time it grew."""
    return per_day(growth) if is_whole_day(seconds) else within(seconds)


def is_whole_day(seconds: float) -> bool:
    """Return whether a time is long enough to speak of growth a day."""
    return seconds >= _WHOLE_DAY


def within(seconds: float) -> str:
    """Say in how much time, less than a day, something came."""
    if seconds < _HOUR:
        return _("in {n} min").format(n=number(max(round(seconds / _MINUTE), 1)))
    return _("in {n} h").format(n=number(round(seconds / _HOUR)))


def lasting(seconds: float) -> str:
    """Say how long something takes, in the unit that reads best: 86400 -> "24 hours"."""
    if seconds < 2 * _MINUTE:
        return plural("{n} second", "{n} seconds", round(seconds))
    if seconds < 2 * _HOUR:
        return plural("{n} minute", "{n} minutes", round(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return plural("{n} hour", "{n} hours", round(seconds / _HOUR))
    return plural("{n} day", "{n} days", round(seconds / _DAY))


def time_left(seconds: float | None) -> str:
    """Say how long work will still take, "" where that is not known."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("less than a minute left")
    if seconds < _HOUR:
        return plural("about {n} minute left", "about {n} minutes left", round(seconds / _MINUTE))
    return plural("about {n} hour left", "about {n} hours left", round(seconds / _HOUR))


def published(when: str, *, guessed: bool = False) -> str:
    """Write when an article was published; a day that is not sure says so."""
    written = moment(when)
    return _("about {date}, as far as the page says").format(date=written) if guessed else written


def corrected(revision: int) -> str:
    """Say that an article was corrected, and which of its revisions this is."""
    return _("corrected, revision {n}").format(n=number(revision))


def unfinished(article: Article) -> str:
    """Say below a text that it is not the whole; "" where it is."""
    said = _("The article goes on at the portal; its next page could not be fetched.")
    return said if article.incomplete else ""


def byline(article: Article | Head, curve: str = "") -> tuple[str, ...]:
    """List what stands under a title: categories, date, author, views, corrections; only what is known.

    `curve` is the history of the views, drawn beside them.
    """
    viewed = views(article.views)
    facts = (
        ", ".join(article.categories),
        published(article.published, guessed=article.published_guessed) if article.published else "",
        article.author,
        f"{viewed} {curve}" if viewed and curve else viewed,
        corrected(article.revision) if article.revision > 1 else "",
    )
    return tuple(filter(None, facts))


def marks(block: ListBlock, dash: str) -> tuple[str, ...]:
    """Write what stands before each item of a list, with its space; numbers are flush right."""
    if not block.ordered:
        return (f"{dash} ",) * len(block.items)
    numbers = [f"{block.start + index}." for index in range(len(block.items))]
    widest = max(map(len, numbers), default=0)
    return tuple(f"{number:>{widest}} " for number in numbers)


def size(count: int) -> str:
    """Write a number of bytes in the unit that reads best, with a decimal comma: 1234567 -> 1,2 MB."""
    amount, units = float(count), iter(("B", "kB", "MB", "GB"))
    unit = next(units)
    for larger in units:
        if amount < _STEP:
            break
        amount, unit = amount / _STEP, larger
    text = f"{amount:.0f}" if unit == "B" else f"{amount:.1f}".replace(".", ",")
    return f"{text} {unit}"
