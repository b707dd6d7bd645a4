"""Says why a command prints no more: nothing was fetched yet, or its list was cut."""

from reader.cli.session import Session
from reader.i18n import _
from reader.nothingfound import nothing_found
from reader.portals import DEMO
from reader.searching.query import Wanted
from reader.words import number


def nothing_fetched(portal: str) -> str:
    """Say that nothing of a portal is here, and which command fetches it."""
    if portal == DEMO:
        return _("Nothing here yet. `tinvl demo` fetches the news of the demo portal.")
    return _("Nothing here yet. `tinvl sync --portal {portal}` fetches the news.").format(portal=portal)


def cut_after(limit: int, order: str) -> str:
    """Say that a list was cut, and how to see more; `order` is what `--sort` names."""
    texts = {
        "date": _("These are the newest {n}; --limit shows more."),
        "best": _("These are the best {n}; --limit shows more."),
    }
    return texts.get(order, _("These are the first {n}; --limit shows more.")).format(n=number(limit))


def found_nothing(session: Session, portal: str, typed: str, wanted: Wanted) -> str:
    """Say why a search found nothing, and what was meant if that would be found."""
    if meant := session.library.search.meant(portal, typed):
        return _("Nothing found. Did you mean: {meant}").format(meant=meant)
    if session.library.has_news(portal):
        return nothing_found(wanted)
    return nothing_fetched(portal or session.choose_portal(None))
