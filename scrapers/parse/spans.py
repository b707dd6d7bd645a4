"""Lines with their links put together into paragraphs."""

from collections.abc import Sequence

from scrapers.model import Link, Paragraph
from scrapers.parse.lines import Line
from scrapers.parse.page import Page


def links_of(page: Page, line: Line, *, shift: int = 0) -> list[Link]:
    """List the links of a line that have an address, moved by `shift` characters."""
    return [
        Link(start=start + shift, end=end + shift, url=url)
        for start, end, href in line.links
        if end > start and (url := page.address(href))
    ]


def joined(page: Page, lines: Sequence[Line]) -> Paragraph:
    """Join lines into one paragraph with a newline between them."""
    if len(lines) == 1:
        return Paragraph(text=lines[0].text, links=tuple(links_of(page, lines[0])))
    text = ""
    links: list[Link] = []
    for line in lines:
        text = f"{text}\n{line.text}" if text else line.text
        links += links_of(page, line, shift=len(text) - len(line.text))
    return Paragraph(text=text, links=tuple(links))
