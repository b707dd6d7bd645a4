"""Lists the layouts that a portal may have had when a page was fetched, and finds the first that fits."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from scrapers.errors import LayoutChanged
from scrapers.model import ArticlePage, Category, HomePage, ListingPage, Paragraph, RawPage
from scrapers.parse.fields import Fields
from scrapers.parse.oldfonts import HINTS
from scrapers.parse.page import Page
from scrapers.rules import Layout

if TYPE_CHECKING:
    from scrapers.portal import Portal

Result = TypeVar("Result")


def layouts_on(portal: "Portal", day: date) -> Iterator[Layout]:
    """Name the layouts that a portal may have had on a day, in the order of its file."""
    return (one for one in portal.layouts if one.valid_until is None or day <= one.valid_until)


def first_fitting(page: Page, raw: RawPage, portal: "Portal", read: Callable[[Fields], Result]) -> Result:
    """Read a page by the first layout that gives all it requires.

    One that cannot be read, or says what makes no words, is read as fonts of before Unicode show it, where it
    was typed for them. Raises LayoutChanged as the first layout of that day did, or for "layout" where the
    portal has none.
    """
    try:
        result = _first_fitting(page, raw, portal, read)
    except LayoutChanged:
        if (modern := page.in_unicode()) is None:
            raise
        return _first_fitting(modern, raw, portal, read)
    if hints_at_old_fonts(result) and (modern := page.in_unicode()) is not None:
        return _first_fitting(modern, raw, portal, read)
    return result


def hints_at_old_fonts(result: object) -> bool:
    """Tell whether what was read of a page has letters that Vietnamese has not, and its old fonts have."""
    match result:
        case ArticlePage(article=article):
            texts = [article.title, *(one.text for one in article.blocks if isinstance(one, Paragraph))]
        case ListingPage() | HomePage():
            texts = [*(one.title for one in result.teasers), *(one.name for one in result.categories)]
        case tuple():
            texts = [one.name for one in result if isinstance(one, Category)]
        case _:
            return False
    text = "".join(texts)
    return any(letter in text for letter in HINTS)


def _first_fitting(page: Page, raw: RawPage, portal: "Portal", read: Callable[[Fields], Result]) -> Result:
    missing: LayoutChanged | None = None
    for layout in layouts_on(portal, raw.fetched_at.date()):
        try:
            return read(Fields(page, portal, layout))
        except LayoutChanged as error:
            missing = missing or error
    raise missing or LayoutChanged("layout", where=raw.url)
