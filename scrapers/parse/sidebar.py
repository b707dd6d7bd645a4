"""What stands beside the news of a page: counters of the site, related, newest and most read articles."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrapers.model import Place, PortalCounts, Teaser
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line
from scrapers.parse.memory import of_element, of_lines
from scrapers.portals.rules import Rule, Rules


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
    fields.leave_out_scripted()
    return [
        *(_blocks(fields, Place.RELATED, rules.related) if related else ()),
        *_blocks(fields, Place.LATEST, rules.latest),
        *_blocks(fields, Place.MOST_READ, rules.most_read),
    ]


def blocks_around(fields: Fields, boxed: Sequence[Line], news: Sequence[Line]) -> list[Block]:
    """List likewise the blocks of the page of an article.

    What is `boxed` inside its text is related. `news` stand below its text and a heading that no rule names:
    related ones too, unless the page names others.
    """
    beside = blocks_beside(fields)
    if boxed:
        beside.insert(0, Block(Place.RELATED, of_lines(fields, Place.RELATED, boxed), boxed))
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
    """List the blocks that the first rule finds which finds news.

    Further names are not asked for where a label heads nothing at all.
    """
    for rule in rules:
        if rule.css:
            found = _elements(fields, place, rule)
        elif (found := _headed(fields, place, rule)) and not found[0].lines:
            break
        if any(block.said for block in found):
            fields.gave(place.value, rule)
            return found
    return []


def _elements(fields: Fields, place: Place, rule: Rule) -> list[Block]:
    """List the elements that a rule selects and of which anything is visible."""
    read = (of_element(fields, place, node) for node in fields.page.outermost(rule.css))
    return [Block(place, said) for said in read if said is not None]


def _headed(fields: Fields, place: Place, rule: Rule) -> list[Block]:
    """List the block below the first heading that heads articles; the last one where no heading does."""
    found: list[Block] = []
    for lines in fields.headed(rule):
        found = [Block(place, of_lines(fields, place, lines), lines)]
        if found[0].said:
            break
    return found
