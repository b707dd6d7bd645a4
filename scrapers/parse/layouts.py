"""Lists the layouts that a portal may have had when a page was fetched, and finds the first that fits."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from scrapers.errors import LayoutChanged
from scrapers.model import RawPage
from scrapers.parse.doubts import Reading, hints_at_old_fonts, needs_care, said
from scrapers.parse.fields import Fields
from scrapers.parse.page import Page
from scrapers.portals.rules import Layout

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

Result = TypeVar("Result", bound=Reading)


def layouts_on(portal: "Portal", day: date) -> Iterator[Layout]:
    """Name the layouts that a portal may have had on a day, in the order of its file."""
    return (one for one in portal.layouts if one.valid_until is None or day <= one.valid_until)


def first_fitting(raw: RawPage, portal: "Portal", read: Callable[[Fields], Result]) -> Result:
    """Read a page by the first layout that gives all it requires.

    Nearly all pages can be read as they came. One that cannot, or shows that more stands behind what it says,
    is put right first: decoded, its hidden addresses restored, typed for a font of before Unicode. Raises
    LayoutChanged as the first layout of that day did, or for "layout" where the portal has none.
    """
    page = Page(raw)
    found, text = _found(page, raw, portal, read)
    if needs_care(text) and (again := page.put_right()) is not None:
        found, text = _found(again, raw, portal, read)
    if hints_at_old_fonts(text) and (again := page.in_unicode()) is not None:
        found, text = _found(again, raw, portal, read)
    if isinstance(found, LayoutChanged):
        raise found
    return found


def _found(
    page: Page, raw: RawPage, portal: "Portal", read: Callable[[Fields], Result]
) -> tuple[Result | LayoutChanged, str | None]:
    """Return what a page says by the first layout that fits, and the text of that; or why none does."""
    missing: LayoutChanged | None = None
    for layout in layouts_on(portal, page.came.date()):
        try:
            found = read(Fields(page, portal, layout))
        except LayoutChanged as error:
            missing = missing or error
        else:
            return found, said(found)
    return missing or LayoutChanged("layout", where=raw.url), None
