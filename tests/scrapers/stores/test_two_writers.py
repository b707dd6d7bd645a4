"""Two processes write of one article at once: the second stores between the first's reading and writing."""

import random
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.merge import revised, sighted
from scrapers.model import Entry, Place, Sighting, Teaser
from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import builtin
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.values import Values
from scrapers.syncing.events import SyncPlan
from scrapers.syncing.job import Job
from scrapers.syncing.means import Means
from scrapers.syncing.sightings import Sightings
from tests.fakes_store import BASE, CATEGORIES, NOW, PORTAL, a_page, a_state, an_article, an_entry, now
from tests.loopback import Request
from tests.scrapers.test_edits import fetched, seen, texts
from tests.site import Site, reading

STUB = an_entry("1", cached=False)
TEXT = replace(an_entry("1"), article=an_article("1"), aliases=("cu",), checked_at=NOW, etag='"1"')
"""As another process stores it: with its text, and an id by which its address named it."""
SEEN = Teaser(id="1", url=f"{BASE}/xem/1", title="Tin số 1", place=Place.MOST_READ, views=7)


class Overtaken(ArticleCache):
    """A cache of one process, in which another one acts once, as soon as an article was read."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]  # as they come
        self.meanwhile: list[Callable[[], None]] = []

    def entry(self, portal: str, id: str) -> Entry | None:
        found = super().entry(portal, id)
        if self.meanwhile:
            self.meanwhile.pop()()
        return found


class Behind(ArticleCache):
    """A cache whose catalogue is behind, and another process acts once the first thing was read of it."""

    meanwhile: Callable[[], None] | None = None

    def portal_state(self, portal: str) -> PortalState:
        found = super().portal_state(portal)
        self._go_on()
        return found

    def pending(self) -> Iterator[Entry]:
        for entry in super().pending():
            self._go_on()
            yield entry

    def _go_on(self) -> None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()


class Two:
    """The stores of two processes in one home, each with connections of its own."""

    def __init__(self, home: Path, cache: Overtaken, other: ArticleCache) -> None:
        self.cache, self.other = cache, other
        self.catalogue = Catalogue.open(home / "catalogue.sqlite", cache)
        self.others = Catalogue.open(home / "catalogue.sqlite", other)

    def store(self, *entries: Entry) -> None:
        """Let the other process store articles from what it reads, and file them."""
        read = [(self.other.entry(entry.portal, entry.id), entry) for entry in entries]
        self.others.upsert_many(self.other.put_many(Edit(before, after) for before, after in read))
        self.others.settle()

    def see(self) -> None:
        """Let the first process keep what a sidebar says."""
        Sightings(PORTAL, self.cache, self.catalogue).take(
            (SEEN,), page=f"{BASE}/xem/2", category="", seen_at=NOW
        )

    @property
    def listed(self) -> list[tuple[object, ...]]:
        return self.others.ask("SELECT id, cached, revision, views FROM head")

    def is_settled(self) -> bool:
        """Whether both stores agree once all is filed, whoever looks."""
        self.catalogue.settle()
        return not list(self.other.pending())


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with Overtaken.open(tmp_path, clock=now) as cache, ArticleCache.open(tmp_path, clock=now) as other:
        both = Two(tmp_path, cache, other)
        with both.catalogue, both.others:
            yield both


@pytest.mark.parametrize("before", [(), (STUB,)])
def test_what_a_sidebar_says_takes_nothing_from_a_text_that_came_meanwhile(
    two: Two, before: tuple[Entry, ...]
) -> None:
    two.store(*before)
    two.cache.meanwhile = [lambda: two.store(TEXT)]
    two.see()

    kept = two.other.entry(PORTAL, "1")
    assert kept is not None
    assert (kept.article, kept.aliases, kept.etag) == (TEXT.article, ("cu",), '"1"')
    assert {seen.place for seen in kept.sightings} == {Place.LISTING, Place.MOST_READ}
    assert two.listed == [("1", 1, 1, 7)]
    assert two.others.id_of(PORTAL, "cu") == "1"
    assert two.is_settled()


def test_that_a_page_did_not_come_takes_nothing_from_it_either(two: Two) -> None:
    two.store(STUB)
    portal = builtin(PORTAL)
    job = Job(Means(portal, two.cache, two.catalogue, Fetcher(portal), now), SyncPlan(), None)
    two.cache.meanwhile = [lambda: two.store(TEXT)]
    job.note(STUB, checked_at=NOW - timedelta(minutes=1), gone_at=NOW)

    assert two.other.entry(PORTAL, "1") == TEXT
    assert two.listed == [("1", 1, 1, None)]
    assert two.is_settled()


def test_what_another_process_has_stored_and_filed_is_not_filed_older_again(two: Two) -> None:
    stored = two.cache.put(STUB)
    two.store(TEXT)
    two.catalogue.upsert_many(stored)

    assert two.listed == [("1", 1, 1, None)]
    assert two.is_settled()


def test_a_starred_article_is_not_put_back_over_one_that_came_meanwhile(two: Two) -> None:
    two.cache.meanwhile = [lambda: two.store(TEXT)]
    assert two.cache.entry(PORTAL, "1") is None
    assert [entry.id for entry in two.cache.put_missing([STUB, an_entry("2")])] == ["2"]
    assert two.other.entry(PORTAL, "1") == TEXT


def test_what_was_stored_again_is_not_forgotten(two: Two) -> None:
    two.store(STUB)
    two.cache.meanwhile = [lambda: two.store(TEXT)]
    read = two.cache.entry(PORTAL, "1")
    assert read is not None
    assert not two.cache.remove(read)
    two.catalogue.remove(PORTAL, "1")
    assert two.listed == [("1", 1, 1, None)]
    assert two.cache.remove(TEXT)
    before = two.catalogue.changes()
    two.catalogue.remove(PORTAL, "1")
    assert two.listed == []
    assert two.catalogue.changes() != before


def test_the_pages_that_are_kept_are_those_of_the_text_that_is(two: Two) -> None:
    old, new = a_page(b"<p>old"), a_page(b"<p>new")
    two.other.put(Edit(None, fetched(STUB, "Mới.", 2)), (new,))
    (kept,) = two.cache.put(Edit(None, fetched(STUB, "Cũ.", 1)), (old,))
    assert texts(kept) == ["Cũ.", "Mới."]
    assert two.other.raw(PORTAL, "1") == new
    two.cache.put(Edit(None, fetched(STUB, "Nay.", 3)), (replace(new, body=b"<p>now"),))
    assert two.other.raw(PORTAL, "1") == replace(new, body=b"<p>now")


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    with Behind.open(tmp_path, clock=now) as cache:
        yield cache


def test_who_opens_the_catalogue_takes_no_names_that_another_process_has_changed_meanwhile(
    tmp_path: Path, two: Two, behind: Behind
) -> None:
    def rename() -> None:
        newer = a_state(categories=CATEGORIES[1:])
        two.other.put_portal_state(newer)
        two.others.learn(newer)

    two.other.put_portal_state(a_state())
    behind.meanwhile = rename
    with Catalogue.open(tmp_path / "catalogue.sqlite", behind) as opened:
        assert list(opened.names(PORTAL)) == [one.slug for one in CATEGORIES[1:]]


def test_who_opens_the_catalogue_files_nothing_older_than_another_process_has_meanwhile(
    tmp_path: Path, two: Two, behind: Behind
) -> None:
    two.other.put(STUB)
    behind.meanwhile = lambda: two.store(TEXT)
    with Catalogue.open(tmp_path / "catalogue.sqlite", behind):
        assert two.listed == [("1", 1, 1, None)]


async def test_what_is_found_out_while_a_sync_asks_for_the_article_stays(tmp_path: Path) -> None:
    """A correction, another id and what a page names, by a process that is quicker than the sync."""
    async with reading(Site({"mot": [1]}, validators=False), tmp_path) as reader:
        await reader.sync()
        reader.pass_days(30)

        def answered_before(request: Request) -> None:
            if request.target == "/tin/1":
                with ArticleCache.open(tmp_path / "cache") as cache:
                    read = reader.entry(1)
                    article = replace(an_article("1", text="Sửa."), fetched_at=reader.now)
                    quicker = revised(read, article, checked_at=reader.now)
                    cache.put(Edit(read, replace(seen(quicker, Place.LATEST), aliases=("xmot",))))

        reader.site.hook = answered_before
        await reader.sync(SyncPlan(full=True))
        kept = reader.entry(1)
        assert texts(kept)[-1] == "Sửa."
        assert kept.aliases == ("xmot",)
        assert {one.place for one in kept.sightings} == {Place.LISTING, Place.LATEST}
        assert reader.catalogue.id_of("thu", "xmot") == "1"
        assert reader.catalogue.ask("SELECT revision FROM head") == [(2,)]
        assert list(reader.cache.pending()) == []


async def test_a_sync_alone_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[object] = []
    site = Site({"mot": list(range(1, 31))}, most_read=[1, 2, 3])
    async with reading(site, tmp_path) as reader:
        exchange, have = Values.exchange, Values.have

        def exchanging(values: Values, *asked: Any) -> bool:
            again.append(exchange(values, *asked))
            return bool(again[-1])

        def having(values: Values, *asked: Any) -> bool:
            again.append(have(values, *asked))
            return bool(again[-1])

        monkeypatch.setattr(Values, "exchange", exchanging)
        monkeypatch.setattr(Values, "have", having)
        for days in (0, 1, 30):
            reader.pass_days(days)
            site.stories[3].views += 1
            await reader.sync(SyncPlan(full=True))
    assert len(again) > 90
    assert all(again)


class Storm:
    """One who changes a few articles as fast as can be, with stores of its own; and what was done."""

    def __init__(self, home: Path, seed: int) -> None:
        self._home = home
        self._seed = seed
        self._rng = random.Random(seed)  # noqa: S311 - no secret
        self.did: list[tuple[str, str, str]] = []

    def rage(self) -> None:
        with (
            ArticleCache.open(self._home) as cache,
            Catalogue.open(self._home / "catalogue.sqlite", cache) as catalogue,
        ):
            for step in range(60):
                ids = self._rng.sample("1234", 2)
                first, *beside = (self._edit(cache.entry(PORTAL, id_), id_, step) for id_ in ids)
                catalogue.upsert_many(cache.put(first, (), beside))

    def _edit(self, before: Entry | None, id: str, step: int) -> Edit:
        entry = before or an_entry(id, cached=False)
        kind, said = self._rng.choice(("text", "alias", "place")), f"{self._seed}-{step}"
        self.did.append((kind, id, said))
        if kind == "text":
            return Edit(before, fetched(entry, said, step))
        if kind == "alias":
            return Edit(before, replace(entry, aliases=(*entry.aliases, f"{id}-{said}")))
        sighting = Sighting(place=Place.LISTING, page=BASE, seen_at=NOW, category=said)
        return Edit(before, sighted(entry, sighting))


def test_whatever_several_store_at_once_is_all_there_and_listed(tmp_path: Path, two: Two) -> None:
    storms = [Storm(tmp_path, seed) for seed in range(3)]
    threads = [threading.Thread(target=storm.rage) for storm in storms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = {entry.id: entry for entry in two.other.entries(PORTAL)}
    there = {("text", one.id, text) for one in kept.values() for text in texts(one)}
    there |= {("alias", one.id, alias.partition("-")[2]) for one in kept.values() for alias in one.aliases}
    there |= {("place", one.id, seen.category) for one in kept.values() for seen in one.sightings}
    assert {done for storm in storms for done in storm.did} <= there
    revisions = {(one.id, one.article.revision) for one in kept.values() if one.article}
    assert set(two.others.ask("SELECT id, revision FROM head")) == revisions
    asked = two.others.ask("SELECT h.id, f.slug FROM filed f JOIN head h USING (row)")
    assert set(asked) == {(one.id, seen.category) for one in kept.values() for seen in one.sightings}
    assert two.is_settled()
