"""Related news as lines: a mark for what can be read now, the title, what is known of it."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.style import Style

from reader import words
from reader.i18n import _
from reader.model import RelatedHead
from reader.render.text import CURRENT, LINK_META, MUTED, Drawn, Line, foreign, hanging, lines_of, stacked
from reader.wording.signs import current

LABEL = "$text-primary bold"
_REST = Content("  ")


def related_lines(
    entries: Sequence[RelatedHead], width: int, chosen: int | None = None
) -> tuple[Drawn, list[range]]:
    """Draw related news in at most `width` cells, the entry of number `chosen` marked.

    The portal's own come first in `entries`, what the reader found after them; each kind has its label.
    Returns the drawing and the lines that each entry takes.
    """
    lines: list[Line] = []
    places: list[range] = []
    for number, entry in enumerate(entries):
        if number == 0 or entry.computed != entries[number - 1].computed:
            lines += _label(width, computed=entry.computed, first=not lines)
        top = len(lines)
        lines += hanging(_entry(entry, number, chosen), width, _mark(entry), _REST)
        places.append(range(top, len(lines)))
    return stacked(lines), places


def _label(width: int, *, computed: bool, first: bool) -> Iterator[Line]:
    if not first:
        yield Content(), False
    name = _("On the same subject, found by shared words") if computed else _("Related news")
    yield from lines_of(Content.styled(name, LABEL), width)


def _mark(entry: RelatedHead) -> Content:
    if entry.cached:
        return Content.styled(f"{current().unread} ", "$text-accent")
    return Content.styled(f"{current().missing} ", MUTED)


def _entry(entry: RelatedHead, number: int, chosen: int | None) -> Content:
    title = foreign(entry.title).stylize(Style.from_meta({LINK_META: number}))
    known = [words.day(entry.published)] if entry.published else []
    known += [] if entry.cached else [_("not fetched yet")]
    details = foreign(f" ({', '.join(known)})" if known else "", MUTED)
    return Content.assemble(title.stylize(CURRENT) if number == chosen else title, " ", details)
