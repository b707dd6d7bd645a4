"""Draws the corrections of an article in place, with signs that any terminal can show."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from types import MappingProxyType

from textual.content import Content
from textual.style import Style

from reader.i18n import _
from reader.render.pieces import Piece, content_piece, text_piece
from reader.render.text import HIT_META, Drawn, foreign
from reader.wording.diff import Change, Kind, number_of, places, signed
from reader.wording.revisions import Comparison, heading

_LOOKS: Mapping[Kind, str] = MappingProxyType(
    {"removed": "$text-error strike", "added": "$text-success underline"}
)
_CURRENT = "reverse"


def change_pieces(comparison: Comparison) -> list[Piece]:
    """List what is compared, what the signs mean, and the whole text with its corrections."""
    paragraphs = groupby(comparison.changes, lambda change: change.paragraph)
    lead = [text_piece("note", heading(comparison))]
    if comparison.corrections:
        lead.append(content_piece("byline", _legend()))
    return [*lead, *(_piece(number, tuple(parts)) for number, parts in paragraphs)]


def _legend() -> Content:
    signs = (_signed("removed", _("removed")), _signed("added", _("added")))
    return Content(" ").join(signs)


def _piece(number: int, parts: Sequence[Change]) -> Piece:
    stops = sum(differs for (differs, _number), _run in places(parts))
    weight = 1 + sum(len(part.text) for part in parts)
    return Piece("summary" if number == 0 else "change", partial(_draw, parts), (), weight, stops=stops)


def _draw(parts: Sequence[Change], _width: int, current: int | None) -> Drawn:
    """Set a paragraph; the place of number `current` is the one that the keys are on."""
    texts = [Content(before)] if (before := number_of(parts)) else []
    number = 0
    for (differs, _paragraph), run in places(parts):
        words = [_signed(part.kind, part.text) for part in run]
        if differs:
            words = [_placed(word, number, current=number == current) for word in words]
            number += 1
        texts += words
    return Drawn(Content(" ").join(texts))


def _placed(words: Content, number: int, *, current: bool) -> Content:
    words = words.stylize(Style.from_meta({HIT_META: number}))
    return words.stylize(_CURRENT) if current else words


def _signed(kind: Kind, text: str) -> Content:
    return foreign(signed(kind, text), _LOOKS.get(kind, ""))
