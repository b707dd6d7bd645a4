"""The SQL of lists, shelves and growth, over the catalogue and the user's data (attached as `user`)."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from reader.model import ALL, EVERYWHERE, LATER, NOTED, ONE, SAVED, STARRED, Query
from scrapers.clock import sort_key
from scrapers.stores.index import DATED, SHIFT

_MOST = 2**31
"""More rows than any list has; a number past 64 bits cannot be put to SQLite."""

HEAD = """
SELECT h.row, h.portal, h.id, h.url, h.title, h.names, h.published, h.guessed, h.author, h.summary, h.views,
    h.cached, m.read_at IS NOT NULL, m.starred_at IS NOT NULL, m.later_at IS NOT NULL, h.revision, h.gone,
    coalesce(m.note, '')
FROM head h LEFT JOIN user.mark m ON m.portal = h.portal AND m.id = h.id
WHERE"""
OF_MOVED = "(h.portal, h.id) = (SELECT portal, id FROM moved WHERE row = ?)"
"""The head that once had this row number."""
UNREAD_OF = """
WITH asked AS (
    SELECT value AS row FROM json_each(?) UNION
    SELECT n.row FROM json_each(?) JOIN moved o ON o.row = value
    JOIN head n ON n.portal = o.portal AND n.id = o.id
)
SELECT h.portal, h.id, h.title, h.published FROM asked JOIN head h ON h.row = asked.row
LEFT JOIN user.mark m ON m.portal = h.portal AND m.id = h.id WHERE m.read_at IS NULL
"""
_ARRIVED = "h.portal = :portal AND h.came_at > :since AND h.came_at <= :until"
_IS_READ = "SELECT 1 FROM user.mark m WHERE m.portal = h.portal AND m.id = h.id AND m.read_at IS NOT NULL"
# By id, for the index of those whose text is here has them in that order.
HAS_UNREAD_TEXT = f"""
SELECT 1 FROM head h WHERE h.portal = ? AND h.cached AND NOT EXISTS ({_IS_READ}) ORDER BY h.id LIMIT 1
"""  # noqa: S608 - own words
CAME = f"""
SELECT h.row FROM head h WHERE {_ARRIVED} AND NOT h.gone AND NOT EXISTS ({_IS_READ})
ORDER BY h.row DESC
"""  # noqa: S608 - own words
CORRECTED = """
SELECT corrected_at, row FROM head WHERE portal = :portal AND corrected_at > :since AND corrected_at <= :until
"""
AUTHORS = """
SELECT DISTINCT author FROM head WHERE portal IN (SELECT value FROM json_each(?)) AND author <> ''
"""
BY_AUTHOR = """
SELECT author, count(*) FROM head WHERE row IN (SELECT value FROM json_each(?)) GROUP BY author
ORDER BY count(*) DESC, author
"""
IN_CATEGORIES = """
SELECT portal, slug, count(*) FROM filed WHERE row IN (SELECT value FROM json_each(?)) GROUP BY portal, slug
"""
IN_ANY_OF = """
SELECT count(DISTINCT row) FROM filed
WHERE portal = :portal AND slug IN (SELECT value FROM json_each(:slugs))
    AND row IN (SELECT value FROM json_each(:rows))
