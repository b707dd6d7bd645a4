"""Walks through one category, newest first: what to ask next, what to keep, when to stop. Pure.

What is known of a listing is always one run of entries without a hole: from its top down to its end
(`complete`), or down to the page `resume`. Two rules keep it so whatever interrupts a walk:

* News on top is gathered and kept at once, when a page without news shows that the known run is reached.
* The first walk keeps page by page, and marks how far it came after each.

News that come in the middle of a walk move the pages: one may come again, as it does behind the end of some
listings, and a known run may have news in its midst.

A walk that ends before it reaches the known run gives that run up and starts a new one. Its entries stay
known, as do those that news moved below a walk that was killed before it came to them again. So known entries
alone do not show that a page belongs to the run: the next walk goes on where it finds some of those with
which the run ends (`ends`), or else behind the top.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

from msgspec.structs import replace

from scrapers.clock import day_of
from scrapers.model import Category, ListingPage, PageRequest, Teaser
from scrapers.states import ListingState
from scrapers.syncing.repeats import Repeats

MOST_PAGES = 5000
"""A listing that never ends is left there."""

IsKnown = Callable[[str], bool]


class Bound(NamedTuple):
    """Where a walk may end before the listing does: after `pages`, or on a page older than `since`, a day."""

    pages: int | None = None
    since: str | None = None

    def reached(self, depth: int, newest: str | None) -> bool:
        """Tell whether a page at that depth, with nothing newer than that day, is the last one wanted."""
        if self.pages is not None and depth >= self.pages:
            return True
        return self.since is not None and newest is not None and newest < day_of(self.since)


_EVERYTHING = Bound()


class Page(NamedTuple):
    """One page of the listing as the walk sees it."""

    request: PageRequest
    teasers: tuple[Teaser, ...]
    """The entries of the listing alone."""
    unknown: frozenset[str]
    """Ids of those that were not known in this category before."""
    next: PageRequest | None

    @property
    def news(self) -> int:
        """How many entries were not known."""
        return sum(t.id in self.unknown for t in self.teasers)

    @property
    def ends_known(self) -> bool:
        """Whether the last entry was known."""
        return bool(self.teasers) and self.teasers[-1].id not in self.unknown

    @property
    def newest(self) -> str | None:
        """Day of the newest entry, None where no entry shows its day."""
        return max((day_of(t.published) for t in self.teasers if t.published), default=None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries' ids in page order."""
        return tuple(t.id for t in self.teasers)


class Step(NamedTuple):
    """What to keep in one write: entries without the state that belongs to them might hide a hole."""

    keep: tuple[Teaser, ...] = ()
    state: ListingState | None = None


class _Phase(Enum):
    TOP = auto()
    """Gathering news above the known run."""
    BELOW = auto()
    """From the page where a former walk stopped to where the run ends, which news may have moved down."""
    ON = auto()
    """Keeping page by page; the state goes along."""
    AGAIN = auto()
    """Through the known run once more; the state stays."""


