"""The reader's own themes, one dark and one light, and the others that the theme key goes through."""

from textual.theme import Theme

DARK = Theme(
    name="tinvl-dark",
    dark=True,
    primary="#5aa9a3",
    secondary="#c9a26b",
    accent="#e0b060",
    warning="#e5b567",
    error="#ef7d7d",
    success="#8fc48a",
    foreground="#dcdfe4",
    background="#14181d",
    surface="#1a2027",
    panel="#242a30",  # little colour of its own: the nearest of 256 to what has more is navy
)
"""Paddy green and lamplight on dark water."""
LIGHT = Theme(
    name="tinvl-light",
    dark=False,
    primary="#1f6f6b",
    secondary="#8a5a12",
    accent="#8a4b0f",
    warning="#8a5200",
    error="#a32020",
    success="#2f6b2b",
    foreground="#22262b",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e7e3d8",
)
"""Ink on paper."""
OWN = (DARK, LIGHT)
ORDER = (
    DARK.name,
    LIGHT.name,
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "solarized-light",
    "solarized-dark",
    "ansi-dark",
)
"""What the theme key goes through."""


def theme_after(name: str) -> str:
    """Name the theme after this one; the first after any other."""
    return ORDER[(ORDER.index(name) + 1) % len(ORDER)] if name in ORDER else ORDER[0]
