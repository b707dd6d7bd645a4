"""Options that several commands share."""

from typing import TypedDict

import click

from reader.cli import completing, values
from reader.i18n import _

portal = click.option(
    "--portal",
    type=values.NAME,
    metavar=_("PORTAL"),
    shell_complete=completing.complete_portal,
    help=_("Name of the portal; `tinvl portals` lists them."),
)
every = click.option("--all", "every", is_flag=True, help=_("All portals that were fetched here."))
category = click.option(
    "--category",
    "-c",
    type=values.NAME,
    metavar=_("CATEGORY"),
    shell_complete=completing.complete_category,
    help=_("Only this category: its slug or its name, accents or not."),
)
starred = click.option("--starred", is_flag=True, help=_("Only what is starred."))
later = click.option("--later", is_flag=True, help=_("Only what is kept to read later."))
noted = click.option("--noted", is_flag=True, help=_("Only what you wrote a note on."))
since = click.option(
    "--since",
    type=values.DAY,
    metavar=_("DATE"),
    help=_("Only what was published on this day or later: 31/01/2018, 01/2018, 2018 or 7d."),
)
until = click.option(
    "--until",
    type=values.LAST_DAY,
    metavar=_("DATE"),
    help=_("Only what was published on this day or before; a month or a year to its end."),
)
found_sort = click.option(
    "--sort",
    type=click.Choice(["best", "date", "oldest"]),
    default="best",
    show_default=True,
    help=_("By how well it fits what is searched for, by date, or the oldest first."),
)
limit = click.option(
    "--limit", type=values.LIMIT, metavar="N", default=20, show_default=True, help=_("At most this many.")
)
by = click.option(
    "--by",
    type=click.Choice(["year", "month", "day", "category", "author"]),
    help=_("Count the articles by time, category or author, in place of listing them."),
)
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))
base_url = click.option(
    "--base-url", metavar=_("URL"), help=_("Fetch from a mirror; articles keep their own addresses.")
)
delay = click.option(
    "--delay",
    type=values.DELAY,
    metavar=_("SECONDS"),
    help=_("Seconds between requests; under 1 only for a portal on this machine."),
)


class Narrowing(TypedDict, total=False):
    """What lists are narrowed by: the options of that name, as `Query` takes them."""

    unread: bool
    starred: bool
    later: bool
    noted: bool
    attached: bool
    since: str | None
    until: str | None


def check_delay(delay: float | None, url: str) -> None:
    """Refuse a pace that only a portal on this machine may be asked at."""
    from reader.cli.output import Refusal  # noqa: PLC0415 - most commands ask no portal
    from scrapers.net.pace import POLITE  # noqa: PLC0415 - likewise
    from scrapers.urls import host, is_loopback  # noqa: PLC0415 - likewise

    name = host(url)
    if delay is not None and delay < POLITE and name and not is_loopback(name):
        text = _("--delay under 1 second is only for a portal on this machine, and {host} is not.")
        raise Refusal(text.format(host=name))
