"""What stands beside the news of a page: counters of the site, related, newest and most read articles."""

from collections.abc import Iterable

from scrapers.model import Place, PortalCounts, Teaser
from scrapers.parse.entries import entries
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line

Block = tuple[Place, list[Line]]
"""What stands beside the news, and its lines."""


def counts(fields: Fields) -> PortalCounts | None:
    """Read the counters of the site; None where the page shows neither."""
    rules = fields.layout.page
    found = PortalCounts(
        online=fields.count("online", rules.online), total=fields.count("visits", rules.visits)
    )
    return found if found != PortalCounts() else None


def blocks(fields: Fields) -> list[Block]:
    """List the blocks of a page that name articles, each with the place that it is."""
    rules = fields.layout.page
    return [
        (place, lines)
        for place, block_rules in (
            (Place.RELATED, rules.related),
            (Place.LATEST, rules.latest),
            (Place.MOST_READ, rules.most_read),
        )
        for lines in fields.blocks(place.value, block_rules)
    ]


def teasers(fields: Fields, beside: Iterable[Block] | None = None) -> tuple[Teaser, ...]:
    """List the articles that the blocks of a page name; each once in a block."""
    found: dict[tuple[Place, str], Teaser] = {}
    for place, lines in blocks(fields) if beside is None else beside:
        for teaser in entries(fields, lines, place):
            found.setdefault((place, teaser.id), teaser)
    return tuple(found.values())
