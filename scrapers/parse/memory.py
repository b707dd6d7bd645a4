"""What a block beside the news says, remembered by its HTML: on most portals it is the same on every page."""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.model import Place, Teaser
from scrapers.parse.fields import Fields

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Said = tuple[Teaser, ...] | None
"""The entries of a block; None where nothing of it is visible."""
_LONGEST = 30_000
"""A block with more HTML is not remembered; in characters."""
# An address that begins with neither a slash nor a scheme counts from that of its page.
_COUNTS_FROM_PAGE = re.compile(
    r' (?:href|src|data-(?:src|original|lazy|lazy-src|url))="(?!["/#]|https?://|javascript:|mailto:)'
    r'| (?:data-)?srcset="'
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


def remembered(fields: Fields, place: Place, node: "LexborNode", read: Callable[[], Said]) -> Said:
    """Give what an element says, reading it only where no other page had the very same one."""
    html = node.html or ""
    if len(html) > _LONGEST:
        return read()
    page, portal = fields.page, fields.portal
    addresses = (page.roots, (page.base or page.url) if _counts_from_page(html) else "")
    rules = (portal.hosts, portal.ids, portal.articles, portal.listings, portal.file)
    return _said(_Block((html, place, addresses, rules, fields.layout.page.labels), read))


@lru_cache(maxsize=128)
def _counts_from_page(html: str) -> bool:
    return _COUNTS_FROM_PAGE.search(html) is not None


@lru_cache(maxsize=128)
def _said(block: _Block) -> Said:
    read, block.read = block.read, None
    return read() if read is not None else None
