"""A file of articles taken into a cache: in which order things are stored, and what is sent once."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.exchange import take
from scrapers.exchange.give import Given, given
from scrapers.exchange.items import ArticleItem, Item, PictureItem, PortalItem
from scrapers.exchange.take import Taking
from scrapers.merge import revised, sighted
from scrapers.model import Attachment, Category, Entry, Image, Place, Sighting
from scrapers.portals.portal import builtin
from scrapers.states import ListingState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.pages import unread_of
from scrapers.stores.pictures import Picture, Pictures
from tests.fakes_store import BASE, NOW, PORTAL, a_page, a_state, an_article, an_entry
from tests.statements import counted

WALK = ListingState(portal=PORTAL, category="tin-trong-nganh", complete=True, walked_at=NOW)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path / "mine") as opened:
        opened.put_portal_state(a_state())
        yield opened


@pytest.fixture
def there(tmp_path: Path) -> Iterator[ArticleCache]:
    """Another machine's cache, of which all is known to the end."""
    with ArticleCache.open(tmp_path / "theirs") as opened:
        opened.put_portal_state(a_state())
        opened.put_many([an_entry(str(number)) for number in range(1, 6)], WALK)
        yield opened


def items_of(cache: ArticleCache) -> list[Item]:
    return list(given([Given(builtin(PORTAL))], cache, pictures=True))


