"""Takes apart what people type to search: words, quotes, labels, minuses and bars. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrapers.text import made_safe

_PIECE = re.compile(
    r"(?P<bar>\||\bOR\s)|(?P<minus>-(?=[^\s-]))?(?:(?P<label>[^\W\d_]+):(?=\S))?"
    r'(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"|]+))'
)
_LONGEST = 4_000
"""Characters that are read: SQLite takes the conditions of many more for an expression too deep."""
# Phones and word processors turn quotes and dashes into these.
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"})


class Piece(NamedTuple):
    """One piece of what was typed."""

    text: str
    label: str
    minus: bool
    quoted: bool
    open: bool
    """Whether more may yet be typed to it."""
    span: tuple[int, int]
    """Where it begins and ends."""
    bar: int | None
    """Where the bar before it stands, of several the first; None without one."""

    @property
    def literally(self) -> str:
        """The piece without a meaning of its label."""
        return f"{self.label}:{self.text}" if self.label else self.text


def typed_as(typed: str) -> str:
    """Return a text as a keyboard types it: safe, with plain quotes and dashes; a long one is cut off."""
    return made_safe(typed)[:_LONGEST].translate(_TYPED)


def pieces(typed: str) -> Iterator[Piece]:
    """Yield the pieces of a text that is `typed_as` a keyboard types it."""
    bar: int | None = None
    for found in _PIECE.finditer(typed):
        if found["bar"]:
            bar = found.start() if bar is None else bar
            continue
        quoted = found["quoted"] is not None
        at_end = found.end() == len(typed)
        yield Piece(
            text=found["quoted"] if quoted else found["bare"],
            label=found["label"] or "",
            minus=found["minus"] is not None,
            quoted=quoted,
            open=at_end and not found["closed"],
            span=found.span(),
            bar=bar,
        )
        bar = None
