import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.model import ListingPage, PageRequest
from scrapers.states import ListingState
from scrapers.syncing.walk import Bound, Walk
from tests.walks import CATEGORY, FIRST, End, Listing, teaser


def test_the_first_walk_goes_to_the_end() -> None:
    listing = Listing(8)
    assert listing.walk() == [1, 2, 3]
    assert listing.state == ListingState(portal="p", category="tin", complete=True, total=8)
    assert not listing.unknown


def test_a_walk_through_a_known_listing_stops_at_the_first_page_without_news() -> None:
    listing = Listing(12)
    listing.walk()
    assert listing.walk() == [1]
    listing.publish(4)
    assert listing.walk() == [1, 2, 3]
    assert not listing.unknown


def test_an_unchanged_first_page_ends_the_walk() -> None:
    listing = Listing(12)
    listing.walk()
    assert listing.walk(unchanged=True) == [1]
    assert listing.state.complete


def test_validators_are_used_only_where_an_unchanged_page_tells_enough() -> None:
    new = ListingState(portal="p", category="tin")
    known = ListingState(portal="p", category="tin", complete=True)
    assert Walk(CATEGORY, known).conditional
    assert not Walk(CATEGORY, new).conditional
    assert not Walk(CATEGORY, known, again=True).conditional
    seen_once = ListingState(portal="p", category="tin", resume=PageRequest(url=FIRST))
    assert not Walk(CATEGORY, seen_once).conditional
    walk = Walk(CATEGORY, known)
    walk.took(PageRequest(url=FIRST), Listing(9).page(PageRequest(url=FIRST)), {"1", "2"}.__contains__)
    assert walk.request is not None
    assert not walk.conditional


def test_an_unchanged_page_is_counted_as_one_that_came() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin", complete=True))
    walk.unchanged()
    assert (walk.pages, walk.request) == (1, None)


def test_an_interrupted_first_walk_goes_on_where_it_stopped() -> None:
    listing = Listing(30)
    listing.walk(stop_after=5)
    assert listing.walk() == [1, 5, 6, 7, 8, 9, 10]
    assert listing.state.complete
    assert not listing.unknown


def test_a_first_walk_that_saw_one_page_goes_on_behind_it() -> None:
    listing = Listing(9)
    listing.walk(stop_after=1)
    assert listing.walk() == [1, 2, 3]


def test_news_between_two_runs_of_a_first_walk_leave_no_hole() -> None:
    listing = Listing(30)
    listing.walk(stop_after=5)
    listing.publish(7)
    assert listing.walk() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13][:4] + list(range(5, 14))
    assert not listing.unknown


def test_a_page_that_moved_out_of_sight_makes_the_walk_go_on_behind_the_top() -> None:
    listing = Listing(30)
    listing.walk(stop_after=5)
    del listing.entries[3:15]
    assert listing.walk() == [1, 5, 2, 3, 4, 5, 6]
    assert not listing.unknown
    assert listing.state.complete


def test_a_resume_that_the_portal_has_forgotten_makes_the_walk_go_on_behind_the_top() -> None:
    listing = Listing(30)
    listing.walk(stop_after=5)
    listing.broken = {5}
    assert listing.walk()[:5] == [1, 5, 2, 3, 4]
    listing.broken = set()
    listing.walk()
    assert not listing.unknown


def test_a_resume_that_shows_the_first_page_again_makes_the_walk_go_on_behind_the_top() -> None:
    listing = Listing(30)
    listing.walk(stop_after=5)
    listing.state = replace(listing.state, resume=PageRequest(url=FIRST, form=(("a", "b"),)))
    assert listing.walk() == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert not listing.unknown


def test_pages_behind_the_top_count_toward_the_bound() -> None:
    listing = Listing(40)
    listing.walk(stop_after=5)
    listing.publish(3)
    listing.state = replace(listing.state, resume=PageRequest(url=FIRST, form=(("a", "b"),)), depth=2)
    assert listing.walk(bound=Bound(pages=4)) == [1, 2, 1, 3, 4]


def test_news_that_were_cut_off_are_found_again() -> None:
    listing = Listing(30)
    listing.walk()
    listing.publish(10)
    listing.walk(stop_after=2)
    assert listing.unknown
    assert listing.walk() == [1, 2, 3, 4, 5]
    assert not listing.unknown


def test_a_bounded_walk_does_not_pass_for_a_whole_one() -> None:
    listing = Listing(30)
    assert listing.walk(bound=Bound(pages=2)) == [1, 2]
    assert not listing.state.complete
    assert listing.walk() == [1, *range(2, 11)]
    assert not listing.unknown


