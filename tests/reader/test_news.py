"""What is new since a moment: new articles by category, corrections, risers, watched words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.config import load
from reader.library import Library
from reader.model import EVERYWHERE, ONE
from reader.news import News
from scrapers.errors import ConfigError
from scrapers.merge import revised
from scrapers.model import Place, Teaser
from tests.fakes_store import NOW, PORTAL, a_library, an_article, an_entry, fill
from tests.small_library import ENTRIES

HOUR = timedelta(hours=1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


def put(library: Library, name: str, title: str, at: datetime, **more: str) -> None:
    """Let an article come at a time."""
    entry = an_entry(name, title, **more)  # type: ignore[arg-type]  # text fields
    assert entry.article is not None
    fill(library.cache, library.catalogue, [replace(entry, article=replace(entry.article, fetched_at=at))])


def news(library: Library, since: datetime = NOW, until: datetime = NOW + HOUR) -> News:
    return library.news.between(PORTAL, since, until)


def names(library: Library, rows: object) -> list[str]:
    return [head.id for head in library.heads(rows)]  # type: ignore[arg-type]  # rows of news


def test_what_came_is_told_by_category_newest_first(library: Library):
    put(library, "8", "Tin cũ mới về", NOW + HOUR / 2, published="2016-01-01", category="cntt")
    put(library, "9", "Tin mới", NOW + HOUR / 2, published="2018-01-18", category="cntt")
    put(library, "10", "Họp báo", NOW + HOUR, published="2018-01-18", category="bao-chi")
    found = news(library)

    assert [(one.slug, one.name, names(library, one.rows)) for one in found.categories] == [
        ("bao-chi", "Báo chí - Xuất bản", ["10"]),
        ("cntt", "Công nghệ thông tin", ["9", "8"]),
    ]
    assert not found.is_empty


def test_of_all_portals_it_is_told_by_portal_newest_first(library: Library):
    for day in ("17", "19", "18"):
        put(library, day, "Tin mới", NOW + HOUR / 2, published=f"2018-01-{day}")
    put(library, "9", "Tin Hà Nội", NOW + HOUR / 2, portal="hanoi")
    found = library.news.between(EVERYWHERE, NOW, NOW + HOUR).categories

    assert {one.slug: names(library, one.rows) for one in found} == {
        f"{ONE}{PORTAL}": ["19", "18", "17"],
        f"{ONE}hanoi": ["9"],
    }


def test_the_first_moment_is_not_part_of_it_the_last_one_is(library: Library):
    put(library, "9", "Tin mới", NOW + HOUR)
    assert names(library, news(library, NOW, NOW + HOUR).rows) == ["9"]
    assert news(library, NOW + HOUR, NOW + 2 * HOUR).is_empty
    assert news(library, NOW, NOW + HOUR / 2).is_empty


def test_an_article_listed_before_and_fetched_since_is_new(library: Library):
    put(library, "5", "Chưa tải", NOW + HOUR / 2)
    assert names(library, news(library).rows) == ["5"]


def test_one_whose_text_is_not_here_is_new_since_it_was_named(library: Library):
    entry = an_entry("9", "Tin", cached=False)
    seen = tuple(replace(one, seen_at=NOW + HOUR / 2) for one in entry.sightings)
    fill(library.cache, library.catalogue, [replace(entry, sightings=seen)])
    assert names(library, news(library).rows) == ["9"]


def test_what_was_read_is_no_news(library: Library):
    put(library, "8", "Tin mới", NOW + HOUR / 2)
    put(library, "9", "Tin mới", NOW + HOUR / 2)
    library.mark_read(PORTAL, "9")
    assert names(library, news(library).rows) == ["8"]


def correct(library: Library, name: str, at: datetime) -> None:
    """Have a sync at that time find that the portal corrected an article."""
    entry = library.cache.entry(PORTAL, name)
    assert entry is not None
    later = replace(an_article(name, text="Đã đính chính."), fetched_at=at)
    fill(library.cache, library.catalogue, [revised(entry, later, checked_at=at)])


def test_the_last_correction_is_told_first(library: Library):
    for name, hours in (("1", 0.2), ("2", 0.6), ("3", 0.4)):
        correct(library, name, NOW + HOUR * hours)
    assert names(library, news(library).corrections) == ["2", "3", "1"]


def test_a_correction_is_told_though_its_article_is_read_and_is_not_new(library: Library):
    library.mark_read(PORTAL, "1")
    correct(library, "1", NOW + HOUR / 2)
    found = news(library)
    assert (names(library, found.corrections), names(library, found.rows)) == (["1"], [])
    assert not found.is_empty
    library.catalogue.rebuild()
    assert names(library, news(library).corrections) == ["1"]


def test_what_rises_is_told_with_how_much_but_is_no_reason_to_tell(library: Library):
    for days, counts in ((-2, {"1": 10, "2": 300}), (0, {"1": 25, "2": 300})):
        at = NOW + timedelta(days=days)
        library.userdata.begin_round(PORTAL, at)
        teasers = [
            Teaser(id=name, url=f"http://a.vn/{name}", title="Tin", place=Place.MOST_READ, views=count)
            for name, count in counts.items()
        ]
        library.userdata.see(PORTAL, teasers, None, at)
    found = news(library)
    assert [(names(library, [one.row]), one.growth) for one in found.risers] == [(["1"], 15)]
    assert found.is_empty


# Words to watch for -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("chữ ký số", ["9"]),
        ("CHỮ  KÝ SỐ", ["9"]),
        ("chu ky so", ["9", "8"]),
        ("số ký", []),
        ("ký số cho", ["9"]),
        ('"chữ ký số"', ["9"]),
        ("-chữ", ["9"]),
        ("chư", []),
    ],
)
def test_words_stand_together_and_accents_that_are_typed_are_meant(
    library: Library, words: str, found: list[str]
):
    put(library, "9", "Tập huấn chữ ký số cho xã", NOW + HOUR / 2, published="2018-01-18")
    put(library, "8", "Tap huan chu ky so", NOW + HOUR / 2, published="2018-01-17")
    library.watching.watch([words])
    assert [names(library, [one.row])[0] for one in news(library).watched] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UBND", ["short", "long", "bare"]),
        ("ubnd", ["short", "long", "bare"]),
        ("ủy ban nhân dân", ["short", "long", "bare"]),
        ("uy ban nhan dan", ["short", "long", "bare"]),
        ("UBND tỉnh", ["short", "long"]),
        ("họp HTX tỉnh UBND", []),
        ("uỷ ban nhân dân tỉnh bàn KT-XH", ["short", "long"]),
        ("lãnh đạo UBND huyện", ["long"]),
        ("ủy ban nhân", ["long"]),
        ("Ủy ban, ban nhân dân", []),
        ('"UBND"', ["short", "bare"]),
        ("«ủy ban nhân dân»", ["long"]),
        ('"UBND tỉnh bàn" KT-XH', []),
    ],
)
def test_an_abbreviation_and_what_it_stands_for_are_one_but_not_in_quotes(
    library: Library, words: str, found: list[str]
) -> None:
    put(library, "short", "UBND tỉnh bàn kinh tế - xã hội", NOW + HOUR / 2, published="2018-01-18")
    put(
        library, "long", "Uỷ ban nhân dân tỉnh bàn KT-XH", NOW + HOUR / 2, published="2018-01-17",
        text="Lãnh đạo uỷ ban nhân dân huyện dự.",
    )  # fmt: skip
    put(library, "bare", "UBND tinh va uy ban", NOW + HOUR / 2, published="2018-01-16")
    library.watching.watch([words])
    assert [names(library, [one.row])[0] for one in news(library).watched] == found
    assert {one.words for one in news(library).watched} <= {(words,)}


def test_an_article_is_named_once_with_all_the_words_that_it_has(library: Library):
    put(library, "9", "Tập huấn chữ ký số", NOW + HOUR / 2, text="Cho cán bộ xã Trà Ôn.")
    library.watching.watch(["Trà Ôn", "chữ ký số", "lũ lụt"])
    (watched,) = news(library).watched
    assert watched.words == ("Trà Ôn", "chữ ký số")


def test_what_is_known_follows_when_it_is_refreshed(library: Library):
    library.watching.watch(["chữ ký số"])
    assert library.watching.is_stale(PORTAL)
    library.watching.refresh(PORTAL)
    assert not library.watching.is_stale(PORTAL)
    put(library, "9", "Tập huấn chữ ký số", NOW)
    assert library.watching.is_stale(PORTAL)
    library.watching.refresh(PORTAL)
    assert sorted(names(library, library.watching.known(PORTAL))) == ["4", "9"]
    library.watching.watch(["số hoá"])
    assert library.watching.known(PORTAL) == {}
    assert library.watching.is_stale(PORTAL)


def test_without_words_nothing_is_looked_for(library: Library):
    assert not library.watching.is_stale(PORTAL)
    assert library.watching.known(PORTAL) == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('watch = [""]', "there is nothing to watch for in “”"),
        ('watch = ["!?"]', "there is nothing to watch for in “"),
        ('watch = ["\u3164"]', "there is nothing to watch for in “"),
        (f'watch = ["{"a" * 101}"]', "there is nothing to watch for in “"),
        ("watch = [3]", 'line 1: watch is written like this: watch = ["..."]'),
        ('watch = "chữ ký số"', 'watch is written like this: watch = ["..."]'),
        (f"watch = {['a'] * 51}", "more than 50"),
    ],
)
def test_settings_that_name_no_words_are_refused(tmp_path: Path, line: str, said: str):
    (tmp_path / "config.toml").write_text(line)
    with pytest.raises(ConfigError) as told:
        load(tmp_path / "config.toml")
    assert said in str(told.value)


def test_settings_name_words(tmp_path: Path):
    (tmp_path / "config.toml").write_text('watch = ["chữ ký số", "ISO 27001"]')
    assert load(tmp_path / "config.toml").watch == ("chữ ký số", "ISO 27001")
