"""Says that nothing was fetched yet, for the commands that then have nothing to print."""

from reader.i18n import _
from reader.portals import DEMO


def nothing_fetched(portal: str) -> str:
    """Say that nothing of a portal is here, and which command fetches it."""
    if portal == DEMO:
        return _("Nothing here yet. `tinvl demo` fetches the news of the demo portal.")
    return _("Nothing here yet. `tinvl sync --portal {portal}` fetches the news.").format(portal=portal)
