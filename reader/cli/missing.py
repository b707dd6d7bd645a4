"""Says why a command prints nothing, or not all: nothing was fetched or found, a list was cut."""

import click
from click.core import ParameterSource

from reader.cli.output import tell
from reader.cli.session import Session
from reader.holdings.portals import DEMO
from reader.i18n import _, ngettext
from reader.searching.query import Wanted
from reader.wording.nothingfound import nothing_found
from reader.words import number


def nothing_fetched(portal: str) -> str:
    """Say that nothing of a portal is here, and which command fetches it."""
    if portal == DEMO:
        return _("Nothing here yet. `tinvl demo` fetches the news of the demo portal.")
    return _("Nothing here yet. `tinvl sync --portal {portal}` fetches the news.").format(portal=portal)


def tell_cut(limit: int, order: str, *, as_json: bool = False) -> None:
    """Say that a list was cut, and how to see more; `order` is what `--sort` names.

    Who takes JSON is told where it is cut without their having said after how many.
    """
    asked = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    if as_json and asked:
        return
    texts = {
        "date": ngettext(
            "This is the newest; --limit shows more.", "These are the newest {n}; --limit shows more.", limit
        ),
        "best": ngettext(
            "This is the best; --limit shows more.", "These are the best {n}; --limit shows more.", limit
        ),
        "": ngettext(
            "This is the first; --limit shows more.", "These are the first {n}; --limit shows more.", limit
        ),
    }
    tell(texts.get(order, texts[""]).format(n=number(limit)))


def is_one_of_several(session: Session, asked: str | None, portal: str) -> bool:
    """Tell whether nobody named the portal, and there is news of others too."""
    return bool(portal) and not asked and not session.config.portal and session.library.are_several()


def tell_whose(session: Session, asked: str | None, portal: str) -> None:
    """Say of which portal it is, where that may be a surprise."""
    if is_one_of_several(session, asked, portal):
        text = _("This is the news of {portal}, which was synced last; --portal names another.")
        tell(text.format(portal=portal))


def found_nothing(session: Session, portal: str, typed: str, wanted: Wanted) -> str:
    """Say why a search found nothing, and what was meant if that would be found."""
    if meant := session.library.search.meant(portal, typed):
        return _("Nothing found. Did you mean: {meant}").format(meant=meant)
    if session.library.has_news(portal):
        return nothing_found(wanted)
    return nothing_fetched(portal or session.choose_portal(None))
