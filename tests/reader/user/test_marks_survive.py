"""Marks, pictures and positions through a cleared cache, a rebuilt catalogue, other addresses, other ids."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.library import Library
from reader.model import STARRED, Head, Query, Way
from reader.paths import Paths
from reader.user.matching import Identity, match
from scrapers.model import Attachment, Document, DocumentText, Image, Paragraph, Place, Teaser
from scrapers.stores.shared import Trouble
from scrapers.syncing.events import SyncPlan
from tests.fakes_store import BASE, NOW, PORTAL, a_library, an_article, an_entry, fill, now
from tests.loopback import Loopback, Reply
from tests.revised import thrice
from tests.site import Site, Story, WithSite
from tests.small_library import ENTRIES, history, ids

TITLE = "Hội nghị triển khai chuyển đổi số năm 2018"
DAY = "05/01/2018"
PICTURED = f'<p>Đoạn văn thứ nhất của tin, đủ dài.</p><p><img src="/anh/{1}.png"></p>'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


def again(home: Path) -> Library:
    return Library.open(Paths.choose(home), clock=now)


def forget(library: Library) -> None:
    """Clear what can be fetched again."""
    library.cache.clear()
    library.catalogue.rebuild()


def marks(head: Head) -> tuple[bool, bool, bool]:
    return head.read, head.starred, head.later


def the_head(library: Library, name: str, portal: str = PORTAL) -> Head:
    row = library.row_of(portal, name)
    found = library.head(row) if row is not None else None
    assert found is not None
    return found


def mark_all(library: Library, name: str, portal: str = PORTAL) -> None:
    library.mark_read(portal, name)
    library.star(portal, name)
    library.keep_for_later(portal, name)
    library.keep_position(portal, name, 0.4)


# The cache ----------------------------------------------------------------------------------------------


def test_marks_and_positions_are_there_when_a_cleared_cache_is_filled_again(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as library:
        mark_all(library, "1")
        forget(library)
    with again(tmp_path) as library:
        fill(library.cache, library.catalogue, ENTRIES)
        assert marks(the_head(library, "1")) == (True, True, True)
        assert marks(the_head(library, "2")) == (False, False, False)
        assert library.position(PORTAL, "1") == 0.4


def test_marks_survive_a_catalogue_made_anew(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as library:
        mark_all(library, "1")
    (tmp_path / "cache" / "catalogue.sqlite").write_bytes(b"broken" * 999)
    with again(tmp_path) as library:
        assert [notice.trouble for notice in library.notices] == [Trouble.CATALOGUE_REBUILT]
        assert marks(the_head(library, "1")) == (True, True, True)


def test_a_starred_article_is_kept_with_its_pictures(tmp_path: Path):
    blocks = (Paragraph(text="Một đoạn."), Image(url=f"{BASE}/a.png"), Image(url=f"{BASE}/b.png"))
    article = an_article("8", TITLE, blocks=blocks)
    with a_library(tmp_path, [replace(an_entry("8", TITLE), article=article)]) as library:
        library.cache.pictures.put(f"{BASE}/a.png", b"\x89PNG a", "image/png")
        library.cache.pictures.put(f"{BASE}/other.png", b"\x89PNG other", "image/png")
        library.star(PORTAL, "8")
        forget(library)
    with again(tmp_path) as library:
        assert ids(library, shelf=STARRED) == ["8"]
        assert library.article(PORTAL, "8").blocks == blocks
        assert library.picture(f"{BASE}/a.png") == b"\x89PNG a"
        assert library.picture(f"{BASE}/b.png") is None
        assert library.picture(f"{BASE}/other.png") is None
        library.star(PORTAL, "8", on=False)
        assert library.picture(f"{BASE}/a.png") is None


def test_a_picture_that_comes_later_is_kept_too_and_one_that_went_stays(tmp_path: Path):
    blocks = (Image(url=f"{BASE}/a.png"), Image(url=f"{BASE}/b.png"))
    entry = replace(an_entry("8", TITLE), article=an_article("8", TITLE, blocks=blocks))
    with a_library(tmp_path, [entry]) as library:
        library.cache.pictures.put(f"{BASE}/a.png", b"a")
        library.star(PORTAL, "8")
        library.cache.clear()
        library.cache.put_many([entry])
        library.cache.pictures.put(f"{BASE}/b.png", b"b")
        library.keeping.keep(PORTAL, "8")
        library.cache.clear()
        assert [library.picture(f"{BASE}/{name}.png") for name in "ab"] == [b"a", b"b"]


# One article in several categories ----------------------------------------------------------------------


def test_an_article_in_several_categories_is_read_once(library: Library):
    one, other = an_entry("9", TITLE, category="cntt"), an_entry("9", TITLE, category="bao-chi")
    entry = replace(one, sightings=(*one.sightings, *other.sightings))
    fill(library.cache, library.catalogue, [entry])
    before = {shelf.key: shelf.unread for shelf in library.shelves(PORTAL)}
    library.mark_read(PORTAL, "9")
    after = {shelf.key: shelf.unread for shelf in library.shelves(PORTAL)}
    fallen = {key: before[key] - after[key] for key in before if before[key] != after[key]}
    assert fallen == {"": 1, "cntt": 1, "bao-chi": 1}
    assert "9" not in ids(library, shelf="bao-chi", unread=True)
    assert "9" not in ids(library, shelf="cntt", unread=True)


def test_a_starred_article_keeps_its_former_revisions_through_a_cleared_cache(library: Library):
    fill(library.cache, library.catalogue, [thrice("9")])
    before = [(one.revision, one.blocks) for one in library.revisions(PORTAL, "9")]
    assert len(before) == 3
    library.star(PORTAL, "9")
    for _time in range(2):
        forget(library)
        library.keeping.restore()

        assert [(one.revision, one.blocks) for one in library.revisions(PORTAL, "9")] == before
    library.star(PORTAL, "9", on=False)
    assert library.userdata.kept_revisions(PORTAL, "9") == ()


def test_what_was_read_of_the_files_of_a_starred_article_stays_through_a_cleared_cache(tmp_path: Path):
    former = DocumentText(fetched_at=NOW - timedelta(days=2), blocks=(Paragraph(text="Điều 1. Cũ"),))
    text = (Paragraph(text="Điều 1. Phạm vi"),)
    read = Document(url=f"{BASE}/a.pdf", fetched_at=NOW, blocks=text, etag='"1"', former=(former,))
    offers = replace(an_article("8", TITLE), attachments=(Attachment(url=read.url, name="a"),))
    entry = replace(an_entry("8", TITLE), article=offers, documents=(read,))
    with a_library(tmp_path, [entry]) as library:
        library.star(PORTAL, "8")
        forget(library)
        library.keeping.restore()
        assert library.article(PORTAL, "8").documents == (read,)
        kept = library.cache.entry(PORTAL, "8")
        assert kept is not None
        assert kept.article is not None
        assert (kept.article.documents, kept.documents) == ((), (read,))


# Other ids ----------------------------------------------------------------------------------------------


@asynccontextmanager
async def served(site: Site, home: Path) -> AsyncIterator[Library]:
    """A library that syncs from a site on loopback."""
    async with Loopback(site.answer) as server:
        paths = Paths.choose(home)
        portals = WithSite(paths.portals, server.base)
        with Library.open(paths, clock=now, portals=portals) as library:
            yield library


async def synced(library: Library) -> None:
    await asyncio.to_thread(lambda: list(library.fetching("thu", Way(delay=0)).sync(SyncPlan())))


def listed(library: Library) -> list[str]:
    return [head.id for head in library.heads(library.rows(Query(portal="thu")))]


@pytest.mark.parametrize("by_sync", [True, False])
async def test_what_is_read_of_files_is_kept_with_an_article_that_was_starred_before(
    tmp_path: Path, by_sync: bool
) -> None:
    site = a_site()
    site.stories[1].body += '<p><a href="/tep/a.txt">Tệp</a></p>'
    site.faults["/tep/a.txt"] = Reply("Điều 1.", headers={"Content-Type": "text/plain; charset=utf-8"})

    def read(library: Library) -> None:
        if by_sync:
            list(library.fetching("thu", Way(delay=0)).sync(SyncPlan(files=True)))
        else:
            list(library.fetching("thu", Way(delay=0)).read_files(library.article("thu", "1")))

    async with served(site, tmp_path) as library:
        await synced(library)
        library.star("thu", "1")
        await asyncio.to_thread(read, library)
        kept = library.userdata.kept_article("thu", "1")
        assert kept is not None
        assert [one.blocks for one in kept.documents] == [(Paragraph(text="Điều 1."),)]


@pytest.mark.parametrize("cleared", [False, True])
async def test_the_next_sync_reads_the_files_of_what_was_starred_and_keeps_their_text_with_it(
    tmp_path: Path, cleared: bool
) -> None:
    site = a_site()
    for number in (1, 2):
        site.stories[number].body += f'<p><a href="/tep/{number}.txt">Tệp</a></p>'
        text = Reply(f"Điều {number}.", headers={"Content-Type": "text/plain; charset=utf-8"})
        site.faults[f"/tep/{number}.txt"] = text
    async with served(site, tmp_path) as library:
        await synced(library)
        library.star("thu", "1")
        if cleared:
            await asyncio.to_thread(library.clear_cache)
        await synced(library)
        kept = library.userdata.kept_article("thu", "1")
        assert kept is not None
        assert [one.blocks for one in kept.documents] == [(Paragraph(text="Điều 1."),)]
        assert library.article("thu", "2").documents == ()


def a_site() -> Site:
    site = Site({"a": [2, 1]})
    site.stories[1] = Story(1, TITLE, day=DAY, body=PICTURED)
    return site


def renumber(site: Site, old: int, new: int) -> None:
    """Let the portal show an article under another number, and no longer know the former."""
    story = site.stories.pop(old)
    site.stories[new] = Story(new, story.title, day=story.day, body=story.body)
    site.categories["a"] = [new if number == old else number for number in site.categories["a"]]


async def test_marks_go_over_to_the_article_under_its_new_id_after_the_cache_was_cleared(tmp_path: Path):
    site = a_site()
    async with served(site, tmp_path) as library:
        await synced(library)
        library.mark_read("thu", "1")
        library.keep_position("thu", "1", 0.4)
        forget(library)
        renumber(site, 1, 71)
        await synced(library)
        assert marks(the_head(library, "71", "thu")) == (True, False, False)
        assert library.position("thu", "71") == 0.4
        assert marks(the_head(library, "2", "thu")) == (False, False, False)
        shelf = next(shelf for shelf in library.shelves("thu") if shelf.key == "a")
        assert (shelf.total, shelf.unread) == (2, 1)


async def test_a_starred_one_under_its_new_id_is_one_article_with_its_star_and_pictures(tmp_path: Path):
    site = a_site()
    async with served(site, tmp_path) as library:
        await synced(library)
        mark_all(library, "1", "thu")
        forget(library)
    renumber(site, 1, 71)
    async with served(site, tmp_path) as library:
        assert listed(library) == ["1"], "the starred one is back before any sync"
        await synced(library)
        assert sorted(listed(library)) == ["2", "71"]
        assert marks(the_head(library, "71", "thu")) == (True, True, True)
        assert library.userdata.kept_article("thu", "71") is not None
        assert library.userdata.kept_article("thu", "1") is None
        forget(library)
    async with served(site, tmp_path) as library:
        (picture,) = (b.url for b in library.article("thu", "71").blocks if isinstance(b, Image))
        assert library.picture(picture) is not None
        assert listed(library) == ["71"]


async def test_marks_are_copied_where_the_former_article_is_still_here_but_gone_from_the_portal(
    tmp_path: Path,
):
    site = a_site()
    async with served(site, tmp_path) as library:
        await synced(library)
        library.mark_read("thu", "1")
        library.star("thu", "1")
        entry = library.cache.entry("thu", "1")
        assert entry is not None
        gone = replace(entry, gone_at=now())
        library.cache.put(gone)
        library.catalogue.upsert_many([gone])
        renumber(site, 1, 71)
        await synced(library)
        assert marks(the_head(library, "71", "thu")) == (True, True, False)
        assert marks(the_head(library, "1", "thu")) == (True, True, False)
        library.star("thu", "71", on=False)
        await synced(library)
        assert not the_head(library, "71", "thu").starred, "the later change counts"


async def test_an_article_under_its_new_id_takes_the_history_of_its_views_with_it(tmp_path: Path):
    site = a_site()
    async with served(site, tmp_path) as library:
        await synced(library)
        before = NOW - timedelta(days=3)
        seen = Teaser(id="1", url=BASE, title=TITLE, place=Place.MOST_READ, views=7)
        other = Teaser(id="2", url=BASE, title="Tin khác", place=Place.MOST_READ, views=5)
        library.userdata.see("thu", [seen, other], None, before)
        entry = library.cache.entry("thu", "1")
        assert entry is not None
        gone = replace(entry, gone_at=now())
        library.cache.put(gone)
        library.catalogue.upsert_many([gone])
        renumber(site, 1, 71)
        library.userdata.see("thu", [replace(seen, id="71", views=9)], None, NOW)
        for _time in range(2):
            await synced(library)

            assert history(library.userdata, "thu", "71")[Place.MOST_READ] == [(before, 7), (NOW, 9)]
            assert history(library.userdata, "thu", "1")[Place.MOST_READ] == [(before, 7)]
            assert history(library.userdata, "thu", "2")[Place.MOST_READ] == [(before, 5)]


async def test_an_article_known_by_two_ids_is_listed_once_and_keeps_its_marks(tmp_path: Path):
    site = a_site()
    site.stories[1].fault = Reply(status=301, headers={"Location": "/tin/7"})
    site.stories[7] = Story(7, TITLE, day=DAY)
    async with served(site, tmp_path) as library:
        await synced(library)
        library.mark_read("thu", "1")
        site.categories["a"] = [7, 2]
        await synced(library)
        assert sorted(listed(library)) == ["1", "2"]
        assert the_head(library, "7", "thu").read
        forget(library)
        del site.stories[1]
        await synced(library)
        assert sorted(listed(library)) == ["2", "7"]
        assert the_head(library, "7", "thu").read


async def test_an_article_at_another_address_keeps_its_marks(tmp_path: Path):
    site = a_site()
    async with served(site, tmp_path) as library:
        await synced(library)
        mark_all(library, "1", "thu")
        address = the_head(library, "1", "thu").url
    async with served(site, tmp_path) as library:  # another port, as after a move of the portal
        forget(library)
        await synced(library)
        assert the_head(library, "1", "thu").url != address
        assert marks(the_head(library, "1", "thu")) == (True, True, True)


# Kinship ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lost", "found", "matched"),
    [
        (
            [Identity("1", TITLE, "2018-01-05")],
            [Identity("7", TITLE.upper(), "2018-01-05T08:00:00+07:00")],
            {"1": "7"},
        ),
        ([Identity("1", TITLE, "2018-01-05")], [Identity("7", TITLE, "2018-01-06")], {}),
        ([Identity("1", TITLE, "2018-01-05")], [Identity("7", "Một tin khác", "2018-01-05")], {}),
        ([Identity("1", TITLE)], [Identity("7", TITLE, "2018-01-05")], {"1": "7"}),
        ([Identity("1", TITLE, "2018-01-05")], [Identity("7", TITLE)], {"1": "7"}),
        ([Identity("1", "Tổng kết năm 2017")], [Identity("7", "Tổng kết năm 2017")], {"1": "7"}),
        ([Identity("1", "Tổng kết năm")], [Identity("7", "Tổng kết năm")], {}),
        ([Identity("1", "Thông báo")], [Identity("7", "Thông báo", "2018-01-05")], {}),
        ([Identity("1", "Thông báo", "2018-01-05")], [Identity("7", "Thông báo", "2018-01-05")], {"1": "7"}),
        ([Identity("1", TITLE)], [Identity("7", TITLE), Identity("8", TITLE)], {}),
        ([Identity("1", TITLE), Identity("2", TITLE)], [Identity("7", TITLE)], {}),
        ([Identity("1", "", "2018-01-05")], [Identity("7", " ", "2018-01-05")], {}),
        (
            [Identity("1", TITLE, "2018-01-05"), Identity("2", TITLE, "2018-02-05")],
            [Identity("7", TITLE, "2018-02-05"), Identity("8", TITLE, "2018-01-05")],
            {"1": "8", "2": "7"},
        ),
    ],
)
def test_only_one_article_that_can_be_no_other_is_taken_for_the_same(
    lost: list[Identity], found: list[Identity], matched: dict[str, str]
):
    assert match(lost, found) == matched
