"""Finds out, while listings are walked, which links of the navigation are categories, and which only tabs.

A link counts as a category until its page has come and lists nothing; ARCHITECTURE says why.
"""

from msgspec.structs import replace

from scrapers.errors import LayoutChanged
from scrapers.model import Category, ListingPage, RawPage
from scrapers.namesakes import told_apart
from scrapers.net.wire import NOT_MODIFIED
from scrapers.states import PortalState
from scrapers.syncing.decide import AGAIN, categories_of, put_aside, taken_back, without_tabs
from scrapers.syncing.job import Job
from scrapers.syncing.walk import Walk


class Navigation:
    """The categories and tabs of one portal in one sync."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._empty: list[tuple[Category, LayoutChanged | None]] = []
        """Links whose pages list nothing, each with what was missing if its page could not be read."""
        self._gone: list[Category] = []

    # What is known ---------------------------------------------------------------------------------

    def known(self) -> tuple[Category, ...]:
        """Return the categories."""
        return categories_of(self._job.portal.categories, (), self._state().categories)

    def named(self) -> tuple[Category, ...]:
        """Return the categories, then the tabs that are due for another look; a person may name any."""
        plan, now = self._job.plan, self._job.tally.started_at
        anew = plan.full or plan.categories
        tabs = [tab for tab in self._state().tabs if anew or abs(now - tab.looked_at) >= AGAIN]
        return (*self.known(), *(tab.category for tab in tabs))

    def also(self, walked: tuple[Category, ...]) -> tuple[Category, ...]:
        """Return the categories that were found on the way, if all are wanted."""
        slugs = {category.slug for category in walked}
        return () if self._job.plan.categories else tuple(c for c in self.named() if c.slug not in slugs)

    def is_tab(self, category: Category) -> bool:
        """Tell whether a link is known to be no category."""
        return any(tab.category.slug == category.slug for tab in self._state().tabs)

    def _state(self) -> PortalState:
        return self._job.cache.portal_state(self._job.portal.name)

    def _never_listed(self, walk: Walk) -> bool:
        """Tell whether a category is only a link of the navigation so far, not asked for by name."""
        job = self._job
        if walk.pages or job.plan.categories or job.portal.categories:
            return False
        return self.is_tab(walk.category) or job.cache.listing(job.portal.name, walk.category.slug) is None

    # What pages show -------------------------------------------------------------------------------

    def learn(self, named: tuple[Category, ...]) -> None:
        """Take over what the navigation of a page says of the categories."""
        state = self._state()
        known = (*self._job.portal.categories, *state.categories, *(tab.category for tab in state.tabs))
        found = without_tabs(told_apart(named, known), state.tabs)
        categories = categories_of(self._job.portal.categories, found, state.categories)
        if categories != state.categories:
            self._job.put_state(replace(state, categories=categories))

    def judge(self, walk: Walk, raw: RawPage, listing: ListingPage) -> None:
        """Decide whether the link that led to a page is a category, by whether the page lists anything."""
        if listing.entries or listing.next:
            state = self._state()
            if (now := taken_back(state, walk.category)) is not state:
                self._job.put_state(now)
        elif self._never_listed(walk) and (raw.status == NOT_MODIFIED or listing.categories):
            self._empty.append((walk.category, None))

    def lists_nothing(self, walk: Walk, raw: RawPage, error: LayoutChanged) -> bool:
        """Tell whether a page that could not be read is a tab's: it has the navigation, and never listed."""
        from scrapers.parse import parse_navigation  # noqa: PLC0415 - brings the HTML parser

        if not self._never_listed(walk) or not parse_navigation(raw, self._job.portal):
            return False
        self._empty.append((walk.category, error))
        return True

    def leads_nowhere(self, walk: Walk) -> bool:
        """Note that the page of a link is gone; tell whether that is known, and need not be told again."""
        if not self._never_listed(walk):
            return False
        self._gone.append(walk.category)
        return self.is_tab(walk.category)

    def put_aside(self) -> list[LayoutChanged]:
        """Keep which links of the navigation are no categories: their pages list nothing or are gone.

        Where no page of the portal lists anything it is the layout: what could not be read is given back.
        """
        empty, errors = [one for one, _ in self._empty], [error for _, error in self._empty if error]
        if self._job.tally.listings == len(empty) - len(errors):
            for _ in errors:
                self._job.tally.unread("listing")
            return errors
        if aside := [*empty, *self._gone]:
            self._job.put_state(put_aside(self._state(), aside, self._job.tally.started_at))
        return []