def test_a_bounded_walk_stops_at_news_it_has_seen_to_its_bound() -> None:
    listing = Listing(30)
    listing.walk(bound=Bound(pages=3))
    assert listing.walk(bound=Bound(pages=3)) == [1]
    assert listing.walk(bound=Bound(pages=2)) == [1]
    assert listing.walk(bound=Bound(pages=5)) == [1, 3, 4, 5]


def test_a_bounded_walk_with_articles_left_to_fetch_goes_to_its_bound_again() -> None:
    listing = Listing(30)
    listing.walk()
    assert listing.walk(bound=Bound(pages=3), again=True) == [1, 2, 3]
    assert listing.state.complete


def test_a_bound_that_cuts_news_off_gives_the_old_run_up() -> None:
    listing = Listing(30)
    listing.walk()
    listing.publish(10)
    assert listing.walk(bound=Bound(pages=2)) == [1, 2]
    assert not listing.state.complete
    listing.walk()
    assert listing.state.complete
    assert not listing.unknown


def test_a_bound_on_a_page_that_ends_in_known_entries_keeps_the_old_run() -> None:
    listing = Listing(30)
    listing.walk()
    listing.publish(2)
    assert listing.walk(bound=Bound(pages=1)) == [1]
    assert listing.state.complete
    assert not listing.unknown


def test_a_day_bounds_a_walk_where_a_whole_page_is_older() -> None:
    listing = Listing(30)
    listing.days = {number: f"2020-01-{number:02}T08:00:00+07:00" for number in range(1, 31)}
    assert listing.walk(bound=Bound(since="2020-01-26")) == [1, 2, 3]
    assert listing.walk(bound=Bound(since="2020-01-26")) == [1]
    assert listing.walk(bound=Bound(since="2020-01-20")) == [1, 3, 4, 5]
    assert not listing.state.complete


def test_a_listing_without_days_is_not_bounded_by_one() -> None:
    listing = Listing(9)
    assert listing.walk(bound=Bound(since="2020-01-26")) == [1, 2, 3]
    assert listing.state.complete


def test_a_full_walk_goes_to_the_end_of_a_known_listing() -> None:
    listing = Listing(12)
    listing.walk()
    listing.publish(1)
    assert listing.walk(again=True) == [1, 2, 3, 4, 5]
    assert listing.walk(again=True, bound=Bound(pages=2)) == [1, 2]
    assert listing.state.complete
    assert not listing.unknown


@pytest.mark.parametrize(("known", "full", "onward"), [(2, 4, 4), (4, 2, 4)])
def test_a_full_walk_that_is_stopped_loses_nothing_of_how_far_walks_have_come(
    known: int, full: int, onward: int
) -> None:
    listing = Listing(18)
    listing.walk(stop_after=known)
    listing.walk(again=True, stop_after=full)
    assert listing.walk() == [1, *range(onward, 7)]


def test_a_full_walk_that_fails_loses_nothing_of_it_either() -> None:
    listing = Listing(12)
    listing.walk()
    listing.broken = {3}
    assert listing.walk(again=True) == [1, 2, 3]
    assert listing.state.complete


def test_a_page_that_fails_on_the_way_keeps_the_news_above_it() -> None:
    listing = Listing(30)
    listing.walk()
    listing.publish(12)
    listing.broken = {3}
    listing.walk()
    assert len(listing.unknown) == 6
    assert not listing.state.complete
    listing.broken = set()
    listing.walk()
    assert not listing.unknown


def test_a_full_walk_keeps_news_where_the_known_run_is_one_page() -> None:
    listing = Listing(3)
    listing.walk()
    listing.publish(3)
    assert listing.walk(again=True) == [1, 2]
    assert not listing.unknown


def test_the_old_run_is_given_up_with_the_news_above_a_hole() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin", complete=True), Bound(pages=1))
    page = ListingPage(teasers=(teaser(1),), next=PageRequest(url="x"))
    step = walk.took(PageRequest(url=FIRST), page, lambda _: False)
    assert step.state is not None
    assert not step.state.complete
    assert step.keep


def test_a_state_carries_what_was_noted() -> None:
    listing = Listing(7)
    listing.walk()
    assert listing.state.total == 7


