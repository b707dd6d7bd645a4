"""The signs that stand for states in lists, in Unicode or ASCII, for both front ends; no Textual."""

from typing import NamedTuple


class Signs(NamedTuple):
    """What stands for a state, so that nothing hangs on colour."""

    cursor: str = "▌"
    unread: str = "●"
    missing: str = "○"
    star: str = "★"
    later: str = "◷"
    watched: str = "◆"
    search: str = "⌕"
    opened: str = "›"
    none: str = "·"
    more: str = "…"

    @property
    def plain(self) -> bool:
        """Whether they are plain ASCII, and so is to be whatever is drawn beside them."""
        return self.cursor.isascii()


UNICODE = Signs()
ASCII = Signs(
    cursor=">",
    unread="*",
    missing="o",
    star="S",
    later="L",
    watched="!",
    search="/",
    opened="=",
    none=".",
    more="...",
)
