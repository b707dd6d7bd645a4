"""What a shell may complete a word to: portals, categories and articles, as far as they are here."""

from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.session import Session
    from reader.library import Library

_OFFERED = 200
"""How many of the newest articles a shell completes an id from."""
_Item = TypeVar("_Item")


def complete_portal(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """List the portals whose names begin so."""
    return [one.name for one in _session(ctx).portals.with_demo() if one.name.startswith(begun)]


def complete_category(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """List the slugs of categories that begin so, or whose names do, as far as they are known here."""
    from scrapers.text import fold  # noqa: PLC0415 - only while a shell completes a word

    def slugs(library: "Library", portal: str) -> list[str]:
        shelves = [shelf for shelf in library.shelves(portal) if shelf.is_category]
        return [shelf.key for shelf in shelves if any(map(begins, (shelf.key, shelf.name)))]

    def begins(name: str) -> bool:
        return fold(name).startswith(fold(begun.lstrip("'\"")))

    return _known(ctx, slugs)


def complete_article(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """List the newest articles whose ids begin so, with their titles for shells that show such.

    After "portal/" those of that portal.
    """
    from reader.model import Query  # noqa: PLC0415 - only while a shell completes a word
    from scrapers.text import clean_line  # noqa: PLC0415 - likewise

    first, slash, _rest = begun.rpartition("/")
    lead, named = (f"{first}/", first) if slash and not ctx.params.get("portal") else ("", None)

    def newest(library: "Library", portal: str) -> list[CompletionItem]:
        heads = library.heads(library.rows(Query(portal=portal, limit=_OFFERED)))
        return [CompletionItem(f"{lead}{head.id}", help=clean_line(head.title)) for head in heads]

    return [item for item in _known(ctx, newest, named) if item.value.startswith(begun)]


def _known(
    ctx: click.Context, ask: "Callable[[Library, str], list[_Item]]", named: str | None = None
) -> "list[_Item]":
    """Ask a library of what is here about the portal that was named; nothing where there is none."""
    from scrapers.errors import TinvlError  # noqa: PLC0415 - only while a shell completes a word

    session, portal = _session(ctx), named or ctx.params.get("portal")
    try:
        session.enter(portal or "")
        if not session.is_begun:
            return []
        return ask(session.library, session.choose_portal(portal))
    except TinvlError:
        return []  # a shell has no place for what is wrong
    finally:
        session.close()


def _session(ctx: click.Context) -> "Session":
    """The session of a command line that is still being typed."""
    from reader.cli.session import Session  # noqa: PLC0415 - as above

    return Session(ctx.find_root().params.get("home"))