"""
BY_CATEGORY = """
SELECT slug, row FROM filed WHERE portal = :portal AND row IN (SELECT value FROM json_each(:rows))
ORDER BY row DESC
"""


TOTALS = """
SELECT '', 0 UNION ALL SELECT slug, articles FROM total WHERE portal = :portal AND articles > 0
"""
READ = """
WITH seen AS MATERIALIZED (
    SELECT h.row FROM user.mark m CROSS JOIN head h ON h.portal = m.portal AND h.id = m.id
    WHERE m.portal = :portal AND m.read_at IS NOT NULL
)
SELECT f.slug, count(*) FROM seen CROSS JOIN filed f ON f.row = seen.row GROUP BY f.slug
UNION ALL SELECT '', count(*) FROM seen
"""
MARKED = """
SELECT count(*), count(*) - count(m.read_at)
FROM user.mark m CROSS JOIN head h ON h.portal = m.portal AND h.id = m.id
WHERE m.portal = :portal AND m.{column} IS NOT NULL
"""
MARKS = {STARRED: "starred_at", LATER: "later_at", NOTED: "noted_at"}
"""The column that tells what stands on one of the reader's own shelves."""
_SHELVES_MARKED = " UNION ALL ".join(
    f"SELECT '{key}' FROM one, user.mark WHERE portal = :portal AND id = :id AND {column} IS NOT NULL"  # noqa: S608 - own words, as below
    for key, column in MARKS.items()
)
SHELVES_OF = f"""
WITH one AS (SELECT row FROM head WHERE portal = :portal AND id = :id)
SELECT '' FROM one UNION ALL SELECT slug FROM filed WHERE row = (SELECT row FROM one)
UNION ALL {_SHELVES_MARKED}
"""  # noqa: S608
_ROWS_MARKED = """(
    SELECT h.row FROM user.mark m CROSS JOIN head h ON h.portal = m.portal AND h.id = m.id
    WHERE m.portal = :portal AND m.{column} IS NOT NULL
)"""
_UNCACHED = "(SELECT row FROM head INDEXED BY head_uncached WHERE portal = :portal AND NOT cached)"
_ATTACHED = "(SELECT row FROM head INDEXED BY head_attached WHERE portal = :portal AND attached)"
DAY = 86_400
SHORTEST = 3_600
"""Seconds. Sightings closer than this count as this far apart: one reader more in a minute is no rush."""
GROWTH = f"""
WITH turn AS (
    SELECT max(at) AS at, (
        SELECT at FROM user.rounds WHERE portal = :portal ORDER BY at DESC LIMIT 1 OFFSET 1
    ) AS former
    FROM user.rounds WHERE portal = :portal
), newest AS (
    SELECT id, place, max(seen_at) AS at FROM user.views INDEXED BY views_seen
    WHERE portal = :portal AND seen_at >= (SELECT at FROM turn) GROUP BY id, place
)
SELECT id, place, rise, span, rise * {DAY}.0 / max({SHORTEST}, span) AS per_day FROM (
SELECT newest.id, newest.place, now.count - was.count AS rise,
    now.seen_at - iif(was.last_at < turn.at, was.last_at, max(was.seen_at, coalesce(turn.former, 0))) AS span
FROM newest CROSS JOIN turn
CROSS JOIN user.views now ON now.portal = :portal AND now.id = newest.id AND now.place = newest.place
    AND now.seen_at = newest.at
CROSS JOIN user.views was ON was.portal = :portal AND was.id = newest.id AND was.place = newest.place
    AND was.seen_at = (
        SELECT max(seen_at) FROM user.views
        WHERE portal = :portal AND id = newest.id AND place = newest.place AND seen_at < turn.at
    )
WHERE now.count > was.count
)
"""  # noqa: S608 - numbers
"""What rose in the last round since it was seen before, each place for itself: no other count is compared.

A count that stood until within the round stood when the round before began, and one that shrank is no growth.
"""
_FASTEST = f"(SELECT id, max(per_day) AS growth FROM ({GROWTH}) GROUP BY id)"  # noqa: S608 - no foreign word in it
_BEHIND_ALL = 1 << 62
"""Added to a row number, makes it higher than any."""
_KEYS = {
    "date": "h.row",
    "views": "h.views",
    "rising": "g.growth",
    "oldest": f"h.row + iif(h.row < {DATED}, {_BEHIND_ALL}, 0)",
}
"""What rows stand by, the highest first, but for the oldest; of those that are equal the newest.

In either order by date those without one stand last: when they came is not known.
"""
_BY_DATE = ("date", "oldest")
"""Orders that a row number tells."""
_IN_ORDER, _TURNED = "ORDER BY key DESC, row DESC LIMIT :limit", "ORDER BY key, row LIMIT :limit"


Statement = tuple[str, dict[str, object]]
"""A statement with the values that it names."""


def list_statement(query: Query, within: Statement | None, *, risen: bool) -> Statement:
    """Build the statement for the row numbers of a list in order, narrowed to those `within` another one.

    Of a list by what rises only those that have `risen`, which are few and quickly found.
    """
    sort = query.sort if query.sort in _KEYS else "date"
    conditions = " AND ".join((*_shelf(query, by_date=sort in _BY_DATE), *_narrowed(query)))
    values: dict[str, object] = {
        "portal": query.portal,
        "shelf": query.shelf,
        "first": max(1, sort_key(query.since)) << SHIFT,
        "last": sort_key(day_after(query.until)) << SHIFT,
        "limit": -1 if query.limit is None else min(max(0, query.limit), _MOST),
    }
    if within is not None:
        conditions += f" AND h.row IN ({within[0]})"
        values |= within[1]
    columns = f"h.row AS row, {_KEYS[sort]} AS key"
    statement = f"SELECT {columns} FROM {_source(query, sort, risen=risen)} WHERE {conditions}"  # noqa: S608 - no foreign word in it
    return f"{statement} {_order(query)}", values


