"""The types of options and arguments: days, numbers, names and paths, each refused in a sentence."""

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.i18n import _
from reader.paths import home_named
from reader.searching.days import before, days_ago, first_day, last_day
from reader.words import today
from scrapers.clock import utc_now

if TYPE_CHECKING:
    from reader.cli.session import Session

    _Text = click.ParamType[str]  # generic since click 8.3, for the type checker alone
else:
    _Text = click.ParamType

_COUNTABLE = 2**31
"""More articles than a portal has; SQLite counts up to 2^63 - 1, and some ask for a few times as many."""


class DayType(_Text):
    """A day, a month or a year as a search takes them, too: 09/01/2017, 2017-01-09, 01/2017, 2017, 7d.

    Gives an ISO date: the first day of it, or the last.
    """

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        """`last` is for a bound at the end."""
        self._day = last_day if last else first_day

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the day, or fail with the forms named."""
        if (ago := days_ago(value)) is not None:
            session: Session | None = ctx.find_root().obj if ctx else None
            return before(today(session.clock() if session else utc_now()), ago)
        if (day := self._day(value)) is None:
            text = _("{value!r} is not a date; write 09/01/2017, 2017-01-09, 01/2017, 2017 or 7d.")
            self.fail(text.format(value=value), param, ctx)
        return day


class _Word(str):
    """What click calls a thing, with one capital where a sentence begins with it, not one a word."""

    __slots__ = ()

    def title(self) -> str:
        """Return it as the beginning of a sentence."""
        return self[:1].upper() + self[1:]


class NameType(_Text):
    """A name that is not empty: what a script forgot to set does not stand for all that there is."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an empty one."""
        return value if value.strip() else self.fail(_("The name is empty."), param, ctx)


class PathType(click.Path):
    """A path that is not empty: what a script forgot to set is no name for the directory it stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Check it as click does."""
        if not os.fspath(value):
            self.fail(_("The name is empty."), param, ctx)
        self.name = _Word(self.name)
        return super().convert(value, param, ctx)


class FileType(PathType):
    """A file: a name with a slash at its end is that of a directory, which must be there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse a directory that is not there before the slash is lost."""
        if (name := os.fsdecode(value)).endswith(os.sep) and not Path(name).is_dir():
            self.fail(_("There is no directory {file} yet; make it first.").format(file=name), param, ctx)
        return super().convert(value, param, ctx)


class HomeType(PathType):
    """The directory below which everything lies."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an address before click makes a path of it. Raises UnknownHome."""
        home_named(os.fspath(value))
        return super().convert(value, param, ctx)


def _bounds(low: float | None, high: float | None) -> str:
    """Word what click writes as 1<=x<=9, in its help too."""
    if high is None:
        return _("{low} or more").format(low=low)
    return _("{low} to {high}").format(low=low, high=high)


class WholeType(click.IntRange):
    """A whole number within bounds, called so in the language of the moment."""

    @property
    def name(self) -> str:  # type: ignore[override]  # click has one word for it
        """What click calls it in its sentences."""
        return _("whole number")

    def _describe_range(self) -> str:
        return _bounds(self.min, self.max)


class LimitType(WholeType):
    """How many at most; more than a store can count are all that there are."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number."""
        return min(int(super().convert(value, param, ctx)), _COUNTABLE)


class DelayType(click.FloatRange):
    """Seconds that one may wait between two requests; no number is none of them."""

    @property
    def name(self) -> str:  # type: ignore[override]  # as above
        """What click calls it in its sentences."""
        return _("number")

    def _describe_range(self) -> str:
        return _bounds(self.min, self.max)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number."""
        seconds = float(super().convert(value, param, ctx))
        return self.fail(_("It is not a number."), param, ctx) if math.isnan(seconds) else seconds


NAME = NameType()
DAY, LAST_DAY = DayType(), DayType(last=True)
LIMIT = LimitType(1)
DELAY = DelayType(0, 3600)
FILE = FileType(dir_okay=False, allow_dash=True, path_type=Path)
