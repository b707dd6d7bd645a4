"""Tells what lines of a page are beside the news: headings, tools, what leads elsewhere."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from scrapers.parse import eyes
from scrapers.parse.facts import only_facts, tells_a_day, views_in
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.portals.rules import Layout

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

_KEYWORDS = re.compile(r"^(?:từ (?:khóa|khoá)|tags?|thẻ|chủ đề)\s*:", re.IGNORECASE)
_TOOLS = re.compile(
    r"^javascript:\s*(?:window\.)?print\(|^mailto:\?|/share(?:r|r\.php|_inline)?(?:[?/#]|$)|/intent/tweet\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 80
"""A line that names a category is no longer, in characters."""
_WORDS = re.compile(r"[^\W\d]+ [^\W\d]")
_TOOL_WORDS = 3
"""A link of so few words that leads nowhere is a tool of the page: "Chia sẻ", "A+"."""


class Around:
    """One page of a portal, by one layout: what of it is none of its news."""

    def __init__(self, page: Page, portal: "Portal", layout: Layout) -> None:
        self.page = page
        self.portal = portal
        self.layout = layout

    @cached_property
    def headings(self) -> Labels:
        """Headings and tools of the page."""
        return Labels(self.layout.page.labels)

    @cached_property
    def headings_beside(self) -> Labels:
        """Headings of the lists of news beside the article."""
        return Labels(self._words_beside)

    @cached_property
    def _words_beside(self) -> tuple[str, ...]:
        page = self.layout.page
        rules = (*page.related, *page.latest, *page.most_read)
        return tuple(word for rule in rules for word in rule.labels)

    def worded(self, line: Line, text: str) -> str:
        """Return what a line says, or a part of it, with words for the views that an eye stands for."""
        if not text[-1:].isdigit() or views_in(text) or not only_facts(text):
            return text
        return eyes.worded(text, self.beside_eye(line))

    def beside_eye(self, line: Line) -> str:
        """Return the number that stands beside the picture of an eye near a line."""
        return self._beside_eyes.get(line.place.node.mem_id, "")

    @cached_property
    def _beside_eyes(self) -> Mapping[int, str]:
        return eyes.numbers_beside_eyes(self.page)

    def is_tool(self, line: Line) -> bool:
        """Tell whether a line is nothing but what shares, mails or prints the page, or lists its keywords."""
        from scrapers.parse.tools import names_tools  # noqa: PLC0415 - expressions that only articles need

        if names_tools(line.text, linked=bool(line.links) and linked_signs(line) == signs(line.text)):
            return True
        text = _KEYWORDS.sub("", line.text)
        named = len(text) < len(line.text) or all(_TOOLS.search(href) for _, _, href in line.links)
        if not line.links or not named:
            return False
        return linked_signs(line) == signs(text)

    def names_category(self, line: Line) -> bool:
        """Tell whether a line says which category an article is in, and nothing else."""
        short = len(line.text) <= _LONGEST_NAME
        return short and self._category_labels.head(line.text, linked=bool(line.links))

    def heads_category(self, line: Line) -> bool:
        """Tell whether a line says no more than that the next one names the category of an article."""
        return self._category_labels.covers(line.text)

    @cached_property
    def _category_labels(self) -> Labels:
        return Labels(word for rule in self.layout.article.category for word in rule.labels)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """What links of the page say that lead to categories."""
        return tuple(
            {
                name
                for line in self.page.lines
                for name, url in self.page.links(line)
                if _WORDS.match(name) and self.portal.is_listing(url)
            }
        )

    def without_tools(self, line: Line) -> str:
        """Return what a line says beside links that lead nowhere: "06/03/2018 | In trang"."""
        dead = [link for link in line.links if not self.page.address(link[2])]
        text = line.beside(dead)
        # Tools may have no words but those ahead of them: "06/03/2018 Xem cỡ chữ".
        crowded = bool(dead) or (tells_a_day(text) and not only_facts(text))
        return _said_beside(text) if crowded else text

    def leads_away(self, line: Line) -> bool:
        """Tell whether a line is nothing but links to other pages: what a page offers, not what it says."""
        if linked_signs(line) < signs(line.text):
            return False
        addresses = set(self.page.addresses(line))
        if addresses == {""}:
            return len(line.text.split()) <= _TOOL_WORDS
        return not any(map(self.is_this_page, addresses))

    def linked(self, text: str) -> Iterator[str]:
        """List where links of the page lead that say no more and no less than a text."""
        for line in self.page.lines:
            if line.links and text in line.text:
                yield from (url for said, url in self.page.links(line) if said == text)

    def leads_on(self, url: str) -> bool:
        """Tell whether an address is one of the portal's own, and not that of an article."""
        return self.portal.owns(url) and not self.portal.is_article(url)

    def is_this_page(self, url: str) -> bool:
        """Tell whether an address is that of this page, or another one of its article."""
        here, portal = self.page.url, self.portal
        if url == here or not (portal.is_article(url) or portal.may_be_article(url)):
            return url == here
        return portal.article_id(url) == portal.article_id(here)


def _said_beside(text: str) -> str:
    from scrapers.parse.tools import without_tools  # noqa: PLC0415 - expressions that only articles need

    return without_tools(text)


def linked_signs(line: Line) -> int:
    """Count the letters and digits of a line that stand in links."""
    return sum(signs(line.text[start:end]) for start, end, _ in line.links)


def signs(text: str) -> int:
    """Count the letters and digits of a text."""
    return sum(map(str.isalnum, text))
