"""Options that several commands share, with what a shell may complete them to."""

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from reader.i18n import _
from reader.paths import home_named
from reader.searching.days import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.session import Session
    from reader.library import Library

    _Text = click.ParamType[str]  # generic since click 8.3, for the type checker alone
else:
    _Text = click.ParamType

_OFFERED = 200
"""How many of the newest articles a shell completes an id from."""
_COUNTABLE = 2**31
"""More articles than a portal has; SQLite counts up to 2^63 - 1, and some ask for a few times as many."""
_Item = TypeVar("_Item")


class DayType(_Text):
    """A day, a month or a year as a search takes them, too: 09/01/2017, 2017-01-09, 01/2017, 2017.

    Gives an ISO date: the first day of it, or the last.
    """

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        """`last` is for a bound at the end."""
        self._day = last_day if last else first_day

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the day, or fail with the forms named."""
        if (day := self._day(value)) is None:
            text = _("{value!r} is not a date; write 09/01/2017, 2017-01-09, 01/2017 or 2017.")
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

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> "str | bytes | os.PathLike[str]":
        """Check it as click does."""
        if not os.fspath(value):
            self.fail(_("The name is empty."), param, ctx)
        self.name = _Word(self.name)
        return super().convert(value, param, ctx)


class HomeType(PathType):
    """The directory below which everything lies."""

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> "str | bytes | os.PathLike[str]":
        """Refuse an address before click makes a path of it. Raises UnknownHome."""
        home_named(os.fspath(value))
        return super().convert(value, param, ctx)


def _bounds(low: float | None, high: float | None) -> str:
    """Word what click writes as 1<=x<=9, in its help too."""
    if high is None:
        return _("{low} or more").format(low=low)
    return _("{low} to {high}").format(low=low, high=high)


class Whole(click.IntRange):
    """A whole number within bounds, called so in the language of the moment."""

    @property
    def name(self) -> str:  # type: ignore[override]  # click has one word for it
        """What click calls it in its sentences."""
        return _("whole number")

    def _describe_range(self) -> str:
        return _bounds(self.min, self.max)


class LimitType(Whole):
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


_HELP = "help"
"""What many type in place of `--help`; not a command."""


def with_help(context: click.Context, args: list[str]) -> list[str]:
    """Read `help COMMAND` as `COMMAND --help`; `help` by itself prints the help of the group."""
    if args[0] != _HELP:
        return args
    named = args[1:]
    if context.resilient_parsing:  # a shell asks what may follow: what it is told is no help
        return named or args
    if not named or named[0] == _HELP:
        click.echo(context.get_help())
        context.exit()
    return [*named, "--help"]


def check_delay(delay: float | None, url: str) -> None:
    """Refuse a pace that only a portal on this machine may be asked at."""
    from reader.cli.output import Refusal  # noqa: PLC0415 - most commands ask no portal
    from scrapers.pace import POLITE  # noqa: PLC0415 - likewise
    from scrapers.urls import host, is_loopback  # noqa: PLC0415 - likewise

    if delay is not None and not delay >= POLITE and not is_loopback(host(url)):
        text = _("--delay under 1 second is only for a portal on this machine, and {host} is not.")
        raise Refusal(text.format(host=host(url)))


def worded(command: click.Command) -> click.Command:
    """Translate the usage line of a command into the language of the moment."""
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    return command


class Subcommands(click.Group):
    """A group whose help says what each of its commands does to the end of the sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, of `help` the one behind it."""
        return super().resolve_command(ctx, with_help(ctx, args))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its usage in the language of the moment."""
        command = super().get_command(ctx, cmd_name)
        return worded(command) if command else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands; click itself cuts off what they do at 45 letters."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])


