"""Articles and listings read with BeautifulSoup: all that the program reads, as plainly as it goes.

Fields are found by the selectors of a portal's file, the text of an article as blocks in page order. Only
white space is cleaned, and what an editor left is taken by its tags.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, PageElement, Tag

    from scrapers.portals.portal import Portal
    from scrapers.portals.rules import Rules

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(
    (
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "span",
        "font",
        "small",
        "big",
        "sub",
        "sup",
        "code",
        "label",
        "br",
    )
)
_HIDDEN = frozenset(("script", "style", "template", "head", "title", "select", "iframe", "noscript"))
_SET_APART = ["img", "p", "div", "ul", "ol", "table", "blockquote", "section", "figure", "center", *_HEADINGS]
"""What an element holds that is more than one paragraph."""
_LONGEST_CAPTION = 200
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|odt|ods|txt|csv)(?:$|[/?])", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Links = list[tuple[str, str]]
"""What links say, and the absolute addresses that they lead to."""


class Block(NamedTuple):
    """One block of a text, in which newlines part lines, items or rows, and tabs cells."""

    kind: str
    text: str
    links: Links
    url: str = ""
    alt: str = ""


class Entry(NamedTuple):
    """An article that a page names."""

    id: str
    title: str
    url: str
    date: str
    summary: str = ""
    image: str = ""


class SoupArticle(NamedTuple):
    """The page of an article."""

    title: str
    category: str
    date: str
    author: str
    summary: str
    blocks: list[Block]
    attachments: Links
    related: list[Entry]


class SoupListing(NamedTuple):
    """One page of a category."""

    category: str
    entries: list[Entry]
    next: str
    total: str


def article(portal: "Portal", page: str, url: str) -> SoupArticle:
    """Read the page of an article whole."""
    soup, rules = _soup(page), portal.layouts[0].article
    body = soup.select_one(rules.body[0].css)
    author = _field(soup, rules.author)
    for dropped in rules.drop:
        for node in body.select(dropped) if body else ():
            node.decompose()
    found = blocks(body, url) if body else []
    links = [link for block in found for link in block.links]
    return SoupArticle(
        title=_field(soup, rules.title),
        category=_field(soup, rules.category),
        date=day(_field(soup, rules.published)),
        author=author,
        summary=_field(soup, rules.summary),
        blocks=found,
        attachments=[link for link in links if _FILE.search(link[1])],
        related=list(_related(soup, portal, url)),
    )


def listing(portal: "Portal", page: str, url: str) -> SoupListing:
    """Read one page of a category whole."""
    soup, rules = _soup(page), portal.layouts[0].listing
    total = re.search(r"\d[\d.]*(?=\D*$)", _field(soup, rules.total))
    turns = soup.select(f"{rules.pager[0].css} a") if rules.pager else []
    following = next((a for a in turns if "tiếp" in a.get_text().lower()), None)
    return SoupListing(
        category=_field(soup, rules.category),
        entries=[_item(item, portal, url) for item in soup.select(rules.items[0].css)],
        next=urljoin(url, str(following.get("href", ""))) if following else "",
        total=total[0] if total else "",
    )


def whole_page(page: str, url: str) -> list[Block]:
    """Read all that a page shows as blocks: what can be done where no selectors of its parts are known."""
    soup = _soup(page)
    return blocks(soup.body, url) if soup.body else []


def blocks(node: "Tag", url: str) -> list[Block]:
    """List the blocks of a text in page order."""
    for line_break in node.find_all("br"):
        line_break.replace_with("\0")
    return _captioned(list(_blocks(node, url)))


def day(text: str) -> str:
    """Turn "20/05/2016 11:32" into "2016-05-20"."""
    found = _DAY.search(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else ""


def _soup(page: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml")


def _field(scope: "Tag", rules: "Rules") -> str:
    """Return the text of the first element that a field's selectors find."""
    for rule in rules:
        if rule.css and (node := scope.select_one(rule.css)) is not None:
            return _line(node.get_text())
    return ""


