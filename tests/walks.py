"""A listing that changes while it is walked through."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from scrapers.model import Category, ListingPage, PageRequest, Place, Teaser
from scrapers.states import ListingState
from scrapers.syncing.walk import Walk

FIRST = "https://p.vn/tin"
CATEGORY = Category(slug="tin", name="Tin", url=FIRST)
SIZE = 3


def teaser(number: int, day: str | None = None) -> Teaser:
    url = f"https://p.vn/{number}"
    return Teaser(id=str(number), url=url, title=f"Tin {number}", place=Place.LISTING, published=day)


class End(Enum):
    """What a portal shows behind the last page of a listing."""

    NAMED = auto()
    """No link leads there."""
    SAME = auto()
    """The last page again, under every number."""
    AROUND = auto()
    """The first page again, and so on."""


class Listing:
    """A listing of three a page, and what a reader knows of it."""

    def __init__(self, count: int = 0, end: End = End.NAMED) -> None:
        self.end = end
        self.entries = list(range(count, 0, -1))
        self.newest = count
        """The highest number so far: no news gets that of one that went."""
        self.known: set[str] = set()
        self.state = ListingState(portal="p", category="tin")
        self.asked: list[int] = []
        self.broken: set[int] = set()
        self.days: dict[int, str] = {}

    def publish(self, count: int) -> None:
        self.entries[:0] = range(self.newest + count, self.newest, -1)
        self.newest += count

    def page(self, request: PageRequest) -> ListingPage:
        at = int(request.url.partition("?")[2] or 1)
        self.asked.append(at)
        pages = max(1, -(-len(self.entries) // SIZE))
        shown = {End.NAMED: at, End.SAME: min(at, pages), End.AROUND: (at - 1) % pages + 1}[self.end]
        there = self.entries[(shown - 1) * SIZE : shown * SIZE]
        more = at < pages or self.end is not End.NAMED
        teasers = tuple(teaser(number, self.days.get(number)) for number in there)
        aside = Teaser(id="99999", url="", title="", place=Place.LATEST)
        following = PageRequest(url=f"{FIRST}?{at + 1}") if more else None
        return ListingPage(teasers=(*teasers, aside), next=following)

    def walk(
        self,
        *,
        stop_after: int | None = None,
        unchanged: bool = False,
        news: Mapping[int, int] = MappingProxyType({}),
        **options: object,
    ) -> list[int]:
        """Walk, as a sync does; gives which pages were asked for.

        `stop_after` breaks off like a kill. `news` is how many come after so many pages: where a computer
        sleeps, its processes sleep too, and go on where they were.
        """
        self.asked.clear()
        walk = Walk(CATEGORY, self.state, **options)  # type: ignore[arg-type]  # free options
        while (request := walk.request) is not None:
            if stop_after is not None and len(self.asked) >= stop_after:
                return list(self.asked)
            if walk.conditional and unchanged:
                self.asked.append(1)
                step = walk.unchanged()
            else:
                page = self.page(request)
                walk.note(total=len(self.entries))
                failed = self.asked[-1] in self.broken
                step = walk.failed() if failed else walk.took(request, page, self.known.__contains__)
            self.known.update(t.id for t in step.keep)
            self.state = step.state or self.state
            self.publish(news.get(len(self.asked), 0))
        return list(self.asked)

    @property
    def unknown(self) -> set[int]:
        return {number for number in self.entries if str(number) not in self.known}