class Walk:
    """One walk. Ask for `request` until it is None, and hand what came to `took`.

    `state` is how far walks have come. `again` goes through what is known once more, to the bound or the end.
    """

    def __init__(
        self, category: Category, state: ListingState, bound: Bound = _EVERYTHING, *, again: bool = False
    ) -> None:
        self.category = category
        self.state = state
        self._bound = bound
        self._again = again
        self._first = PageRequest(url=category.url)
        self.request: PageRequest | None = self._first
        self.pages = 0
        """How many pages came."""
        self.endless = False
        """Whether it was left after so many pages that the listing may have no end."""
        self._phase = _Phase.TOP if state.complete or state.resume is not None else _Phase.ON
        self._depth = 0
        self._news: list[Teaser] = []
        self._last: Page | None = None
        self._repeats = Repeats()
        self._behind: PageRequest | None = None
        """Where to go on after a look at the first page, if pages that came again are not the end."""
        self._onward: PageRequest | None = None
        """Where the listing goes on below the page by which the walk joined the known run."""
        self._onward_depth = 0
        self._notes: dict[str, Any] = {}

    @property
    def conditional(self) -> bool:
        """Whether the next page may be asked for with the validators of the former walk."""
        first_is_needed = self._again or self.state.resume == self._first
        return self._phase is _Phase.TOP and self.pages == 0 and not first_is_needed

    def note(self, **fields: Any) -> None:
        """Set what the states of this walk say beside how far it came: validators, total, time."""
        self._notes.update(fields)

    def unchanged(self) -> Step:
        """Note that the first page has not changed."""
        self.pages = 1
        self._onward = self._first
        return self._joined(())

    def took(self, request: PageRequest, listing: ListingPage, is_known: IsKnown) -> Step:
        """Take in the page that was asked for."""
        page = _page(request, listing, is_known)
        self.pages += 1
        if self._behind is not None:
            return self._looked(page, self._behind)
        self._depth += 1
        repeated = page.ids in self._repeats
        if self._phase is _Phase.BELOW:
            if repeated:
                return self._restarted()
            if not self._ends_in(page.ids):
                return self._below(page)
            self._phase = _Phase.ON
        if not page.teasers or (repeated and page.next == page.request):
            return self._at_end()
        if repeated and page.next is not None and not self._enough(page):
            self._pass(page, page.next)
            return Step()
        self._repeats.took(page.ids)
        return self._top(page) if self._phase is _Phase.TOP else self._on(page)

    def _pass(self, page: Page, following: PageRequest) -> None:
        """Go past a page that came again, or look at the first one first: such pages may be the end."""
        if self._repeats.passes(page.ids):
            self.request = following
        else:
            self.request, self._behind = self._first, following

    def _looked(self, first: Page, behind: PageRequest) -> Step:
        """Tell by the first page whether pages come again because there are no more, or news moved them."""
        self._behind = None
        if not self._repeats.moved(first.unknown):
            return self._at_end()
        self.request = behind
        return Step()

    def _at_end(self) -> Step:
        return self._ended(self._gathered())

    def failed(self) -> Step:
        """Note that the page could not be had; `request` is None unless there is another way to go on."""
        if self._phase is _Phase.BELOW:
            return self._restarted()
        self.request = None
        if self._phase is _Phase.TOP and self._last is not None:
            return self._cut_off(self._last)
        return Step()

    # Phases ----------------------------------------------------------------------------------------

    def _top(self, page: Page) -> Step:
        self._news.extend(page.teasers)
        self._last = page
        if not page.news:
            self._onward, self._onward_depth = page.next, self._depth
            return self._joined(self._gathered())
        if page.next is None:
            return self._at_end()
        if self._enough(page):
            self.request = None
            return self._stated(self._gathered()) if page.ends_known else self._cut_off(page)
        self.request = page.next
        return Step()

    def _joined(self, news: Sequence[Teaser]) -> Step:
        """Go on from where the known run is reached: through it again, below it, or nowhere."""
        if self._again and not self._bound.reached(self._depth, None):
            self._phase, self.request = _Phase.AGAIN, self._onward
            return self._stated(news) if self.request else self._ended(news)
        if self.state.complete or self._bound.reached(self.state.depth, self.state.reached):
            self.request = None
        elif not self.state.ends or self._ends_in(teaser.id for teaser in news):
            self._restarted()
        else:
            self._phase, self.request = _Phase.BELOW, self.state.resume
            self._depth = max(0, self.state.depth - 1)
        return self._stated(news)

    def _ends_in(self, ids: Iterable[str]) -> bool:
        """Tell whether the run ends among these entries, or right below them."""
        return not set(self.state.ends).isdisjoint(ids)

    def _below(self, page: Page) -> Step:
        """Look for the end of the run on the next page, where what is known here may lie above it.

        Not on more pages than it was away from the top: to go on behind the top costs no more.
        """
        if page.news or page.next is None or self._depth >= 2 * self.state.depth:
            return self._restarted()
        self.request = None if self._enough(page) else page.next
        return Step()

    def _restarted(self) -> Step:
        """Go on behind the top after all: what lay below has moved, or its pager has forgotten it."""
        self._phase, self.request, self._depth = _Phase.ON, self._onward, self._onward_depth
        return Step() if self.request else self._ended()

    def _on(self, page: Page) -> Step:
        self.request = None if self._enough(page) else page.next
        self._news.extend(page.teasers)
        if page.next is None:
            return self._at_end()
        if self._phase is _Phase.AGAIN and (self.state.complete or self._depth < self.state.depth):
            # News that moved the run stand in it: kept without what joins them to it they would hide a hole.
            return Step(keep=tuple(self._gathered())) if page.ends_known else Step()
        self._phase = _Phase.ON
        self._stop_at(page)
        return self._stated(self._gathered())

    def _ended(self, keep: Sequence[Teaser] = ()) -> Step:
        """Note that the whole listing is known."""
        self.request = None
        self.state = replace(self.state, complete=True, resume=None, depth=0, reached=None, ends=())
        return self._stated(keep)

    def _cut_off(self, page: Page) -> Step:
        """Keep news that do not reach the known run, and give up the run below the hole."""
        self._stop_at(page)
        return self._stated(self._gathered())

    def _enough(self, page: Page) -> bool:
        if self._bound.reached(self._depth, page.newest):
            return True
        self.endless = self.pages >= MOST_PAGES and page.next is not None
        return self.pages >= MOST_PAGES

    def _stop_at(self, page: Page) -> None:
        self.state = replace(
            self.state,
            complete=False,
            resume=page.request,
            depth=self._depth,
            reached=page.newest,
            ends=page.ids,
        )

    def _gathered(self) -> list[Teaser]:
        """Take out what was found and not kept yet."""
        gathered, self._news = self._news, []
        return gathered

    def _stated(self, keep: Sequence[Teaser]) -> Step:
        self.state = replace(self.state, **self._notes)
        return Step(keep=tuple(keep), state=self.state)


def _page(request: PageRequest, listing: ListingPage, is_known: IsKnown) -> Page:
    unknown = frozenset(t.id for t in listing.entries if not is_known(t.id))
    return Page(request=request, teasers=listing.entries, unknown=unknown, next=listing.next)
