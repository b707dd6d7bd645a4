"""The title of an article: where it goes on after a line break, and which line the page's own title means."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scrapers.parse.facts import tells_a_day, views_in
from scrapers.parse.lines import HEADINGS, Line
from scrapers.text import fold

if TYPE_CHECKING:
    from scrapers.parse.fields import Fields, Found

_LONGEST = 300
_FEWEST_WORDS = 4
"""What a page's own title says in fewer words may be the name of a category."""
_AROUND_NAMES = (
    "cong trang thong tin dien tu website home chao mung den voi cua"
    " tinh thanh pho huyen uy ban nhan dan ubnd chinh thuc chu"
)
_OF_PORTALS = frozenset(_AROUND_NAMES.split())
"""Words, folded, that stand around the name of a portal."""
_MOST_MORE = 2
_NO_WORD = re.compile(r"\W+")


def whole(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """Return a title that begins in a line, with the lines that go on with it, and the index of the last."""
    first = lines[at]
    text = first.text
    while at + 1 < len(lines) and _goes_on(first, lines[at + 1]) and len(text) < _LONGEST:
        at += 1
        text += " " + lines[at].text
    return text, at


def found(fields: "Fields") -> "Found | None":
    """Find the title of an article; headings that name the portal or a category, or are not seen, are none.

    Only where rules go by what people see: a selector that is made for a portal knows what it finds.
    """
    rules = fields.layout.article.title
    if not any(rule.labels for rule in rules):
        return fields.find("title", rules)
    for rule in rules:
        title = fields.find("title", (rule,))
        if title is not None and rule.css and _is_none(fields, title.text):
            fields.rules.pop("title", None)
            said = map(fields.page.text, fields.page.css(rule.css))
            own = next((text for text in said if text and not _is_none(fields, text)), "")
            title = title._replace(text=own) if own else None
        if title is not None:
            fields.gave("title", rule)
            return title
    return None


def _is_none(fields: "Fields", text: str) -> bool:
    """Tell whether a text is no title: what windows that open later are called stands on no line."""
    seen = any(line.text and text.startswith(line.text) for line in fields.lines)
    return not seen or _is_of_others(fields, text)


def _is_of_others(fields: "Fields", text: str) -> bool:
    portal = fields.portal
    starts = (portal.start, portal.base)
    return _names_portal(fields, text) or any(
        url in starts or (portal.is_listing(url) and not fields.is_this_page(url))
        for url in fields.linked(text)
    )


def _names_portal(fields: "Fields", text: str) -> bool:
    """Tell whether a text says what the portal is called, and hardly more: "Trang tin điện tử của Sở …"."""
    words = fold(fields.portal.title).split()
    said = _NO_WORD.sub(" ", fold(text)).split()
    more = [word for word in said if word not in words and word not in _OF_PORTALS]
    return set(words) <= set(said) and len(more) <= _MOST_MORE


def shown(fields: "Fields", said: str) -> tuple[str, int] | None:
    """Find the line that shows what a page calls itself, and the last line of it; None where none does.

    Some portals escape twice what they call a page: `&amp;amp;` for `&`.
    The name of the portal may stand ahead of it there, or behind. What links to other pages say too, what the
    portal is called and what the address has for a folder is no title. Of the same title repeated above a
    text, as behind "Trang chủ ›", the last counts that has no date ahead of it.
    """
    said = unescape(said)
    lines = fields.lines
    titles: list[tuple[str, int]] = []
    last = -1
    for at, line in enumerate(lines):
        if at > last and line.text and line.text in said:
            text, last = whole(lines, at)
            if (said.startswith(text) or said.endswith(text)) and _is_own(fields, text):
                titles.append((text, last))
    if not titles:
        return None
    longest = max((text for text, _ in titles), key=len)
    found = [at for text, at in titles if text == longest]
    # A link that says it, to this very article, stands beside it.
    places = [at for at in found if not lines[at].links] or found
    for at, following in pairwise(places):
        if any(tells_a_day(line.text) or views_in(line.text) for line in lines[at + 1 : following]):
            return longest, at
    return longest, places[-1]


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether a title goes on after a line break inside its own heading."""
    return (
        following.place.block == line.place.block
        and following.joint == "br"
        and not following.gap
        and line.place.tag in HEADINGS
    )


def _is_own(fields: "Fields", text: str) -> bool:
    """Tell whether a text may be the title of this article alone."""
    words = _NO_WORD.sub("-", fold(text)).strip("-")
    if words.count("-") + 1 < _FEWEST_WORDS:
        return False
    if any(url and not fields.is_this_page(url) for url in fields.linked(text)):
        return False
    if _names_portal(fields, text):
        return False
    return words not in unquote(urlsplit(fields.page.url).path).rstrip("/").split("/")[:-1]
