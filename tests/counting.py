"""Syncs that only count: what the pages of a portal showed of views and visitors, day by day."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from reader.library import Library
from scrapers.model import Place, PortalCounts, Teaser
from tests.fakes_store import BASE, NOW, PORTAL

HOUR = 1 / 24
MINUTE = HOUR / 60
"""Parts of a day."""
Seen = Mapping[str, int]
"""Views by the id of the article."""


def show(library: Library, days: float, views: Seen, place: Place = Place.MOST_READ) -> None:
    """Let one place show counts, so many days after NOW."""
    told = [
        Teaser(id=name, url=f"{BASE}/xem/{name}", title=f"Tin {name}", place=place, views=count)
        for name, count in views.items()
    ]
    library.userdata.see(PORTAL, told, None, NOW + timedelta(days=days))


def look(
    library: Library,
    days: float,
    views: Seen = MappingProxyType({}),
    *,
    listing: Seen = MappingProxyType({}),
    visitors: tuple[int, int] | None = None,
) -> None:
    """Sync so many days after NOW: what the most-read block and the listing show, people online, visits."""
    at = NOW + timedelta(days=days)
    library.userdata.begin_round(PORTAL, at)
    show(library, days, views)
    show(library, days, listing, Place.LISTING)
    if visitors is not None:
        library.userdata.see(PORTAL, (), PortalCounts(online=visitors[0], total=visitors[1]), at)


def a_week(library: Library) -> None:
    """Sync once a day for a week: article 2 rises slowly, 4 fast, and 1 has another count in the listing."""
    for day in range(7):
        look(
            library,
            day - 7,
            {"2": 294 + day, "4": 2 + day * 3, "1": 30 + day},
            listing={"1": 10 - (6 - day) // 3},
            visitors=(17 - day % 3, 1_500_000 + day * day * 100),
        )


def counts(library: Library, name: str) -> dict[Place, tuple[int, ...]]:
    """The last counts of an article as each place showed them."""
    found = library.stats.histories(PORTAL, [name]).get(name, ())
    return {history.place: history.counts for history in found}


def rising(library: Library) -> list[tuple[str, Place | None, int, float]]:
    return [
        (one.head.id, one.place, one.rise, round(one.per_day, 3))
        for one in library.stats.figures(PORTAL).rising
    ]
