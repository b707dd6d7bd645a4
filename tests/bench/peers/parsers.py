"""Other ways to get the text of an article out of its page, each giving title, date and text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.bench.peers import soup

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

Read = Callable[[str, str], "tuple[str, str, str]"]
"""Page and address to title, date and text; an empty string for what it does not find."""


def parsers(portal: "Portal", *, few: bool = False) -> dict[str, Read]:
    """Return the peers by name, or the `few` that only read what they are shown.

    BeautifulSoup goes by the portal's own selectors, where it has some, and reads what the program reads.
    """
    found: dict[str, Read] = {
        "trafilatura": _trafilatura,
        "newspaper4k": _newspaper,
        "readability-lxml": _readability,
    }
    if few:
        found.clear()
    if any(rule.css for rule in portal.layouts[0].article.body):
        found["BeautifulSoup+lxml"] = _soup(portal)
    else:
        found["BeautifulSoup+lxml"] = _plain_soup
    found["selectolax, tree only"] = _tree
    return found


def listing_parsers(portal: "Portal") -> dict[str, Read]:
    """Return the peers that read a listing by the portal's selectors, and the floor of them."""
    return {"BeautifulSoup+lxml": _soup_listing(portal), "selectolax, tree only": _tree}


def _soup_listing(portal: "Portal") -> Read:
    """Read a listing by the selectors of the portal's file: entries, pager and total."""

    def read(page: str, url: str) -> tuple[str, str, str]:
        found = soup.listing(portal, page, url)
        return found.category, "", "\n".join("\t".join(one) for one in found.entries)

    return read


def _trafilatura(page: str, url: str) -> tuple[str, str, str]:
    from trafilatura import bare_extraction

    found = bare_extraction(page, url=url, with_metadata=True)
    return (found.title or "", found.date or "", found.text or "") if found else ("", "", "")


def _newspaper(page: str, url: str) -> tuple[str, str, str]:
    from newspaper import Article

    article = Article(url, language="vi", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return article.title, str(article.publish_date or "")[:10], article.text


def _readability(page: str, _url: str) -> tuple[str, str, str]:
    from lxml.html import fromstring
    from readability import Document

    document = Document(page)
    return document.short_title(), "", fromstring(document.summary()).text_content()


def _soup(portal: "Portal") -> Read:
    """Read an article by the selectors of the portal's file: all the fields that the program reads."""

    def read(page: str, url: str) -> tuple[str, str, str]:
        found = soup.article(portal, page, url)
        texts = (block.text for block in found.blocks)
        return found.title, found.date, "\n".join((found.author, found.summary, *texts))

    return read


def _plain_soup(page: str, url: str) -> tuple[str, str, str]:
    """Read all of a page of which only visible text is known into blocks with their links.

    It looks for no labels and tells no title, date, author or entry from the rest, as the program does.
    """
    return "", "", "\n".join(block.text for block in soup.whole_page(page, url))


def _tree(page: str, _url: str) -> tuple[str, str, str]:
    """Make the tree, and no more: the floor of any parser that stands on it."""
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(page)
    return "", "", ""
