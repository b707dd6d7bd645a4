"""Finds which links of a block can be opened, and where they stand in its text; no Textual, no I/O."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from scrapers.model import Heading, Link, ListBlock, Paragraph, Quote, Table
from scrapers.text import clean_block, clean_line

Worded = Paragraph | Heading | ListBlock | Quote | Table
"""The blocks that are made of text."""
_Cell = TypeVar("_Cell")


class Spot(NamedTuple):
    """A link where it stands: `number` counts the links of its block, `start` and `end` the part's text."""

    number: int
    start: int
    end: int
    url: str


def openable(url: str) -> bool:
    """Return whether an address may be opened: http(s), with a host, with nothing hidden in it.

    Names before a host and hosts in letters of other scripts are look-alikes: `scrapers.urls.absolute` drops
    the former and spells the latter in punycode, so that neither comes from a page.
    """
    if clean_line(url) != url or " " in url:
        return False
    try:
        split = urlsplit(url)
        plain = "@" not in split.netloc and split.netloc.isascii()
        return split.scheme in ("http", "https") and bool(split.hostname) and plain
    except ValueError:  # an unclosed bracket of an IPv6 host
        return False


def texts(block: Worded) -> tuple[str, ...]:
    """List the parts that a block's links count in: its items, its cells in reading order, or its text."""
    match block:
        case ListBlock():
            return block.items
        case Table():
            return tuple(cell for row in block.rows for cell in row)
        case _:
            return (block.text,)


def spots(block: Worded) -> tuple[tuple[Spot, ...], ...]:
    """Find the links that can be opened in each part of a block, in reading order.

    Left out are links that overlap an earlier one, that reach past their text, and those of a text that
    cleaning would change, for they count in another text; their words stay.
    """
    parts = texts(block)
    linked = {link.part for link in block.links if 0 <= link.part < len(parts)}
    clean = {part for part in linked if clean_block(parts[part]) == parts[part]}
    found: list[list[Spot]] = [[] for _ in parts]
    number = 0
    for link in sorted(block.links, key=lambda link: (link.part, link.start)):
        spot = _spot(link, parts[link.part], number) if link.part in clean else None
        if spot and not (found[link.part] and found[link.part][-1].end > spot.start):
            found[link.part].append(spot)
            number += 1
    return tuple(map(tuple, found))


def parts(block: Worded) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    """Yield each part of a block with the links in it."""
    return zip(texts(block), spots(block), strict=True)


def runs(block: Worded) -> Iterator[Iterator[tuple[str, str]]]:
    """Yield each part of a block, cleaned: the words around its links and in them, each with its address."""
    return (_runs(clean_block(text), found) for text, found in parts(block))


def _runs(text: str, found: Iterable[Spot]) -> Iterator[tuple[str, str]]:
    at = 0
    for spot in found:
        yield text[at : spot.start], ""
        yield text[spot.start : spot.end], spot.url
        at = spot.end
    yield text[at:], ""


def in_rows(table: Table, cells: Iterable[_Cell]) -> list[list[_Cell]]:
    """Put what was made of the parts of a table back into its rows."""
    left = iter(cells)
    return [[next(left) for _cell in row] for row in table.rows]


def _spot(link: Link, text: str, number: int) -> Spot | None:
    words = text[link.start : link.end]
    if link.start < 0 or link.end > len(text) or not words.strip() or not openable(link.url):
        return None
    start = link.start + len(words) - len(words.lstrip())  # spaces at its ends are not of the link
    return Spot(number, start, start + len(words.strip()), link.url)
