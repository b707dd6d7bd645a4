"""Which line of a page is the title of its article, where only the page's own `<title>` tells."""

import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import SENTENCE, TOOLS, raw

TITLE = "Ra quân nạo vét kênh mương"
FACTS = "<p>06/03/2018 14:30</p>"
URL = "http://stttt.vinhlong.gov.vn/xem-chi-tiet/id/7"
VINHLONG = builtin("vinhlong")
SITE = "Sở Thông tin và Truyền thông Vĩnh Long"


def title(head: str, body: str, path: str = "xem-chi-tiet/id/7") -> str:
    page = f"<title>{head}</title>{body}<p>{SENTENCE}</p>{TOOLS}"
    return parse_article(raw(page, f"http://stttt.vinhlong.gov.vn/{path}"), VINHLONG).article.title


@pytest.mark.parametrize("head", [TITLE, f"{TITLE} - {SITE}", f"{SITE} > {TITLE}", f"\n\t{TITLE}\n"])
@pytest.mark.parametrize(
    "body",
    [
        f"<div>{TITLE}</div>{FACTS}",
        f"<h2>{TITLE}</h2>{FACTS}<div>Chuyên mục:</div><div>Tin trong ngành</div>",
        f"<ul><li>Trang chủ<li>{TITLE}</ul><div>{TITLE}</div>{FACTS}",
        "<h1>Ra quân<br>nạo vét kênh mương</h1>",
        f"<p><a href=/xem-chi-tiet/id/7>{TITLE}</a></p><p>(86 lượt xem) [06/03/2018]</p><div>{TITLE}</div>",
    ],
)
def test_the_line_that_a_page_is_called_by_is_the_title(head: str, body: str) -> None:
    page = f"<title>{head}</title>{body}<p>{SENTENCE}</p>{TOOLS}"
    article = parse_article(raw(page, URL), VINHLONG).article

    assert article.title == TITLE
    assert article.blocks[-1:] == (Paragraph(text=SENTENCE),)
    assert not [block for block in article.blocks if getattr(block, "text", "") == TITLE]


def test_what_stands_in_the_midst_of_what_a_page_calls_itself_is_no_title() -> None:
    body = f"<div>Tổ quản lý thủy nông</div>{FACTS}<div>Chuyên mục: Tin</div><h1>{TITLE}</h1>"

    assert title(f"Mời Tổ quản lý thủy nông họp - {SITE}", body) == TITLE


def test_a_title_repeated_in_the_text_does_not_hide_the_date() -> None:
    page = f"<title>{TITLE}</title><div>{TITLE}</div>{FACTS}<p>{TITLE}</p><p>{SENTENCE}</p>{TOOLS}"

    assert parse_article(raw(page), VINHLONG).article.published == "2018-03-06T14:30:00+07:00"


@pytest.mark.parametrize(
    ("head", "body", "path"),
    [
        (SITE, f"<div>{SITE}</div>", "tin/7"),
        (f"Trang tin {SITE}", f"<div>Trang tin {SITE}</div>", "tin/7"),
        ("Tin tức", "<div>Tin tức</div>", "tin/7"),
        ("Cải cách hành chính nhà nước", "<a href=/cai-cach>Cải cách hành chính nhà nước</a>", "tin/7"),
        (
            "Cải cách hành chính nhà nước",
            "<a href=/cai-cach>Cải cách hành chính nhà nước</a><h2>Cải cách hành chính nhà nước</h2>",
            "tin/7",
        ),
        ("Xem chi tiết tin tức", "<div>Xem chi tiết tin tức</div>", "xem-chi-tiet-tin-tuc/id/7"),
    ],
)
def test_what_other_pages_are_called_too_is_no_title(head: str, body: str, path: str) -> None:
    assert title(head, f"{body}<div>Chuyên mục - Tin</div><b>{TITLE}</b>", path) == TITLE
    with pytest.raises(LayoutChanged):
        title(head, body, path)


def test_a_control_that_is_called_so_shows_the_title() -> None:
    container = "<p><span id=dnn_ctr5_dnnTITLE_lblTitle>Tin trong ngành</span></p>"

    assert title("", f"{container}<span id=ctl00_lblTitle>{TITLE}</span>") == TITLE


@pytest.mark.parametrize(
    "logo",
    [
        f"<h1>{SITE}</h1>",
        "<h1><a href=/>Cổng thông tin điện tử</a></h1>",
        "<a href=/tin-trong-nganh>Tin trong ngành</a><h1>Tin trong ngành</h1>",
    ],
)
def test_a_heading_that_names_the_portal_or_a_category_is_no_title(logo: str) -> None:
    assert title("", f"{logo}<h1>{TITLE}</h1>") == TITLE
    with pytest.raises(LayoutChanged):
        title("", f"{logo}<p>{TITLE}</p>")
