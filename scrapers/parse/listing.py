"""Reads one page of a category: its entries, and the way to the next page."""

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from scrapers.errors import LayoutChanged
from scrapers.model import ListingPage, Place, RawPage, Teaser
from scrapers.parse.articlelinks import ArticleLinks
from scrapers.parse.entries import entries, unescaped
from scrapers.parse.facts import only_facts
from scrapers.parse.fields import Fields
from scrapers.parse.home import categories_named
from scrapers.parse.layouts import first_fitting
from scrapers.parse.pager import next_page
from scrapers.parse.pictures import source
from scrapers.parse.scripted import parts_from_script
from scrapers.parse.sidebar import Block, blocks_beside, counts, teasers
from scrapers.portals.rules import Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scrapers.portals.portal import Portal


def parse_listing(raw: RawPage, portal: "Portal") -> ListingPage:
    """Read one page of a category.

    A page without entries is read too: walks end there. Raises LayoutChanged where nothing that could hold
    entries is on the page; ParseError where the page cannot be read at all.
    """
    return first_fitting(raw, portal, _listing)


def parse_first_page(raw: RawPage, portal: "Portal") -> ListingPage:
    """Read the first page of a category likewise, and the categories that its navigation names."""
    return first_fitting(raw, portal, _with_navigation)


def _with_navigation(fields: Fields) -> ListingPage:
    listing = _listing(fields)
    # Which rule gave the navigation is told of front pages: of listings only the first ones are asked.
    anew = Fields(fields.page, fields.portal, fields.layout)
    return msgspec.structs.replace(listing, categories=categories_named(anew))


def _listing(fields: Fields) -> ListingPage:
    rules = fields.layout.listing
    visitors = counts(fields)
    items, beside = _parted(fields)
    following = next_page(fields)
    if not items and not fields.text("category", rules.category) and following is None:
        raise LayoutChanged("items", where=fields.page.url)
    return ListingPage(
        category=unescaped(fields.text("category", rules.category)),
        teasers=(*items, *teasers(beside)),
        next=following,
        total=fields.count("total", rules.total),
        counts=visitors,
        rules=fields.rules,
    )


def _parted(fields: Fields) -> tuple[tuple[Teaser, ...], list[Block]]:
    """Part the entries of the listing from the blocks beside it.

    "Các tin khác" of a listing are the rest of it, and no block beside. Where a script fills a list of most
    read news, its heading has the listing below it: what leaves no entry, and is no list, is given back.
    """
    beside = blocks_beside(fields, related=False)
    items = _items_beside(fields, beside)
    if items or len(lists := [block for block in beside if _is_list(fields, block)]) == len(beside):
        return items, beside
    for place in {block.place for block in beside} - {block.place for block in lists}:
        fields.rules.pop(place.value, None)
    return _items_beside(fields, lists), lists


def _is_list(fields: Fields, block: Block) -> bool:
    """Tell whether a block is the list of its heading: what begins otherwise than with an article is none."""
    if not block.lines:
        return True
    above = (one for one, line in pairwise(fields.page.lines) if line is block.lines[0])
    if any(parts_from_script(heading, block.lines[0]) for heading in above):
        return False
    lines = (line for line in block.lines if any(map(str.isalpha, line.text)))
    line = next((line for line in lines if not only_facts(line.text)), block.lines[0])
    links = ArticleLinks(fields, block.lines, is_listing=True)
    return any(
        links.lead(fields.page.address(href), line.text[start:end], line.text)
        for start, end, href in line.links
    )


def _items_beside(fields: Fields, beside: list[Block]) -> tuple[Teaser, ...]:
    fields.leave_out(line for block in beside for line in block.lines)
    return _items(fields)


def _items(fields: Fields) -> tuple[Teaser, ...]:
    """List the entries of the listing by the first rule that finds any; each article once."""
    for rule in fields.layout.listing.items:
        found: dict[str, Teaser] = {}
        for teaser in _by_css(fields, rule) if rule.css else _below_label(fields, rule):
            known = found.get(teaser.id)
            if known is not None and (known.published or not teaser.published):
                continue
            # A sidebar whose heading nobody knows names it too; the listing is what tells more.
            found.pop(teaser.id, None)
            found[teaser.id] = teaser
        if found:
            fields.rules["items"] = str(rule)
            return tuple(found.values())
    return ()


def _below_label(fields: Fields, rule: Rule) -> list[Teaser]:
    return [one for lines in fields.blocks(rule) for one in entries(fields, lines, Place.LISTING)]


def _by_css(fields: Fields, rule: Rule) -> list[Teaser]:
    """Read items one by one by their own rules, or whole blocks by what links and lines say."""
    found: list[Teaser] = []
    for node in fields.page.css(rule.css):
        if fields.layout.listing.title:
            found += _item(fields, node)
        else:
            found += entries(fields, fields.lines_in(node), Place.LISTING)
    return found


def _item(fields: Fields, node: "LexborNode") -> list[Teaser]:
    """Read one item; nothing where it has no title or its title leads to no address."""
    rules = fields.layout.listing
    title = fields.text("title", rules.title, node)
    url = _target(fields, node)
    if not title or not url:
        return []
    time = fields.time("published", rules.published, node)
    return [
        Teaser(
            id=fields.portal.article_id(url),
            url=url,
            title=unescaped(title),
            place=Place.LISTING,
            published=time.published if time else None,
            published_guessed=time is not None and time.guessed,
            summary=unescaped(fields.text("summary", rules.summary, node)),
            image=_picture(fields, node),
            views=fields.count("views", rules.views, node),
        )
    ]


def _target(fields: Fields, node: "LexborNode") -> str:
    """Return the address that the title of an item leads to."""
    for rule in fields.layout.listing.title:
        for link in fields.page.css(rule.css, node):
            if url := fields.page.address(link.attributes.get("href")):
                return url
    return ""


def _picture(fields: Fields, node: "LexborNode") -> str:
    for rule in fields.layout.listing.image:
        for image in fields.page.css(rule.css, node):
            if url := source(fields.page, image):
                return url
    return ""
