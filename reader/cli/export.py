"""`tinvl export`: many articles, to take along or for other programs."""

from pathlib import Path

import click

from reader.cli import options
from reader.cli.output import STDOUT, Refusal, pour, tell
from reader.cli.session import Session
from reader.exporting import FORMS, Form, Selection, form_of, pieces, write_file
from reader.i18n import _, ngettext
from reader.model import ALL, Query
from reader.words import number


@click.command(help=_("Write cached articles, newest first, to standard output or a file."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help=_(
        "One JSON object a line, Markdown with front matter, one HTML page with its pictures, or a book; "
        "otherwise as FILE ends, and jsonl."
    ),
)
@options.portal
@options.category
@click.option("--starred", is_flag=True, help=_("Only what is starred."))
@click.option(
    "--since", type=options.DAY, metavar="D", help=_("Only what was published on this day or later.")
)
@click.option(
    "--until", type=options.DAY, metavar="D", help=_("Only what was published on this day or before.")
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help=_("Write to this file; it appears when it is complete."),
)
@click.pass_obj
def command(
    session: Session,
    *,
    form: Form | None,
    portal: str | None,
    category: str | None,
    starred: bool,
    since: str | None,
    until: str | None,
    output: Path | None,
) -> None:
    """Write articles in the form asked for, and say how many."""
    output = None if output == STDOUT else output
    form = form or (form_of(output) if output else None) or "jsonl"
    if form == "epub" and output is None:
        raise Refusal(_("A book is a file: say where to write it, with -o FILE."))
    library, name = session.library, session.choose_portal(portal)
    found = library.find_category(name, category) if category else None
    shelf = found.slug if found else ALL
    query = Query(portal=name, shelf=shelf, starred=starred, since=since, until=until)
    selection = Selection.of_query(library, query, found.name if found else "")
    _write(selection, form, output)
    count = selection.count
    tell(ngettext("{n} article written.", "{n} articles written.", count).format(n=number(count)))


def _write(selection: Selection, form: Form, output: Path | None) -> None:
    if output is None:
        pour(pieces(form, selection))
        return
    try:
        write_file(selection, form, output)
    except OSError as error:
        text = _("Cannot write {file}: {reason}.")
        raise Refusal(text.format(file=output, reason=error.strerror or error)) from error
