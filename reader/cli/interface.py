"""Opens the reader on a terminal; the only module of the command line that imports Textual."""

import gc
import os
import signal
from typing import TYPE_CHECKING

from reader import i18n
from reader.cli.abilities import abilities_here, colours_told
from reader.cli.exits import Exit
from reader.cli.output import home_given, tell
from reader.cli.session import Session
from reader.cli.terminal import on_terminal
from reader.i18n import _
from reader.keyboard.command import choose
from reader.keyboard.keymap import chosen, with_alt
from reader.model import POLITELY, Way
from reader.terminal.line import Line
from reader.terminal.signals import ending_signals

if TYPE_CHECKING:
    from reader.app import ReaderApp
    from reader.config import Config

_MANY_COLOURS = ("256", "truecolor")
"""In 16 colours words under the cursor could hardly be made out."""


def open_reader(
    session: Session, portal: str, *, everywhere: bool = False, way: Way = POLITELY, told: str = ""
) -> int:
    """Show the portal, which is asked in a `way`, or `everywhere` all of them, until the reader is left.

    It begins by saying what there is to be `told`.
    """
    if not on_terminal():
        text = _(
            "The reader needs a terminal that can be drawn on. `tinvl list` and `tinvl show ID` need none."
        )
        tell(text)
        return Exit.USAGE
    if (home := home_given()) is not None:
        i18n.lie_below(str(home))
    app = _made(session, portal, everywhere=everywhere, way=way)
    app.told_first = told
    former = {number: signal.getsignal(number) for number in ending_signals()}
    app.run()
    for number, handler in former.items():  # asyncio leaves none behind
        signal.signal(number, handler)
    return app.return_code or Exit.DONE


def _made(session: Session, portal: str, *, everywhere: bool, way: Way) -> "ReaderApp":
    """Make the reader for this terminal, with the keys that were chosen."""
    config = session.config
    gc.disable()
    _prepare_keys(config)
    from reader.app import ReaderApp  # noqa: PLC0415 - Textual is a fifth of a second; a refusal need not wait for it
    from reader.cli.hangup import LastingDriver  # noqa: PLC0415 - likewise
    from reader.widgets.picture import Pictures  # noqa: PLC0415 - likewise

    abilities = abilities_here()
    os.environ.update(colours_told(os.environ, all_colours=abilities.all_colours))
    app = ReaderApp(
        session.library,
        portal,
        everywhere=everywhere,
        config=config,
        way=way,
        pictures=Pictures(abilities.graphics, abilities.cell),
        when_shown=_collect_again,
    )
    if app.console.color_system not in _MANY_COLOURS:
        app.remove_colours()
    app.driver_class = LastingDriver
    app.line = Line(is_far=abilities.is_far)
    app.typed_ahead = abilities.typed
    return app


def _prepare_keys(config: "Config") -> None:
    """Give commands the keys that were chosen before any is bound, and mend how Textual reads keys."""
    choose(keys := chosen(config.keys, config.pipes))
    from reader.keyboard.escapekey import tell_escape_apart  # noqa: PLC0415 - Textual, as above
    from reader.keyboard.pasting import guard_keys  # noqa: PLC0415 - likewise

    tell_escape_apart(with_alt(keys, config.pipes))
    guard_keys()


def _collect_again() -> None:
    """Let Python look for garbage again, but not in what was loaded for the first list: that stays.

    To look through it again and again is a twentieth of a start, and every now and then a key waits for it.
    """
    gc.freeze()
    gc.enable()