def complete_portal(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """List the portals whose names begin so."""
    return _completed(begun, [portal.name for portal in _session(ctx).portals.with_demo()])


def complete_category(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """List the slugs of categories that begin so, as far as they are known here."""

    def slugs(library: "Library", portal: str) -> list[str]:
        return [shelf.key for shelf in library.shelves(portal) if shelf.is_category]

    return _completed(begun, _known(ctx, slugs))


def complete_article(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """List the newest articles whose ids begin so, with their titles for shells that show such.

    After "portal/" those of that portal.
    """
    from reader.model import Query  # noqa: PLC0415 - only while a shell completes a word
    from scrapers.text import clean_line  # noqa: PLC0415 - likewise

    first, slash, _rest = begun.rpartition("/")
    lead, named = (f"{first}/", first) if slash and not ctx.params.get("portal") else ("", None)

    def newest(library: "Library", portal: str) -> list[CompletionItem]:
        heads = library.heads(library.rows(Query(portal=portal, limit=_OFFERED)))
        return [CompletionItem(f"{lead}{head.id}", help=clean_line(head.title)) for head in heads]

    return [item for item in _known(ctx, newest, named) if item.value.startswith(begun)]


def _known(
    ctx: click.Context, ask: "Callable[[Library, str], list[_Item]]", named: str | None = None
) -> "list[_Item]":
    """Ask a library of what is here about the portal that was named; nothing where there is none."""
    from scrapers.errors import TinvlError  # noqa: PLC0415 - only while a shell completes a word

    session, portal = _session(ctx), named or ctx.params.get("portal")
    try:
        session.enter(portal or "")
        if not session.paths.userdata.exists():
            return []
        return ask(session.library, session.choose_portal(portal))
    except TinvlError:
        return []  # a shell has no place for what is wrong
    finally:
        session.close()


def _completed(begun: str, words: list[str]) -> list[str]:
    return [word for word in words if word.startswith(begun)]


def _session(ctx: click.Context) -> "Session":
    """The session of a command line that is still being typed."""
    from reader.cli.session import Session  # noqa: PLC0415 - as above

    return Session(ctx.find_root().params.get("home"))


NAME = NameType()
DAY, LAST_DAY = DayType(), DayType(last=True)
LIMIT = LimitType(1)
DELAY = DelayType(0, 3600)
FILE = PathType(dir_okay=False, allow_dash=True, path_type=Path)
portal = click.option(
    "--portal",
    type=NAME,
    metavar=_("PORTAL"),
    shell_complete=complete_portal,
    help=_("Name of the portal; `tinvl portals` lists them."),
)
every = click.option("--all", "every", is_flag=True, help=_("Of every portal that was fetched here."))
category = click.option(
    "--category",
    "-c",
    type=NAME,
    metavar=_("CATEGORY"),
    shell_complete=complete_category,
    help=_("Only this category: its slug or its name, accents or not."),
)
starred = click.option("--starred", is_flag=True, help=_("Only what is starred."))
later = click.option("--later", is_flag=True, help=_("Only what is kept to read later."))
noted = click.option("--noted", is_flag=True, help=_("Only what you wrote a note on."))
since = click.option(
    "--since",
    type=DAY,
    metavar=_("DATE"),
    help=_("Only what was published on this day or later: 31/01/2018, 01/2018 or 2018."),
)
until = click.option(
    "--until",
    type=LAST_DAY,
    metavar=_("DATE"),
    help=_("Only what was published on this day or before; a month or a year to its end."),
)
found_sort = click.option(
    "--sort",
    type=click.Choice(["best", "date"]),
    default="best",
    show_default=True,
    help=_("Sort what a search finds by how well it fits, or by date."),
)
limit = click.option(
    "--limit", type=LIMIT, metavar="N", default=20, show_default=True, help=_("At most this many.")
)
by = click.option(
    "--by",
    type=click.Choice(["year", "month", "day", "category"]),
    help=_("Count the articles by time or by category, in place of listing them."),
)
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))
base_url = click.option(
    "--base-url", metavar=_("URL"), help=_("Fetch from a mirror; articles keep their own addresses.")
)
delay = click.option(
    "--delay",
    type=DELAY,
    metavar=_("SECONDS"),
    help=_("Seconds between requests; under 1 only for a portal on this machine."),
)
