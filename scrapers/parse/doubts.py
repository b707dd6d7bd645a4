"""Tells by what was read of a page that it is to be read another way.

Looking through what was read costs a tenth of looking through the page.
"""

from collections.abc import Iterable
from typing import assert_never

from scrapers.articletext import texts_of
from scrapers.model import ArticlePage, Category, HomePage, ListingPage, Teaser
from scrapers.parse.oldfonts import HINTS

Reading = ArticlePage | ListingPage | HomePage | tuple[Category, ...]
"""What is read of a page, of all its kinds."""

_SIGNS = ("\ufffd", "[at]", "(at)", "avascript", "avaScript")
"""What stands for bytes that are no UTF-8, and parts of what stands for addresses.

Pages show "ten [at] vinhlong.gov.vn" or "You need JavaScript enabled to view it".
"""


def needs_care(text: str | None) -> bool:
    """Tell whether a page may be no UTF-8, or show something for an address; None stands for one not read."""
    return not text or any(sign in text for sign in _SIGNS)


def hints_at_old_fonts(text: str | None) -> bool:
    """Tell likewise whether a page has letters that Vietnamese has not, and its old fonts have."""
    return text is None or any(letter in text for letter in HINTS)


def said(reading: Reading) -> str:
    """Return all that was read of a page for people to read."""
    return "\n".join(filter(None, _texts(reading)))


def _texts(reading: Reading) -> Iterable[str]:
    match reading:
        case ArticlePage():
            return (*texts_of(reading.article), *reading.article.categories)
        case ListingPage():
            return (reading.category, *_teasers(reading.teasers), *_names(reading.categories))
        case HomePage():
            return (*_teasers(reading.teasers), *_names(reading.categories))
        case tuple():
            return _names(reading)
        case _:
            assert_never(reading)


def _teasers(teasers: Iterable[Teaser]) -> list[str]:
    return [text for one in teasers for text in (one.title, one.summary)]


def _names(categories: Iterable[Category]) -> list[str]:
    return [one.name for one in categories]
