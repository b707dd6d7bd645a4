"""What stands beside the news of a page: counters of the site, related, newest and most read articles."""

from scrapers.model import Place, PortalCounts, Teaser
from scrapers.parse.entries import entries
from scrapers.parse.fields import Fields


def counts(fields: Fields) -> PortalCounts | None:
    """Read the counters of the site; None where the page shows neither."""
    rules = fields.layout.page
    found = PortalCounts(
        online=fields.count("online", rules.online), total=fields.count("visits", rules.visits)
    )
    return found if found != PortalCounts() else None


def teasers(fields: Fields) -> tuple[Teaser, ...]:
    """List the articles that the blocks of a page name; each once in a block."""
    rules = fields.layout.page
    found: dict[tuple[Place, str], Teaser] = {}
    for place, block_rules in (
        (Place.RELATED, rules.related),
        (Place.LATEST, rules.latest),
        (Place.MOST_READ, rules.most_read),
    ):
        for lines in fields.blocks(place.value, block_rules):
            for teaser in entries(fields, lines, place):
                found.setdefault((place, teaser.id), teaser)
    return tuple(found.values())
