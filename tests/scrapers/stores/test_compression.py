import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.errors import StoreDamaged
from scrapers.stores import compression
from scrapers.stores.cache import ArticleCache
from scrapers.stores.compression import compressed, decompressed, dictionary_of
from scrapers.stores.pages import first_of, further_of
from scrapers.whole import MOST
from tests.fakes_store import PORTAL, a_page, an_entry, now


def pages(frame: str, count: int) -> list[bytes]:
    """Pages as a portal makes them: one frame, and a text of each page's own."""
    chance = random.Random(frame)  # noqa: S311 - makes test pages
    border = "".join(f"<li class='{frame}-{chance.getrandbits(60):x}'>" for _ in range(400))
    return [
        f"{border}<p>{number} {chance.randbytes(150).hex()}</p>{border[::-1]}".encode()
        for number in range(count)
    ]


def stored(cache: ArticleCache) -> int:
    """Bytes that the bodies of the raw pages take."""
    return sum(len(data) for _, data in cache._values.under("raw/"))


@settings(max_examples=50, deadline=None)
@given(page=st.binary(max_size=5000), dictionary=st.binary(min_size=9, max_size=500))
def test_any_bytes_come_back(page: bytes, dictionary: bytes) -> None:
    assert decompressed(compressed(page)) == page
    assert decompressed(compressed(page, dictionary), dictionary) == page


def test_a_dictionary_of_some_pages_shrinks_the_others() -> None:
    some = pages("a", 30)
    dictionary = dictionary_of(some[:24])
    assert len(compressed(some[25], dictionary)) < len(compressed(some[25])) / 8
    assert len(dictionary) < 6 * len(some[0])


def test_a_dictionary_is_also_made_of_a_few_pages_that_are_unlike_the_others() -> None:
    few = pages("b", 3)
    dictionary = dictionary_of([*pages("a", 22), *few[:2]])
    assert len(compressed(few[2], dictionary)) < len(compressed(few[2])) / 8


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_what_is_no_page_is_damage_not_a_crash(data: bytes) -> None:
    with pytest.raises(StoreDamaged):
        decompressed(data)


def test_a_page_that_claims_to_be_endless_is_damage() -> None:
    with pytest.raises(StoreDamaged):
        decompressed(compressed(bytes(compression._CAP + 1)))


def test_every_page_comes_back_and_most_are_small(tmp_path: Path) -> None:
    bodies = pages("a", 60)
    with ArticleCache.open(tmp_path, clock=now) as cache:
        for number, body in enumerate(bodies):
            cache.put(an_entry(str(number)), (a_page(body),))
        kept = [cache.raw(PORTAL, str(number)) for number in range(60)]
        assert [page and page.body for page in kept] == bodies
        assert stored(cache) < 60 * len(compressed(bodies[0])) / 8


def test_a_portal_in_a_new_layout_gets_a_new_dictionary(tmp_path: Path) -> None:
    bodies = [*pages("a", 40), *pages("b", 40)]
    with ArticleCache.open(tmp_path, clock=now) as cache:
        for number, body in enumerate(bodies):
            cache.put_raw(PORTAL, str(number), a_page(body))
        kept = [cache.raw(PORTAL, str(number)) for number in range(80)]
        assert [page and page.body for page in kept] == bodies
        assert stored(cache) < 80 * len(compressed(bodies[0])) / 8


def test_a_page_that_does_not_shrink_lies_in_a_file_of_its_own_and_comes_back(tmp_path: Path) -> None:
    body = random.Random(1).randbytes(2 << 20)  # noqa: S311 - makes a test page
    with ArticleCache.open(tmp_path, clock=now) as cache:
        cache.put(an_entry("1"), (a_page(body),))
        assert len(list(tmp_path.glob("*/*/*.val"))) == 1
        assert cache.raw(PORTAL, "1") == a_page(body)
        assert cache.notices == []


@pytest.mark.parametrize("name", ["7", "a/b~2/c", "~"])
def test_a_further_page_is_told_by_its_name(name: str) -> None:
    assert first_of(name) == (name, 1)
    assert [first_of(further_of(name, number)) for number in (2, MOST)] == [(name, 2), (name, MOST)]
    assert first_of(further_of(name, 100)) == (further_of(name, 100), 1)


def test_pages_without_their_dictionary_are_misses(tmp_path: Path) -> None:
    with ArticleCache.open(tmp_path, clock=now) as cache:
        for number, body in enumerate(pages("a", 30)):
            cache.put_raw(PORTAL, str(number), a_page(body))
        cache._values._disk.connection.execute("DELETE FROM Cache WHERE key LIKE 'dictionary/%'")
    with ArticleCache.open(tmp_path, clock=now) as cache:
        assert cache.raw(PORTAL, "3") is None
        assert [notice.where for notice in cache.notices] == [f"raw/{PORTAL}/3"]
        cache.put_raw(PORTAL, "3", a_page(b"<p>x</p>"))
        assert cache.raw(PORTAL, "3") == a_page(b"<p>x</p>")
