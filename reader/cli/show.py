"""`tinvl show`: print articles, for people or for programs."""
# ruff: noqa: PLC0415 - what writes one form is not loaded for another

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from reader.cli import completing, options, values
from reader.cli.exits import Exit
from reader.cli.naming import check_named, find_article, not_here, words_of
from reader.cli.output import Refusal, chosen_option, complain, say, show, tell
from reader.cli.session import Session
from reader.cli.terminal import columns, has_colours, text_width
from reader.i18n import _
from reader.wording.columns import wrapped
from reader.wording.explain import explain
from reader.wording.signs import current
from reader.words import number
from scrapers.errors import PortalFileError, UnknownName
from scrapers.model import Article
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.wording.revisions import Comparison

_WIDEST = 200
"""Columns and rows that a QR code may take where nobody says how many there are."""
_LINES = ("cite", "ris")
"""Forms of which one follows the other without a blank line."""


@click.command(
    help=_(
        "Print articles of the cache. ID is an article's number, PORTAL/NUMBER, or its address; - reads them "
        "from standard input, one a line."
    )
)
@click.argument(
    "idents", metavar="ID...", nargs=-1, required=True, shell_complete=completing.complete_article
)
@options.portal
@click.option("--json", "as_json", is_flag=True, help=_("As JSON: an object, of several IDs an array."))
@click.option("--markdown", is_flag=True, help=_("As Markdown."))
@click.option("--plain", is_flag=True, help=_("As plain text (the default)."))
@click.option("--cite", is_flag=True, help=_("Its source on one line, to put below a quotation."))
@click.option("--bibtex", is_flag=True, help=_("As a bibliography entry for LaTeX."))
@click.option("--ris", is_flag=True, help=_("As a bibliography entry for Zotero and EndNote."))
@click.option("--qr", is_flag=True, help=_("Its link as a QR code, for a phone's camera."))
@click.option(
    "--revision",
    type=values.WholeType(1),
    metavar="N",
    help=_("The article as it was in revision N, from 1."),
)
@click.option(
    "--diff",
    is_flag=True,
    help=_(
        "What was corrected since the previous revision, and in attached files, word by word: - for removed, "
        "+ for added."
    ),
)
@click.pass_obj
def command(
    session: Session,
    *,
    idents: tuple[str, ...],
    portal: str | None,
    as_json: bool,
    markdown: bool,
    plain: bool,
    cite: bool,
    bibtex: bool,
    ris: bool,
    qr: bool,
    revision: int | None,
    diff: bool,
) -> Exit:
    """Print articles, or what was corrected in them, in the form asked for; say which are not here."""
    given = {
        "json": as_json, "markdown": markdown, "plain": plain, "cite": cite, "bibtex": bibtex, "ris": ris,
        "qr": qr,
    }  # fmt: skip
    form = chosen_option(given) or "plain"
    words = [*words_of(idents)]
    check_named(session, words, portal)
    forms = _Forms(session, portal, form, revision, diff=diff)
    if len(idents) == 1 and idents != ("-",):
        _say(forms.of(*words), form)
        return Exit.DONE
    return _show_each(dict.fromkeys(words), forms.of, form)


class _Forms:
    """Writes the articles that were asked for in one form, each once, however it is named."""

    def __init__(
        self, session: Session, portal: str | None, form: str, revision: int | None, *, diff: bool
    ) -> None:
        """With `diff`, what was corrected in them is written in place of their texts."""
        self._session, self._portal = session, portal
        self._form, self._revision, self._diff = form, revision, diff
        self._seen: set[tuple[str, str]] = set()

    def of(self, ident: str) -> object:
        """Write an article, for JSON what is to be written so; None for one that was named before."""
        found = find_article(self._session, ident, self._portal)
        if found in self._seen:
            return None
        self._seen.add(found)
        kept = _revisions(self._session, *found)
        article = _chosen(kept, self._revision)
        _tell_aside(self._session, article, self._form)
        if self._diff:
            return _corrections(kept, article, self._form, text_width(self._session.config.reading_width))
        return _written(self._session, article, self._form)


def _show_each(idents: Iterable[str], written: Callable[[str], object], form: str) -> Exit:
    """Print several articles one below the other, or as one array, and name on stderr what is not here."""
    shown: list[object] = []
    code: Exit | int = Exit.DONE
    for ident in idents:
        try:
            one = written(ident)
        except (Refusal, UnknownName, PortalFileError) as error:
            complain(error.message if isinstance(error, Refusal) else explain(error))
            code = error.code if isinstance(error, Refusal) else Exit.USAGE
            continue
        if one is None:
            continue
        if form != "json":
            _say(("\n" if shown and form not in _LINES else "") + str(one), form)
        shown.append(one)
    if form == "json":
        _say(shown, form)
    return Exit.PARTLY if shown and code else Exit(code)