def test_a_walk_is_known_again_once_all_articles_are_here(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    cache.put_many([an_entry("9")], WALK)
    stopped_at: list[ListingState | None] = []

    def look(done: int, _of: int) -> None:
        if done:
            stopped_at.append(cache.listing(PORTAL, WALK.category))

    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        Taking(cache, catalogue, NOW).take(items_of(there), look)
    assert len(stopped_at) == 4
    assert not any(walk is not None and (walk.complete or walk.resume) for walk in stopped_at)
    assert cache.listing(PORTAL, WALK.category) == WALK
    assert cache.count(PORTAL) == 6


def test_categories_are_known_by_name_without_an_article(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    more = Category(slug="moi", name="Mục mới", url=f"{BASE}/moi")
    there.put_portal_state(a_state(categories=(more,)))
    head, *_articles = items_of(there)
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        Taking(cache, catalogue, NOW).take([head])
        assert catalogue.names(PORTAL)["moi"] == "Mục mới"


def test_two_lines_on_one_article_are_joined_one_after_the_other(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    head, first, *_others = items_of(there)
    assert isinstance(first, ArticleItem)
    name = ArticleItem(entry=replace(first.entry, article=None))
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        taking = Taking(cache, catalogue, NOW)
        taking.take([head, first, name, first])
        assert catalogue.row_of(PORTAL, "1") is not None
    entry = cache.entry(PORTAL, "1")
    assert entry is not None
    assert entry.article is not None
    assert (taking.taken.new, taking.taken.known) == (1, 2)


def test_a_picture_of_several_articles_is_sent_once(there: ArticleCache) -> None:
    image = Image(url=f"{BASE}/anh/1.png")
    for number in ("1", "2"):
        entry = an_entry(number)
        assert entry.article is not None
        there.put(replace(entry, article=replace(entry.article, blocks=(image, image))))
    there.pictures.put(image.url, b"png", "image/png")
    sent = [item for item in items_of(there) if isinstance(item, PictureItem)]
    assert sent == [PictureItem(url=image.url, body=b"png", content_type="image/png")]
    bare = given([Given(builtin(PORTAL))], there, pictures=False)
    assert not any(isinstance(item, PictureItem) for item in bare)


def test_many_pictures_share_a_durable_write(
    cache: ArticleCache, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    put = Pictures.put_many
    monkeypatch.setattr(Pictures, "put_many", lambda self, some: kept.append(len(some)) or put(self, some))
    png = PictureItem(url="", body=b"png", content_type="image/png")
    small = [replace(png, url=f"{BASE}/{number}.png") for number in range(300)]
    large = [PictureItem(url=f"{BASE}/{number}.jpg", body=bytes(9 << 20)) for number in range(3)]
    again = [PictureItem(url=f"{BASE}/7.png", body=b"other")]
    taking = Taking(cache, catalogue, NOW)

    taking.take([*import_of(an_entry("1")), *small, *large, *again])

    assert kept == [200, 102, 1]
    assert taking.taken.pictures == 303
    assert (cache.pictures.get(f"{BASE}/7.png"), cache.pictures.get(f"{BASE}/2.jpg")) == (
        Picture(body=b"png", content_type="image/png"),
        Picture(body=bytes(9 << 20)),
    )


def test_many_articles_are_stored_by_the_batch(
    cache: ArticleCache, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take, "_TOGETHER", 2)
    here: list[int] = []
    articles = import_of(*(an_entry(str(number)) for number in range(5)))

    Taking(cache, catalogue, NOW).take(articles, lambda _done, _of: here.append(cache.count(PORTAL)))

    assert here == [0, 0, 0, 2, 2]


def test_where_a_file_is_broken_off_the_pictures_that_came_are_kept(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    def stopping(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    taking = Taking(cache, catalogue, NOW)
    head, first, second = import_of(an_entry("1"), an_entry("2"))
    with pytest.raises(KeyboardInterrupt):
        taking.take([head, first, PictureItem(url=f"{BASE}/1.png", body=b"png"), second], stopping)
    taking.store()

    assert cache.pictures.has(f"{BASE}/1.png")
    assert cache.count(PORTAL) == 1


@pytest.fixture
def catalogue(cache: ArticleCache, tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as opened:
        yield opened


def import_of(*entries: Entry) -> list[Item]:
    return [PortalItem(name=PORTAL, title="", base=BASE), *(ArticleItem(entry=entry) for entry in entries)]


def test_an_article_is_found_under_each_of_its_ids(cache: ArticleCache, catalogue: Catalogue) -> None:
    cache.put(an_entry("7", text="Cũ."))
    other = an_entry("x9", text="Cũ.")
    Taking(cache, catalogue, NOW).take(import_of(replace(other, aliases=("7",))))
    assert [(entry.id, entry.aliases) for entry in cache.entries(PORTAL)] == [("7", ("x9",))]
    assert catalogue.id_of(PORTAL, "x9") == "7"
    Taking(cache, catalogue, NOW).take(import_of(other, an_entry("7", text="Cũ.")))
    assert cache.count(PORTAL) == 1


def test_the_id_of_another_article_is_none_of_this_one(cache: ArticleCache, catalogue: Catalogue) -> None:
    cache.put_many([an_entry("1"), an_entry("2")])
    hostile = (replace(an_entry("1"), aliases=("2", "3")), replace(an_entry("2"), aliases=("1",)))
    Taking(cache, catalogue, NOW).take(import_of(*hostile, an_entry("2"), an_entry("3")))
    assert {entry.id: entry.aliases for entry in cache.entries(PORTAL)} == {"1": ("3",), "2": ()}
    assert [catalogue.id_of(PORTAL, one) for one in ("1", "2", "3")] == ["1", "2", "1"]


def test_ids_that_name_each_other_in_a_circle_are_one_article(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    circle = (replace(an_entry(one), aliases=(other,)) for one, other in ("ab", "bc", "ca"))
    Taking(cache, catalogue, NOW).take(import_of(*circle))
    assert [(entry.id, set(entry.aliases)) for entry in cache.entries(PORTAL)] == [("a", {"b", "c"})]


def test_a_page_that_was_kept_is_not_taken_for_that_of_a_text_that_comes(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    cache.put(an_entry("1", text="Cũ."), [a_page(b"cu")] * 2)
    cache.put(an_entry("2", text="Như nhau."), [a_page(b"nhu nhau")])
    cache.put(an_entry("3", cached=False))
    cache.put_raw(PORTAL, unread_of("3"), a_page(b"khong doc duoc"))
    later = revised(an_entry("1", text="Cũ."), an_article("1", text="Mới."), checked_at=NOW)
    late = replace(later, article=replace(later.article or an_article("1"), fetched_at=NOW.replace(hour=23)))
    elsewhere = Sighting(place=Place.RELATED, page=BASE, seen_at=NOW, title="Tin")
    seen = sighted(an_entry("2", text="Như nhau."), elsewhere)
    Taking(cache, catalogue, NOW.replace(year=2020)).take(
        import_of(late, seen, an_entry("3"), an_entry("4", cached=False))
    )
    entry = cache.entry(PORTAL, "1")
    assert entry is not None
    assert entry.article is not None
    assert entry.article.revision == 2
    assert [cache.raw(PORTAL, one) for one in ("1", unread_of("3"))] == [None, None]
    assert cache.further(PORTAL, "1", 2) is None
    assert cache.raw(PORTAL, "2") == a_page(b"nhu nhau")
    assert cache.entry(PORTAL, "4") is not None


def test_what_is_not_whole_is_asked_for_again(cache: ArticleCache, catalogue: Catalogue) -> None:
    part = replace(an_article("1"), incomplete=True)
    Taking(cache, catalogue, NOW).take(import_of(replace(an_entry("1"), article=part), an_entry("2")))
    assert list(cache.unfinished.all(PORTAL)) == ["1"]


def test_files_of_what_came_are_to_be_read(cache: ArticleCache, catalogue: Catalogue) -> None:
    offers = replace(an_article("1"), attachments=(Attachment(url="http://a.vn/f.pdf", name="f"),))
    Taking(cache, catalogue, NOW).take(import_of(replace(an_entry("1"), article=offers), an_entry("2")))
    assert list(cache.unread_files.all(PORTAL)) == ["1"]


def test_times_of_a_clock_that_was_ahead_count_as_now(cache: ArticleCache, catalogue: Catalogue) -> None:
    late, walk = NOW.replace(year=2090), ListingState(portal=PORTAL, category="a", complete=True)
    text = replace(an_article("1"), fetched_at=late)
    before = replace(an_article("1", text="Cũ."), fetched_at=late)
    (early,) = an_entry("1").sightings
    seen = replace(early, place=Place.MOST_READ, seen_at=late, views=1)
    entry = replace(
        an_entry("1"), article=text, former=(before,), sightings=(early, seen), checked_at=late, gone_at=late
    )
    portal = PortalItem(
        name=PORTAL, title="", base=BASE, synced_at=late, listings=(replace(walk, walked_at=late),)
    )
    Taking(cache, catalogue, NOW).take([portal, ArticleItem(entry=entry)])
    kept, state = cache.entry(PORTAL, "1"), cache.portal_state(PORTAL)
    assert kept == replace(
        entry, article=replace(text, fetched_at=NOW), former=(replace(before, fetched_at=NOW),),
        sightings=(early, replace(seen, seen_at=NOW)), checked_at=NOW, gone_at=NOW,
    )  # fmt: skip
    assert state.synced_at == NOW
    assert cache.listing(PORTAL, "a") == replace(walk, walked_at=NOW)


def test_what_a_reader_adds_while_a_file_is_taken_in_stays(cache: ArticleCache, catalogue: Catalogue) -> None:
    """A related article is added without the lock of the cache."""
    taking, before = Taking(cache, catalogue, NOW), an_entry("1", cached=False)
    cache.put(before)
    named = Sighting(place=Place.RELATED, page=BASE, seen_at=NOW, title="Tin")

    def add(done: int, _of: int) -> None:
        if done == 1:
            with ArticleCache.open(cache.directory) as other:
                other.put(Edit(before, sighted(before, named)))

    taking.take(import_of(an_entry("1"), an_entry("2")), add)
    kept = cache.entry(PORTAL, "1")
    assert kept is not None
    assert kept.article is not None
    assert named in kept.sightings


def test_articles_with_files_share_a_durable_write_with_what_is_noted_of_them(
    there: ArticleCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for entry in list(there.entries(PORTAL)):
        file = Attachment(url=f"{BASE}/{entry.id}.pdf", name="Phụ lục")
        assert entry.article is not None
        there.put(replace(entry, article=replace(entry.article, attachments=(file,))))
    items = items_of(there)
    with (
        counted(monkeypatch) as log,
        ArticleCache.open(tmp_path / "new") as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
    ):
        commits = [0]
        for some in (items[1:2], items[2:]):
            Taking(cache, catalogue, NOW).take([items[0], *some])
            commits.append(log.of("cache.db", "COMMIT"))
        assert sorted(cache.unread_files.all(PORTAL)) == ["1", "2", "3", "4", "5"]
    first, others = (after - before for before, after in pairwise(commits))
    assert others <= first
