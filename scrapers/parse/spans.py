"""Lines with their links put together into paragraphs."""

from collections.abc import Iterable
from urllib.parse import unquote

from msgspec.structs import replace

from scrapers.model import Link, Paragraph
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.text import clean_line
from scrapers.urls import file_name


def joined(page: Page, lines: Iterable[Line]) -> Paragraph:
    """Join lines into one paragraph, with a newline between them, and links that lead somewhere."""
    text = ""
    links: list[Link] = []
    for line in lines:
        text = f"{text}\n{line.text}" if text else line.text
        begin = len(text) - len(line.text)
        links += (
            Link(start=begin + start, end=begin + end, url=url)
            for start, end, href in line.links
            if end > start and (url := page.address(href))
        )
    return Paragraph(text=text, links=tuple(links))


def embedded(page: Page, line: Line) -> Paragraph:
    """Return what a page embeds as a link to it: a document by its name, a film by its address."""
    (url,) = page.addresses(line)
    text = file_name(url) or clean_line(unquote(url))
    return Paragraph(text=text, links=(Link(start=0, end=len(text), url=url),))


def links_by_part(parts: Iterable[Paragraph]) -> tuple[Link, ...]:
    """Return the links of the items of a list or the cells of a table, each with the number of its part."""
    return tuple(replace(link, part=part) for part, text in enumerate(parts) for link in text.links)
