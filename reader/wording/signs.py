"""The signs that both front ends draw with, in Unicode or ASCII; no Textual.

What has a meaning or a width of its own in ASCII is a field of `Signs`. All else that stands around words,
quotation marks among it, is put in ASCII cell by cell where it is drawn.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader import i18n

if TYPE_CHECKING:
    from reader.model import Head


_IN_ASCII = {
    ord(glyph): character
    for glyphs, character in {
        "“”„«»": '"', "‘’": "'", "–—−•": "-", "·": ".", "×": "x",
        "│║▎▌▐▊": "|", "─━═": "-", "╭╮╰╯┌┐└┘├┤┬┴┼": "+", "█": "#", "▁▂▃▄▅▆▇": " ",
        "↑": "^", "↓": "+", "←‹": "<", "→›": ">",
    }.items()
    for glyph in glyphs
}  # fmt: skip
"""For each glyph the character that takes its cell; low blocks are the ends of scrollbars."""


class Signs(NamedTuple):
    """What stands for a state, so that nothing hangs on colour, and how all else is drawn."""

    cursor: str = "▌"
    unread: str = "●"
    missing: str = "○"
    star: str = "★"
    later: str = "◷"
    noted: str = "✎"
    watched: str = "◆"
    search: str = "⌕"
    opened: str = "›"
    none: str = "·"
    more: str = "…"

    @property
    def plain(self) -> bool:
        """Whether they are plain ASCII, as is then all that is drawn beside them."""
        return self.cursor.isascii()

    def drawn(self, text: str) -> str:
        """Return a text as it is shown beside these signs, in as many cells."""
        return text.translate(_IN_ASCII) if self.plain else text

    def state(self, head: "Head") -> str:
        """Return the sign of an unread article, or of one whose text is not here; a space for others."""
        if not head.cached:
            return self.missing
        return " " if head.read else self.unread

    def marks(self, head: "Head") -> str:
        """Return the signs of what the user marked or watches for."""
        signs = (
            (self.watched, head.watched),
            (self.star, head.starred),
            (self.later, head.later),
            (self.noted, bool(head.note)),
        )
        return "".join(sign for sign, is_set in signs if is_set)


UNICODE = Signs()
ASCII = Signs(
    cursor=">",
    unread="*",
    missing="o",
    star="S",
    later="L",
    noted="N",
    watched="!",
    search="/",
    opened="=",
    none=".",
    more="...",
)


_current = UNICODE


def choose(marks: str, environ: Mapping[str, str] | None = None) -> Signs:
    """Return the signs that the setting `marks` names, which are those of the process from now on.

    Where it is empty the Linux console has ASCII, other terminals Unicode. Of the fonts that Debian has for
    the console only Vietnamese-Fixed knows all letters of Vietnamese, and it has no ○ ★ ◷ ✎ ◆ ⌕, no ▌ and no
    half cells (console-setup 1.221, as psfgettable lists them).
    """
    global _current  # noqa: PLW0603 - a property of the process, as its language is
    environ = os.environ if environ is None else environ
    plain = marks == "ascii" or (not marks and environ.get("TERM") == "linux")
    _current = ASCII if plain else UNICODE
    if plain:
        i18n.spell(_in_ascii)
    return _current


def current() -> Signs:
    """Return the signs that were chosen last."""
    return _current


def _in_ascii(message: str) -> str:
    return message.replace("…", "...")
