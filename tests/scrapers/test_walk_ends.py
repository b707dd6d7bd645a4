"""Where a listing ends: at an empty page, or at one that only comes again."""

import pytest
from msgspec.structs import replace

from scrapers.model import ListingPage, ListingState, PageRequest
from scrapers.walk import Walk
from tests.walks import CATEGORY, FIRST, Listing, teaser


def test_news_are_kept_where_the_listing_ends_in_a_repeated_page() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin", complete=True))
    page = ListingPage(teasers=(teaser(1),), next=PageRequest(url="x"))
    walk.took(PageRequest(url=FIRST), page, lambda _: False)
    assert walk.took(PageRequest(url="x"), page, lambda _: False).keep == (teaser(1),)


@pytest.mark.parametrize("full", [False, True])
def test_a_listing_ends_at_a_repeated_page(full: bool) -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"), full=full)
    page = ListingPage(teasers=(teaser(1),), next=PageRequest(url=FIRST + "?9"))
    known: set[str] = set()
    for _ in range(2):
        assert walk.request is not None
        step = walk.took(walk.request, page, known.__contains__)
    assert walk.request is None
    assert step.state is not None
    assert step.state.complete


@pytest.mark.parametrize("news", range(1, 9))
@pytest.mark.parametrize("resumed", [False, True])
def test_news_that_come_while_a_walk_sleeps_do_not_end_it(news: int, resumed: bool) -> None:
    """A walk's own process sleeps with the computer: up to two whole pages of news come between two pages."""
    listing = Listing(30)
    if resumed:
        listing.walk(stop_after=6)
        listing.publish(9)
    walk = Walk(CATEGORY, listing.state)
    listing.asked.clear()
    while (request := walk.request) is not None:
        page = listing.page(request)
        step = walk.took(request, page, listing.known.__contains__)
        listing.known.update(t.id for t in step.keep)
        listing.state = step.state or listing.state
        if len(listing.asked) == 2:
            listing.publish(news)
    listing.walk()
    assert not listing.unknown


def test_a_listing_whose_last_page_comes_again_under_every_number_ends() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"))
    asked = 0
    while (request := walk.request) is not None:
        asked += 1
        following = PageRequest(url=f"{FIRST}?{asked + 1}")
        step = walk.took(request, ListingPage(teasers=(teaser(1),), next=following), {"1"}.__contains__)
    assert asked == 3
    assert step.state is not None
    assert step.state.complete


def test_a_listing_that_begins_again_behind_its_last_page_ends() -> None:
    listing = Listing(18)
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"))
    while (request := walk.request) is not None:
        at = int(request.url.partition("?")[2] or 1)
        page = listing.page(PageRequest(url=f"{FIRST}?{(at - 1) % 6 + 1}"))
        onward = replace(page, next=PageRequest(url=f"{FIRST}?{at + 1}"))
        walk.took(request, onward, lambda _: False)
    assert listing.asked == [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert walk.state.complete


def test_a_listing_ends_at_an_empty_page() -> None:
    walk = Walk(CATEGORY, ListingState(portal="p", category="tin"))
    step = walk.took(PageRequest(url=FIRST), ListingPage(next=PageRequest(url="x")), lambda _: False)
    assert walk.request is None
    assert step.state is not None
    assert step.state.complete
