"""`tinvl mark`: mark articles as read, star them, or keep them for later, without the reader."""

import click

from reader.cli import completing, options
from reader.cli.naming import check_named, find_article, words_of
from reader.cli.output import tell
from reader.cli.session import Session
from reader.i18n import _
from reader.words import plural


@click.command(
    help=_(
        "Mark articles as read, unless another mark is named. ID is an article's number, PORTAL/NUMBER, or "
        "its address; - reads them from standard input, one a line."
    )
)
@click.argument(
    "idents", metavar="ID...", nargs=-1, required=True, shell_complete=completing.complete_article
)
@options.portal
@click.option("--read/--unread", default=None, help=_("Read, or not read yet."))
@click.option("--star/--no-star", default=None, help=_("Starred, or no longer."))
@click.option("--later/--no-later", default=None, help=_("Kept to read later, or no longer."))
@click.pass_obj
def command(
    session: Session,
    *,
    idents: tuple[str, ...],
    portal: str | None,
    read: bool | None,
    star: bool | None,
    later: bool | None,
) -> None:
    """Find all articles, then mark them."""
    words = [*words_of(idents)]
    check_named(session, words, portal)
    found = dict.fromkeys(find_article(session, word, portal) for word in words)
    library = session.library
    for name, id_ in found:
        if read is not None or (star is None and later is None):
            library.mark_read(name, id_, read is not False)
        if star is not None:
            library.star(name, id_, star)
        if later is not None:
            library.keep_for_later(name, id_, later)
    tell(plural("{n} article marked.", "{n} articles marked.", len(found)))
