"""A small library for tests of the reader: five articles, one without its body; and what a list shows."""

from datetime import datetime

from reader.library import Library
from reader.model import Query
from reader.user.userdata import UserData
from tests.fakes_store import PORTAL, an_entry

ENTRIES = (
    an_entry("1", "Tổng kết năm 2017", published="2018-01-17", views=10, related=("2", "5", "77")),
    an_entry("2", "Đẩy mạnh chuyển đổi số", published="2018-01-18T08:00:00+07:00", views=300),
    an_entry("3", "Họp báo quý I", category="bao-chi", published="2017-12-31"),
    an_entry("4", "Tập huấn chữ ký số", category="cntt", published=None, views=20),
    an_entry("5", "Chưa tải", published="2018-01-16", cached=False),
)


def ids(library: Library, **asked: object) -> list[str]:
    """The ids of a list in its order; a test asks by fields of `Query`."""
    query = Query(portal=PORTAL, **asked)  # type: ignore[arg-type]  # each test asks by fields of its own
    return [head.id for head in library.heads(library.rows(query))]


def shelf(library: Library, key: str) -> tuple[int, int]:
    """How many articles a shelf holds, and how many of them are unread."""
    found = {shelf.key: shelf for shelf in library.shelves(PORTAL)}[key]
    return found.total, found.unread


def history(data: UserData, portal: str, id: str) -> dict[str, list[tuple[datetime, int]]]:
    """Every count of an article that was kept, oldest first, by the place that showed it."""
    found: dict[str, list[tuple[datetime, int]]] = {}
    for view in data.state().views:
        if (view.portal, view.id) == (portal, id):
            found.setdefault(view.place, []).append((view.at, view.count))
    return found
