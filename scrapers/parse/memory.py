"""What a block beside the news says, remembered by its HTML or its lines.

On most portals it is the same on every page.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.model import Place, Teaser
from scrapers.parse.entries import entries
from scrapers.parse.eyes import view_columns
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Said = tuple[Teaser, ...] | None
"""The entries of a block; None where nothing of it is visible."""
_LONGEST = 30_000
"""A block with more HTML, or a longer text, is not remembered; in characters."""
# An address that begins with neither a slash nor a scheme counts from that of its page.
_COUNTS_FROM_PAGE = re.compile(
    r' (?:href|src|data-(?:src|original|lazy|lazy-src|url))="(?!["/#]|https?://|javascript:|mailto:)'
    r'| (?:data-)?srcset="| data-[\w-]+="(?!/|https?://)[^"\s]+\.(?:jpe?g|png|webp|gif)["?]'
)


class _Block:
    """A block by all that its reading depends on; what reads it, and with it the page, is not kept."""

    __slots__ = ("key", "read")

    def __init__(self, key: Hashable, read: Callable[[], Said]) -> None:
        self.key = key
        self.read: Callable[[], Said] | None = read

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Block) and self.key == other.key


def of_element(fields: Fields, place: Place, node: "LexborNode") -> Said:
    """Return what an element says, reading it only where no other page had the very same one."""

    def read() -> Said:
        lines = fields.page.lines_in(node)
        return entries(fields, lines, place) if lines else None

    html = node.html or ""
    return _remembered(fields, place, html, html, read) if len(html) <= _LONGEST else read()


def of_lines(fields: Fields, place: Place, lines: Sequence[Line]) -> tuple[Teaser, ...]:
    """Return what some lines of the page say, reading them only where no other page had the very same."""

    def read() -> tuple[Teaser, ...]:
        return entries(fields, lines, place)

    if view_columns(lines) or sum(len(line.text) for line in lines) > _LONGEST:
        return read()
    pictures = "".join(line.image.html or "" for line in lines if line.image is not None)
    # What stands beside an eye matters where a line ends in a number.
    eyes = tuple(fields.beside_eye(line) for line in lines if line.text[-1:].isdigit())
    shown = tuple((line.text, line.links) for line in lines)
    html = pictures + "".join(f' href="{href}"' for line in lines for _, _, href in line.links)
    return _remembered(fields, place, (shown, eyes, pictures), html, read) or ()


def _remembered(fields: Fields, place: Place, shown: Hashable, html: str, read: Callable[[], Said]) -> Said:
    """Return what a block says that shows something; `html` has the addresses in it."""
    page, portal = fields.page, fields.portal
    addresses = (page.roots, (page.base or page.url) if _counts_from_page(html) else "")
    # What counts back from when the page came says no more than the minute.
    minute = page.came.replace(second=0, microsecond=0)
    rules = (portal.hosts, portal.ids, portal.articles, portal.listings, portal.slugs, portal.file)
    return _said(_Block((shown, place, addresses, minute, rules, fields.layout.page.labels), read))


@lru_cache(maxsize=128)
def _counts_from_page(html: str) -> bool:
    return _COUNTS_FROM_PAGE.search(html) is not None


@lru_cache(maxsize=128)
def _said(block: _Block) -> Said:
    read, block.read = block.read, None
    return read() if read is not None else None
