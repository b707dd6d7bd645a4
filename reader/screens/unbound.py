"""Handles keys that no command has: a letter of an input method, or one with nothing to do."""

import unicodedata

from textual.app import App
from textual.widgets import Input

from reader.i18n import _
from reader.keyboard.commands import BY_ID, first_key
from reader.keyboard.keys import is_key, key_name
from reader.screens.fresh import FreshScreen

_LAST_TYPED = {
    "\u0301": "s",
    "\u0300": "f",
    "\u0309": "r",
    "\u0303": "x",
    "\u0323": "j",
    "\u0306": "w",
    "\u031b": "w",
}
"""The key that gives a letter a mark by Telex, as most of Vietnam types; tones first, for they come last."""


def key_behind(letter: str) -> str:
    """Name the key that was pressed last for a letter with marks: w for ư, the second o for ô, d for đ."""
    parts = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))
    key = next((last for mark, last in _LAST_TYPED.items() if mark in parts), parts[0])
    return key.upper() if letter.isupper() else key


def is_composed(key: str) -> bool:
    """Return whether this is a letter with marks, which no key types by itself."""
    return len(key) == 1 and key.isalpha() and not key.isascii() and key_behind(key).isascii()


class UnboundApp(App[None], inherit_bindings=False):
    """Understands letters that an input method has given marks, and says where a key has nothing to do."""

    _refused = ""
    """What was said last of a key that did nothing; taken back when the next one does something."""

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key is bound to, as Textual does; look after the key where that is nothing."""
        done = await super()._check_bindings(key, priority)
        if done:
            self._withdraw()
        if done or priority or isinstance(self.focused, Input):
            return done
        if is_composed(key):
            return await self._check_bindings(key_behind(key))
        self._unbound(key)
        return False

    def _unbound(self, key: str) -> None:
        if is_key(key):
            screen = self.screen
            reason = screen.refusal(key) if isinstance(screen, FreshScreen) else ""
            self._refused = reason or self._nothing(key)
            self.notify(self._refused)

    def _withdraw(self) -> None:
        """Take back what was said of a key before, which may no longer be so."""
        if self._refused:
            for said in list(self._notifications):
                if said.message == self._refused:
                    self._unnotify(said)
            self._refused = ""

    def _nothing(self, key: str) -> str:
        text = _("{key} does nothing here; {help} shows the keys that work.")
        text = text if self._shows_keys else _("{key} does nothing here.")
        return text.format(key=key_name(key), help=first_key("help"))

    @property
    def _shows_keys(self) -> bool:
        """Whether there is help where the keys go now."""
        bound = self.screen.active_bindings.get(BY_ID["help"].keys[0])
        return bound is not None and bound.binding.action == "help"
