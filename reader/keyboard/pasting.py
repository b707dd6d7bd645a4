"""Keeps what is pasted, and what a terminal answers late, from being taken for keys.

Terminals put marks around what is pasted (xterm's bracketed paste), and most take Esc out of it, but tmux 3.3
does not. Textual 8.2 takes an Esc there, and all behind it, for keys: a text could run commands, the one that
pipes to a shell among them.
"""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from textual._xterm_parser import XTermParser
from textual.message import Message

from reader.keyboard.answers import without_strings

_ESC = "\x1b"
_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_textuals = XTermParser.feed


class Pasting:
    """Takes Esc out of what stands between the marks, however the text comes in pieces."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._tail = ""
        """The end of what came, with which a mark may begin: inside a paste it is held back."""

    def harmless(self, data: str) -> str:
        """Return what may be read of the next piece; "" where a mark may have begun."""
        passed = ""
        while data:
            some, data = self._inside(data) if self._is_pasting else self._outside(data)
            passed += some
        return passed

    def _outside(self, data: str) -> tuple[str, str]:
        seen = self._tail + data
        at = seen.find(_BEGIN)
        if at < 0:
            self._tail = seen[1 - len(_BEGIN) :]
            return data, ""
        end = at + len(_BEGIN) - len(self._tail)
        self._is_pasting, self._tail = True, ""
        return data[:end], data[end:]

    def _inside(self, data: str) -> tuple[str, str]:
        pasted, mark, rest = (self._tail + data).partition(_END)
        self._is_pasting, self._tail = not mark, ""
        if not mark:
            held = next(size for size in range(len(_END), -1, -1) if pasted.endswith(_END[:size]))
            pasted, self._tail = pasted[: len(pasted) - held], pasted[len(pasted) - held :]
        return pasted.replace(_ESC, "") + mark, rest


def guard_keys() -> None:
    """Have what comes from the terminal read that way."""
    pastings: WeakKeyDictionary[XTermParser, Pasting] = WeakKeyDictionary()

    def feed(self: XTermParser, data: str) -> Iterable[Message]:
        passed = without_strings(pastings.setdefault(self, Pasting()).harmless(data))
        return _textuals(self, passed) if passed or not data else ()

    # The drivers make the parsers, so there is no other way in.
    XTermParser.feed = feed  # type: ignore[method-assign]