NEWS = st.dictionaries(st.integers(1, 12), st.integers(1, 20), max_size=3)
OPTIONS = {
    "stop_after": st.none() | st.integers(0, 5),
    "bound": st.sampled_from([Bound(), Bound(pages=1), Bound(pages=2), Bound(pages=4)]),
    "again": st.booleans(),
}
PUBLISH = st.tuples(st.just("publish"), st.integers(1, 11))
DELETE = st.tuples(st.just("delete"), st.lists(st.integers(0, 40), max_size=12))
BREAK = st.tuples(st.just("break"), st.sets(st.integers(1, 9), max_size=3))
WALK = st.tuples(st.just("walk"), st.fixed_dictionaries({**OPTIONS, "news": NEWS}))


def test_entries_of_a_former_run_below_a_hole_do_not_hide_it_when_articles_above_it_went() -> None:
    listing = Listing(1)
    listing.walk()
    listing.publish(19)
    listing.broken = {7}
    listing.walk()
    assert listing.unknown == {2}, "the last page could not be had"

    listing.broken, listing.entries = set(), listing.entries[4:]
    listing.walk()

    assert not listing.unknown


def test_a_walk_goes_on_from_the_end_of_its_run_however_far_news_moved_it() -> None:
    listing = Listing(60)
    listing.walk(stop_after=5)
    listing.publish(12)
    listing.walk(stop_after=6)
    assert listing.walk() == [1, 5, *range(6, 25)]
    assert not listing.unknown


def test_a_run_with_an_end_that_nobody_knows_is_gone_through_at_once() -> None:
    listing = Listing(15)
    listing.walk(stop_after=3)
    listing.state = replace(listing.state, ends=())
    assert listing.walk() == [1, 2, 3, 4, 5]


def test_news_that_reach_the_end_of_the_run_need_no_page_of_it_again() -> None:
    listing = Listing(12)
    listing.walk(stop_after=2)
    del listing.entries[:4]
    listing.publish(2)
    assert listing.walk() == [1, 2, 3, 4]
    assert not listing.unknown


def test_an_end_of_the_run_that_went_is_looked_for_on_no_more_pages_than_lie_above_it() -> None:
    listing = Listing(60)
    listing.walk()
    listing.publish(12)
    listing.walk(bound=Bound(pages=3))
    del listing.entries[:12]
    assert listing.walk() == [1, 3, 4, 5, 6, *range(2, 21)]


@settings(max_examples=300)
@given(
    st.integers(0, 25),
    st.sampled_from(End),
    st.lists(PUBLISH | DELETE | BREAK | WALK, max_size=14),
)
@example(1, End.SAME, [("walk", {}), ("walk", {"again": True, "bound": Bound(pages=2), "news": {1: 7}})])
@example(10, End.NAMED, [("walk", {"news": {3: 15, 8: 18}})])
@example(1, End.SAME, [("walk", {"stop_after": 5, "news": {1: 16}}), ("delete", [0, 1, 2, 3])])
@example(
    4,
    End.NAMED,
    [
        ("walk", {"stop_after": 3, "news": {1: 3, 2: 7}}),
        ("walk", {"stop_after": 3}),
        ("delete", [5, 6, 7, 8]),
    ],
)
@example(1, End.AROUND, [("break", {8}), ("walk", {"news": {1: 16, 2: 6}}), ("delete", [9, 10, 15, 17])])
@example(
    13,
    End.NAMED,
    [("break", {5}), ("walk", {}), ("walk", {"again": True, "news": {3: 10}}), ("delete", [6, 7, 8])],
)
@example(7, End.NAMED, [("walk", {"stop_after": 5, "news": {2: 6, 4: 11}}), ("delete", [7])])
def test_whatever_happens_a_walk_to_the_end_leaves_no_hole(
    count: int, end: End, happenings: list[tuple[str, object]]
) -> None:
    """Where it leads around, news come once a walk: for what a second time may hide, see ARCHITECTURE."""
    listing = Listing(count, end)
    for what, how in happenings:
        if what == "publish":
            listing.publish(how)  # type: ignore[arg-type]  # the strategy pairs them
        elif what == "delete":
            listing.entries = [n for at, n in enumerate(listing.entries) if at not in how]  # type: ignore[operator]  # likewise
        elif what == "break":
            listing.broken = how  # type: ignore[assignment]  # likewise
        else:
            news = how.get("news", {})  # type: ignore[attr-defined]  # likewise
            news = dict(sorted(news.items())[: 1 if end is End.AROUND else None])
            listing.walk(**{**how, "news": news})  # type: ignore[dict-item]  # likewise
    listing.broken = set()
    listing.walk()
    assert not listing.unknown
    assert listing.state.complete
    assert listing.walk() == [1]
