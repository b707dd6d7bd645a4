"""Tells where the pictures of an article lie, and which of them are only decoration."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scrapers.parse.lines import Line
from scrapers.parse.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_SMALLEST = 24
"""A picture whose page says that it is smaller both ways is an icon or counts visits; in pixels."""
_PLACEHOLDER = 1_000
"""A `data:` address that is no longer holds the place of a picture to come; in characters."""
_LONGEST_NAME = 60
"""So much of an address is asked for the name of a file, in characters."""
_DECORATION = re.compile(
    r"(?:^|[/_-])(?:ico(?:n|ns)?[_-][\w-]*\.(?:jpe?g|gif|png|svg)"
    r"|(?:spacer|blank|pixel|transparent|clear|1x1|loading|icon[\w-]*"
    # What stands for tools.
    r"|(?:(?:btn|social|share|post)[_-]?)?(?:facebook|fb|twitter|zalo|google(?:plus)?|print(?:er)?|e?mail|share"
    r"|font\w{0,8}|clock|calendar|eye|view|contrast\d?|a?(?:minus|plus)|gotop)"
    # What stands beside a file.
    r"|(?:pdf|docx?|xlsx?|pptx?|rar|zip|word|excel|file|attach(?:ment)?|download)(?:[_-]?icon|\d*)?)"
    r"\.(?:gif|png|svg))(?:\?|$)"
)
_OFFERED = re.compile(r"([^\s,](?:\S*[^\s,])?)([^,]*)")
"""One address of a `srcset` and what is said of it. Commas part them, and may stand inside an address."""
_TIMES = re.compile(r"(\d+(?:\.\d+)?)[wx]\s*$")
_FILE = re.compile(r"[^\s\"'(){}]+\.(?:jpe?g|png|webp|gif)(?:\?\S*)?", re.IGNORECASE)
_QR = re.compile(r"/(?:qr|[^/?]*qr-?code[^/?.]*)(?:\.(?:ashx|aspx|php|jsp))?/?\?|[?&]cht=qr(?:&|$)")
"""What draws codes on demand, as of a page's own address; one that a text shows is a file."""


def source(page: Page, node: "LexborNode") -> str | None:
    """Return the address of a picture; None for decoration, and for what cannot be fetched.

    A picture that lies in the page itself, as a `data:` address, has no address: an empty string.
    """
    instead = _without_scripts(node)
    return (instead is not None and _source(page, instead)) or _source(page, node)


def _source(page: Page, node: "LexborNode") -> str | None:
    attributes = node.attributes
    if _is_small(attributes):
        return None
    written = [attributes.get(name) for name in _LAZY]
    written += [
        _largest(attributes.get("data-srcset")),
        attributes.get("src"),
        _largest(attributes.get("srcset")),
    ]
    for href in chain(written, _named_otherwise(attributes)):
        if href and (address := page.address(href)):
            return None if _is_decoration(address.lower()) else address
    if (offered := _offered(node)) is not None:
        return _source(page, offered)
    is_embedded = any(
        href and href[:11].lower() == "data:image/" and len(href) > _PLACEHOLDER for href in written
    )
    return "" if is_embedded else None


def _named_otherwise(attributes: "dict[str, str | None]") -> Iterator[str]:
    """Yield what looks like the file of a picture in an attribute that only its page's scripts know."""
    for name, value in attributes.items():
        if value and name.startswith("data-") and _FILE.fullmatch(value):
            yield value


def _offered(node: "LexborNode") -> "LexborNode | None":
    """Return what a `<picture>` offers a picture that has no address of its own."""
    around = node.parent
    if node.tag != "img" or around is None or around.tag != "picture":
        return None
    return around.css_first("source[srcset], source[data-srcset]")


def _without_scripts(node: "LexborNode") -> "LexborNode | None":
    """Return the picture that browsers without scripts show in place of one that is to come."""
    behind = node.next
    return behind.css_first("img") if behind is not None and behind.tag == "noscript" else None


def shows(page: Page, line: Line) -> bool:
    """Tell whether a line is a picture that shows something, or what a page embeds."""
    if line.embeds():
        return any(page.addresses(line))
    return line.image is not None and source(page, line.image) is not None


def _is_decoration(address: str) -> bool:
    return _DECORATION.search(unquote(address[-_LONGEST_NAME:])) is not None or (
        "qr" in address and _QR.search(address) is not None
    )


def _is_small(attributes: "dict[str, str | None]") -> bool:
    sizes = [_pixels(attributes.get(name)) for name in ("width", "height")]
    return all(size is not None and size < _SMALLEST for size in sizes) or any(
        size is not None and size <= 1 for size in sizes
    )


def _pixels(text: str | None) -> int | None:
    match = _PIXELS.fullmatch(text) if text else None
    return int(match[1]) if match else None


def _largest(srcset: str | None) -> str:
    """Return the largest picture of a `srcset`: "a.jpg 1x, b.jpg 2x"."""
    if not srcset:
        return ""
    best, largest = -1.0, ""
    for address, words in _OFFERED.findall(srcset):
        size = _TIMES.search(words)
        worth = float(size[1] if size else 1)
        if worth > best:
            best, largest = worth, address
    return largest
