"""The desk: a shelf and its list, the open article, the way back, marks and their undoing."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from reader.desk import Desk
from reader.library import Library
from reader.model import ALL, NOTED, STARRED, Head
from tests.desks import undo
from tests.fakes_store import CATEGORIES, PORTAL, an_entry, fill


@pytest.fixture
def desk(library: Library) -> Iterator[Desk]:
    return Desk(library, PORTAL)


def listed(desk: Desk) -> list[str]:
    return [head.id for head in desk.library.heads(desk.rows)]


def row(desk: Desk, name: str) -> int:
    found = desk.library.row_of(PORTAL, name)
    assert found is not None
    return found


def head(desk: Desk, name: str) -> Head:
    found = desk.library.head(row(desk, name))
    assert found is not None
    return found


def is_open(desk: Desk) -> str:
    assert desk.head is not None
    return desk.head.id


# The list -----------------------------------------------------------------------------------------------


def test_it_begins_with_all_news_newest_first(desk: Desk):
    assert desk.current.key == ALL
    assert listed(desk) == ["2", "1", "5", "3", "4"]
    assert desk.head is None
    assert desk.article is None


def test_a_shelf_is_chosen_without_the_filter(desk: Desk):
    desk.filter("hop bao")
    desk.choose("tin-trong-nganh")

    assert desk.words == ""
    assert listed(desk) == ["2", "1", "5"]


def test_for_a_shelf_that_is_not_there_all_news_are_shown(desk: Desk):
    desk.choose("tin-trong-nganh")
    desk.choose("muc-cua-ngay-mai")

    assert desk.current.key == ALL
    assert listed(desk) == ["2", "1", "5", "3", "4"]


def test_stepping_through_the_shelves_goes_round_at_both_ends(desk: Desk):
    keys = [shelf.key for shelf in desk.shelves]
    desk.step_shelf(-1)
    assert desk.shelf == keys[-1] == NOTED
    desk.step_shelf(1)
    assert desk.shelf == ALL
    desk.step_shelf(1)
    assert desk.shelf == keys[1]


def test_a_category_is_found_by_its_number_and_nothing_happens_where_there_are_fewer(desk: Desk):
    assert desk.category(2)
    assert desk.shelf == "bao-chi"
    assert not desk.category(4)
    assert desk.shelf == "bao-chi"
    assert desk.category(0)
    assert desk.shelf == ALL


@pytest.mark.parametrize("words", ["chuyển đổi", "chuyen doi", "CHUYEN  doi", "đổi chuyển", "doi so day"])
def test_the_filter_keeps_titles_that_have_all_the_words(desk: Desk, words: str):
    desk.filter(words)

    assert listed(desk) == ["2"]


def test_a_filter_of_spaces_keeps_everything(desk: Desk):
    desk.filter("  ")

    assert len(desk.rows) == 5


def test_the_number_of_all_rows_is_known_while_the_list_is_filtered(desk: Desk):
    desk.filter("nothing has these words")

    assert (len(desk.rows), desk.current.total) == (0, 5)


def test_the_order_goes_round_date_views_rising(desk: Desk):
    orders = []
    for _time in range(3):
        desk.step_sort()
        orders.append((desk.sort, listed(desk)[:2]))

    assert [order for order, _ids in orders] == ["views", "rising", "date"]
    assert orders[0][1] == ["2", "4"]
    assert orders[2][1] == ["2", "1"]


def test_a_shelf_that_the_portal_does_not_have_gives_way_to_all_news(library: Library):
    desk = Desk(library, PORTAL)
    desk.shelf = "no-such-category"
    desk.reload()

    assert desk.current.key == ALL
    assert len(listed(desk)) == 5


def test_news_come_into_the_list_when_it_is_asked_again(desk: Desk):
    fill(desk.library.cache, desk.library.catalogue, [an_entry("9", "Mới", published="2018-01-19")])
    assert "9" not in listed(desk)
    desk.reload()

    assert listed(desk)[0] == "9"


def test_an_article_is_found_in_the_list_by_its_id(desk: Desk):
    stale = head(desk, "1")
    assert desk.index_of(stale) == 1
    desk.choose("bao-chi")
    assert desk.index_of(stale) is None
    assert desk.index_of(None) is None


# The article --------------------------------------------------------------------------------------------


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


# Unread -------------------------------------------------------------------------------------------------


def unread_from(desk: Desk, after: int) -> str | None:
    found = desk.next_unread(after)
    named = desk.library.head(found) if found is not None else None
    return named.id if named else None


def test_the_next_unread_is_below_then_above(desk: Desk):
    desk.library.mark_read(PORTAL, "1")
    assert unread_from(desk, 0) == "3"
    assert unread_from(desk, 3) == "4"
    assert unread_from(desk, 4) == "2"


def test_the_next_unread_may_be_one_that_the_filter_leaves_out_and_no_category_has(desk: Desk):
    fill(desk.library.cache, desk.library.catalogue, [replace(an_entry("6"), sightings=())])
    for name in "1234":
        desk.library.mark_read(PORTAL, name)
    desk.reload()
    desk.filter("tổng kết")

    assert unread_from(desk, 0) == "6"
    assert (desk.shelf, desk.words) == (ALL, "")


def test_articles_without_their_text_are_not_the_next_to_read(desk: Desk):
    for name in ("1", "2", "3", "4"):
        desk.library.mark_read(PORTAL, name)

    assert unread_from(desk, 0) is None


def test_it_stays_on_its_shelf_where_nothing_is_left_anywhere(desk: Desk):
    for name in ("1", "2", "3", "4"):
        desk.library.mark_read(PORTAL, name)
    desk.reload()
    desk.choose("bao-chi")

    assert unread_from(desk, 0) is None
    assert desk.shelf == "bao-chi"


def test_it_goes_on_in_the_next_category_that_has_some(desk: Desk):
    desk.choose("tin-trong-nganh")
    for name in ("1", "2"):
        desk.library.mark_read(PORTAL, name)
    desk.reload()
    assert unread_from(desk, 0) == "3"
    assert desk.shelf == "bao-chi"


def test_a_filtered_list_is_read_to_its_end_first(desk: Desk):
    desk.filter("so")
    assert listed(desk) == ["2", "4"]
    assert unread_from(desk, 0) == "4"
    assert desk.words == "so"


# Marks --------------------------------------------------------------------------------------------------


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


def test_categories_are_numbered_as_the_portal_orders_them(desk: Desk):
    keys = [shelf.key for shelf in desk.shelves if shelf.is_category]

    assert keys == [category.slug for category in CATEGORIES]


def test_an_open_article_that_is_the_same_after_a_sync_stays_the_one_that_is_drawn(desk: Desk):
    desk.open_named(PORTAL, "1")
    before = desk.article

    desk.reload()

    assert before is not None
    assert desk.article is before
