"""The news files of the demo, and what is said of wrong ones."""

from pathlib import Path

import msgspec
import pytest

from scrapers.demo.news import FOLDER, MENU, News, load_news, read_category
from scrapers.errors import PortalFileError
from scrapers.model import Image
from tests.demo_client import article, category, small_news

GOOD = """
slug = "thong-bao"
name = "Thông báo"
[[article]]
id = 7
title = "Thông báo"
date = "17/01/2018"
views = 3
body = "Một câu."
"""


def written(tmp_path: Path, text: str, name: str = "thong-bao.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packages_news_are_sound_and_in_the_order_of_the_menu() -> None:
    news = load_news()

    assert tuple(one.slug for one in news.categories) == MENU
    assert len(news.articles) >= 80


def test_every_category_of_the_package_fills_a_page_and_shows_pictures_somewhere() -> None:
    news = load_news()

    assert all(news.listing(slug) for slug in MENU)
    assert any(isinstance(block, Image) for one in news.newest for block in one.blocks)


def test_both_editions_of_the_package_are_sound_and_the_second_differs() -> None:
    news = load_news()
    first, second = news.at_edition(1), news.at_edition(2)

    assert first.articles.keys() <= second.articles.keys()
    assert [one.body for one in first.newest] != [one.body for one in second.newest]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"17/01/2018"', '"2018-01-17"', "2018-01-17"),
        ('"17/01/2018"', '"31/02/2018"', "day"),
        ("views = 3", "views = -3", "views count from 0"),
        ("views = 3", 'views = "3"', "views"),
        ("views = 3", "", "views"),
        ("views = 3", 'views = 3\ntime = "8 giờ"', "8 giờ"),
        ("views = 3", "views = 3\ncolour = 1", "colour"),
        ('"Một câu."', '""', "no body"),
        ('"Một câu."', '"![Ảnh](moon)"', "moon"),
        ('"Một câu."', '"1. một\\n3. ba"', "numbers of a list"),
        ('"Một câu."', '"Một\\nhai"', "not a block"),
        ('title = "Thông báo"', 'title = "Thông ba\u0301o"', "NFC"),
    ],
)
def test_a_wrong_article_is_named_with_its_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))

    with pytest.raises(PortalFileError) as caught:
        read_category(path)

    assert "thong-bao.toml" in str(caught.value)
    assert "article 7" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("thong-bao.toml", "slug = "),
        ("thong-bao.toml", GOOD + "\n[extra]\nkey = 1"),
        ("le-hoi.toml", GOOD),
        ("thong-bao.toml", 'slug = "thong-bao"'),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(PortalFileError, match=name):
        read_category(written(tmp_path, text, name))


@pytest.mark.parametrize("fields", [{"also": ("khong-co",)}, {"related": (404,)}, {"related": (7,)}])
def test_names_that_lead_nowhere_are_refused(fields: dict[str, object]) -> None:
    wrong = article(7, "thong-bao", **fields)

    with pytest.raises(PortalFileError, match="article 7"):
        News([category("thong-bao", "Thông báo", [wrong])])


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(PortalFileError, match="id"):
        News([category(slug, slug, [article(7, slug)]) for slug in ("thong-bao", "le-hoi-su-kien")])


def test_a_listing_holds_its_own_and_those_that_name_it_newest_first() -> None:
    listing = small_news().listing("thong-bao")

    assert [one.id for one in listing] == [91, 60] or [one.id for one in listing] == [60, 91]
    assert [one.published for one in listing] == sorted((one.published for one in listing), reverse=True)


def test_the_first_edition_hides_later_articles_also_where_they_are_related() -> None:
    news = News(
        [
            category(
                "thong-bao",
                "Thông báo",
                [article(7, "thong-bao", related=(8,)), article(8, "thong-bao", edition=2)],
            )
        ]
    )

    assert list(news.at_edition(1).articles) == [7]
    assert news.at_edition(1).articles[7].related == ()
    assert news.at_edition(2).articles[7].related == (8,)


def test_the_second_edition_brings_corrections_and_their_date() -> None:
    news = News(
        [
            category(
                "thong-bao",
                "Thông báo",
                [article(7, "thong-bao", edition2_body="Đã sửa.", edition2_views=99)],
            )
        ]
    )
    before, after = (news.at_edition(edition).articles[7] for edition in (1, 2))

    assert before.body != after.body == "Đã sửa."
    assert (before.views, after.views) == (7, 99)
    assert before.changed < after.changed


def test_news_files_hold_nothing_that_the_format_does_not_know() -> None:
    raw = [msgspec.toml.decode(path.read_bytes()) for path in FOLDER.glob("*.toml")]

    assert raw
    assert not any("**" in one["body"] or "<" in one["body"] for file in raw for one in file["article"])
