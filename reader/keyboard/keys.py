"""Spellings of keys: Textual's, those that people write in their settings, and those on the caps."""

import unicodedata
from string import punctuation

from reader.i18n import N_, _
from reader.wording.signs import current

_CAPS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "⌫",
    "space": N_("Space"),
    "insert": "Ins",
    "delete": "Del",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
"""Keys that type no character, as their caps show them."""
_PLAIN_CAPS = {"up": "Up", "down": "Down", "left": "Left", "right": "Right", "backspace": "Bksp"}
"""Those of which the cap shows no word, in ASCII."""
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual 8 names differently from Unicode."""


def _of_character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _OTHERWISE.get(name, name)


_CHARACTERS = {_of_character(character): character for character in punctuation}
_SPELLED = {cap.casefold(): key for caps in (_CAPS, _PLAIN_CAPS) for key, cap in caps.items()}


def key_named(typed: str) -> str:
    """Return Textual's name of a key that someone wrote down: "/" -> "slash", "PgDn" -> "pagedown", "Ctrl+J".

    Textual's own names are understood as well. Raises ValueError for what is no key.
    """
    modifier, plus, rest = typed[:-1].rpartition("+")
    plain = rest + typed[-1:]
    modifier, key = modifier.lower(), _SPELLED.get(plain.casefold(), plain)
    if plus and modifier not in _MODIFIERS:
        raise ValueError(typed)
    if modifier == "shift" and len(key) == 1 and not key.isalpha():  # what that types depends on the keyboard
        raise ValueError(typed)
    if len(key) == 1 and key.isascii() and key.isprintable() and key != " ":
        if modifier == "shift":
            return key.upper()
        return modifier + plus + _of_character(key.lower() if plus else key)
    if key.lower() not in _CAPS.keys() | _CHARACTERS.keys():
        raise ValueError(typed)
    return modifier + plus + key.lower()


def is_key(name: str) -> bool:
    """Return whether Textual has a key of this name; letters of an input method and line noise are none."""
    try:
        key_named(name)
    except ValueError:
        return False
    return True


def types(key: str) -> bool:
    """Return whether a key, by Textual's name, writes a character where letters are typed."""
    return len(key) == 1 or key == "space" or key in _CHARACTERS


def key_name(key: str) -> str:
    """Name a key as its cap does: "pagedown" -> "PgDn", "ctrl+j" -> "Ctrl+J"."""
    modifier, plus, plain = key.rpartition("+")
    caps = _CAPS | _PLAIN_CAPS if current().plain else _CAPS
    cap = _(caps[plain]) if plain in caps else _CHARACTERS.get(plain, plain)
    return f"{_MODIFIERS[modifier]}+{cap[:1].upper()}{cap[1:]}" if plus else cap
