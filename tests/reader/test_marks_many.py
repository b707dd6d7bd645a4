"""Many articles marked read at once: one durable write, one step to undo."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.desk import Desk
from reader.model import ALL, STARRED
from reader.paths import Paths
from reader.user.undoable import MarkedMany
from reader.user.userdata import Named, UserData
from tests.desks import undo
from tests.fakes_store import NOW, PORTAL, an_entry, fill, now
from tests.forking import fork
from tests.small_library import ids, shelf


def read(desk: Desk, rows: object = None) -> MarkedMany:
    marked = desk.read_rows(desk.rows if rows is None else rows)  # type: ignore[arg-type]  # rows of a list
    desk.add_undo(marked)
    return marked


def test_all_of_a_list_is_read_and_undone_in_one_step(desk: Desk):
    desk.library.mark_read(PORTAL, "2")
    marked = read(desk)

    assert sorted(one.id for one in marked.articles[PORTAL]) == ["1", "3", "4", "5"]
    assert ids(desk.library, unread=True) == []
    assert {shelf.unread for shelf in desk.shelves} == {0}
    assert undo(desk) == marked
    assert ids(desk.library, unread=True) == ["1", "5", "3", "4"], "what was read before stays read"
    assert not desk.can_undo


def test_only_the_list_is_marked(desk: Desk):
    desk.choose("tin-trong-nganh")
    desk.filter("nam 2017")
    read(desk)

    assert ids(desk.library, unread=True) == ["2", "5", "3", "4"]


def test_a_row_whose_date_became_known_since_is_marked_by_the_number_it_had_and_by_no_other(desk: Desk):
    former, other = (desk.library.row_of(PORTAL, name) for name in "41")
    fill(desk.library.cache, desk.library.catalogue, [an_entry("4", published="2018-02-01")])

    assert [one.id for one in read(desk, [other]).articles[PORTAL]] == ["1"]
    assert [one.id for one in read(desk, [former]).articles[PORTAL]] == ["4"]


def test_marking_what_is_read_leaves_nothing_to_undo(desk: Desk):
    read(desk)
    undo(desk)
    read(desk)
    again = read(desk)

    assert again.articles == {}
    assert undo(desk) is not None
    assert undo(desk) is None


def test_other_marks_and_their_undoing_stay_apart(desk: Desk):
    row = desk.rows[0]
    desk.toggle("starred", row)
    read(desk)
    desk.toggle("read", row)

    assert [type(undo(desk)).__name__ for _time in range(3)] == ["Marked", "MarkedMany", "Marked"]
    assert ids(desk.library, shelf=STARRED) == []
    assert shelf(desk.library, ALL) == (5, 5)


def test_a_row_of_before_its_article_was_dated_is_marked_too(desk: Desk):
    rows = list(desk.rows)
    fill(desk.library.cache, desk.library.catalogue, [an_entry("4", category="cntt", published="2018-01-20")])
    read(desk, rows)

    assert ids(desk.library, unread=True) == []


def test_the_open_article_shows_that_it_was_marked_unread_again(desk: Desk):
    desk.open_named(PORTAL, "5")
    read(desk)
    assert desk.head is not None
    assert desk.head.read
    undo(desk)
    assert not desk.head.read


def test_killed_in_the_middle_all_are_marked_or_none(tmp_path: Path):
    path = Paths.choose(tmp_path).userdata
    UserData.open(path, clock=now).close()
    many = [Named(str(number), "Tựa") for number in range(2000)]
    if not (child := fork()):
        data = UserData.open(path, clock=now)
        data._count = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]  # before the commit
        data.read_many({PORTAL: many})
        os._exit(0)
    os.waitpid(child, 0)
    with UserData.open(path, clock=now) as data:
        assert data._ask("SELECT count(*) FROM mark") == [(0,)]
        assert len(data.read_many({PORTAL: many})[PORTAL]) == 2000
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT DISTINCT title, read_at FROM mark").fetchall() == [
            ("Tựa", int(NOW.timestamp()))
        ]


def test_undoing_restores_when_an_article_was_last_marked_unread(tmp_path: Path):
    with UserData.open(Paths.choose(tmp_path).userdata, clock=now) as data:
        data.mark(PORTAL, "1", "read", on=True)
        data.mark(PORTAL, "1", "read", on=False)
        asked = "SELECT id, read_at, read_off FROM mark ORDER BY id"
        before = data._ask(asked)
        data.unread_many(data.read_many({PORTAL: [Named("1"), Named("2")]}))
        assert data._ask(asked) == [*before, ("2", None, None)]
