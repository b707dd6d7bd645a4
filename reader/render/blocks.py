"""The blocks of an article, drawn for a width."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from reader import words
from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.links import Worded, in_rows, openable, parts, spots
from reader.render.tables import table_lines
from reader.render.text import (
    CURRENT,
    LINK_META,
    MUTED,
    RULE,
    Drawn,
    Line,
    balanced,
    foreign_block,
    hanging,
    lines_of,
    link,
    linked,
    stacked,
)
from scrapers.model import Attachment, Block, Heading, Image, ListBlock, Paragraph, Quote, Table

_BAR = Content.styled("▎ ", "$accent")
_PICTURE_WIDTH = 44


def draw_block(block: Block, width: int, current: int | None = None) -> Drawn:
    """Draw a block in at most `width` cells, the link of number `current` marked.

    A paragraph is left to Textual to wrap, so that its lines can be selected as one.
    """
    match block:
        case Paragraph():
            return Drawn(_parts(block, current)[0])
        case Heading():
            return balanced(_parts(block, current)[0], width)
        case ListBlock():
            return stacked(_list(block, width, current))
        case Quote():
            return stacked(hanging(_parts(block, current)[0], width, _BAR, _BAR))
        case Table():
            return stacked(_table(block, width, current))
        case Image():
            return stacked(_picture(block, width, current))


def targets(block: Block) -> tuple[str, ...]:
    """List the addresses that can be opened from a block, by the number of their link."""
    if isinstance(block, Image):
        return (block.url,) if openable(block.url) else ()
    return tuple(spot.url for part in spots(block) for spot in part)


def attachment_lines(files: Sequence[tuple[Attachment, str]], width: int, current: int | None) -> Drawn:
    """Draw the files of an article, one under the other, each with a remark, if there is one.

    Those that can be opened are links.
    """
    return stacked(_attachments(files, width, current))


def _parts(block: Worded, current: int | None) -> list[Content]:
    return [linked(text, found, current) for text, found in parts(block)]


def _list(block: ListBlock, width: int, current: int | None) -> Iterator[Line]:
    for mark, item in zip(words.marks(block, "•"), _parts(block, current), strict=True):
        yield from hanging(item, width, Content.styled(mark, MUTED), Content(" " * len(mark)))


def _table(block: Table, width: int, current: int | None) -> Iterator[Line]:
    return table_lines(in_rows(block, _parts(block, current)), width, header=block.header)


def left_out(block: Image, seconds: int, width: int, current: int | None) -> Drawn:
    """Draw the box of a picture that would take so many seconds to paint, with the key that shows it."""
    note = _("slow line, {n} s · {key} shows it").format(n=seconds, key=first_key("pictures"))
    return stacked(_picture(block, width, current, note))


def _picture(block: Image, width: int, current: int | None, note: str = "") -> Iterator[Line]:
    """Draw a box that stands for a picture, maybe with a note, and its caption below."""
    name = _("[Picture]")
    inner = max(min(width, _PICTURE_WIDTH) - 4, cell_len(name))
    first = link(name, 0, current) if openable(block.url) else Content.styled(name, MUTED)
    said = [Content.assemble(first, (f" {note}", MUTED)) if note else first]
    if block.alt and block.alt != block.caption:
        said.append(foreign_block(block.alt, MUTED))
    box = (line for part in said for line, _goes_on in lines_of(part, inner))
    side = Content.styled("│", RULE)
    yield Content.styled(f"┌{'─' * (inner + 2)}┐", RULE), False
    for line in box:
        space = inner - line.cell_length
        yield (
            Content.assemble(side, " " * (1 + space // 2), line, " " * (1 + space - space // 2), side),
            False,
        )
    yield Content.styled(f"└{'─' * (inner + 2)}┘", RULE), False
    if block.caption:
        yield from lines_of(foreign_block(block.caption, f"{MUTED} italic"), width)


def caption(block: Image, width: int, current: int | None) -> Drawn:
    """Draw what stands below a picture that is seen: its caption, and its alternative text where it differs.

    The words lead to the picture alone.
    """
    said = foreign_block(block.caption or block.alt or _("[Picture]"), f"{MUTED} italic")
    if block.caption and block.alt and block.alt != block.caption:
        said = Content("\n").join((said, foreign_block(block.alt, MUTED)))
    if openable(block.url):
        said = said.stylize(Style.from_meta({LINK_META: 0}))
    return stacked(lines_of(said.stylize(CURRENT) if current == 0 else said, width))


def _attachments(files: Sequence[tuple[Attachment, str]], width: int, current: int | None) -> Iterator[Line]:
    number = 0
    for file, remark in files:
        can = openable(file.url)
        name = link(file.name or file.url, number, current) if can else foreign_block(file.name)
        number += can
        if remark:
            name = Content.assemble(name, (f" ({remark})", MUTED))
        yield from hanging(name, width, Content.styled("↓ ", MUTED), Content("  "))
