"""What of the pages that were looked at counts as found."""

import pytest
from msgspec.structs import replace

from scrapers.model import (
    Article,
    Category,
    HomePage,
    ListingPage,
    PageRequest,
    Paragraph,
    Place,
    Teaser,
)
from scrapers.survey.findings import Findings, Lack, better, is_meant, likely_first, says_days

ENTRY = Teaser(id="1", url="http://a.vn/1", title="Chợ nổi", place=Place.LISTING)
ARTICLE = Article(portal="a", id="1", url="http://a.vn/1", title="Chợ nổi", blocks=(Paragraph(text="Họp."),))
DATED = replace(ENTRY, published="2017-01-09")
LISTING = ListingPage(teasers=(ENTRY,))
FOUND = Findings(url="http://a.vn/", title="", like="vinhlong", listing=LISTING, article=ARTICLE, days=True)
NEXT = PageRequest(url="http://a.vn/2")


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
        ("Tin chợ nổi mới", "Chợ nổi họp lại sau ba năm nghỉ"),
    ],
)
def test_an_article_is_the_one_that_was_named(named: str, shown: str) -> None:
    assert meant(named, shown)


@pytest.mark.parametrize(
    "shown", ["Trang thông tin điện tử xã Hòa Ninh", "Bà con chợ nổi mừng tết sớm", "Tin tức", "", "…"]
)
def test_an_article_that_is_called_otherwise_is_another(shown: str) -> None:
    assert not meant("Chợ nổi họp lại sau ba năm", shown)


@pytest.mark.parametrize(
    ("home", "listing", "article", "says"),
    [
        ((), (), {}, False),
        ((DATED,), (), {}, True),
        ((), (DATED,), {}, True),
        ((), (), {"published": "2017-01-09"}, True),
        ((), (), {"published": "2017-01-09", "published_guessed": True}, False),
    ],
)
def test_a_day_is_said_anywhere_and_not_guessed(
    home: tuple[Teaser, ...], listing: tuple[Teaser, ...], article: dict[str, object], *, says: bool
) -> None:
    first = HomePage(teasers=home)
    assert says_days(first, ListingPage(teasers=listing), replace(ARTICLE, **article)) is says
    assert says_days(first, ListingPage(), None) is bool(home)


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


@pytest.mark.parametrize(
    ("listing", "lacks"),
    [
        (ListingPage(), False),
        (LISTING, True),
        (replace(LISTING, next=NEXT), False),
    ],
)
def test_a_list_of_entries_without_a_next_page_lacks_one(listing: ListingPage, *, lacks: bool) -> None:
    assert (Lack.PAGER in replace(FOUND, listing=listing).lacks) is lacks


@pytest.mark.parametrize(
    "more",
    [
        replace(FOUND, categories=(Category(slug="a", name="Tin", url="http://a.vn/a"),)),
        replace(FOUND, listing=replace(LISTING, next=NEXT)),
        replace(FOUND, listing=replace(LISTING, total=7)),
        replace(FOUND, listing=ListingPage(teasers=(replace(ENTRY, published="2017-01-09"),))),
        replace(FOUND, article=replace(ARTICLE, author="Hà Mi")),
        replace(FOUND, article=replace(ARTICLE, summary="Bà con mừng.")),
        replace(FOUND, article=replace(ARTICLE, published="2017-01-09")),
    ],
)
def test_the_rules_that_find_more_fit_better(more: Findings) -> None:
    assert better(FOUND, more) is more
    assert better(more, FOUND) is more


@pytest.mark.parametrize(
    "as_much",
    [
        replace(FOUND, like="hanoi"),
        replace(FOUND, article=replace(ARTICLE, published="2017-01-09", published_guessed=True)),
    ],
)
def test_of_rules_that_find_as_much_the_first_stay(as_much: Findings) -> None:
    assert better(FOUND, as_much) is FOUND


def test_what_is_enough_to_follow_a_portal_fits_better_than_more_that_is_not() -> None:
    more = replace(FOUND, days=False, article=replace(ARTICLE, author="Hà Mi", summary="Bà con mừng."))
    assert better(more, FOUND) is FOUND
