"""Reads the front page, and the categories of a portal from the navigation of any page."""

from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from scrapers.model import Category, HomePage, RawPage
from scrapers.parse.fields import Fields
from scrapers.parse.labels import Labels
from scrapers.parse.layouts import first_fitting
from scrapers.parse.pager import is_turn
from scrapers.parse.sidebar import blocks_beside, counts, teasers
from scrapers.urls import slug

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


def parse_home(raw: RawPage, portal: "Portal") -> HomePage:
    """Read the categories in the navigation of a page, and the articles that the page names.

    Raises ParseError where the page cannot be read at all.
    """
    return first_fitting(raw, portal, _home)


def parse_navigation(raw: RawPage, portal: "Portal") -> tuple[Category, ...]:
    """Read only the categories in the navigation of a page: a third of the work.

    Where the portal's file lists its categories, these are given, with the navigation's names for them.
    Raises ParseError where the page cannot be read at all.
    """
    return first_fitting(raw, portal, categories_named)


def _home(fields: Fields) -> HomePage:
    return HomePage(
        categories=categories_named(fields),
        teasers=teasers(blocks_beside(fields)),
        counts=counts(fields),
        rules=fields.rules,
    )


def categories_named(fields: Fields) -> tuple[Category, ...]:
    """Return the categories that the navigation of a page names, or the portal's file."""
    found: dict[str, Category] = {}
    for category in _navigation(fields):
        found.setdefault(category.url, category)
    listed = fields.portal.categories
    if listed:
        return tuple(
            msgspec.structs.replace(one, name=found[one.url].name) if one.url in found else one
            for one in listed
        )
    return tuple(found.values())


def _navigation(fields: Fields) -> list[Category]:
    """List the links to categories that the first fitting rule finds."""
    elsewhere = Labels(fields.layout.page.elsewhere)
    for rule in fields.layout.page.navigation:
        if blocks := fields.blocks(rule):
            fields.gave("navigation", rule)
        links = chain.from_iterable(fields.page.links(line) for lines in blocks for line in lines)
        found = [
            Category(slug=slug(url), name=name, url=url)
            for name, url in links
            if fields.portal.is_listing(url) and not (is_turn(name) or elsewhere.covers(name))
        ]
        if found:
            return found
    return []