def joined_statement(
    query: Query, portals: Sequence[str], within: Statement | None = None, *, risen: bool
) -> Statement:
    """Build the statement for the lists of one or more portals as one, in its order, `within` as above.

    SQLite walks through them side by side: the newest of ten long lists are there as soon as those of one.
    """
    lists: list[str] = []
    values: dict[str, object] = {}
    found, those = "", within
    if within is not None:  # asked once, not once a portal
        found = f"WITH within_all (row) AS MATERIALIZED ({within[0]}) "
        those = "SELECT row FROM within_all", {}
        values |= within[1]
    for number, portal in enumerate(portals):
        statement, values_of_one = list_statement(replace(query, portal=portal), those, risen=risen)
        lists.append(statement.removesuffix(_order(query)).replace(":portal", f":portal_{number}"))
        values |= {**values_of_one, f"portal_{number}": portal}
    return f"{found}{'UNION ALL '.join(lists)} {_order(query)}", values


def _order(query: Query) -> str:
    return _TURNED if query.sort == "oldest" else _IN_ORDER


def is_plain(query: Query) -> bool:
    """Tell whether a list is all of a portal, or of a category, by date: the index has it in its order."""
    key = query.shelf
    made = key in MARKS or key.startswith((SAVED, ONE))
    return query == Query(portal=query.portal, shelf=key) and query.portal != EVERYWHERE and not made


def part_statement(query: Query, *, upward: bool) -> str:
    """Build the statement for `count` rows of a plain list up to `top`, without the first `skip`.

    They are counted from the top, or `upward` from the end.
    """
    order = "ORDER BY h.row" if upward else "ORDER BY h.row DESC"
    return f"SELECT h.row {_plain(query)} {order} LIMIT :count OFFSET :skip"


def place_statement(query: Query) -> str:
    """Build the statement that counts the rows of a plain list, up to `top`, which stand before a `row`."""
    return f"SELECT count(*) {_plain(query)} AND h.row > :row"


def _plain(query: Query) -> str:
    conditions = " AND ".join((*_shelf(query, by_date=True), "h.row <= :top"))
    return f"FROM {_source(query, 'date', risen=False)} WHERE {conditions}"


def _source(query: Query, sort: str, *, risen: bool) -> str:
    """Name the tables: a category by date reads its row numbers only, in order."""
    if query.shelf == ALL or query.shelf in MARKS:
        source = "head h"
    else:
        source = "filed h" if sort in _BY_DATE else "filed f CROSS JOIN head h ON h.row = f.row"
    join = "JOIN" if risen else "LEFT JOIN"
    return f"{source} {join} {_FASTEST} g ON g.id = h.id" if sort == "rising" else source


def _shelf(query: Query, *, by_date: bool) -> list[str]:
    if query.shelf == ALL:
        return ["h.portal = :portal"]
    if query.shelf in MARKS:
        return [f"h.row IN {_ROWS_MARKED.format(column=MARKS[query.shelf])}"]
    table = "h" if by_date else "f"
    return [f"{table}.portal = :portal", f"{table}.slug = :shelf"]


def _narrowed(query: Query) -> list[str]:
    """Build the other conditions; what is no day narrows nothing, and no span holds articles without one."""
    asked = {
        f"h.row NOT IN {_ROWS_MARKED.format(column='read_at')}": query.unread,
        f"h.row IN {_ROWS_MARKED.format(column='starred_at')}": query.starred,
        f"h.row IN {_ROWS_MARKED.format(column='later_at')}": query.later,
        f"h.row IN {_ROWS_MARKED.format(column='noted_at')}": query.noted,
        f"h.row IN {_ATTACHED}": query.attached,
        f"h.row NOT IN {_UNCACHED}": query.cached,
        "h.row >= :first": sort_key(query.since) or sort_key(query.until),
        "h.row < :last": sort_key(day_after(query.until)),
    }
    return [condition for condition, wanted in asked.items() if wanted]


def day_after(day: str | None) -> str | None:
    """Return the ISO day after this one; what is no day comes back as it is."""
    try:
        return (date.fromisoformat(day or "") + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day
