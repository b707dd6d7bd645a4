"""View counts and visitors over time: what is read most, what rises, and the history of articles.

A portal shows an article's views in several blocks of its pages, and one may lag behind another. So a history
belongs to one place, and nothing here mixes two. Time goes by rounds, the syncs as `UserData.begin_round`
notes them: of each round the last count of a place stands for it. Both tables lie in the user's data, which
the catalogue has attached as `user`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from reader.holdings.lists import Lists
from reader.holdings.statements import DAY, GROWTH, SHORTEST
from reader.model import EVERYWHERE, Counted, Figures, History, Query, Visitors
from reader.wording.sparkline import CELLS
from scrapers.model import Place
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import json_list

_MOST_ROUNDS = 4000
"""Rounds whose visitors are shown: five months of hourly syncs."""
_FOREVER = 1 << 62

_ROUNDS = """
SELECT at, lead(at, 1, :forever) OVER (ORDER BY at) AS next
FROM (SELECT at FROM user.rounds WHERE portal = :portal ORDER BY at DESC LIMIT :rounds)
"""
# A few steps down an index for each place and round of each article asked for, however much was ever seen.
_HISTORIES = f"""
WITH turn AS ({_ROUNDS})
SELECT one.value, place.value, seen.seen_at, seen.last_at, seen.count, turn.at, turn.next
FROM json_each(:ids) one CROSS JOIN json_each(:places) place CROSS JOIN turn CROSS JOIN user.views seen
    ON seen.portal = :portal AND seen.id = one.value AND seen.place = place.value AND seen.seen_at = (
        SELECT max(seen_at) FROM user.views
        WHERE portal = :portal AND id = one.value AND place = place.value AND seen_at < turn.next
    )
WHERE seen.last_at >= turn.at
ORDER BY one.key, place.key, turn.at
"""  # noqa: S608 - no foreign word in it
_VISITORS = f"""
WITH turn AS ({_ROUNDS})
SELECT seen.seen_at, seen.online, seen.total
FROM turn CROSS JOIN user.portal_counts seen ON seen.portal = :portal AND seen.seen_at = (
    SELECT max(seen_at) FROM user.portal_counts
    WHERE portal = :portal AND seen_at >= turn.at AND seen_at < turn.next
)
ORDER BY turn.at
"""  # noqa: S608 - likewise
_RISING = (
    f"SELECT id, place, rise, span, per_day FROM ({GROWTH}) ORDER BY per_day DESC, rise DESC, id LIMIT :limit"  # noqa: S608 - likewise
)
_LAST_ROUNDS = "SELECT at FROM user.rounds WHERE portal = ? ORDER BY at DESC LIMIT 2"
_HIGHEST = "SELECT id, max(count) FROM user.views WHERE portal = ? GROUP BY id"
_PLACES = [place.value for place in Place]


class Stats:
    """What the user's data tell of counts, and the catalogue of the articles that have them."""

    def __init__(self, catalogue: Catalogue, lists: Lists, portals: Callable[[], Sequence[str]]) -> None:
        """`portals` names those of which articles are here."""
        self._portals = portals
        self._catalogue = catalogue
        self._lists = lists

    def histories(self, portal: str, ids: Iterable[str]) -> dict[str, tuple[History, ...]]:
        """Return the last rounds of several articles with one question, each place apart.

        The place that was seen last comes first, but what an article's own page says before all others.
        """
        asked = {
            "portal": portal, "ids": json_list(ids), "places": json_list(_PLACES), "rounds": CELLS,
            "forever": _FOREVER,
        }  # fmt: skip
        found: dict[str, list[History]] = {}
        for (id_, place), rows in groupby(self._catalogue.ask(_HISTORIES, asked), key=lambda row: row[:2]):
            if history := _history(Place(place), list(rows)):
                found.setdefault(id_, []).append(history)
        return {id_: tuple(sorted(of, key=_standing)) for id_, of in found.items()}

    def figures(self, portal: str, limit: int = 10) -> Figures:
        """Return what is read most, what rises fastest, and the visitors of each round.

        Of EVERYWHERE both of all portals in one order, and no visitors, whom each portal counts as it will.
        """
        if portal == EVERYWHERE:
            return self._together([self.figures(name, limit) for name in self._portals()], limit)
        heads = map(self._lists.head, self._lists.rows(Query(portal=portal, sort="views", limit=limit)))
        most = [Counted(head=head) for head in heads if head is not None and head.views is not None]
        rising = list(self._rising(portal, limit))
        histories = self.histories(portal, {one.head.id for one in (*most, *rising)})

        def told(counted: Iterable[Counted]) -> tuple[Counted, ...]:
            return tuple(replace(one, histories=histories.get(one.head.id, ())) for one in counted)

        rounds = tuple(map(_time, (at for (at,) in self._catalogue.ask(_LAST_ROUNDS, (portal,)))))
        return Figures(
            portal=portal,
            most_read=told(most),
            rising=told(rising),
            visitors=self.visitors(portal),
            round_at=rounds[0] if rounds else None,
            former_at=rounds[1] if len(rounds) > 1 else None,
        )

    def _together(self, figures: Sequence[Figures], limit: int) -> Figures:
        """Put the figures of portals together; what rises did so since the first of their rounds."""
        most = (one for of in figures for one in of.most_read)
        rising = (one for of in figures for one in of.rising)
        return Figures(
            portal=EVERYWHERE,
            most_read=tuple(sorted(most, key=lambda one: -(one.head.views or 0))[:limit]),
            rising=tuple(sorted(rising, key=lambda one: (-one.per_day, -one.rise))[:limit]),
            round_at=max(filter(None, (of.round_at for of in figures)), default=None),
            former_at=min(filter(None, (of.former_at for of in figures)), default=None),
        )

    def visitors(self, portal: str) -> tuple[Visitors, ...]:
        """Return the portal's own counters as each round left them, oldest first."""
        asked = {"portal": portal, "rounds": _MOST_ROUNDS, "forever": _FOREVER}
        return tuple(_visitors(self._catalogue.ask(_VISITORS, asked)))

    def highest(self, portal: str) -> dict[str, int]:
        """Return the highest count that any place ever showed, by the id of the article."""
        return dict(self._catalogue.ask(_HIGHEST, (portal,)))

    def _rising(self, portal: str, limit: int) -> Iterator[Counted]:
        """Return each article that rises once, with the place where it does so fastest."""
        known: set[str] = set()
        asked = {"portal": portal, "limit": limit * len(_PLACES)}
        for id_, place, rise, span, speed in self._catalogue.ask(_RISING, asked):
            head = self._lists.head_of(portal, id_)
            if head is None or head.id in known or place not in _PLACES or not isinstance(rise, int):
                continue
            if len(known) == limit:
                return
            known.add(head.id)
            yield Counted(head=head, place=Place(place), rise=rise, seconds=span, per_day=speed)


