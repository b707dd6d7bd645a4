"""`tinvl stats`: what is read most, what rises fastest, and the portal's visitors over time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import click

from reader.cli import options, values
from reader.cli.lists import ident_of
from reader.cli.output import say, show, tell
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.cli.terminal import columns
from reader.export.jsonout import dumps
from reader.i18n import _
from reader.library import Library
from reader.model import EVERYWHERE, Counted, Figures, History
from reader.wording.counts import no_curve, nothing_read, nothing_rises, spark, visitors_text
from reader.wording.signs import current
from reader.wording.sparkline import CELLS
from reader.words import hour, is_whole_day, number, place, speed, views
from scrapers.text import clean_line

_WIDTH, _HEIGHT = 76, 9
"""Cells and lines of the plot where there is no terminal that says how wide it is."""


@click.command(
    help=_("Show what is most read, what rises fastest, and how many people visit the portal; offline.")
)
@options.portal
@options.every
@click.option(
    "--limit", type=values.LIMIT, metavar="N", default=10, show_default=True, help=_("At most this many.")
)
@options.as_json
@click.pass_obj
def command(session: Session, *, portal: str | None, every: bool, limit: int, as_json: bool) -> None:
    """Print two lists of articles with their counts, and a plot of the visits, or those of each portal."""
    scope = Scope(session, portal, every=every)
    figures = session.library.stats.figures(scope.portal, limit)
    scope.tell_whose()
    if as_json:
        say(dumps(_as_json(session.library, figures, scope.names)))
        return
    if figures.most_read:
        _print_list(_("Most read"), figures.most_read, _read, with_portal=every)
    if figures.rising:
        _print_list(_rising_title(figures), figures.rising, _rises, with_portal=every)
    if every:
        _print_visitors(session.library, scope.names)
    elif len(figures.visitors) > 1:
        _print_plot(figures)
    _tell_missing(figures, scope)


def _print_list(
    title: str,
    counted: Sequence[Counted],
    numbers: Callable[[Counted], tuple[str, ...]],
    *,
    with_portal: bool,
) -> None:
    """Print a line an article, its numbers first; below it where they were seen, if places differ."""
    show(title)
    rows: list[tuple[str, ...]] = []
    for article in counted:
        figures = numbers(article)
        title_of = clean_line(article.head.title)
        ident = ident_of(article.head, with_portal=with_portal)
        rows.append((*figures, spark(article.history, CELLS), ident, title_of))
        if where := _where(article):
            rows.append((*[""] * (len(figures) + 2), where))
    last = len(rows[0]) - 1
    looks = [{last: "strong" if any(row[:last]) else "dim"} for row in rows]
    print_table(rows, right=range(last - 2), looks=looks)
    show("")


def _read(article: Counted) -> tuple[str, ...]:
    return (views(article.head.views),)


def _rises(article: Counted) -> tuple[str, ...]:
    return f"+{number(article.rise)}", speed(article.per_day, article.seconds)


def _where(article: Counted) -> str:
    """Say where the number was seen, and what other places say, where they differ."""
    if len({history.count for history in article.histories}) < 2:  # noqa: PLR2004 - they agree
        return ""
    here = place(article.history.place) if article.history else ""
    others = [f"{place(o.place)}: {number(o.count)}" for o in article.histories if o is not article.history]
    return "; ".join(filter(None, (here, *others)))


def _rising_title(figures: Figures) -> str:
    if figures.former_at is None:
        return _("Rising fastest")
    return _("Rising fastest since {time}").format(time=hour(figures.former_at))


def _print_visitors(library: Library, names: Sequence[str]) -> None:
    """Print a line a portal: each counts its visitors as it will, so nothing adds them up."""
    for name in names:
        if told := visitors_text(library.stats.visitors(name)):
            show(f"{clean_line(library.portal(name).title)}: {told}")


def _print_plot(figures: Figures) -> None:
    from reader.wording.plotting import plot  # noqa: PLC0415 - brings plotext, where there is something to draw

    show(visitors_text(figures.visitors))
    totals = [(seen.at, seen.total) for seen in figures.visitors if seen.total is not None]
    online = [(seen.at, seen.online) for seen in figures.visitors if seen.online is not None]
    width = min(columns() or _WIDTH, _WIDTH)
    for line in plot(totals if len(totals) > 1 else online, width, _HEIGHT, plain=current().plain):
        show(line)


def _tell_missing(figures: Figures, scope: Scope) -> None:
    """Say what is not there yet, and what to do: where nothing is, which command fetches a portal."""
    if figures.round_at is None and not figures.most_read:
        tell(scope.nothing_fetched())
        return
    if not figures.most_read:
        tell(nothing_read(figures))
    elif not figures.rising:
        tell(nothing_rises(figures))
    if not scope.every and len(figures.visitors) < 2:  # noqa: PLR2004 - a curve is between two
        tell(" · ".join(filter(None, (visitors_text(figures.visitors), no_curve(figures)))))


# JSON --------------------------------------------------------------------------------------------------


def _as_json(library: Library, figures: Figures, names: Sequence[str]) -> dict[str, object]:
    return {
        "portal": None if figures.portal == EVERYWHERE else figures.portal,
        "synced": _iso(figures.round_at),
        "since": _iso(figures.former_at),
        "most_read": [_counted_json(article) for article in figures.most_read],
        "rising": [_counted_json(article) for article in figures.rising],
        "visitors": [
            {"portal": name, "at": _iso(seen.at), "online": seen.online, "total": seen.total}
            for name in names
            for seen in library.stats.visitors(name)
        ],
    }


def _counted_json(article: Counted) -> dict[str, object]:
    head, here = article.head, article.history
    return {
        "id": head.id, "portal": head.portal, "url": head.url, "title": head.title,
        "views": here.count if here else head.views, "place": here.place if here else None,
        "rise": article.rise, "seconds": round(article.seconds),
        "per_day": round(article.per_day, 1) if is_whole_day(article.seconds) else None,
        "places": list(_places_json(article.histories)),
    }  # fmt: skip


def _places_json(histories: Sequence[History]) -> Iterator[dict[str, object]]:
    for history in histories:
        points = [{"at": _iso(at), "views": count} for at, count in history.points]
        yield {
            "place": history.place,
            "views": history.count,
            "seen_at": _iso(history.seen_at),
            "history": points,
        }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
