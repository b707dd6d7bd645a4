"""`tinvl files`: save the files that are attached to an article, or read them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import completing, options, values
from reader.cli.exits import Exit
from reader.cli.naming import find_article, not_here
from reader.cli.output import Refusal, chosen_option, say, show, tell
from reader.cli.progress import Meter, meter
from reader.cli.session import Session
from reader.cli.sync import check_there, check_way, stop_on_interrupt
from reader.cli.terminal import text_width
from reader.export.plain import files_as_plain
from reader.fetching.saving import (
    FileLost,
    FileSaved,
    FilesOutcome,
    loss_text,
    make_ready,
    outcome_of,
    progress_text,
    save,
)
from reader.i18n import _
from reader.model import Way
from reader.paths import downloads
from reader.wording.documents import file_label, remarked
from reader.words import number, plural
from scrapers.errors import UnknownName
from scrapers.model import Article, Attachment
from scrapers.syncing.attached import FileComing
from scrapers.syncing.filestoread import files_to_read
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.fetching.fetching import Fetching
    from scrapers.syncing.filetexts import FileRead


@click.command(
    help=_(
        "Save the files attached to an article, or read them. ID is its number, PORTAL/NUMBER, or its "
        "address. Nothing is written over: another file of the same name gets a number."
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
@click.option(
    "--read",
    is_flag=True,
    help=_("Print what they say, and keep it with the article, where searches find it; save nothing."),
)
@click.option(
    "--again",
    is_flag=True,
    help=_("Ask the portal for files that were read before, too: what it has changed is kept beside."),
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
    read: bool,
    again: bool,
    base_url: str | None,
    delay: float | None,
    as_json: bool,
) -> Exit:
    """Save what an article offers, or read it; print where it lies, or what it says; say what failed."""
    chosen_option({"again" if again else "read": read or again, "output": folder is not None})
    read = read or again
    article = _article(session, *find_article(session, ident, portal))
    check_way(session, article.portal, way := Way(base_url, delay))
    wanted = files_to_read(article, again=again) if read else article.attachments
    if wanted:
        check_there(session, article.portal, way)
    fetching = partial(session.library.fetching, article.portal, way)
    if not read:
        return _save(article, fetching, folder or downloads(), as_json=as_json)
    outcome = _read(article, wanted, fetching, again=again)
    if outcome.ended:
        article = _article(session, article.portal, article.id)
    _print_texts(article, outcome, text_width(session.config.reading_width), as_json=as_json)
    _tell_rest(outcome, article, _("Stopped with {n} of {of} files read; the same command reads the rest."))
    return _exit_of(outcome)


def _save(article: Article, fetching: "Callable[[], Fetching]", folder: Path, *, as_json: bool) -> Exit:
    if article.attachments and (trouble := make_ready(folder)):
        raise Refusal(trouble)
    with stop_on_interrupt() as stop, meter(quiet=False) as shown:
        coming = fetching().files(article, stop)
        outcome = save(coming, len(article.attachments), folder, partial(_show, shown))
    if as_json:
        _print_json(map(_saved_json, outcome.ended))
    else:
        for saved in outcome.came:
            say(clean_line(_text(saved.path)))
    if already := sum(saved.already for saved in outcome.came):
        tell(plural("{n} file was there already.", "{n} files were there already.", already))
    _tell_rest(
        outcome, article, _("Stopped with {n} of {of} files saved; the same command fetches the rest.")
    )
    return _exit_of(outcome)


def _read(
    article: Article, wanted: Sequence[Attachment], fetching: "Callable[[], Fetching]", *, again: bool
) -> "FilesOutcome[FileRead]":
    """Read what was not read yet, or is asked for again; without such the portal is not asked."""
    if not wanted:
        return FilesOutcome(0)
    with stop_on_interrupt() as stop, meter(quiet=False) as shown:
        events = fetching().read_files(article, again=again, stop=stop)
        return outcome_of(events, len(wanted), partial(_show, shown))


def _print_texts(article: Article, outcome: "FilesOutcome[FileRead]", width: int, *, as_json: bool) -> None:
    """Print what the files of an article say, and on stderr why others say nothing."""
    if as_json:
        _print_json((*_texts_json(article), *map(_lost_json, outcome.lost)))
    elif text := files_as_plain(article, width):
        show(text.rstrip("\n"))
    for file, why in remarked(article):
        if why:
            tell(f"{file_label(file)}: {why}.")


def _article(session: Session, portal: str, id: str) -> Article:
    try:
        return session.library.article(portal, id)
    except UnknownName as error:
        raise not_here(session, portal, id) from error


def _show(shown: Meter, coming: FileComing) -> None:
    shown.count(file_label(coming.file), coming.done, coming.of, progress_text(coming))


def _print_json(files: Iterable[dict[str, object]]) -> None:
    from reader.export.jsonout import dumps  # noqa: PLC0415 - for this form alone

    say(dumps(list(files)))


def _saved_json(ended: FileSaved | FileLost) -> dict[str, object]:
    if isinstance(ended, FileLost):
        return _lost_json(ended)
    return {**_about(ended.file), "path": _text(ended.path), "bytes": ended.bytes}


def _lost_json(lost: FileLost) -> dict[str, object]:
    return {**_about(lost.file), "error": lost.why}


def _texts_json(article: Article) -> Iterator[dict[str, object]]:
    from reader.export.jsonout import document_json  # noqa: PLC0415 - as above

    names = {file.url: _about(file) for file in article.attachments}
    for document in article.documents:
        yield {**names[document.url], **document_json(document)}


def _about(file: Attachment) -> dict[str, object]:
    return {"name": file_label(file), "url": file.url}


def _text(path: Path) -> str:
    """Write a path, also one that is no text."""
    return os.fsencode(path).decode(errors="replace")


def _tell_rest(
    outcome: "FilesOutcome[FileSaved] | FilesOutcome[FileRead]", article: Article, stopped: str
) -> None:
    """Say on stderr what stdout does not: that there are no files, what failed, what was not reached."""
    if not article.attachments:
        tell(_("No files are attached to “{title}”.").format(title=clean_line(article.title)))
    for lost in outcome.lost:
        tell(loss_text(lost))
    if outcome.stopped:
        tell(stopped.format(n=number(len(outcome.came)), of=number(outcome.of)))


def _exit_of(outcome: "FilesOutcome[FileSaved] | FilesOutcome[FileRead]") -> Exit:
    if outcome.stopped:
        return Exit.INTERRUPTED
    if outcome.unreachable:
        return Exit.UNREACHABLE
    return Exit.PARTLY if outcome.lost else Exit.DONE