def _say(one: object, form: str) -> None:
    if form != "json":
        if text := str(one).rstrip("\n"):
            (show if form == "plain" else say)(text)
        return
    from reader.export.jsonout import dumps

    say(dumps(one))


def _written(session: Session, article: Article, form: str) -> object:
    """Write an article in a form; for JSON what is to be written so."""
    match form:
        case "json":
            from reader.export.jsonout import article_json

            return article_json(article, session.library.related(article))
        case "qr":
            return _code(article.url)
        case "markdown":
            from reader.export.markdown import as_markdown

            return as_markdown(article)
        case "cite":
            from reader.export.citing import cited

            return cited(article, session.library.portal(article.portal).title)
        case "bibtex" | "ris":
            from reader.export.exporting import Selection, pieces

            return "".join(pieces(form, Selection(session.library, [article], article.title)))
        case _:
            from reader.export.plain import as_plain

            return as_plain(article, text_width(session.config.reading_width))


def _code(address: str) -> str:
    """Draw a QR code, dark on light where the terminal has colours; on paper it is that by itself."""
    from reader.terminal.qr import INK, code_lines, why_none

    lines = code_lines(address, columns() or _WIDEST, _WIDEST, plain=current().plain)
    if not lines:
        raise Refusal(why_none(address, plain=current().plain), Exit.PARTLY)
    if not has_colours():
        return "\n".join(lines)
    return "\n".join("".join(map(_painted, re.findall(f"{INK}+|[^{INK}]+", line))) for line in lines)


def _painted(run: str) -> str:
    """Paint some cells of a code; those in ASCII are dark as a whole."""
    from reader.terminal.qr import INK

    return click.style(run, fg="black", bg="black" if INK in run else "bright_white")


def _revisions(session: Session, portal: str, id: str) -> tuple[Article, ...]:
    try:
        return session.library.revisions(portal, id)
    except UnknownName as error:
        raise not_here(session, portal, id) from error


def _tell_aside(session: Session, article: Article, form: str) -> None:
    """Say on stderr what is no part of the article: that the portal removed it; to people also their note."""
    head = session.library.head_of(article.portal, article.id)
    if head is not None and (note := clean_line(head.note)) and form == "plain":
        tell(_("Your note: {note}").format(note=note), as_it_is=True)
    if head is not None and head.gone:
        tell(_("The portal no longer has this article. This is the copy that was kept."))


def _chosen(kept: tuple[Article, ...], revision: int | None) -> Article:
    found = [article for article in kept if revision in (None, article.revision)]
    if not found:
        text = _("There is no revision {n} of “{title}” here; there is {known}.")
        known = ", ".join(number(article.revision) for article in kept)
        title = clean_line(kept[-1].title)
        raise Refusal(text.format(n=number(revision or 0), title=title, known=known))
    return found[-1]


def _corrections(kept: tuple[Article, ...], article: Article, form: str, width: int) -> object:
    """Write what an article's revision corrected in the one before; of the last also what its files did."""
    from reader.wording.revisions import Comparison, Pair, pairs

    if form not in ("plain", "json"):
        raise Refusal(_("--diff comes as plain text or with --json."))
    older = [former for former in kept if former.revision < article.revision][-1:]
    known = pairs((*older, article), article) if article == kept[-1] else tuple(map(Pair, older, [article]))
    if not known:
        text = _("There is no revision of “{title}” before {n} here to compare with.")
        raise Refusal(text.format(title=clean_line(article.title), n=number(article.revision)))
    if form == "json":
        from reader.export.jsonout import comparison_json

        files = [comparison_json(Comparison.of(pair)) for pair in known if pair.file]
        own = Comparison.of(Pair((*older, article)[0], article))
        return {**comparison_json(own), "files": files}
    return "\n\n".join(_signed(Comparison.of(pair), width) for pair in known)


def _signed(comparison: "Comparison", width: int) -> str:
    from reader.wording.diff import as_text, folded
    from reader.wording.revisions import heading

    tell(heading(comparison))
    name = [f"=== {comparison.pair.file}"] if comparison.pair.file else []
    lines = as_text(folded(comparison.changes)).split("\n") if comparison.corrections else ()
    return "\n".join(part for line in (*name, *lines) for part in wrapped(line, width))
