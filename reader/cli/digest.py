"""`tinvl digest`: what is new since the last digest, for mail or a login shell."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import click

from reader.cli import options
from reader.cli.lists import date_of, ident_of
from reader.cli.output import say, show, tell
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.cli.terminal import columns
from reader.export.jsonout import dumps, head_json
from reader.i18n import _
from reader.library import Library
from reader.news import News
from reader.wording.explain import holder
from reader.words import hour, number, plural
from scrapers.clock import utc_now
from scrapers.errors import StoreLocked
from scrapers.stores.lock import in_turn
from scrapers.text import clean_line

FIRST = timedelta(days=7)
"""How far back the first digest of a portal goes."""
_SHOWN = 10
"""Titles that a section lists; the others are only counted."""


@click.command(
    help=_(
        "Print what is new since you last asked. If nothing is new, nothing is printed except on a terminal."
    )
)
@options.portal
@options.every
@options.as_json
@click.option("--peek", is_flag=True, help=_("Only look: the next digest begins where this one does."))
@click.pass_obj
def command(session: Session, *, portal: str | None, every: bool, as_json: bool, peek: bool) -> None:
    """Print the news, then note that they were told; another digest waits, and tells what is left."""
    scope = Scope(session, portal, every=every)
    library = scope.library
    needs_none = peek or not library.userdata.writable
    with nullcontext() if needs_none else in_turn(_lock_of(library), utc_now(), _tell_waiting):
        _tell_once(session, scope, as_json=as_json, peek=peek)


def _lock_of(library: Library) -> Path:
    """Name the file that one digest holds from what it reads to the note that it was told."""
    return library.userdata.path.with_name("digest.lock")


def _tell_waiting(locked: StoreLocked) -> None:
    """Say which digest is waited for: it ends when all that it prints is taken, for only that is told."""
    text = _("Another digest is printing ({holder}). This one tells what is left when that has ended.")
    tell(text.format(holder=holder(locked)))


def _tell_once(session: Session, scope: Scope, *, as_json: bool, peek: bool) -> None:
    library, until = scope.library, utc_now()
    library.watching.watch(session.config.watch)
    found = [
        library.news.between(name, library.userdata.digested(name) or until - FIRST, until)
        for name in scope.names
    ]
    if as_json:
        told = [as_data(library, news) for news in found]
        say(dumps(told if scope.every else told[0]))
    else:
        _print(scope, found)
    sys.stdout.flush()  # what was not printed was not told
    if not peek:
        for name in scope.names:
            library.userdata.digest(name, until)


def _print(scope: Scope, found: Sequence[News]) -> None:
    """Print what is new on each portal that has anything new."""
    worth_telling = (news for news in found if not news.is_empty)
    told = ["\n".join(digest_lines(scope.library, news, with_portal=scope.every)) for news in worth_telling]
    if told:
        show("\n\n".join(told))
    elif columns() is not None:
        tell(_nothing(scope, found))


def _nothing(scope: Scope, found: Sequence[News]) -> str:
    """Say since when nothing is new, or that there is nothing at all."""
    if not scope.library.has_news(scope.portal):
        return scope.nothing_fetched()
    return _("Nothing new since {when}.").format(when=hour(min(news.since for news in found)))


def digest_lines(library: Library, news: News, *, with_portal: bool) -> Iterator[str]:
    """Write the news as lines of plain text, each article as id or portal/id."""

    def titled(row: int) -> str:
        return _titled(library, row, with_portal=with_portal)

    title = clean_line(library.portal(news.portal).title)
    yield _("{portal}: what is new since {when}").format(portal=title, when=hour(news.since))
    if news.watched:
        yield from ("", _("Words you watch for"))
        yield from _listed(
            [f"{titled(one.row)} ({clean_line(', '.join(one.words))})" for one in news.watched]
        )
    for name, rows in sections(news):
        yield from ("", f"{name} ({number(len(rows))})")
        yield from _listed(list(map(titled, rows)))
    if news.corrections:
        yield from ("", _("Corrected ({n})").format(n=number(len(news.corrections))))
        yield from _listed(list(map(titled, news.corrections)))
    if news.risers:
        yield from ("", _("Read more and more"))
        yield from _listed([f"{titled(one.row)} (+{number(one.growth)})" for one in news.risers])


def sections(news: News) -> Iterator[tuple[str, Sequence[int]]]:
    """Return the new articles by category, and those of none."""
    for category in news.categories:
        yield clean_line(category.name), category.rows
    if unfiled := news.unfiled:
        yield _("Elsewhere"), unfiled


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if (more := len(lines) - _SHOWN) > 0:
        yield "  " + plural("and {n} more", "and {n} more", more)


def _titled(library: Library, row: int, *, with_portal: bool) -> str:
    head = library.head(row)
    if head is None:
        return ""
    return f"{ident_of(head, with_portal=with_portal)}  {date_of(head):>11}  {clean_line(head.title)}"


def as_data(library: Library, news: News) -> dict[str, object]:
    """Return the news for other programs."""

    def heads(rows: Sequence[int]) -> list[dict[str, object]]:
        return [head_json(head) for head in library.heads(rows)]

    return {
        "portal": news.portal,
        "since": _iso(news.since),
        "until": _iso(news.until),
        "categories": [
            {"slug": one.slug, "name": one.name, "count": len(one.rows)} for one in news.categories
        ],
        "articles": heads(news.rows),
        "corrections": heads(news.corrections),
        "rising": [{**head, "growth": one.growth} for one in news.risers for head in heads([one.row])],
        "watched": [{**head, "words": one.words} for one in news.watched for head in heads([one.row])],
    }


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")