def _standing(history: History) -> tuple[bool, float]:
    return history.place is not Place.ARTICLE, -history.seen_at.timestamp()


def _history(place: Place, rows: Sequence[tuple[Any, ...]]) -> History | None:
    points = tuple(_points(rows))
    if not points:
        return None
    of_late = rows[-1][-1] == _FOREVER
    return History(place=place, points=points, per_day=growth_a_day(points) if of_late else 0.0)


def growth_a_day(points: Sequence[tuple[datetime, int]]) -> float:
    """Return the growth per day between the last two sightings of a count, oldest first.

    0 where there is one sighting or none, where the count shrank (a portal that began to count anew), and
    where the times do not go forward. Both times are aware, or both naive.
    """
    if len(points) < 2:  # noqa: PLR2004 - growth is between two
        return 0.0
    (then, before), (now, count) = points[-2:]
    seconds = (now - then).total_seconds()
    if seconds <= 0 or count <= before:
        return 0.0
    return (count - before) * DAY / max(seconds, SHORTEST)


def _points(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[datetime, int]]:
    """Return when in each round a count was seen; where only before and after it, the round's beginning.

    What cannot be a time or a count, in a database that was damaged, is left out.
    """
    for _id, _place, seen_at, last_at, count, began, ended in rows:
        with suppress(TypeError, ValueError, OverflowError, OSError):
            within = last_at if last_at < ended else began
            yield _time(max(seen_at, within)), int(count)


def _visitors(rows: Iterable[tuple[Any, ...]]) -> Iterator[Visitors]:
    for at, online, total in rows:
        with suppress(TypeError, ValueError, OverflowError, OSError):
            yield Visitors(
                at=_time(at),
                online=None if online is None else int(online),
                total=None if total is None else int(total),
            )


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
