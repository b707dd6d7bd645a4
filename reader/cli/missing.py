"""Says why a command prints nothing, or not all: nothing was fetched, a list was cut."""

import click
from click.core import ParameterSource

from reader.cli.output import tell
from reader.holdings.portals import DEMO
from reader.i18n import _, ngettext
from reader.words import number


def nothing_fetched(portal: str) -> str:
    """Say that nothing of a portal is here, and which command fetches it."""
    if portal == DEMO:
        return _("Nothing here yet. `tinvl demo` fetches the news of the demo portal.")
    return _("Nothing here yet. `tinvl sync --portal {portal}` fetches the news.").format(portal=portal)


def tell_cut(limit: int, order: str, *, as_json: bool) -> None:
    """Say that a list was cut, and how to see more; `order` is what `--sort` names.

    Who takes JSON is told where it is cut without their having said after how many.
    """
    asked = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    if as_json and asked:
        return
    texts = {
        "date": ngettext(
            "This is the newest; a higher --limit shows more.",
            "These are the newest {n}; a higher --limit shows more.",
            limit,
        ),
        "best": ngettext(
            "This is the best; a higher --limit shows more.",
            "These are the best {n}; a higher --limit shows more.",
            limit,
        ),
        "": ngettext(
            "This is the first; a higher --limit shows more.",
            "These are the first {n}; a higher --limit shows more.",
            limit,
        ),
    }
    tell(texts.get(order, texts[""]).format(n=number(limit)))
