"""Where a listing ends: at an empty page, or at one that only comes again."""

import pytest

from scrapers.model import ListingPage, PageRequest
from scrapers.states import ListingState
from scrapers.syncing.walk import Walk
from tests.walks import CATEGORY, FIRST, End, Listing, teaser


def test_news_are_kept_where_the_listing_ends_in_a_repeated_page() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin", complete=True))
    page = ListingPage(teasers=(teaser(1),), next=PageRequest(url="x"))
    walk.took(PageRequest(url=FIRST), page, lambda _: False)
    assert walk.took(PageRequest(url="x"), page, lambda _: False).keep == (teaser(1),)


@pytest.mark.parametrize("again", [False, True])
def test_a_listing_ends_at_a_repeated_page(again: bool) -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"), again=again)
    page = ListingPage(teasers=(teaser(1),), next=PageRequest(url=FIRST + "?9"))
    known: set[str] = set()
    for _ in range(2):
        assert walk.request is not None
        step = walk.took(walk.request, page, known.__contains__)
    assert walk.request is None
    assert step.state is not None
    assert step.state.complete


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("news", range(1, 31))
@pytest.mark.parametrize("resumed", [False, True])
def test_news_that_come_while_a_walk_sleeps_do_not_end_it(news: int, resumed: bool, end: End) -> None:
    """However many whole pages of them come between two of its pages."""
    listing = Listing(30, end)
    if resumed:
        listing.walk(stop_after=6)
        listing.publish(9)
    listing.walk(news={2: news, 4: 12})
    listing.walk()
    assert not listing.unknown
    assert listing.state.complete


@pytest.mark.parametrize(("end", "asked"), [(End.SAME, [*range(1, 9), 1]), (End.AROUND, [*range(1, 10), 1])])
def test_where_pages_come_again_behind_the_last_one_the_first_is_looked_at_once_more(
    end: End, asked: list[int]
) -> None:
    """Three requests more, then, than the listing has pages; a listing that is known is read in one."""
    listing = Listing(18, end)
    assert listing.walk() == asked
    assert listing.state.complete
    assert listing.walk() == [1]


def test_news_gathered_to_the_end_are_not_taken_for_such_as_came_on_the_way() -> None:
    listing = Listing(3, End.SAME)
    listing.walk()
    listing.entries.clear()
    listing.publish(18)
    assert listing.walk() == [*range(1, 9), 1]


@pytest.mark.parametrize(
    ("end", "asked"),
    [
        (End.NAMED, [*range(1, 8)]),
        (End.SAME, [*range(1, 10), 1, 10, 11, 1]),
        (End.AROUND, [*range(1, 12), 1]),
    ],
)
def test_news_on_the_way_cost_few_requests_more(end: End, asked: list[int]) -> None:
    listing = Listing(18, end)
    assert listing.walk(news={4: 3}) == asked
    assert listing.state.complete


def test_a_first_page_that_does_not_come_when_it_is_looked_at_leaves_the_end_open() -> None:
    listing = Listing(9, End.SAME)
    walk = Walk(CATEGORY, listing.state)
    while (request := walk.request) is not None:
        page = listing.page(request)
        if listing.asked.count(1) == 2:
            walk.failed()
        else:
            walk.took(request, page, lambda _: False)
    assert listing.asked == [1, 2, 3, 4, 5, 1]
    assert not walk.state.complete
    assert walk.state.resume == PageRequest(url=f"{FIRST}?3")


def test_a_listing_ends_at_an_empty_page() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"))
    step = walk.took(PageRequest(url=FIRST), ListingPage(next=PageRequest(url="x")), lambda _: False)
    assert walk.request is None
    assert step.state is not None
    assert step.state.complete
