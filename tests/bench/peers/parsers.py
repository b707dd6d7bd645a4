"""Other ways to get the text of an article out of its page, each giving title, date and text."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from scrapers.portal import Portal
    from scrapers.rules import Rule

Read = Callable[[str, str], "tuple[str, str, str]"]
"""Page and address to title, date and text; an empty string for what it does not find."""


def parsers(portal: "Portal", *, few: bool = False) -> dict[str, Read]:
    """Give the peers by name, or the `few` that only read what they are shown.

    BeautifulSoup goes by the portal's own selectors, where it has some.
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
    """Give the peers that read a listing by the portal's selectors, and the floor of them."""
    return {"BeautifulSoup+lxml": _soup_listing(portal), "selectolax, tree only": _tree}


def _soup_listing(portal: "Portal") -> Read:
    """Read title, address and date of every entry by the selectors of the portal's file, and no more."""
    rules = portal.layouts[0].listing
    items, title, date = rules.items[0].css, rules.title[0].css, rules.published[0].css

    def read(page: str, url: str) -> tuple[str, str, str]:
        from bs4 import BeautifulSoup

        soup = BeautifulSoup(page, "lxml")
        found = []
        for item in soup.select(items):
            link, day = item.select_one(title), item.select_one(date)
            if link is not None:
                address = urljoin(url, str(link.get("href", "")))
                found.append((link.get_text(" ", strip=True), address, _day(day.get_text()) if day else ""))
        return "", "", "\n".join("\t".join(one) for one in found)

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
    """Read by the selectors of the portal's file: all the fields that the program reads."""
    rules, beside = portal.layouts[0].article, portal.layouts[0].page

    def read(page: str, _url: str) -> tuple[str, str, str]:
        from bs4 import BeautifulSoup

        soup = BeautifulSoup(page, "lxml")

        def text(found: "Iterable[Rule]") -> str:
            nodes = (soup.select_one(rule.css) for rule in found if rule.css)
            return next((" ".join(node.get_text(" ").split()) for node in nodes if node), "")

        title, date = text(rules.title), text(rules.published)
        for field in (rules.category, rules.summary, rules.author):
            text(field)
        for rule in (*beside.related, *beside.latest, *beside.most_read):
            [(link.get("href"), link.get_text()) for link in soup.select(f"{rule.css} a")]
        body = soup.select_one(rules.body[0].css)
        if body is None:
            return title, date, ""
        for dropped in rules.drop:
            for node in body.select(dropped):
                node.decompose()
        [(image.get("src"), image.get("alt")) for image in body.find_all("img")]
        lines = (" ".join(line.split()) for line in body.get_text("\n").splitlines())
        return title, _day(date), "\n".join(line for line in lines if line)

    return read


def _day(text: str) -> str:
    """Turn "20/05/2016 11:32" into "2016-05-20"."""
    found = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else ""


def _plain_soup(page: str, _url: str) -> tuple[str, str, str]:
    """Read a page of which only visible text is known: all of it, once."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    return "", "", "\n".join(soup.stripped_strings)


def _tree(page: str, _url: str) -> tuple[str, str, str]:
    """Make the tree, and no more: the floor of any parser that stands on it."""
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(page)
    return "", "", ""
