"""What is removed from a cache that has grown, and what never is."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.model import Image, RawPage
from scrapers.states import ListingState
from scrapers.stores import compression
from scrapers.stores.cache import ArticleCache
from scrapers.stores.prune import OLD, Pruned
from scrapers.stores.values import Values
from tests.fakes_store import NOW, PORTAL, a_page, an_article, an_entry, now

PNG = b"\x89PNG" * 100


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path / "cache", clock=now) as cache:
        yield cache


def page_of(days: float) -> RawPage:
    return replace(a_page(b"<p>trang</p>" * 50), fetched_at=NOW - timedelta(days=days))


def pruned(cache: ArticleCache, old: timedelta = OLD) -> Pruned:
    leftovers = cache.pruning.find(old)
    cache.pruning.remove(leftovers)
    return Pruned.of(leftovers)


def test_pictures_that_no_article_names_go_those_of_a_former_revision_stay(cache: ArticleCache):
    here = an_article("1", blocks=[Image(url="http://a.vn/here.png")])
    former = an_article("1", blocks=[Image(url="http://a.vn/former.png")])
    cache.put(replace(an_entry("1"), article=here, former=(former,)))
    for name in ("here", "former", "nowhere"):
        cache.pictures.put(f"http://a.vn/{name}.png", PNG)
    found = pruned(cache)

    assert (found.pictures, found.pages) == (1, 0)
    assert found.bytes > len(PNG)
    assert [cache.pictures.has(f"http://a.vn/{name}.png") for name in ("here", "former", "nowhere")] == [
        True,
        True,
        False,
    ]
    assert pruned(cache) == Pruned()


def test_old_pages_of_articles_that_were_read_go_and_the_articles_stay(cache: ArticleCache):
    cache.put(an_entry("1"), (page_of(91),))
    cache.put(an_entry("2"), (page_of(89),))
    assert pruned(cache).pages == 1
    assert cache.raw(PORTAL, "1") is None
    assert cache.raw(PORTAL, "2") is not None
    assert [entry.article is not None for entry in cache.entries(PORTAL)] == [True, True]
    assert pruned(cache, timedelta(0)).pages == 1
    assert cache.raw(PORTAL, "2") is None


def test_pages_that_wait_for_a_mended_rule_stay_until_they_were_read(cache: ArticleCache):
    cache.put(an_entry("1", cached=False), (page_of(400),))
    cache.put(an_entry("2"), (page_of(1),))
    cache.put_raw(PORTAL, "2~unread", page_of(-1))
    cache.put(an_entry("3"), (page_of(1),))
    cache.put_raw(PORTAL, "3~unread", page_of(5))
    cache.put_many((), ListingState(portal=PORTAL, category="a", walked_at=NOW))
    cache.put_raw(PORTAL, "a~unread", page_of(1))
    cache.put_raw(PORTAL, "b~unread", page_of(1))
    assert pruned(cache).pages == 2
    kept = [name for name in ("1", "2", "2~unread", "3", "3~unread", "a~unread", "b~unread")
            if cache.raw(PORTAL, name) is not None]  # fmt: skip
    assert kept == ["1", "2", "2~unread", "3", "b~unread"]


def test_a_dictionary_goes_with_the_last_page_that_needs_it(cache: ArticleCache):
    many = compression.ENOUGH * 2 + 2
    layouts = [os.urandom(1000).hex().encode() for _ in "12"]
    for number in range(many):
        body = layouts[number > compression.ENOUGH] + os.urandom(60)
        cache.put(an_entry(str(number)), (replace(page_of(number), body=body),))
    before = pruned(cache, timedelta(days=compression.ENOUGH + 1))
    assert before.pages == compression.ENOUGH
    assert before.dictionaries == 0
    assert all(cache.raw(PORTAL, str(n)) is not None for n in range(compression.ENOUGH + 1))
    assert cache.notices == []

    assert pruned(cache, timedelta(-1)).dictionaries == 1, "not the one for the pages to come"
    cache.put(an_entry("new"), (page := replace(page_of(0), body=body),))
    with ArticleCache.open(cache.directory, clock=now) as again:
        assert again.raw(PORTAL, "new") == page


def test_of_damaged_values_only_pages_go_and_none_ends_the_look(cache: ArticleCache):
    keys = [f"entry/{PORTAL}/a", f"listing/{PORTAL}/a", f"raw/{PORTAL}/a", f"squeeze/{PORTAL}"]
    with closing(Values.open(cache.directory)) as values:
        for key in keys:
            values.set(key, "[]")
    assert pruned(cache) == Pruned(pages=1, bytes=2)
    assert [notice.where for notice in cache.notices] == keys


def test_files_that_damage_or_a_kill_left_behind_go(cache: ArticleCache):
    cache.pictures.put("http://a.vn/large.png", os.urandom(2 << 20))
    cache.put(replace(an_entry("1"), article=an_article("1", blocks=[Image(url="http://a.vn/large.png")])))
    aside = cache.directory / "cache.damaged-1"
    aside.write_bytes(b"x" * 500)
    stray, fresh = (cache.directory / "aa" / "bb" / f"{letter * 28}.val" for letter in "cd")
    stray.parent.mkdir(parents=True)
    for path in (stray, fresh):
        path.write_bytes(b"x" * 300)
    os.utime(stray, (0, 0))
    found = pruned(cache)
    assert (found.files, found.bytes) == (2, 800)
    assert [path.exists() for path in (aside, stray, fresh)] == [False, False, True]
    assert cache.pictures.get("http://a.vn/large.png") is not None


def test_broken_off_it_leaves_a_whole_cache_and_the_rest_for_the_next_time(cache: ArticleCache):
    for number in range(450):
        cache.pictures.put(f"http://a.vn/{number}.png", b"x")
    leftovers, told = cache.pruning.find(), []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.pruning.remove(leftovers, stop)
    assert told == [(0, 450), (200, 450)]
    assert len(cache.pruning.find()) == 250
    assert pruned(cache).pictures == 250


def test_looking_tells_how_many_articles_and_pages_it_has_looked_at(cache: ArticleCache):
    cache.put_many([an_entry(str(number)) for number in range(450)])
    told: list[tuple[int, int]] = []
    cache.pruning.find(watch=lambda done, of: told.append((done, of)))
    of = told[0][1]

    assert of >= 450
    assert [done for done, _of in told][:3] == [0, 200, 400]
    assert {one for _done, one in told} == {of}


def test_a_file_that_another_process_removes_meanwhile_is_none_of_the_leftovers(
    cache: ArticleCache, monkeypatch: pytest.MonkeyPatch
):
    aside = cache.directory / "cache.damaged-1"
    glob = Path.glob

    def told_too_late(self: Path, pattern: str) -> list[Path]:
        return [aside, *glob(self, pattern)]

    monkeypatch.setattr(Path, "glob", told_too_late)
    assert pruned(cache).files == 0


def test_what_another_process_comes_to_need_meanwhile_is_not_removed(cache: ArticleCache):
    for name in ("needed", "unused"):
        cache.pictures.put(f"http://a.vn/{name}.png", b"x")
    leftovers = cache.pruning.find()
    assert len(leftovers) == 2
    with ArticleCache.open(cache.directory, clock=lambda: NOW) as other:
        shown = an_article("1", blocks=[Image(url="http://a.vn/needed.png")])
        other.put(replace(an_entry("1"), article=shown))
    cache.pruning.remove(leftovers)
    assert cache.pictures.get("http://a.vn/needed.png") is not None
    assert cache.pictures.get("http://a.vn/unused.png") is None


def test_what_was_looked_at_is_not_looked_at_again_where_nothing_came(
    cache: ArticleCache, monkeypatch: pytest.MonkeyPatch
):
    cache.pictures.put("http://a.vn/unused.png", b"x")
    leftovers = cache.pruning.find()
    monkeypatch.setattr(cache.pruning, "find", lambda *_: pytest.fail("looked again"))
    cache.pruning.remove(leftovers)
    assert cache.pictures.get("http://a.vn/unused.png") is None
