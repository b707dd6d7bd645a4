"""A small portal for tests of syncs: categories, listings of three, articles; it changes as a test says."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from html import escape
from pathlib import Path

from reader.holdings.portals import Portals
from scrapers.model import Entry
from scrapers.net.fetch import Fetcher
from scrapers.net.wire import Limits
from scrapers.portals.portal import Portal
from scrapers.portals.rules import ArticleRules, Layout, ListingRules, Pager, PageRules, Rule
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.events import Event, Finished, Summary, SyncPlan
from scrapers.syncing.means import Means
from scrapers.syncing.sync import sync
from tests.loopback import Loopback, Reply, Request

SIZE = 3
NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
OLD = "01/02/2024"


def rule(css: str, attr: str = "") -> tuple[Rule, ...]:
    return (Rule(css=css, attr=attr),)


LAYOUT = Layout(
    page=PageRules(navigation=rule("ul.menu a"), most_read=rule("div.most"), visits=rule("span.visits")),
    article=ArticleRules(
        title=rule("h1"), body=rule("div.body"), published=rule("p.day"), views=rule("p.views")
    ),
    listing=ListingRules(
        items=rule("li.item"),
        title=rule("a.title"),
        published=rule("span.day"),
        marks=rule("ul.news"),
        category=rule("h2"),
        pager=(Pager(by="link", css="div.pager"),),
    ),
)


class WithSite(Portals):
    """The portals of a profile, and the site at an address as one more."""

    def __init__(self, directory: Path, base: str) -> None:
        super().__init__(directory)
        self._site = portal_of(base)

    def get(self, name: str) -> Portal:
        """Return the site, or a portal that everybody has."""
        return self._site if name == self._site.name else super().get(name)


def portal_of(base: str, name: str = "thu") -> Portal:
    """Return the rules of the site at an address."""
    return Portal(
        name=name,
        title="Thử",
        base=base + "/",
        start=base + "/",
        hosts=("127.0.0.1",),
        ids=(r"/tin/(\d+)",),
        articles=(r"/tin/\d+",),
        listings=("/muc/",),
        layouts=(LAYOUT,),
    )


@dataclass
class Story:
    """One article of the site."""

    number: int
    title: str = ""
    day: str = OLD
    """As the listing shows it; empty for no day at all."""
    body: str = "<p>Nội dung của tin, đủ dài để là một đoạn văn.</p>"
    views: int = 10
    more: tuple[str, ...] = ()
    """The text of each further page."""
    fault: Reply | list[Reply] | None = None
    """Answered in place of the page; of a list each once, and then the page."""

    @property
    def path(self) -> str:
        return f"/tin/{self.number}"

    def trouble(self) -> Reply | None:
        """Return what is answered now in place of the page."""
        if isinstance(self.fault, list):
            return self.fault.pop(0) if self.fault else None
        return self.fault


@dataclass
class Site:
    """The site: stories by number, and which categories list which, newest first."""

    categories: dict[str, list[int]]
    stories: dict[int, Story] = field(default_factory=dict)
    validators: bool = True
    faults: dict[str, Reply] = field(default_factory=dict)
    """Answers in place of what stands at an address."""
    menu: list[str] | None = None
    """Categories in the navigation; all without."""
    names: dict[str, str] = field(default_factory=dict)
    """What categories are called that are not called by their addresses."""
    most_read: list[int] = field(default_factory=list)
    hook: Callable[[Request], None] = lambda _: None

    def __post_init__(self) -> None:
        for number in {number for listed in self.categories.values() for number in listed}:
            self.stories.setdefault(number, Story(number, f"Tin số {number}"))

    def publish(self, slug: str, *numbers: int, **about: str) -> None:
        """Put new stories on top of a category."""
        for number in numbers:
            self.stories.setdefault(number, Story(number, f"Tin số {number}", **about))  # type: ignore[arg-type]  # text fields
        self.categories[slug][:0] = sorted(numbers, reverse=True)

    def answer(self, request: Request) -> Reply:
        """Answer a request."""
        self.hook(request)
        path, _, page = request.target.partition("?page=")
        if fault := self.faults.get(request.target):
            return fault
        if path == "/":
            return self._whole(request, "<p>Trang chủ</p>")
        if path.startswith("/muc/") and path[5:] in self.categories:
            return self._whole(request, self._listing(path[5:], int(page or 1)))
        if path.startswith("/tin/") and (story := self.stories.get(int(path[5:]))):
            return story.trouble() or self._whole(request, self._article(story, int(page or 1)))
        if path.startswith("/anh/"):
            return Reply(b"\x89PNG" + path.encode(), headers={"Content-Type": "image/png"})
        return Reply("no such page", 404)

    def _whole(self, request: Request, content: str) -> Reply:
        menu = "".join(
            f'<li><a href="/muc/{slug}">{self._name(slug)}</a></li>' for slug in self.menu or self.categories
        )
        most = "".join(
            f'<p><a href="{story.path}">{story.title}</a> ({story.views} lượt xem)</p>'
            for story in (self.stories[number] for number in self.most_read)
        )
        body = (
            f'<html><body><ul class="menu">{menu}</ul>{content}'
            f'<div class="most">{most}</div><span class="visits">Tất cả: 1503139</span></body></html>'
        ).encode()
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if not self.validators:
            return Reply(body)
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag})

    def _listing(self, slug: str, page: int) -> str:
        listed = self.categories[slug][(page - 1) * SIZE : page * SIZE]
        items = "".join(
            f'<li class="item"><a class="title" href="/tin/{number}">{escape(self.stories[number].title)}</a>'
            f'<span class="day">{self.stories[number].day}</span></li>'
            for number in listed
        )
        more = page * SIZE < len(self.categories[slug])
        pager = (
            f'<div class="pager"><a href="/muc/{slug}?page={page + 1}">Trang sau</a></div>' if more else ""
        )
        return f'<h2>{self._name(slug)}</h2><ul class="news">{items}</ul>{pager}'

    def _name(self, slug: str) -> str:
        return self.names.get(slug, f"Mục {slug}")

    def _article(self, story: Story, page: int = 1) -> str:
        texts = (story.body, *story.more)
        turns = " ".join(f'<a href="{story.path}?page={n}">{n}</a>' for n in range(1, len(texts) + 1))
        pager = f'<p class="turns">{turns}</p>' if story.more else ""
        day = f'<p class="day">{story.day}</p>' if story.day else ""
        return (
            f'<h1>{escape(story.title)}</h1>{day}<p class="views">{story.views} lượt xem</p>'
            f'<div class="body">{texts[page - 1]}</div>{pager}'
        )


class Reader:
    """A profile's stores and a site on loopback; syncs as a test asks."""

    def __init__(self, site: Site, server: Loopback, home: Path) -> None:
        self.site = site
        self.server = server
        self.home = home
        self.now = NOW
        self.limits = Limits()
        self.mirror: str | None = None
        self.events: list[Event] = []
        self.kept_whole: list[str] = []
        """Ids of articles that are to be kept whole."""
        self.cache = ArticleCache.open(home / "cache", clock=self.clock)
        self.catalogue = Catalogue.open(home / "cache" / "catalogue.sqlite", self.cache)
        self.portal = portal_of(server.base)

    def clock(self) -> datetime:
        return self.now

    def means(self, fetcher: Fetcher) -> Means:
        """What fetches into the stores of this reader."""
        return Means(self.portal, self.cache, self.catalogue, fetcher, self.clock)

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    async def told(
        self, plan: SyncPlan | None = None, *, stop: asyncio.Event | None = None
    ) -> AsyncGenerator[Event, None]:
        """Sync, and give each event."""
        fetcher = Fetcher(
            self.portal,
            base_url=self.mirror,
            delay=None if self.mirror else 0,
            now=self.clock,
            sleep=at_once,
            limits=self.limits,
        )
        async with fetcher:
            events = sync(
                self.means(fetcher),
                plan or SyncPlan(),
                stop=stop,
                kept_whole=lambda: self.kept_whole,
            )
            try:
                async for event in events:
                    yield event
            finally:
                await events.aclose()  # type: ignore[attr-defined]  # it is a generator

    async def until(self, wanted: Callable[[Event], bool], plan: SyncPlan | None = None) -> None:
        """Sync until an event is told, then break off as one who closes the iterator does."""
        async with aclosing(self.told(plan)) as events:
            async for event in events:
                if wanted(event):
                    return

    async def sync(self, plan: SyncPlan | None = None, **more: object) -> Summary:
        """Sync to the end; `asked` and `events` tell of this sync alone."""
        self.server.seen.clear()
        fields = {"plan": SyncPlan(**more)} if more else {"plan": plan or SyncPlan()}  # type: ignore[arg-type]  # free fields
        self.events = [event async for event in self.told(**fields)]
        last = self.events[-1]
        assert isinstance(last, Finished)
        return last.summary

    @property
    def asked(self) -> list[str]:
        """What the last sync asked for, robots.txt aside."""
        return [target for target in self.server.targets if target != "/robots.txt"]

    def entry(self, number: int) -> Entry:
        """Return what is kept of a story."""
        entry = self.cache.entry("thu", str(number))
        assert entry is not None
        return entry

    @property
    def cached(self) -> set[int]:
        """Numbers of the stories whose body is on disk."""
        return {int(entry.id) for entry in self.cache.entries("thu") if entry.article is not None}

    def close(self) -> None:
        self.catalogue.close()
        self.cache.close()


async def at_once(_: float) -> None:
    """Sleep no time at all."""
    await asyncio.sleep(0)


@asynccontextmanager
async def reading(site: Site, home: Path) -> AsyncIterator[Reader]:
    """Serve a site, and open a profile that syncs from it."""
    async with Loopback(site.answer) as server:
        reader = Reader(site, server, home)
        try:
            yield reader
        finally:
            reader.close()
