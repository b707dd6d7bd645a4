from pathlib import Path

import pytest
from msgspec.structs import replace

import scrapers.portals.portal
from reader.library import Library
from scrapers.errors import UnknownName
from scrapers.portals.portal import builtin
from tests.fakes_store import (
    BASE,
    CATEGORIES,
    NOW,
    PORTAL,
    a_library,
    a_page,
    an_entry,
    fill,
)
from tests.small_library import ENTRIES


@pytest.mark.parametrize(
    "name",
    ["bao-chi", "Báo chí - Xuất bản", "bao chi - xuat ban", "BÁO CHÍ - XUẤT BẢN ", "báo chí – xuất bản"],
)
def test_a_category_is_found_by_slug_or_name(library: Library, name: str) -> None:
    assert library.find_category(PORTAL, name) == CATEGORIES[1]


def test_an_unknown_category_names_those_there_are(library: Library) -> None:
    with pytest.raises(UnknownName) as caught:
        library.find_category(PORTAL, "thể thao")
    assert caught.value.where == "thể thao"
    assert caught.value.known == tuple(category.name for category in CATEGORIES)


def test_portals_are_the_built_in_ones_and_the_demo(library: Library) -> None:
    assert [portal.name for portal in library.portals.all()] == ["hanoi", "vinhlong"]
    assert library.portal("demo").name == "demo"
    with pytest.raises(UnknownName) as caught:
        library.portal("khong-co")
    assert "vinhlong" in caught.value.known


def test_a_users_own_portal_file_comes_before_the_built_in_one(tmp_path: Path) -> None:
    source = Path(scrapers.portals.portal.__file__).with_name("vinhlong.toml")
    with a_library(tmp_path) as library:
        library.paths.portals.mkdir(parents=True)
        text = source.read_text(encoding="utf-8").replace(builtin("vinhlong").title, "Cổng của tôi")
        (library.paths.portals / "vinhlong.toml").write_text(text, encoding="utf-8")
        assert library.portal("vinhlong").title == "Cổng của tôi"


def test_an_article_is_named_by_its_id_alone_or_with_its_portal(library: Library) -> None:
    fill(library.cache, library.catalogue, [an_entry("3", portal="hanoi"), an_entry("a/b")])
    assert library.resolve("1") == (PORTAL, "1")
    assert library.resolve("1", PORTAL) == library.resolve(f"{PORTAL}/1") == (PORTAL, "1")
    assert library.resolve("hanoi/3") == library.resolve("3", "hanoi") == ("hanoi", "3")
    assert library.resolve("a/b") == library.resolve(f"{PORTAL}/a/b") == (PORTAL, "a/b")
    with pytest.raises(UnknownName) as caught:
        library.resolve("3")
    assert caught.value.known == ("hanoi/3", f"{PORTAL}/3")
    for unknown in ("999", "hanoi/1", "", "\udcff", "hanoi/\udcff"):
        with pytest.raises(UnknownName):
            library.resolve(unknown)


def test_the_portal_synced_last_is_known(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        assert library.last_synced() is None
        fill(library.cache, library.catalogue, [an_entry("1"), an_entry("1", portal="hanoi")])
        state = library.cache.portal_state("hanoi")
        library.cache.put_portal_state(replace(state, synced_at=NOW.replace(year=2019)))
        assert library.last_synced() == "hanoi"


def test_an_article_is_merged_with_what_other_pages_say(library: Library) -> None:
    article = library.article(PORTAL, "1")
    assert (article.title, article.views, article.categories) == (
        "Tổng kết năm 2017",
        10,
        ("Tin trong ngành",),
    )


def test_an_article_without_its_body_is_unknown(library: Library) -> None:
    for id_ in ("5", "999"):
        with pytest.raises(UnknownName, match=f"{PORTAL}/{id_}"):
            library.article(PORTAL, id_)


def test_a_former_id_leads_to_article_head_and_marks(library: Library) -> None:
    fill(library.cache, library.catalogue, [replace(an_entry("8", "Tựa"), aliases=("x8",))])
    library.mark_read(PORTAL, "x8")
    assert library.article(PORTAL, "x8").title == "Tựa"
    assert library.resolve("x8", PORTAL) == (PORTAL, "8")
    head = library.head(library.row_of(PORTAL, "x8") or 0)
    assert head is not None
    assert (head.id, head.read) == ("8", True)


def test_related_news_say_whether_they_can_be_read(library: Library) -> None:
    first, second, third = library.related(library.article(PORTAL, "1"))
    assert (first.id, first.cached, first.row) == ("2", True, library.row_of(PORTAL, "2"))
    assert (second.cached, second.row) == (False, library.row_of(PORTAL, "5"))
    assert (third.cached, third.row, third.title) == (False, None, "Tin số 77")
    assert first.published == "2018-01-18T08:00:00+07:00"


def test_pictures_and_raw_pages_come_from_the_cache(library: Library) -> None:
    page = a_page(b"<p>x</p>")
    library.cache.put(ENTRIES[0], (page,))
    library.cache.pictures.put(f"{BASE}/1.jpg", b"jpeg")
    assert library.cache.raw(PORTAL, "1") == page
    assert library.picture(f"{BASE}/1.jpg") == b"jpeg"
    assert library.picture(f"{BASE}/2.jpg") is None


def test_status_counts_what_is_known_here_and_unread(library: Library) -> None:
    library.mark_read(PORTAL, "1")
    status = library.status(PORTAL)
    assert (status.articles, status.unread) == (5, 4)
    assert (status.synced_at, status.counts and status.counts.total) == (NOW, 1503139)
    assert status.title == builtin(PORTAL).title


def test_a_position_is_kept(library: Library) -> None:
    library.keep_position(PORTAL, "1", 0.4)
    assert library.position(PORTAL, "1") == 0.4
