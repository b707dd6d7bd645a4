"""What stands beside the news of a page: counters of the site, related, newest and most read articles."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrapers.model import Place, PortalCounts, Teaser
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line
from scrapers.parse.memory import of_element, of_lines
from scrapers.portals.rules import Rules


class Block(NamedTuple):
    """What stands beside the news."""

    place: Place
    said: tuple[Teaser, ...]
    lines: Sequence[Line] = ()
    """Its lines among those of the page; none of an element, which is read by itself."""


def counts(fields: Fields) -> PortalCounts | None:
    """Read the counters of the site; None where the page shows neither."""
    rules = fields.layout.page
    found = PortalCounts(
        online=fields.count("online", rules.online), total=fields.count("visits", rules.visits)
    )
    return found if found != PortalCounts() else None


def blocks_beside(fields: Fields, *, related: bool = True) -> list[Block]:
    """List the blocks of a page that name articles, each with the place that it is."""
    rules = fields.layout.page
    return [
        *(_blocks(fields, Place.RELATED, rules.related) if related else ()),
        *_blocks(fields, Place.LATEST, rules.latest),
        *_blocks(fields, Place.MOST_READ, rules.most_read),
    ]


def blocks_around(fields: Fields, news: Sequence[Line]) -> list[Block]:
    """List likewise the blocks of the page of an article.

    `news` stand below its text and a heading that no rule names: related ones, unless the page names others.
    """
    beside = blocks_beside(fields)
    if not news or any(block.place is Place.RELATED for block in beside):
        return beside
    return [*beside, Block(Place.RELATED, of_lines(fields, Place.RELATED, news), news)]


def teasers(beside: Iterable[Block]) -> tuple[Teaser, ...]:
    """List the articles that the blocks of a page name; each once in a block."""
    found: dict[tuple[Place, str], Teaser] = {}
    for block in beside:
        for teaser in block.said:
            found.setdefault((block.place, teaser.id), teaser)
    return tuple(found.values())


def _blocks(fields: Fields, place: Place, rules: Rules) -> list[Block]:
    """List the blocks that the first fitting rule finds; one whose label heads nothing fits too."""
    for rule in rules:
        if rule.css:
            read = (of_element(fields, place, node) for node in fields.page.outermost(rule.css))
            found = [Block(place, said) for said in read if said is not None]
        else:
            found = [Block(place, of_lines(fields, place, lines), lines) for lines in fields.headed(rule)]
        if found:
            fields.gave(place.value, rule)
        if found or (rule.labels and fields.has((rule,))):
            return found
    return []
