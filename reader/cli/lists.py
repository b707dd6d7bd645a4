"""`tinvl list`: list articles, newest first."""

from collections.abc import Mapping, Sequence
from typing import Unpack, get_args

import click

from reader.cli import options
from reader.cli.missing import tell_cut
from reader.cli.naming import in_category
from reader.cli.output import say, tell
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.cli.spread import check_by, print_spread
from reader.cli.tables import print_table
from reader.cli.terminal import columns
from reader.export.jsonout import dumps, head_json
from reader.i18n import _
from reader.model import ALL, Head, Query, Sort
from reader.wording.columns import wrapped
from reader.wording.counts import nothing_rises
from reader.wording.nothingfound import no_time
from reader.wording.signs import current
from reader.words import day, views
from scrapers.text import clean_line

_INDENT = "    "
_WIDTH = 100
"""Columns of a note where there is no terminal."""


@click.command(help=_("List articles from the cache, newest first."))
@options.portal
@options.every
@options.category
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    default="date",
    show_default=True,
    help=_("By date, by view count, by how fast views rise, or the oldest first."),
)
@click.option("--unread", is_flag=True, help=_("Only what is not read yet."))
@options.starred
@options.later
@options.noted
@click.option("--attached", is_flag=True, help=_("Only what has files attached."))
@options.since
@options.until
@options.limit
@options.by
@options.as_json
@click.pass_obj
def command(
    session: Session,
    *,
    portal: str | None,
    every: bool,
    category: str | None,
    sort: Sort,
    limit: int,
    by: str | None,
    as_json: bool,
    **narrowing: Unpack[options.Narrowing],
) -> None:
    """Print heads: id, date, views, title; or how many there are `by` what."""
    check_by(by)
    scope = Scope(session, portal, every=every)
    query = Query(scope.portal, ALL, sort, limit=limit + 1 if by is None else None, **narrowing)
    query, _called = in_category(session.library, query, category)
    session.library.watching.watch(session.config.watch)
    for name in scope.names:
        session.library.watching.refresh(name)
    rows = session.library.rows(query)
    if by is not None:
        print_spread(session, rows, by, as_json=as_json)
    else:
        heads = session.library.heads(rows[:limit])
        _print(heads, notes=query.noted, with_portal=scope.with_portal, as_json=as_json)
    scope.tell_whose()
    if by is None and len(rows) > limit:
        tell_cut(limit, sort, as_json=as_json)
    if wrong := no_time(query.since, query.until):
        tell(wrong)
    elif not as_json:
        _tell(scope, query, some=bool(rows))


def _print(heads: Sequence[Head], *, notes: bool, with_portal: bool, as_json: bool) -> None:
    if as_json:
        say(dumps([head_json(head) for head in heads]))
    else:
        print_heads(heads, notes=notes, with_portal=with_portal)


def print_heads(heads: Sequence[Head], *, notes: bool = False, with_portal: bool = False) -> None:
    """Print rows in columns: marks, id, date, views, title; with `notes`, below each what is noted."""
    signs = current()
    rows = [
        (
            signs.state(head) + signs.marks(head),
            ident_of(head, with_portal=with_portal),
            date_of(head),
            views(head.views),
            _title(head),
        )
        for head in heads
    ]
    below = [_note(head) for head in heads] if notes else ()
    print_table(rows, right=(2, 3), looks=[_looks(head) for head in heads], gaps={0: " "}, below=below)


def _note(head: Head) -> list[str]:
    room = max((columns() or _WIDTH) - len(_INDENT), 1)
    return [_INDENT + line for line in wrapped(clean_line(head.note), room)]


def _title(head: Head) -> str:
    title = clean_line(head.title)
    return f"{title} ({_('gone from the portal')})" if head.gone else title


def ident_of(head: Head, *, with_portal: bool) -> str:
    """Write how an article is named to commands: its id, or portal/id."""
    return clean_line(f"{head.portal}/{head.id}" if with_portal else head.id)


def date_of(head: Head) -> str:
    """Write the day of an article, with a tilde where it is not sure."""
    written = day(clean_line(head.published or ""))
    return f"~{written}" if head.published_guessed else written


def _looks(head: Head) -> Mapping[int, str]:
    return {0: "mark", 1: "dim", 3: "dim", 4: "dim" if not head.cached else "" if head.read else "strong"}


def _tell(scope: Scope, query: Query, *, some: bool) -> None:
    """Say why a list is empty, or not in the order that was asked for."""
    if not some:
        tell(_nothing(scope))
    elif query.sort == "rising":
        _tell_where_nothing_rises(scope)


def _nothing(scope: Scope) -> str:
    if scope.library.has_news(scope.portal):
        return _("No article matches. Ask for less, or run `tinvl sync` for news.")
    return scope.nothing_fetched()


def _tell_where_nothing_rises(scope: Scope) -> None:
    """Say that rows which ought to stand by what rises stand by their date."""
    told = [scope.library.stats.figures(portal, 1) for portal in scope.names]
    if not any(figures.rising for figures in told):
        tell(nothing_rises(next((figures for figures in told if figures.former_at), told[0])))
