"""An article of several pages is read whole; pagers of anything else lead nowhere."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from scrapers.model import ArticlePage, Block, Paragraph, RawPage
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from scrapers.whole import belongs, continues, joined
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw

FURTHER = Path(__file__).parents[2] / "pages" / "kinds" / "further"
NAMES = sorted(path.stem for path in FURTHER.glob("*.json"))
PORTAL = builtin("vinhlong")


def expected(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FURTHER / f"{name}.json").read_text("utf-8"))
    return told


def pages_of(name: str) -> list[ArticlePage]:
    first = url = expected(name)["url"]
    read: list[ArticlePage] = []
    for path in sorted(FURTHER.glob(f"{name}.*.html")):
        page = RawPage(
            url=url,
            body=path.read_bytes(),
            fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
            content_type="text/html",
        )
        read.append(parse_article(page, PORTAL, first=first))
        url = read[-1].next or url
    return read


def told(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [["p", one.text] if isinstance(one, Paragraph) else [repr(one)] for one in blocks]


def test_there_are_kinds() -> None:
    assert len(NAMES) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_each_page_leads_to_the_next_and_all_are_one_article(name: str) -> None:
    pages, wanted = pages_of(name), expected(name)
    assert [page.next for page in pages] == wanted["next"]
    assert all(belongs(pages[:at], page) for at, page in enumerate(pages) if at)

    article = joined(pages).article
    assert told(article.blocks) == wanted["blocks"]
    assert (article.url, article.title, article.author) == (wanted["url"], wanted["title"], wanted["author"])
    assert article.published == wanted["published"]
    assert (article.pages, article.incomplete) == (len(pages), False)


@pytest.mark.parametrize("name", NAMES)
def test_without_its_last_page_an_article_is_incomplete(name: str) -> None:
    pages = pages_of(name)
    part, whole = joined(pages[:-1]).article, joined(pages).article
    assert part.incomplete
    assert part.blocks == whole.blocks[: len(part.blocks)]
    assert continues(part, whole)
    assert not continues(whole, part)


SITE = "http://stttt.vinhlong.gov.vn"
HTML = "/tin/bai-viet-cua-xa-mot-9412.html"
WORDS = "/bai/hop-tac-xa-ba-xa-mot-long/"
PAGER = '<p>Trang <b>1</b> <a href="{0}">2</a> <a href="{0}">Trang sau</a></p>'
FURTHER_PAGES = [
    (HTML, "?page=2"),
    (HTML, f"{HTML}?trang=2"),
    (HTML, "/tin/bai-viet-cua-xa-mot-9412-p2.html"),
    (HTML, "/tin/bai-viet-cua-xa-mot-9412_p2.html"),
    (HTML, "/tin/bai-viet-cua-xa-mot-9412/trang-2.html"),
    ("/tin/9412", "/tin/9412/2/"),
    (WORDS, f"{WORDS}2/"),
    (WORDS, f"{WORDS}page/2"),
    ("/Default.aspx?ID=9412", "/Default.aspx?ID=9412&Page=2"),
    ("/index.php?view=article&id=12", "?view=article&id=12&limitstart=1"),
]
ELSEWHERE = [
    (HTML, "/tin/bai-viet-cua-xa-mot-9413.html"),
    (HTML, "/tin/bai-viet-cua-xa-mot-9412-2.html"),
    (HTML, f"{HTML}?sort=2"),
    (HTML, f"{HTML}#trang-2"),
    (HTML, "https://khac.vinhlong.gov.vn/tin/bai-viet-cua-xa-mot-9412-p2.html"),
    ("/tin/94", "/tin/9412/"),
    (WORDS, f"{WORDS}comment-page-2/#comments"),
    (WORDS, "/bai/page/2/"),
    ("/Default.aspx?ID=9412", "/Default.aspx?ID=9413&Page=2"),
    ("/Default.aspx?ID=9412", "/Default.aspx?Page=2"),
    ("/index.php?p=12", "/index.php?p=13"),
]


def read(html: str, at: str = HTML) -> ArticlePage:
    return parse_article(raw(html, SITE + at), PORTAL)


@pytest.mark.parametrize(("at", "href"), FURTHER_PAGES)
def test_an_address_tells_that_a_page_is_the_articles(at: str, href: str) -> None:
    page = read(f"{HEAD}<p>{SENTENCE}</p>{PAGER.format(href)}{TOOLS}", at)
    assert page.next == urljoin(SITE + at, href)
    assert told(page.article.blocks) == [["p", SENTENCE]]


@pytest.mark.parametrize(("at", "href"), ELSEWHERE)
def test_another_address_is_none_of_the_article(at: str, href: str) -> None:
    assert read(f"{HEAD}<p>{SENTENCE}</p>{PAGER.format(href)}{TOOLS}", at).next == ""


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Các tin liên quan</h3><p><a href='/tin/mot-tin-khac-cua-xa-77.html'>Một tin khác</a></p>",
        "<h3>Bình luận</h3><p>Hay quá.</p>",
        "<h3>Ý kiến bạn đọc (12)</h3>",
        "<h3>Cùng một chuyện</h3><p><a href='/tin/mot-tin-khac-cua-xa-77.html'>Một tin khác</a></p>",
    ],
)
def test_a_pager_of_what_stands_below_is_none_of_the_article(below: str) -> None:
    html = f"{HEAD}<p>{SENTENCE}</p>{TOOLS}{below}{PAGER.format(HTML + '?page=2')}"
    assert read(html).next == ""


def test_a_pager_below_the_tools_is_the_articles() -> None:
    html = f"{HEAD}<p>{SENTENCE}</p><p>Lượt xem: 12</p>{TOOLS}{PAGER.format('?page=2')}<h3>Bình luận</h3>"
    assert read(html).next == f"{SITE}{HTML}?page=2"


def test_a_reference_in_the_text_stays_in_it() -> None:
    linked = f'{SENTENCE} Xem <a href="?page=2">trang 2</a> của bài này.'
    page = read(f"{HEAD}<p>{linked}</p>{TOOLS}")
    assert (page.next, len(page.article.blocks)) == ("", 1)


def test_a_link_of_the_text_to_its_own_article_is_no_pager_on_the_first_page() -> None:
    own = f'<p><a href="{HTML}">Bài này có hai phần</a></p>'
    page = read(f"{HEAD}<p>{SENTENCE}</p>{own}<p>{SENTENCE}</p>{PAGER.format('?page=2')}{TOOLS}")
    assert page.next.endswith("?page=2")
    assert told(page.article.blocks) == [["p", SENTENCE], ["p", "Bài này có hai phần"], ["p", SENTENCE]]


def test_tools_below_a_text_before_a_link_that_is_no_pager_are_none_of_the_text() -> None:
    link = '<p>Mời bạn xem <a href="?page=2">phần 2</a> của loạt bài ở đây</p>'
    html = f"{HEAD}<p>{SENTENCE}</p>{TOOLS}<p>Lượt xem: 12</p>{link}"
    second = parse_article(raw(html, f"{SITE}{HTML}?page=2"), PORTAL, first=SITE + HTML)
    for page in (read(html), second):
        assert (page.next, told(page.article.blocks)) == ("", [["p", SENTENCE]])


def test_numbers_that_begin_with_0_lead_on_too() -> None:
    links = '<p><a href="?page=0">1</a> <a href="?page=1">2</a> <a href="?page=2">3</a></p>'
    html = f"{HEAD}<p>{SENTENCE}</p>{links}{TOOLS}"
    assert read(html).next.endswith("?page=1")
    second = parse_article(raw(html, f"{SITE}{HTML}?page=1"), PORTAL, first=SITE + HTML)
    assert second.next.endswith("?page=2")


def test_the_first_page_by_its_number_is_not_the_next() -> None:
    links = '<p><a href="?page=1">1</a> <a href="?page=2">2</a></p>'
    assert read(f"{HEAD}<p>{SENTENCE}</p>{links}{TOOLS}").next.endswith("?page=2")


def test_a_pager_stands_behind_an_element_that_a_selector_finds() -> None:
    at = "https://sotttt.hanoi.gov.vn/vi/thanh-tra/-/view_content/77-bai-viet.html"
    html = (
        "<div class=asset-full-content-title>Một bài viết</div>"
        f"<div class=asset-content><div class=journal-content-article><p>{SENTENCE}</p></div>{{}}</div>"
    )
    hanoi = builtin("hanoi")
    links = '<div class=phan-trang><span>1</span> <a href="?page=2">2</a></div>'
    page = parse_article(raw(html.format(links), at), hanoi)
    assert page.next == f"{at}?page=2"
    assert told(page.article.blocks) == [["p", SENTENCE]]
    for other in ('<p><a href="/vi/thanh-tra">2</a></p>', "<div>Tin khác</div>" * 3 + links):
        assert parse_article(raw(html.format(other), at), hanoi).next == ""
