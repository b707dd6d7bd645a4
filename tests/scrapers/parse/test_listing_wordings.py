"""Rows, days and pagers as listings of portals have them, one by one on one page."""

import pytest

from scrapers.model import ListingPage, Place, Teaser
from scrapers.parse import parse_listing
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import raw

_SITE = "http://stttt.vinhlong.gov.vn"
_HERE = "/tin-tuc/van-hoa"
_SECOND = f"{_HERE}?page=2"
_NEWS = (
    ("14", "Mở lớp dạy bơi cho trẻ em ven sông", "Mỗi buổi có hai giáo viên kèm các em xuống nước."),
    ("12", "Trao áo phao cho học sinh đi đò", "Hai trăm chiếc áo phao đã đến tay học sinh cù lao."),
    ("10", "Sửa bến đò ngang trước mùa lũ", "Ba bến đò lớn nhất huyện được gia cố trong tháng."),
)
_PLAIN = "<div><a href='{link}'>{title}</a> <span>{day}/05/2019</span><p>{summary}</p></div>"


def read(
    item: str, pager: str = "", *, head: str = "", link: str = "/tin-tuc/bai-{day}-22{day}.html"
) -> ListingPage:
    """Read a listing whose entries look so."""
    entries = "\n".join(
        item.format(day=day, title=title, summary=summary, link=link.format(day=day))
        for day, title, summary in _NEWS
    )
    html = f"""<head><title>Văn hóa</title>{head}</head>
<ul id="menu"><li><a href="/tin-tuc">Tin tức</a></li><li><a href="{_HERE}">Văn hóa</a></li></ul>
<div class="col"><h2>Văn hóa</h2><div class="list">{entries}</div>{pager}</div><div>Đang truy cập: 5</div>"""
    return parse_listing(raw(html, _SITE + _HERE), builtin("vinhlong"))


def said(page: ListingPage) -> list[tuple[str, str | None, str]]:
    """Return title, day and summary of each entry."""
    found: list[Teaser] = [one for one in page.teasers if one.place is Place.LISTING]
    return [(one.title, one.published, one.summary) for one in found]


_ALL = [(title, f"2019-05-{day}", summary) for day, title, summary in _NEWS]


@pytest.mark.parametrize(
    "day",
    [
        "<b>{day}</b> <i>Tháng 05</i> <i>2019</i>",
        "<div>{day}</div><div>Tháng 5</div><div>2019</div>",
        "<b>{day}</b><br>05/2019",
        "<div>{day}/05</div><div>2019</div>",
        "<p>{day} Th5, 2019</p>",
        "<p>2019/05/{day}</p>",
    ],
)
def test_a_day_may_stand_in_a_box_beside_a_title(day: str) -> None:
    item = (
        f"<div><div class=date>{day}</div><h3><a href='{{link}}'>{{title}}</a></h3><p>{{summary}}</p></div>"
    )

    assert said(read(item)) == _ALL


@pytest.mark.parametrize(
    "below",
    [
        "<div><a href='/tin-tuc/van-hoa'>Văn hóa</a> | {day}/05/2019</div><div>{summary}</div>",
        "<p>({day}/05/2019) - {summary}</p>",
        "<p>{summary} <span>({day}/05/2019)</span></p>",
    ],
)
def test_a_day_may_stand_in_one_row_with_the_category_or_the_summary(below: str) -> None:
    assert said(read(f"<div><h3><a href='{{link}}'>{{title}}</a></h3>{below}</div>")) == _ALL


@pytest.mark.parametrize("badge", ["<b>Mới</b>", "(Mới)", "<span>[NEW]</span>", "<sup>HOT!</sup>"])
def test_what_marks_news_as_new_is_neither_day_nor_summary(badge: str) -> None:
    link = f"<a href='{{link}}'>{{title}}</a> {badge}"
    assert said(read(f"<div>{link} (Ngày {{day}}/05/2019)<p>{{summary}}</p></div>")) == _ALL
    assert said(read(f"<div>{link}<p>{{day}}/05/2019</p><p>{{summary}}</p></div>")) == _ALL


def test_a_summary_may_begin_with_the_word_new() -> None:
    item = "<div><a href='{link}'>{title}</a> {day}/05/2019<p>Mới đây, {summary}</p></div>"
    assert [summary for _, _, summary in said(read(item))] == [f"Mới đây, {one[2]}" for one in _NEWS]


def test_a_day_in_a_summary_is_part_of_it_where_the_entry_tells_another() -> None:
    item = "<div><a href='{link}'>{title}</a><p>{summary} (01/02/2018)</p><p>{day}/05/2019</p></div>"

    assert said(read(item)) == [(title, day, f"{summary} (01/02/2018)") for title, day, summary in _ALL]


@pytest.mark.parametrize(
    "link",
    [
        "/tin-chi-tiet/-/chi-tiet/mo-lop-day-boi-22{day}-1.html",
        "/tinbai/22{day}/van-hoa/mo-lop",
        "/view/22{day}",
        "/tt/22{day}/mo-lop",
        "/-/mo-lop-day-boi-{day}x",
        "/wps/portal/tin?WCM_GLOBAL_CONTEXT=/van-hoa/mo-lop-day-boi-{day}x",
        "/tin-tuc.html?view=22{day}",
    ],
)
def test_addresses_of_articles_are_known_and_tell_them_apart(link: str) -> None:
    page = read(_PLAIN, link=link)

    assert said(page) == _ALL
    assert len({one.id for one in page.teasers}) == len(_NEWS)


@pytest.mark.parametrize(
    "pager",
    [
        # "»" leads to the last page, not to the next one.
        f"<span>1</span> <a href='{_SECOND}'>2</a> <a href='?page=9'>»</a>",
        f"<ul><li class=on><a href='#'>1</a><li><a href='{_SECOND}'>2</a><li><a href='?page=9'>»</a></ul>",
        f"<a href='{_SECOND}'>&lt;&lt; Bài viết cũ hơn</a>",
        f"<a href='{_SECOND}' class='next page-numbers'><i class='fa fa-angle-right'></i></a>",
        f"<a href='?p=9'><i class=fa-angles></i></a><a href='{_SECOND}'><i class='fa-angle-right'></i></a>",
        f"<a href='{_SECOND}'><img src='/images/arrow_right.gif'></a>",
        f"<a href='{_SECOND}'>Các tin tiếp theo</a>",
        f"<a href='{_SECOND}'>Xem tin tiếp theo...</a>",
        f"<a href='{_SECOND}'>Trang kế tiếp</a>",
        f"<a href='{_SECOND}'>Trang tới</a>",
    ],
)
def test_pagers_are_found(pager: str) -> None:
    following = read(_PLAIN, f"<div class=pager>{pager}</div>").next

    assert following is not None
    assert following.url == _SITE + _SECOND


def test_the_head_of_a_page_names_the_next_where_no_pager_is_seen() -> None:
    head = f"<link rel='next' href='{_SECOND}'>"
    seen = read(_PLAIN, "<div><a href='?page=3'>Trang sau</a></div>", head=head).next
    unseen = read(_PLAIN, head=head).next

    assert seen is not None
    assert seen.url == f"{_SITE}{_HERE}?page=3"
    assert unseen is not None
    assert unseen.url == _SITE + _SECOND


def test_a_head_that_names_an_article_or_another_host_is_no_pager() -> None:
    article = "<link rel='next' href='/tin-tuc/sua-cau-2231.html'>"

    assert read(_PLAIN, head=f"{article}<link rel='next' href='http://khac.example/?page=2'>").next is None
