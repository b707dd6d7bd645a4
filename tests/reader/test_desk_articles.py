"""The open article on the desk: how it is opened, the way back and forward, its neighbours in the list."""

from reader.desk import Desk
from reader.model import STARRED
from tests.desks import head, is_open, row
from tests.fakes_store import PORTAL, an_entry, fill


def test_opening_shows_the_article_with_its_related_news_and_marks_it_read(desk: Desk):
    assert desk.open(row(desk, "1"))

    assert desk.article is not None
    assert desk.article.id == "1"
    assert [(one.id, one.cached) for one in desk.related] == [("2", True), ("5", False), ("77", False)]
    assert desk.head == head(desk, "1")
    assert head(desk, "1").read


def test_an_article_whose_text_is_not_here_opens_without_being_marked_read(desk: Desk):
    assert desk.open(row(desk, "5"))

    assert is_open(desk) == "5"
    assert desk.article is None
    assert desk.related == ()
    assert not head(desk, "5").read


def test_opening_what_is_not_there_changes_nothing(desk: Desk):
    desk.open(row(desk, "1"))
    assert not desk.open(987654)
    assert not desk.open_named(PORTAL, "77")

    assert is_open(desk) == "1"
    assert not desk.trail.can_go_back


def test_the_way_back_and_forward_is_the_way_that_was_gone(desk: Desk):
    for name in ("1", "2", "3"):
        desk.open(row(desk, name))
    assert not desk.trail.can_go_forward
    ways = [(desk.go_back(), is_open(desk)), (desk.go_back(), is_open(desk)), (desk.go_back(), is_open(desk))]
    assert ways == [(True, "2"), (True, "1"), (False, "1")]
    ways = [(desk.go_forward(), is_open(desk)), (desk.go_forward(), is_open(desk))]
    assert ways == [(True, "2"), (True, "3")]
    assert not desk.go_forward()


def test_opening_another_article_ends_the_way_forward(desk: Desk):
    desk.open(row(desk, "1"))
    desk.open(row(desk, "2"))
    desk.go_back()
    desk.open(row(desk, "3"))

    assert not desk.trail.can_go_forward
    assert desk.go_back()
    assert is_open(desk) == "1"


def test_opening_the_open_article_again_is_no_step_of_the_way(desk: Desk):
    desk.open(row(desk, "1"))
    desk.open(row(desk, "1"))
    assert not desk.trail.can_go_back

    desk.open(row(desk, "2"))
    desk.go_back()
    desk.open(row(desk, "1"))
    assert (desk.go_forward(), is_open(desk)) == (True, "2")


def test_the_way_back_is_bounded(desk: Desk):
    for step in range(401):
        desk.open(row(desk, "12"[step % 2]))
    steps = 0
    while desk.go_back():
        steps += 1

    assert steps == 200


def test_neighbours_are_those_of_the_list_none_beyond_its_ends(desk: Desk):
    assert desk.neighbour(1) == row(desk, "2")
    desk.open(row(desk, "1"))
    assert desk.neighbour(1) == row(desk, "5")
    assert desk.neighbour(-1) == row(desk, "2")
    desk.open(row(desk, "2"))
    assert desk.neighbour(-1) is None
    desk.open(row(desk, "4"))
    assert desk.neighbour(1) is None


def test_an_article_of_another_list_has_the_first_of_this_one_as_its_neighbour(desk: Desk):
    desk.open(row(desk, "4"))
    desk.choose("tin-trong-nganh")

    assert desk.neighbour(1) == row(desk, "2")


def test_an_empty_list_has_no_neighbours(desk: Desk):
    desk.choose(STARRED)

    assert desk.neighbour(1) is None
    assert desk.neighbour(-1) is None


def test_an_article_that_was_open_is_found_again_under_its_new_row(desk: Desk):
    desk.open(row(desk, "4"))
    before = row(desk, "4")
    dated = an_entry("4", "Tập huấn chữ ký số", category="cntt", published="2018-01-20")
    fill(desk.library.cache, desk.library.catalogue, [dated])
    desk.reload()

    assert is_open(desk) == "4"
    assert desk.head is not None
    assert desk.head.row == row(desk, "4")
    assert desk.index_of(desk.head) == 0
    assert row(desk, "4") != before


def test_an_open_article_that_is_the_same_after_a_sync_stays_the_one_that_is_drawn(desk: Desk):
    desk.open_named(PORTAL, "1")
    before = desk.article

    desk.reload()

    assert before is not None
    assert desk.article is before
