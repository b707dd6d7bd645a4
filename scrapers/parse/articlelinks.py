"""Which links of a block of news lead to articles."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from scrapers.parse.facts import views_in
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line
from scrapers.urls import file_name

_FEW_WORDS = 4
"""Where addresses do not tell, a title has so many words at least."""


class ArticleLinks:
    """Tells which links of a block lead to articles: by their addresses, or else by what they say.

    `named` are the addresses of the articles, where these are known.
    """

    def __init__(
        self, fields: Fields, lines: Sequence[Line], *, is_listing: bool, named: frozenset[str] | None = None
    ) -> None:
        self._fields = fields
        self._portal = fields.portal
        self._is_listing = is_listing
        self._named = named
        self.told = any(
            self._portal.is_article(url) and not self._portal.may_be_article(url)
            for line in lines
            for url in fields.page.addresses(line)
        )
        """Whether addresses tell which links lead to articles."""

    def lead(self, url: str, words: str, text: str) -> bool:
        """Tell whether a link that says `words`, on a line that says `text`, leads to an article."""
        portal = self._portal
        if self.told:
            return portal.is_article(url) or (self._has_low_number(url) and self._is_said(url, words))
        if self._named is not None:
            return url in self._named
        if portal.may_be_article(url) and not portal.is_article(url):
            return self._is_said(url, words)
        if views_in(text):
            return bool(words)
        parts = urlsplit(url)
        return (
            portal.owns(url)
            and not portal.is_listing(url)
            and not file_name(url)
            and any(map(str.isdigit, parts.path + parts.query))
        )

    def _has_low_number(self, url: str) -> bool:
        """Tell whether an address may be that of one of the first articles of a portal: "/le-hoi-nam-99"."""
        return self._portal.may_be_article(url) and self._portal.article_id(url).isdigit()

    def _is_said(self, url: str, words: str) -> bool:
        """Tell whether a link to what may be an article says as much as a title, or is only a picture."""
        return not words or (len(words.split()) >= _FEW_WORDS and url not in self._elsewhere)

    def are_one(self, url: str, other: str) -> bool:
        """Tell whether two addresses lead to one article, however it is come upon."""
        if not url:
            return False
        if url == other or not ("?" in url or "?" in other):
            return url == other
        name = self._portal.article_id
        return self.told and name(url) == name(other)

    def places(self, lines: Sequence[Line]) -> Iterator[int]:
        """Find the lines that surely link to articles, the last first, and each article once."""
        found: set[str] = set()
        for at in range(len(lines) - 1, -1, -1):
            urls = filter(self._are_surely, self._fields.page.addresses(lines[at]))
            if new := set(map(self._portal.article_id, urls)) - found:
                found |= new
                yield at

    def _are_surely(self, url: str) -> bool:
        return self._portal.is_article(url) if self._named is None else url in self._named

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """Where links lead that are no entries, although their addresses are like those of articles."""
        return self._fields.menu | self._fields.foot if self._is_listing else frozenset()
