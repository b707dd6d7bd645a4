"""A shelf and its list on the desk: chosen, filtered, sorted, looked up anew."""

import pytest

from reader.desk import Desk
from reader.library import Library
from reader.model import ALL, NOTED
from tests.desks import head, listed
from tests.fakes_store import CATEGORIES, PORTAL, an_entry, fill


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


def test_the_order_goes_round_date_views_rising_oldest(desk: Desk):
    orders = []
    for _time in range(4):
        desk.step_sort()
        orders.append((desk.sort, listed(desk)[:2]))

    assert [order for order, _ids in orders] == ["views", "rising", "oldest", "date"]
    assert orders[0][1] == ["2", "4"]
    assert [ids for _order, ids in orders[2:]] == [["3", "5"], ["2", "1"]]


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


def test_categories_are_numbered_as_the_portal_orders_them(desk: Desk):
    keys = [shelf.key for shelf in desk.shelves if shelf.is_category]

    assert keys == [category.slug for category in CATEGORIES]
