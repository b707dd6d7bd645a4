"""Tells Esc and the key after it apart, where a terminal sends both at once.

Terminals send Esc as the byte that also begins what other keys send. Textual 8.2 takes whatever comes within
a tenth of a second after it for Alt and that key, and of most keys drops the Alt: of Esc and Enter, typed
fast or held up by a slow line, only Enter was left. No command has a key with Alt by itself, so here it is
Esc and that key, as in vi and less; but for keys that settings name, and what one key sends: Option on a Mac
to go by words, Shift+Tab on the Linux console (`kcbt` of its terminfo).
"""

from collections.abc import Collection, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

from reader.keyboard.answers import is_no_key

_ESC = "\x1b"
_BEGINNINGS = frozenset("[]OPX^_")
"""What may begin a sequence after Esc, so that the terminal has to be waited for."""
_OF_ONE_KEY = frozenset(("\x1bb", "\x1bf", "\x1b\x7f", "\x1b\t"))
_textuals = XTermParser._sequence_to_key_events  # noqa: SLF001 - there is no other way in


def apart(parser: XTermParser, sequence: str, kept: Collection[str], *, alt: bool = False) -> Iterable[Key]:
    """Yield the keys that a sequence stands for; nothing where it may go on.

    `alt` says that Esc stood before it, and `kept` names the keys with Alt that have a meaning.
    """
    if sequence.startswith(_ESC) and len(sequence) == len("\x1bx") and sequence not in _OF_ONE_KEY:
        if sequence[1] in _BEGINNINGS | {_ESC}:
            return
        sequence, alt = sequence[1], True
    keys = list(_textuals(parser, sequence))
    if not keys and is_no_key(sequence):
        yield Key(Keys.Ignore, sequence)
    if alt and keys and f"alt+{keys[0].key}" in kept:
        yield Key(f"alt+{keys[0].key}", None)
        return
    if alt:
        yield Key("escape", _ESC)
    yield from keys


def tell_escape_apart(kept: Collection[str]) -> None:
    """Have what comes from the terminal read that way, but for some keys with Alt, as Textual names them."""

    def events(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
        return apart(self, sequence, kept, alt=alt)

    # The drivers make the parsers, so there is no other way in.
    XTermParser._sequence_to_key_events = events  # type: ignore[method-assign] # noqa: SLF001
