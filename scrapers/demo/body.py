"""Reads the body of an article as the news files write it: blocks between empty lines, inline links."""

import re
from functools import lru_cache
from itertools import groupby

from scrapers.model import Block, Heading, Image, Link, ListBlock, Paragraph, Quote, Table

_LINK = re.compile(r"\[([^\]\n]+)\]\(([^()\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([a-z-]+)\)")
_HEADING = re.compile(r"(#{2,4}) (.+)")
_ITEM = re.compile(r"- (.+)")
_NUMBERED = re.compile(r"(\d{1,3})\. (.+)")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


@lru_cache(maxsize=512)
def read_body(text: str) -> tuple[Block, ...]:
    """Return the blocks of a body; the address of a picture is the name of its scene.

    ValueError, which quotes its first line, for a block that is none of those that the format knows.
    """
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return tuple(_block(list(chunk)) for filled, chunk in groupby(lines, bool) if filled)


def _block(lines: list[str]) -> Block:
    for reader in (_picture, _heading, _items, _numbered, _quote, _table):
        if (block := reader(lines)) is not None:
            return block
    if len(lines) > 1 or lines[0].startswith(("- ", "|", "#", ">", "!")):
        raise ValueError(f"not a block of the format: {lines[0][:60]!r}")
    text, links = _linked(lines[0])
    return Paragraph(text=text, links=links)


def _linked(source: str, part: int = 0) -> tuple[str, tuple[Link, ...]]:
    """Take the inline links out of a text, and return where their words stand in it."""
    text, links, at = "", list[Link](), 0
    for match in _LINK.finditer(source):
        text += source[at : match.start()]
        links.append(Link(start=len(text), end=len(text) + len(match[1]), url=match[2], part=part))
        text, at = text + match[1], match.end()
    return text + source[at:], tuple(links)


def _parts(sources: list[str]) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    pairs = [_linked(source, part) for part, source in enumerate(sources)]
    return tuple(text for text, _ in pairs), tuple(link for _, links in pairs for link in links)


def _picture(lines: list[str]) -> Image | None:
    match = _PICTURE.fullmatch(lines[0])
    return Image(url=match[2], caption=match[1]) if match and len(lines) == 1 else None


def _heading(lines: list[str]) -> Heading | None:
    match = _HEADING.fullmatch(lines[0])
    return Heading(text=match[2], level=len(match[1])) if match and len(lines) == 1 else None


def _items(lines: list[str]) -> ListBlock | None:
    matches = [_ITEM.fullmatch(line) for line in lines]
    if not all(matches):
        return None
    items, links = _parts([match[1] for match in matches if match])
    return ListBlock(items=items, links=links)


def _numbered(lines: list[str]) -> ListBlock | None:
    matches = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
    if not matches or len(matches) != len(lines):
        return None
    first = int(matches[0][1])
    if [int(match[1]) for match in matches] != list(range(first, first + len(matches))):
        raise ValueError(f"numbers of a list do not follow each other: {lines[0][:60]!r}")
    items, links = _parts([match[2] for match in matches])
    return ListBlock(items=items, ordered=True, start=first, links=links)


def _quote(lines: list[str]) -> Quote | None:
    if not all(line.startswith("> ") for line in lines):
        return None
    text, links = _linked("\n".join(line.removeprefix("> ") for line in lines))
    return Quote(text=text, links=links)


def _table(lines: list[str]) -> Table | None:
    if not all(line.startswith("|") and line.endswith("|") for line in lines):
        return None
    header = len(lines) > 1 and _RULE.fullmatch(lines[1]) is not None
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if not _RULE.fullmatch(line)]
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"rows of a table differ in length: {lines[0][:60]!r}")
    texts, links = _parts([cell for row in rows for cell in row])
    wide = len(rows[0])
    cut = tuple(texts[at : at + wide] for at in range(0, len(texts), wide))
    return Table(rows=cut, header=header, links=links)
