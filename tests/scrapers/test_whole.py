"""The pages of one article, put together."""

import pytest
from msgspec.structs import replace

from scrapers.model import ArticlePage, Attachment, Paragraph
from scrapers.whole import MOST, belongs, continues, gains, goes_on, joined
from tests.fakes_store import an_article

LEAD = "Tóm tắt của bài."


def a_page(
    *texts: str, following: str = "", files: str = "", author: str = "", title: str = "Tin"
) -> ArticlePage:
    article = replace(
        an_article("1", title, blocks=[Paragraph(text=text) for text in texts]),
        attachments=tuple(Attachment(url=f"http://a.vn/{name}", name=name) for name in files),
        author=author,
    )
    return ArticlePage(article=article, next=following)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ([LEAD, "Một."], [LEAD, "Hai.", "Ba."], [LEAD, "Một.", "Hai.", "Ba."]),
        ([LEAD, "Một.", "Một nữa."], [LEAD], [LEAD, "Một.", "Một nữa."]),
        ([LEAD], [LEAD, "Hai."], [LEAD, "Hai."]),
        (["Một."], ["Hai.", "Một."], ["Một.", "Hai.", "Một."]),
    ],
)
def test_what_stands_on_every_page_is_there_once(
    first: list[str], second: list[str], whole: list[str]
) -> None:
    page = joined([a_page(*first, following="http://a.vn/2"), a_page(*second)])
    assert [block.text for block in page.article.blocks if isinstance(block, Paragraph)] == whole
    assert (page.article.pages, page.article.incomplete, page.next) == (2, False, "")


def test_files_and_author_are_those_of_all_pages() -> None:
    page = joined([a_page("Một.", files="ab", author="Minh Anh", following="2"), a_page("Hai.", files="bc")])
    assert [file.name for file in page.article.attachments] == ["a", "b", "c"]
    assert page.article.author == "Minh Anh"
    signed = joined([a_page("Một.", author="Văn phòng", following="2"), a_page("Hai.", author="Minh Anh")])
    assert signed.article.author == "Minh Anh"


def test_an_article_that_goes_on_is_not_whole() -> None:
    page = joined([a_page("Một.", following="2")])
    assert (page.article.pages, page.article.incomplete, page.next) == (1, True, "2")
    assert joined([one := a_page("Một.")]) is one


def test_an_article_without_an_end_is_left() -> None:
    pages = [a_page(str(number), following=str(number + 1)) for number in range(MOST)]
    assert [goes_on(pages[:-1]), goes_on(pages)] == [str(MOST - 1), ""]
    assert joined(pages).article.incomplete


@pytest.mark.parametrize(
    ("texts", "title", "leads_there", "is_own"),
    [
        (["Hai."], "Tin dài kỳ (trang 2)", False, True),
        (["Hai."], "TIN DÀI", False, True),
        (["Hai."], "Khác hẳn", True, True),
        (["Hai."], "Khác hẳn", False, False),
        (["Một."], "Tin dài kỳ", True, False),
        (["Một.", "Hai."], "Tin dài kỳ", True, True),
    ],
)
def test_a_page_belongs_to_an_article_by_its_address_or_title_and_by_another_text(
    texts: list[str], title: str, leads_there: bool, is_own: bool
) -> None:
    page = a_page(*texts, title=title)
    first = a_page("Một.", title="Tin dài kỳ", following=page.article.url if leads_there else "http://a.vn/2")
    assert belongs([first], page) is is_own


def test_a_part_is_worth_more_only_than_a_part_of_no_more_pages() -> None:
    part, more = (replace(an_article("1"), pages=pages, incomplete=True) for pages in (2, 3))
    assert [gains(before, part) for before in (None, part, more, an_article("1"))] == [
        True,
        True,
        False,
        False,
    ]


def test_an_article_goes_on_where_more_pages_begin_with_what_it_said() -> None:
    one, two = (joined([a_page("Một.", following="2"), *more]).article for more in ([], [a_page("Hai.")]))
    assert continues(one, two)
    assert not continues(two, one)
    assert not continues(one, one)
    assert not continues(one, replace(two, title="Tin khác"))
    assert not continues(one, replace(two, summary="Khác"))
    assert not continues(one, replace(two, blocks=two.blocks[1:]))
