"""Which article the desk has read next: of those that are unread, in the list and beyond it."""

from msgspec.structs import replace

from reader.desk import Desk
from reader.model import ALL
from tests.desks import listed
from tests.fakes_store import PORTAL, an_entry, fill


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
