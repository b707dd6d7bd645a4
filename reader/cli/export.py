"""`tinvl export`: write many articles, to take along or for other programs."""

from pathlib import Path
from typing import Unpack

import click
from msgspec.structs import replace

from reader.cli import options, values
from reader.cli.exits import Exit
from reader.cli.naming import in_category
from reader.cli.output import STDOUT, Refusal, pour, tell
from reader.cli.progress import meter
from reader.cli.scope import Scope
from reader.cli.search import found_nothing, tell_meaningless
from reader.cli.session import Session
from reader.cli.terminal import follows_progress
from reader.export.exporting import ENDINGS, FORMS, Form, Selection, form_of, pieces, write_file, write_folder
from reader.i18n import _
from reader.model import Query, Sort
from reader.progress import Progress
from reader.searching.query import bounded, parse, within
from reader.searching.search import FoundSort
from reader.wording.explain import cannot_write
from reader.wording.nothingfound import no_time
from reader.words import plural, today


@click.command(
    help=_(
        "Write cached articles, newest first, to standard output or a file. Where there is none, nothing is "
        "written (exit code 1), but jsonl and atom, which say so to programs."
    )
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help=_(
        "One JSON object a line, Markdown with front matter, one HTML page with its pictures, a book, "
        "an Atom feed for any reader of feeds, or a bibliography for LaTeX (bibtex) or for Zotero and EndNote"
        " (ris); otherwise as FILE ends, and jsonl."
    ),
)
@options.portal
@options.every
@options.category
@click.option("--search", metavar=_("WORDS"), help=_("Only what `tinvl search WORDS` finds, the best first."))
@options.found_sort
@options.starred
@options.later
@options.noted
@options.since
@options.until
@click.option("--today", "only_today", is_flag=True, help=_("Only what was published today."))
@click.option("--limit", type=values.LIMIT, metavar="N", help=_("At most this many."))
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=values.FileType(allow_dash=True, path_type=Path),
    help=_(
        "Write to this file; it appears when it is complete. Into a directory goes Markdown, a file for "
        "each article."
    ),
)
@click.pass_obj
def command(
    session: Session,
    *,
    form: Form | None,
    portal: str | None,
    every: bool,
    category: str | None,
    search: str | None,
    sort: FoundSort,
    only_today: bool,
    limit: int | None,
    output: Path | None,
    **narrowing: Unpack[options.Narrowing],
) -> None:
    """Write articles in the form asked for, and say how many."""
    if only_today:
        if narrowing["since"] or narrowing["until"]:
            raise Refusal(_("--today stands for both --since and --until."))
        narrowing["since"] = narrowing["until"] = today(session.clock())
    output = None if output == STDOUT else output
    form = _form(form, output)
    scope = Scope(session, portal, every=every)
    order: Sort = "oldest" if sort == "oldest" else "date"
    query = Query(scope.portal, sort=order, cached=True, limit=limit, **narrowing)
    query, called = in_category(session.library, query, category)
    selection = _selected(scope, query, search, called, sort)
    if not (lack := selection.lack(form)):
        _write(selection, form, output)
    scope.tell_whose()
    if lack:
        raise Refusal(lack, code=Exit.PARTLY)
    tell(plural("{n} article written.", "{n} articles written.", selection.count))


def _form(form: Form | None, output: Path | None) -> Form:
    """Choose the form by what was said, then by the file's name."""
    if output is not None and output.is_dir():
        if form not in (None, "markdown"):
            text = _("{file} is a directory; only Markdown goes into one, a file for each article.")
            raise Refusal(text.format(file=output))
        return "markdown"
    form = form or (_told_by(output) if output else "jsonl")
    if form == "epub" and output is None:
        raise Refusal(_("A book is a file: say where to write it with -o FILE."))
    return form


def _told_by(output: Path) -> Form:
    """Return the form that a file's name asks for; of one without an ending, as a device's, JSON lines."""
    form = form_of(output)
    if form is None and output.suffix:
        text = _("{file} ends in none of {known}; another name needs --format.")
        raise Refusal(text.format(file=output, known=", ".join(ENDINGS)))
    return form or "jsonl"


def _selected(scope: Scope, query: Query, words: str | None, category: str, sort: FoundSort) -> Selection:
    """Select what was asked for, and say why that is nothing."""
    if words is not None:
        return _found(scope, query, words, category, sort)
    if not scope.library.has_news(query.portal):
        tell(scope.nothing_fetched())
    elif wrong := no_time(query.since, query.until):
        tell(wrong)
    return Selection.of_query(scope.library, query, category)


def _found(scope: Scope, query: Query, words: str, category: str, sort: FoundSort) -> Selection:
    """Select what a search finds, within what else was asked for."""
    typed = parse(words)
    if typed.is_empty:
        raise Refusal(_("There is no word to search for."))
    wanted = replace(
        within(bounded(typed, query.since, query.until), *filter(None, (query.shelf, query.category))),
        starred=typed.starred or query.starred,
        later=typed.later or query.later,
        noted=typed.noted or query.noted,
    )
    found = scope.library.search.find(query.portal, wanted, sort=sort)
    tell_meaningless(query.portal, found)
    if not found.rows and not found.unknown:
        tell(found_nothing(scope, words, wanted))
    return Selection.of_found(scope.library, query, found, words, category)


def _write(selection: Selection, form: Form, output: Path | None) -> None:
    if output is None:
        pour(pieces(form, selection))
        return
    try:
        with meter(quiet=not follows_progress()) as shown:
            selection.watch = lambda count: shown.show(Progress(done=count, queued=selection.total))
            if output.is_dir():
                write_folder(selection, output)
            else:
                write_file(selection, form, output)
    except OSError as error:
        raise Refusal(cannot_write(output, error)) from error
