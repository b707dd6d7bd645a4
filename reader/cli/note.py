"""`tinvl note`: write a note on an article, print it, or remove it."""

import click

from reader.cli import completing, options
from reader.cli.naming import find_article
from reader.cli.output import Refusal, read_typed, say, tell
from reader.cli.session import Session
from reader.i18n import _
from reader.user.noted import LONGEST
from reader.words import number
from scrapers.text import clean_line


@click.command(
    help=_(
        "Write a note on an article, in place of the one before, or print it. ID is its number, "
        "PORTAL/NUMBER, or its address; a TEXT of - is read from standard input. `tinvl list --noted` lists "
        "all notes, `tinvl search note:WORD` finds one."
    )
)
@click.argument("ident", metavar="ID", shell_complete=completing.complete_article)
@click.argument("words", metavar=_("[TEXT]..."), nargs=-1)
@options.portal
@click.option("--remove", is_flag=True, help=_("Remove the note."))
@click.pass_obj
def command(
    session: Session, *, ident: str, words: tuple[str, ...], portal: str | None, remove: bool
) -> None:
    """Write, print or remove the note."""
    name, id_ = find_article(session, ident, portal)
    typed = read_typed() if words == ("-",) else " ".join(words)
    head, text = session.library.head_of(name, id_), clean_line(typed).strip()
    before = clean_line(head.note) if head else ""
    if remove and words:
        raise Refusal(_("--remove takes no text."))
    if not words and not before:
        tell(_("This article has no note."))
        return
    if not words and not remove:
        say(before)
        return
    if not remove:
        _check(text)
    before = clean_line(session.library.note(name, id_, text))
    done = _("Noted on “{title}”.") if text else _("The note on “{title}” is removed.")
    tell(done.format(title=clean_line(head.title) if head else id_), as_it_is=True)
    if before and before != text:
        tell(_("Before it was: {note}").format(note=before), as_it_is=True)


def _check(text: str) -> None:
    """Refuse what is no note, or would be cut."""
    if not text:
        raise Refusal(_("The note has no word; --remove removes the one that is there."))
    if len(text) > LONGEST:
        refused = _("A note has room for {n} letters; this one has {had}.")
        raise Refusal(refused.format(n=number(LONGEST), had=number(len(text))))