def _related(soup: "Tag", portal: "Portal", url: str) -> Iterator[Entry]:
    beside = portal.layouts[0].page
    for rule in (*beside.related, *beside.latest, *beside.most_read):
        for item in soup.select(f"{rule.css} li"):
            if (link := item.find("a", href=True)) is not None:
                title, address = _line(link.get_text()), urljoin(url, str(link["href"]))
                yield Entry(_id(portal, address), title, address, day(item.get_text()))


def _item(item: "Tag", portal: "Portal", url: str) -> Entry:
    rules = portal.layouts[0].listing
    link, image = item.select_one(rules.title[0].css), item.select_one(rules.image[0].css)
    address = urljoin(url, str(link.get("href", ""))) if link else ""
    return Entry(
        id=_id(portal, address),
        title=_line(link.get_text()) if link else "",
        url=address,
        date=day(_field(item, rules.published)),
        summary=_field(item, rules.summary),
        image=urljoin(url, str(image["src"])) if image and image.get("src") else "",
    )


def _id(portal: "Portal", url: str) -> str:
    found = re.search(portal.ids[0], url)
    return found[1] if found else ""


def _blocks(node: "Tag", url: str) -> Iterator[Block]:
    """Yield the blocks inside an element; what stands loose between them is a paragraph."""
    from bs4 import Comment, NavigableString

    loose: list[PageElement] = []
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, Comment):
                loose.append(child)
        elif child.name in _INLINE and child.find(_SET_APART) is None:
            loose.append(child)
        elif child.name not in _HIDDEN:
            yield from _paragraph(loose, url)
            loose = []
            yield from _block(child, url)
    yield from _paragraph(loose, url)


def _block(node: "Tag", url: str) -> Iterator[Block]:
    name = node.name
    if name == "img":
        if address := str(node.get("src", "")):
            yield Block("image", "", [], urljoin(url, address), str(node.get("alt", "")))
    elif name in ("ul", "ol"):
        items = (_line(item.get_text()) for item in node.find_all("li", recursive=False))
        yield Block("list", "\n".join(items), _links(node, url))
    elif name == "table":
        rows = (
            "\t".join(_line(cell.get_text()) for cell in row.find_all(["td", "th"])) for row in node("tr")
        )
        yield Block("table", "\n".join(rows), _links(node, url))
        yield from (block for image in node("img") for block in _block(image, url))
    elif name == "blockquote" and (text := _lines(node.get_text())):
        yield Block("quote", text, _links(node, url))
    elif name in _HEADINGS and (text := _lines(node.get_text())):
        yield Block("heading", text, _links(node, url))
    else:
        yield from _blocks(node, url)


def _paragraph(nodes: "list[PageElement]", url: str) -> Iterator[Block]:
    if text := _lines("".join(node.get_text() for node in nodes)):
        yield Block("paragraph", text, [link for node in nodes for link in _links(node, url)])


def _links(node: "PageElement", url: str) -> Links:
    name = getattr(node, "name", None)
    if name is None:
        return []
    found = [node] if name == "a" else node.find_all("a", href=True)
    return [(_line(link.get_text()), urljoin(url, str(link.get("href", "")))) for link in found]


def _captioned(found: list[Block]) -> list[Block]:
    """Put the short paragraph right below a picture to it, unless it is a sentence."""
    done: list[Block] = []
    for block in found:
        before = done[-1] if done else None
        is_short = block.kind == "paragraph" and len(block.text) <= _LONGEST_CAPTION
        if before and before.kind == "image" and not before.text and is_short and block.text[-1] not in ".:;":
            done[-1] = before._replace(text=block.text)
        else:
            done.append(block)
    return done


def _lines(text: str) -> str:
    """Part a text where it has line breaks, which are zeros here, and fold other white space."""
    return "\n".join(line for part in text.split("\0") if (line := _line(part)))


def _line(text: str) -> str:
    return " ".join(text.split())
