"""`tinvl files`: save the files that are attached to an article."""

import os
from pathlib import Path

import click

from reader.cli import completing, options, values
from reader.cli.exits import Exit
from reader.cli.naming import find_article, not_here
from reader.cli.output import Refusal, say, tell
from reader.cli.progress import Meter, meter
from reader.cli.session import Session
from reader.cli.sync import check_there, check_way, stop_on_interrupt
from reader.documents import file_label
from reader.i18n import _
from reader.paths import downloads
from reader.saving import FileLost, FileSaved, Outcome, loss_text, make_ready, progress_text, save
from reader.words import number, plural
from scrapers.attached import FileComing
from scrapers.errors import UnknownName
from scrapers.model import Article
from scrapers.text import clean_line


@click.command(
    help=_(
        "Save the files attached to an article. ID is its number, PORTAL/NUMBER, or its address. "
        "Nothing is written over: another file of the same name gets a number."
    )
)
@click.argument("ident", metavar="ID", shell_complete=completing.complete_article)
@options.portal
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("DIR"),
    type=values.PathType(path_type=Path),
    help=_("Save into this directory, made if missing; by default where downloads go."),
)
@options.base_url
@options.delay
@options.as_json
@click.pass_obj
def command(
    session: Session,
    *,
    ident: str,
    portal: str | None,
    folder: Path | None,
    base_url: str | None,
    delay: float | None,
    as_json: bool,
) -> Exit:
    """Save what an article offers, print where it lies, and say what failed."""
    article = _article(session, *find_article(session, ident, portal))
    check_way(session, article.portal, base_url, delay)
    if article.attachments:
        check_there(session, article.portal, base_url)
    folder = folder or downloads()
    if article.attachments and (trouble := make_ready(folder)):
        raise Refusal(trouble)
    with stop_on_interrupt() as stop, meter(quiet=False) as shown:
        events = session.library.files(article, stop=stop, base_url=base_url, delay=delay)
        outcome = save(events, len(article.attachments), folder, lambda coming: _show(coming, shown))
    _print(outcome, as_json=as_json)
    _tell(outcome, article)
    return _exit_of(outcome)


def _article(session: Session, portal: str, id: str) -> Article:
    try:
        return session.library.article(portal, id)
    except UnknownName as error:
        raise not_here(session, portal, id) from error


def _show(coming: FileComing, shown: Meter) -> None:
    shown.count(file_label(coming.file), coming.done, coming.of, progress_text(coming))


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if not as_json:
        for saved in outcome.saved:
            say(clean_line(_text(saved.path)))
        return
    from reader.jsonout import dumps  # noqa: PLC0415 - for this form alone

    say(dumps([_plain(ended) for ended in outcome.ended]))


def _plain(ended: FileSaved | FileLost) -> dict[str, object]:
    about = {"name": file_label(ended.file), "url": ended.file.url}
    if isinstance(ended, FileLost):
        return {**about, "error": ended.why}
    return {**about, "path": _text(ended.path), "bytes": ended.bytes}


def _text(path: Path) -> str:
    """Write a path, also one that is no text."""
    return os.fsencode(path).decode(errors="replace")


def _tell(outcome: Outcome, article: Article) -> None:
    """Say on stderr what stdout does not: what was there before, what failed, what was not reached."""
    if not outcome.of:
        tell(_("No files are attached to “{title}”.").format(title=clean_line(article.title)))
    if already := sum(saved.already for saved in outcome.saved):
        tell(plural("{n} file was there already.", "{n} files were there already.", already))
    for lost in outcome.lost:
        tell(loss_text(lost))
    if outcome.stopped:
        text = _("Stopped with {n} of {of} files saved; the same command fetches the rest.")
        tell(text.format(n=number(len(outcome.saved)), of=number(outcome.of)))


def _exit_of(outcome: Outcome) -> Exit:
    if outcome.stopped:
        return Exit.INTERRUPTED
    if outcome.unreachable:
        return Exit.UNREACHABLE
    return Exit.PARTLY if outcome.lost else Exit.DONE
