"""What of the pages that were looked at counts as found."""

import pytest

from scrapers.model import Article, Category, Place, Teaser
from scrapers.survey.findings import is_meant, likely_first


def meant(named: str, shown: str) -> bool:
    teaser = Teaser(id="1", url="http://a.vn/1", title=named, place=Place.LISTING)
    return is_meant(teaser, Article(portal="a", id="1", url="http://a.vn/1", title=shown))


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("Chợ nổi họp lại", "Chợ nổi họp lại"),
        ("CHỢ NỔI HỌP LẠI", "Chợ nổi họp lại"),
        ("Chợ nổi họp lại sau ba…", "Chợ nổi họp lại sau ba năm nghỉ, bà con mừng"),
        ("Chợ nổi họp lại (09/01/2017)", "Chợ nổi họp lại"),
    ],
)
def test_an_article_is_the_one_that_was_named(named: str, shown: str) -> None:
    assert meant(named, shown)


@pytest.mark.parametrize("shown", ["Trang thông tin điện tử xã Hòa Ninh", "Tin tức", "", "…"])
def test_an_article_that_is_called_otherwise_is_another(shown: str) -> None:
    assert not meant("Chợ nổi họp lại sau ba năm", shown)


def test_categories_of_news_are_looked_at_before_those_of_the_office() -> None:
    names = ["Giới thiệu chung", "Cơ cấu tổ chức", "Nông nghiệp", "Tin hoạt động", "Thông báo"]
    categories = [Category(slug=name, name=name, url=f"http://a.vn/{name}") for name in names]

    assert [one.name for one in likely_first(categories)] == [
        "Tin hoạt động",
        "Thông báo",
        "Nông nghiệp",
        "Giới thiệu chung",
        "Cơ cấu tổ chức",
    ]
