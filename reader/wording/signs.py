"""The signs that stand for states in lists, in Unicode or ASCII, for both front ends; no Textual."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import Head


class Signs(NamedTuple):
    """What stands for a state, so that nothing hangs on colour."""

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


def signs_named(marks: str) -> Signs:
    """Return the signs that the setting `marks` names: "unicode" or "ascii"."""
    return ASCII if marks == "ascii" else UNICODE
