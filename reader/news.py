"""What is new since a moment: articles by category, corrections, what rises, words that are watched for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain

from reader.holdings.lists import Lists
from reader.holdings.statements import BY_CATEGORY, CAME, CORRECTED
from reader.holdings.stats import Stats
from reader.model import EVERYWHERE, ONE
from reader.searching.watching import Watching
from scrapers.model import Record
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import json_list

RISERS = 5


class CategoryNews(Record, frozen=True):
    """What came in a category; of EVERYWHERE in a portal, which has the key of its shelf for a slug."""

    slug: str
    name: str
    rows: Sequence[int] = ()
    """Newest first."""


class Riser(Record, frozen=True):
    """An article that is read more and more."""

    row: int
    growth: int


class WatchedArticle(Record, frozen=True):
    """A new or corrected article with words that are watched for."""

    row: int
    words: tuple[str, ...]


class News(Record, frozen=True):
    """What came between two moments; rows are those of the catalogue."""

    portal: str
    since: datetime
    until: datetime
    rows: Sequence[int] = ()
    """New articles that are not read, newest first."""
    categories: tuple[CategoryNews, ...] = ()
    corrections: Sequence[int] = ()
    """Articles whose text was corrected, the last first; read or not."""
    risers: tuple[Riser, ...] = ()
    watched: tuple[WatchedArticle, ...] = ()

    @property
    def unfiled(self) -> Sequence[int]:
        """New articles that are in no category."""
        filed = {row for category in self.categories for row in category.rows}
        return [row for row in self.rows if row not in filed]

    @property
    def is_empty(self) -> bool:
        """Whether nothing came that is worth telling."""
        return not (self.rows or self.corrections)


class WhatIsNew:
    """Asks the stores; safe to use from several threads, and best from one beside the event loop."""

    def __init__(
        self,
        catalogue: Catalogue,
        lists: Lists,
        stats: Stats,
        watching: Watching,
        titles: Callable[[], Mapping[str, str]],
    ) -> None:
        """`titles` returns those of the portals of which articles are here, by name."""
        self._titles = titles
        self._catalogue = catalogue
        self._lists = lists
        self._stats = stats
        self._watching = watching

    def between(self, portal: str, since: datetime, until: datetime) -> News:
        """Return what came after the one moment and not after the other."""
        titles = self._titles() if portal == EVERYWHERE else {portal: ""}
        came = {name: self._came(name, since, until) for name in titles}
        rows = sorted(chain.from_iterable(came.values()), reverse=True)
        corrections = self._corrected(titles, since, until)
        filed = _by_portal(came, titles) if portal == EVERYWHERE else self._categories(portal, rows)
        return News(
            portal=portal,
            since=since,
            until=until,
            rows=rows,
            categories=tuple(filed),
            corrections=corrections,
            risers=self._risers(portal),
            watched=self._watched(titles, (*rows, *corrections)),
        )

    def _came(self, portal: str, since: datetime, until: datetime) -> list[int]:
        asked = {"portal": portal, "since": since.timestamp(), "until": until.timestamp()}
        return [row for (row,) in self._catalogue.ask(CAME, asked)]

    def _corrected(self, portals: Iterable[str], since: datetime, until: datetime) -> list[int]:
        times = {"since": since.timestamp(), "until": until.timestamp()}
        found = (self._catalogue.ask(CORRECTED, {"portal": portal, **times}) for portal in portals)
        return [row for _at, row in sorted((one for some in found for one in some), reverse=True)]

    def _risers(self, portal: str) -> tuple[Riser, ...]:
        rising = self._stats.figures(portal, RISERS).rising
        return tuple(Riser(row=one.head.row, growth=one.rise) for one in rising)

    def _watched(self, portals: Iterable[str], rows: Sequence[int]) -> tuple[WatchedArticle, ...]:
        found = self._watching.among(portals, [*dict.fromkeys(rows)])
        return tuple(WatchedArticle(row=row, words=words) for row, words in found)

    def _categories(self, portal: str, rows: Sequence[int]) -> list[CategoryNews]:
        """Sort rows into categories, in the portal's order; one without a category stands under none."""
        filed: dict[str, list[int]] = {}
        asked = {"portal": portal, "rows": json_list(rows)}
        for slug, row in self._catalogue.ask(BY_CATEGORY, asked):
            filed.setdefault(slug, []).append(row)
        names = self._catalogue.names(portal)
        order = [*(slug for slug in names if slug in filed), *sorted(filed.keys() - names.keys())]
        return [CategoryNews(slug=slug, name=names.get(slug, slug), rows=filed[slug]) for slug in order]


def _by_portal(came: Mapping[str, Sequence[int]], titles: Mapping[str, str]) -> list[CategoryNews]:
    """Sort what came by portal in place of category."""
    return [
        CategoryNews(slug=f"{ONE}{name}", name=titles[name], rows=rows) for name, rows in came.items() if rows
    ]
