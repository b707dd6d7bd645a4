"""Finds what is meant by what people type: an article by id, portal/id or address, a category by its name."""

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.cli.exits import Exit
from reader.cli.output import Refusal, read_typed
from reader.cli.session import Session
from reader.holdings.portals import DEMO
from reader.i18n import _
from reader.model import EVERYWHERE, Query
from reader.wording.signs import ASCII, UNICODE
from scrapers.errors import TinvlError, UnknownName
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.library import Library

_ROW = re.compile(rf"[ {re.escape(''.join(UNICODE + ASCII))}]*(?<!\S)([\w.-]+(?:/[\w.-]+)?)  +\S")
"""A row as `tinvl list` and `search` print them for people: signs, the id, and what follows apart from it."""
_BELOW = "    "
"""Begins what they print below a row."""


def in_category(library: "Library", query: Query, name: str | None) -> tuple[Query, str]:
    """Narrow a list to a category if one was named, and return what its portal calls it; UnknownName."""
    if not name:
        return query, ""
    found = library.find_category(query.portal, name)
    if query.portal == EVERYWHERE:
        return replace(query, category=name), found.name
    return replace(query, shelf=found.slug), found.name


def words_of(idents: Sequence[str]) -> Iterator[str]:
    """Yield what names articles, from standard input where a - says so."""
    for ident in idents:
        yield from _named_in(read_typed().splitlines()) if ident == "-" else (ident,)


def _named_in(lines: Sequence[str]) -> Iterator[str]:
    """Yield what each line names: all of it, or the id in a row for people, without what stands below."""
    rows = {line: found[1] for line in lines if (found := _ROW.match(line))}
    for line in lines:
        if line.strip() and not (rows and line not in rows and line.startswith(_BELOW)):
            yield rows.get(line, line.strip())


def check_named(session: Session, words: Sequence[str], portal: str | None) -> None:
    """Refuse articles of two profiles: the demo portal has one to itself. UnknownName for a portal."""
    if portal is not None:
        session.enter(portal)
        session.library.portal(portal)
    elif len({word.strip().startswith(f"{DEMO}/") for word in words}) > 1 and not session.has_chosen_home:
        raise Refusal(_("Articles of the demo portal go into a command of their own."))


def find_article(session: Session, word: str, portal: str | None) -> tuple[str, str]:
    """Return portal and id of the article meant. Raises UnknownName for a portal, Refusal for an article."""
    if not (word := word.strip()):
        raise Refusal(_("No article is named: ID is empty."))
    if portal is not None:
        check_named(session, (word,), portal)
    elif word.startswith(f"{DEMO}/"):
        session.enter(DEMO)
    try:
        if "/" in word and "." in word and (found := _at(session, word, portal)):
            return found
        return session.library.resolve(word, portal)
    except UnknownName as error:
        if portal is None and not error.known:
            _check_portal(session, word)
            if told := _only_in_demo(session, word):
                raise Refusal(told, Exit.USAGE) from error
        raise Refusal(_missing(error), Exit.USAGE) from error


def _check_portal(session: Session, word: str) -> None:
    """Look whether there is the portal of portal/id, no address. Raises UnknownName, PortalFileError."""
    named, slash, _id = word.partition("/")
    if slash and named and not named.endswith(":"):
        session.portals.get(named)


def not_here(session: Session, portal: str, id: str) -> Refusal:
    """Say how to get the text of an article that is known, but not here."""
    head = session.library.head_of(portal, id)
    title, url = (clean_line(head.title), clean_line(head.url)) if head else ("", "")
    text = _("The text of “{title}” is not here yet. `{command}` fetches it. It is at {url}")
    return Refusal(text.format(title=title or id, command=_getting(f"{portal}/{id}"), url=url), Exit.PARTLY)


def _getting(named: str) -> str:
    """Write the command that fetches an article, as a shell takes it."""
    return f"tinvl get {shlex.quote(clean_line(named))}"


def _only_in_demo(session: Session, word: str) -> str:
    """Say how to name an article that the demo portal has, whose profile nobody would think of."""
    demo = Session(profile=DEMO)
    try:
        if session.has_chosen_home or not demo.is_begun:
            return ""
        _portal, found = demo.library.resolve(word, DEMO)
    except TinvlError:
        return ""
    finally:
        demo.close()
    text = _("There is no article “{word}” here, but the demo portal has one; write {name} for it.")
    return text.format(word=clean_line(word), name=f"{DEMO}/{found}")


def _at(session: Session, word: str, portal: str | None) -> tuple[str, str] | None:
    """Return the article at an address; None for a word that is none. Refusal where it is not here."""
    from reader.fetching.addresses import Kind, first_in, meaning  # noqa: PLC0415 - hardly ever
    from reader.getting import why_none  # noqa: PLC0415 - likewise

    portals = (session.portals.get(portal),) if portal else session.portals.with_demo()
    meant = meaning(first_in(word), portals)
    if meant.kind is Kind.NONE:
        return None
    if meant.portal is not None:
        session.enter(meant.portal.name)
        id_ = session.library.id_at(meant.portal, meant.url)
        if session.library.row_of(meant.portal.name, id_) is not None:
            return meant.portal.name, id_
    if meant.kind in (Kind.ARTICLE, Kind.PAGE):
        text = _("This article is not here yet. `{command}` fetches it.")
        raise Refusal(text.format(command=_getting(meant.url)), Exit.USAGE)
    raise Refusal(why_none(meant.kind, meant.url), Exit.USAGE)


def _missing(error: UnknownName) -> str:
    word = clean_line(error.where)
    if error.known:
        text = _("Several portals have an article “{word}”: say {known}.")
        return text.format(word=word, known=_(" or ").join(map(clean_line, error.known)))
    return _(
        "There is no article “{word}” here. `tinvl list` shows what there is, `tinvl sync` fetches more."
    ).format(word=word)
