"""`tinvl search`: list articles that have the words, and show where the words stand in them."""

import re
from collections.abc import Sequence
from itertools import takewhile

import click
from rich.cells import cell_len

from reader.cli import options
from reader.cli.lists import date_of, ident_of
from reader.cli.missing import tell_cut
from reader.cli.output import Refusal, say, show, tell
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.cli.spread import check_by, print_spread
from reader.cli.terminal import columns, has_colours
from reader.export.jsonout import dumps, head_json
from reader.i18n import _
from reader.model import EVERYWHERE
from reader.render.hits import MATCH, marked
from reader.searching.marking import Excerpt
from reader.searching.query import Wanted, bounded, parse, within
from reader.searching.search import Found, FoundSort, Hit
from reader.wording.columns import padded
from reader.wording.nothingfound import loose_bar, misread, nothing_found
from reader.wording.signs import current
from scrapers.text import clean_line

_WIDTH = 100
"""Characters of an excerpt where there is no terminal."""
_INDENT = "    "
_LEAVES_OUT = re.compile(r"-[^\W\d]")
"""How a word begins that must not be there, and a short option."""


class _Search(click.Command):
    """Takes what is to be left out for no option that has its first letter: -công, -họp, -chuyenmuc:NAME."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse such a word whole, ahead of the -- that lets words begin with a minus."""
        for typed in takewhile(lambda arg: arg != "--", args):
            if _LEAVES_OUT.match(typed) and not (typed.isascii() and parse(typed).without):
                raise click.NoSuchOption(typed, ctx=ctx)
        return super().parse_args(ctx, args)


@click.command(
    cls=_Search,
    help=_(
        "Search the text of all cached articles, with or without accents. Articles with the accents as typed "
        'come first, then those with the words side by side, in the title, then newer ones. "Quoted words" '
        "stand together (quote them for the shell too), a word after a minus must not be there (write -- "
        "before the words), of those with a bar between them one is enough (a | b, or OR; quote the bar), "
        "the last word may be begun only. Also: title:WORD author:NAME category:NAME since:2017 "
        "until:31/01/2018 is:unread is:read is:starred is:later is:noted is:attached note:WORD; a minus "
        "before a label leaves out what has it."
    ),
)
@click.argument("words", metavar=_("WORDS..."), nargs=-1, required=True)
@options.portal
@options.every
@options.category
@options.since
@options.until
@options.found_sort
@options.limit
@options.by
@options.as_json
@click.pass_obj
def command(
    session: Session,
    *,
    words: tuple[str, ...],
    portal: str | None,
    every: bool,
    category: str | None,
    since: str | None,
    until: str | None,
    sort: FoundSort,
    limit: int,
    by: str | None,
    as_json: bool,
) -> None:
    """Print what was found, or how much of it `by` what."""
    check_by(by)
    scope = Scope(session, portal, every=every)
    wanted = bounded(parse(" ".join(words)), since, until)
    if category:
        known = session.library.find_category(scope.portal, category)
        wanted = within(wanted, category if every else known.slug)
    if wanted.is_empty:
        raise Refusal(_("There is no word to search for."))
    search = session.library.search
    found = search.find(scope.portal, wanted, limit if by is None else None, sort=sort)
    if by is not None:
        print_spread(session, found.rows, by, as_json=as_json)
    else:
        _print_found(session, found, as_json=as_json, with_portal=scope.with_portal)
    scope.tell_whose()
    tell_meaningless(scope.portal, found)
    if not found.complete:
        tell_cut(len(found.rows), sort, as_json=as_json)
    elif not (found.rows or found.unknown):
        wanted = found.wanted
        if said := misread(wanted) if as_json else found_nothing(scope, " ".join(words), wanted):
            tell(said)


def _print_found(session: Session, found: Found, *, as_json: bool, with_portal: bool) -> None:
    search, width = session.library.search, max((columns() or _WIDTH) - len(_INDENT), 1)
    hits = [hit for row in found.rows if (hit := search.hit(row, found.wanted, width)) is not None]
    if as_json:
        say(dumps([_as_json(hit) for hit in hits]))
    else:
        _print(hits, with_portal=with_portal)


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        **head_json(hit.head),
        "title_marks": hit.title.marks,
        "excerpt": hit.text.text,
        "excerpt_marks": hit.text.marks,
    }


def _print(hits: Sequence[Hit], *, with_portal: bool) -> None:
    """Print two lines a result: id, date and title; then its excerpt."""
    idents = [ident_of(hit.head, with_portal=with_portal) for hit in hits]
    widest = max(map(cell_len, idents), default=0)
    dates = max((len(date_of(hit.head)) for hit in hits), default=0)
    for hit, ident in zip(hits, idents, strict=True):
        head = hit.head
        lead = f"{current().state(head)} {padded(ident, widest)}  {date_of(head):>{dates}}  "
        show(_dimmed(lead) + _marked(hit.title, cell_len(lead)))
        if hit.text.text:
            show(_INDENT + _marked(hit.text, len(_INDENT)))


def _dimmed(text: str) -> str:
    return click.style(text, dim=True) if has_colours() else text


def _marked(line: Excerpt, before: int) -> str:
    """Write a line with its marks in bold, cut where the terminal ends."""
    room = columns()
    bits = marked(line, max(room - before, 1) if room else None)
    return "".join(_bold(bit.text) if bit.look == MATCH else bit.text for bit in bits)


def _bold(text: str) -> str:
    return click.style(text, bold=True, fg="yellow") if has_colours() else text


def tell_meaningless(portal: str, found: Found) -> None:
    """Say what of a search means nothing: categories that the portal does not have, a bar."""
    if said := loose_bar(found.wanted):
        tell(said)
    for name in map(clean_line, found.unknown):
        if portal == EVERYWHERE:
            tell(_("No portal has a category “{name}”.").format(name=name))
        else:
            tell(_("{portal} has no category “{name}”.").format(portal=portal, name=name))


def found_nothing(scope: Scope, typed: str, wanted: Wanted) -> str:
    """Say why a search found nothing, and what was meant if that would be found."""
    if meant := scope.library.search.meant(scope.portal, typed):
        return _("Nothing found. Did you mean: {meant}").format(meant=meant)
    return nothing_found(wanted) if scope.library.has_news(scope.portal) else scope.nothing_fetched()
