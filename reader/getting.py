"""Finds out which articles are meant by addresses and ids, what of them is here, and words why one is not."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.fetching.addresses import Kind, meaning
from reader.i18n import _
from reader.library import Library
from reader.wording.ended import why
from scrapers.errors import UnknownName
from scrapers.syncing.events import ArticleFailed, ArticleStored, Event, Failure
from scrapers.text import clean_line

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


class Sought(NamedTuple):
    """An article that is asked for, or with another kind than an article what was meant in its place."""

    kind: Kind
    url: str = ""
    portal: str = ""
    id: str = ""
    """The one under which it is kept, or would be."""
    title: str = ""
    """As it is known here."""
    known: bool = False
    """Whether it has a row in lists."""
    here: bool = False
    """Whether its whole text is here."""

    @property
    def is_article(self) -> bool:
        """Whether its address shows that it is one."""
        return self.kind is Kind.ARTICLE

    @property
    def may_be_article(self) -> bool:
        """Whether it is one, as far as its address shows: then its page tells."""
        return self.kind in (Kind.ARTICLE, Kind.PAGE)


def seek(library: Library, text: str, portals: "Sequence[Portal]", *, mirror: str = "") -> Sought:
    """Find the article that an address means, or an id that one of some portals has.

    Raises UnknownName for a word that is neither, and for an id of several.
    """
    meant = meaning(text, portals, mirror=mirror)
    if meant.kind is Kind.NONE:
        only = portals[0].name if len(portals) == 1 else None
        return _known(library, *library.resolve(text, only))
    if meant.portal is None:
        return Sought(meant.kind, meant.url)
    name, id_ = meant.portal.name, library.id_at(meant.portal, meant.url)
    if library.row_of(name, id_) is not None:
        return _known(library, name, id_)
    is_listing = any(category.url == meant.url for category in library.categories(name))
    return Sought(Kind.LISTING if is_listing else meant.kind, meant.url, name, id_)


def _known(library: Library, portal: str, id: str) -> Sought:
    head = library.head_of(portal, id)
    if head is None:
        raise UnknownName("no such article in the cache", where=id)
    is_whole = head.cached and not library.is_unfinished(portal, head.id)
    return Sought(Kind.ARTICLE, head.url, portal, head.id, head.title, known=True, here=is_whole)


def why_none(kind: Kind, url: str) -> str:
    """Say what lies at an address in place of an article of a known portal."""
    reasons = {
        Kind.LISTING: _("{url} is a list of articles; `tinvl sync` fetches what it lists"),
        Kind.FILE: _("{url} is a file, not an article"),
        Kind.FOREIGN: _("no known portal has this address: {url}"),
        Kind.MISTYPED: _("an address begins with http:// or https://, but this one does not: {url}"),
    }
    return reasons[kind].format(url=clean_line(url))


class Outcome(StrEnum):
    """What came of an article that was asked for."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HERE = "here"
    """It was here already and was not asked for."""
    FAILED = "failed"
    """It was asked for in vain."""
    LEFT = "left"
    """It was not asked for: somebody stopped it, or the portal does not answer."""
    REFUSED = "refused"
    """It is no article of a known portal."""


class Got(NamedTuple):
    """What came of one article."""

    outcome: Outcome
    id: str = ""
    title: str = ""
    error: str = ""
    """Name of the error's class in `scrapers.errors`, where there was one."""
    why: str = ""
    """In a few words, why it did not come."""


def noted(events: Iterator[Event], ids: Sequence[str], got: dict[str, Got]) -> Iterator[Event]:
    """Pass events on, and note in `got` what came of each of the `ids`, which are asked for in this order."""
    for event in events:
        match event:
            case ArticleStored():
                outcome = (
                    Outcome.NEW if event.new else Outcome.UPDATED if event.changed else Outcome.UNCHANGED
                )
                got[ids[event.done - 1]] = Got(outcome, event.id, event.title)
            case ArticleFailed():
                failure = Failure(url=event.url, error=event.error, message=event.message)
                got[ids[event.done - 1]] = Got(Outcome.FAILED, error=event.error, why=why(failure))
        yield event


def by_portal(wanted: Sequence[Sought]) -> Mapping[str, Mapping[str, str]]:
    """Return for each portal the addresses of what is wanted by their ids, in the order of the asking."""
    found: dict[str, dict[str, str]] = {}
    for one in wanted:
        found.setdefault(one.portal, {}).setdefault(one.id, one.url)
    return found
