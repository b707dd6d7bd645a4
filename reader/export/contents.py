"""Articles in the order of a table of contents: by category, as a newspaper has it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from reader.i18n import _
from scrapers.model import Article
from scrapers.text import clean_line


class Contents:
    """Articles grouped by their first category; groups and articles keep the order in which they came.

    An article given twice stands once.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.groups: dict[str, list[Article]] = {}
        """From the name of a category to its articles."""
        once = {(article.portal, article.id): article for article in articles}
        for article in once.values():
            name = clean_line(article.categories[0]) if article.categories else ""
            self.groups.setdefault(name or _("Other news"), []).append(article)
        self._numbers = {(one.portal, one.id): number for number, one in enumerate(self, 1)}

    def __iter__(self) -> Iterator[Article]:
        return chain.from_iterable(self.groups.values())

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, portal: str, id: str) -> int | None:
        """Return the place of an article, counted from 1; None where it is not among them."""
        return self._numbers.get((portal, id))


def titled(article: Article) -> str:
    """Return what a table of contents calls an article."""
    return clean_line(article.title) or "…"
