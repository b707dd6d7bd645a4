"""Finds view counts without a word: beside the picture of an eye, or in a column headed so."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.parse.frame import climbed
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_EYES = (
    '[class*="eye"], [class*="icon-view" i], [class*="view-icon" i], [class*="luotxem" i]'
    ', [class*="luot-xem" i], img[src*="eye"], img[src*="/view"], img[src*="luotxem" i]'
)
_NEAR = 3
"""How many elements up from an eye the element may be whose line says the number."""
_DEEP = 3
"""How many elements down from what follows an eye its number may be."""
_NUMBER = re.compile(r"\s*(\d[\d.,]{0,12})\s*")
_HEADS = Labels(("Lượt xem", "Số lượt xem", "Lượt đọc", "Số lượt đọc", "Lần xem", "Số lần xem"))
_ENDS = frozenset(("xem", "Xem", "XEM", "đọc", "Đọc", "ĐỌC"))
"""What they end in; most lines need not be compared."""
_WORD = " lượt xem"

Columns = frozenset[tuple[int, int]]
"""Tables, by `id`, and numbers of columns of them."""


def numbers_beside_eyes(page: Page) -> dict[int, str]:
    """Return the number beside an eye by the `mem_id` of the elements around, if those hold one eye only."""
    found: dict[int, list[str]] = {}
    for eye in page.css(_EYES):
        for around in islice(climbed(eye.parent), _NEAR):
            found.setdefault(around.mem_id, []).append(_number_at(eye))
    return {mark: numbers[0] for mark, numbers in found.items() if len(numbers) == 1 and numbers[0]}


def _number_at(eye: "LexborNode") -> str:
    """Return the number inside an eye's element or right behind it."""
    for node in (eye.first_child, *_behind(eye)):
        if node is not None and (match := _NUMBER.fullmatch(_own_text(node))):
            return match[1]
    return ""


def _behind(eye: "LexborNode") -> Iterator["LexborNode"]:
    """Yield what follows an eye, without the white space between."""
    behind = eye.next
    if behind is not None and not _own_text(behind).strip():
        behind = behind.next
    if behind is not None:
        yield behind


def _own_text(node: "LexborNode") -> str:
    """Return the text of a text, or that in which an element begins, or one in which that does."""
    text: LexborNode | None = node
    for _ in range(_DEEP):
        if text is not None and text.tag != "-text":
            text = text.first_child
    return (text.text_content or "") if text is not None and text.tag == "-text" else ""


def view_columns(lines: Iterable[Line]) -> Columns:
    """List the columns of tables whose head says that they count views."""
    return frozenset(
        (id(line.place.cell.table), line.place.cell.column)
        for line in lines
        if line.text[-3:] in _ENDS and line.place.cell is not None and _HEADS.covers(line.text)
    )


def worded(text: str, number: str) -> str:
    """Say of a number in a text that it counts views."""
    before, found, after = text.rpartition(number) if number else ("", "", "")
    whole = found and not (before[-1:].isdigit() or after[:1].isdigit())
    return f"{before}{number}{_WORD}{after}" if whole else text


def in_column(line: Line, columns: Columns) -> bool:
    """Tell whether a line is a bare number in one of these columns."""
    cell = line.place.cell
    return (
        cell is not None
        and (id(cell.table), cell.column) in columns
        and _NUMBER.fullmatch(line.text) is not None
    )
