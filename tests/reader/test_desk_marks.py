"""Marks on the desk: set, counted, shown on the open article, and undone in turn."""

import pytest

from reader.desk import Desk
from reader.model import ALL, STARRED
from tests.desks import head, row, undo
from tests.fakes_store import PORTAL


@pytest.mark.parametrize("kind", ["read", "starred", "later"])
def test_a_mark_is_set_and_taken_and_each_step_undone(desk: Desk, kind: str):
    first, second = desk.toggle(kind, row(desk, "1")), desk.toggle(kind, row(desk, "1"))  # type: ignore[arg-type]  # one of its values

    assert first is not None
    assert second is not None
    assert (first.on, second.on) == (True, False)
    assert getattr(head(desk, "1"), kind) is False
    undo(desk)
    assert getattr(head(desk, "1"), kind) is True
    undo(desk)
    assert getattr(head(desk, "1"), kind) is False
    assert undo(desk) is None
    assert not desk.can_undo


def test_marks_are_undone_in_turn_the_last_first(desk: Desk):
    desk.toggle("starred", row(desk, "1"))
    desk.toggle("later", row(desk, "2"))
    undone = undo(desk)

    assert undone is not None
    assert (undone.kind, undone.head.id) == ("later", "2")
    assert head(desk, "1").starred
    assert not head(desk, "2").later


def test_a_mark_of_the_open_article_shows_on_it(desk: Desk):
    desk.open(row(desk, "1"))
    desk.toggle("starred", row(desk, "1"))

    assert desk.head is not None
    assert desk.head.starred


def test_marks_count_on_the_shelves(desk: Desk):
    desk.toggle("starred", row(desk, "1"))
    desk.toggle("read", row(desk, "2"))
    counts = {shelf.key: (shelf.total, shelf.unread) for shelf in desk.shelves}

    assert counts[STARRED][0] == 1
    assert counts[ALL] == (5, 4)


def test_what_was_looked_up_before_a_mark_does_not_undo_its_count(desk: Desk):
    look = desk.look()
    desk.toggle("starred", row(desk, "2"))
    desk.take(look)
    assert desk.shelves == desk.library.shelves(PORTAL)
    assert desk.shelves != look.shelves


def test_marking_a_row_that_is_not_there_does_nothing(desk: Desk):
    assert desk.toggle("read", 987654) is None
    assert not desk.can_undo


def test_reading_leaves_nothing_to_undo(desk: Desk):
    desk.open(row(desk, "1"))

    assert not desk.can_undo
