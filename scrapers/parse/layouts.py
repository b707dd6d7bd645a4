"""Lists the layouts that a portal may have had when a page was fetched, and finds the first that fits."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from scrapers.errors import LayoutChanged
from scrapers.model import RawPage
from scrapers.parse.fields import Fields
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

    Raises LayoutChanged as the first layout of that day did, or for "layout" where the portal has none.
    """
    missing: LayoutChanged | None = None
    for layout in layouts_on(portal, raw.fetched_at.date()):
        try:
            return read(Fields(page, portal, layout))
        except LayoutChanged as error:
            missing = missing or error
    raise missing or LayoutChanged("layout", where=raw.url)
