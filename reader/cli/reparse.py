"""`tinvl reparse`: read the kept pages of a portal again, offline, after its rules were mended."""

from collections import Counter

import click

from reader.cli import options
from reader.cli.exits import Exit
from reader.cli.output import say, tell
from reader.cli.progress import STRIDE
from reader.cli.session import Session
from reader.export.jsonout import dumps
from reader.i18n import _
from reader.words import number
from scrapers.syncing.reread import Outcome


@click.command(
    help=_("Read the kept pages of a portal again, without a network, after its rules were fixed.")
)
@options.portal
@options.as_json
@click.pass_obj
def command(session: Session, portal: str | None, as_json: bool) -> Exit:
    """Read each page again, and say what came of it. Marks stay as they are."""
    name = session.choose_portal(portal)
    counts: Counter[Outcome] = Counter()
    for page in session.library.reparse(name):
        counts[page.outcome] += 1
        if page.done % (STRIDE * 4) == 0:
            tell(f"{number(page.done)}/{number(page.of)}")
    if as_json:
        say(dumps({"portal": name} | {outcome.value: counts[outcome] for outcome in Outcome}))
    else:
        tell(_counted(name, counts))
    return Exit.PARTLY if counts[Outcome.UNREADABLE] else Exit.DONE


def _counted(portal: str, counts: Counter[Outcome]) -> str:
    text = _(
        "{portal}: {new} can be read now, {changed} changed, {same} as before; no rule reads {unreadable}."
    )
    return text.format(portal=portal, **{outcome.value: number(counts[outcome]) for outcome in Outcome})
