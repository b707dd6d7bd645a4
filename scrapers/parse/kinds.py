"""Tells what kind a page is: front page, listing or article."""

from typing import TYPE_CHECKING, Literal

from scrapers.model import RawPage
from scrapers.parse.fields import Fields
from scrapers.parse.layouts import layouts_on
from scrapers.parse.page import Page

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

Kind = Literal["article", "listing", "home"]


def kind_of(raw: RawPage, portal: "Portal") -> Kind:
    """Tell whether a page is that of an article, a page of a category, or the front page.

    What only such a page has decides before its address does; the front page is what is neither. Raises
    ParseError where the page cannot be read at all.
    """
    page = Page(raw)
    page = page.put_right() or page
    for layout in layouts_on(portal, page.came.date()):
        fields = Fields(page, portal, layout)
        if fields.has(layout.article.marks) and fields.find("title", layout.article.title):
            return "article"
        if fields.has(layout.listing.marks):
            return "listing"
    if portal.is_article(raw.url) or _is_no_category(page, portal, raw):
        return "article"
    return "listing" if portal.is_listing(raw.url) else "home"


def _is_no_category(page: Page, portal: "Portal", raw: RawPage) -> bool:
    """Tell whether an address that may be an article's or a category's is none of the page's navigation."""
    return portal.may_be_article(raw.url) and not any(
        raw.url in Fields(page, portal, layout).menu for layout in layouts_on(portal, page.came.date())
    )
