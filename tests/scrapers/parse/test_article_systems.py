"""What the systems that portals run on put around an article: rows of facts, icons, lines for machines."""

import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw, vinhlong


@pytest.mark.parametrize(
    "row",
    [
        "Tác giả: Hồng Hạnh / Thứ ba, 6 tháng 3, 2018 / Chuyên mục: Tin / Lượt xem: 86",
        "06/03/2018 • 86 lượt xem • Nguồn: Báo Vĩnh Long",
    ],
)
def test_a_row_of_facts_may_name_more_than_day_and_views(row: str) -> None:
    article = vinhlong(f"<p>{row}</p><p>{SENTENCE}</p>").article

    assert article.blocks == (Paragraph(text=SENTENCE),)
    assert (article.published, article.views) == ("2018-03-06", 86)


def test_what_only_machines_see_is_no_text() -> None:
    machines = (
        "<div class='hidden hide d-none'><span>Hồng Hạnh</span></div><span class=hidden>2018-03-05</span>"
    )
    article = vinhlong(f"{machines}<p>06/03/2018</p><p>{SENTENCE}</p>").article

    assert (article.blocks, article.published) == ((Paragraph(text=SENTENCE),), "2018-03-06")


def test_a_date_that_only_machines_see_counts_where_people_see_none() -> None:
    meta = "<meta property='article:published_time' content='2018-03-06T01:15:00Z'>"
    hidden, shown = (
        parse_article(raw(f"{meta}{HEAD}{facts}<p>{SENTENCE}</p>{TOOLS}"), builtin("vinhlong")).article
        for facts in ("", "<p>05/03/2018</p>")
    )

    assert (hidden.published, shown.published) == ("2018-03-06T08:15:00+07:00", "2018-03-05")


@pytest.mark.parametrize(
    ("above", "title"), [("<p>Mở lớp dạy bơi</p>", "Mở lớp dạy bơi"), ("<p><a href=/tin>Tin</a></p>", "")]
)
def test_what_stands_above_a_day_is_the_title_where_the_page_names_none(above: str, title: str) -> None:
    html = f"<title>Tin</title>{above}<p>Ngày đăng: 06/03/2018</p><p>{SENTENCE}</p>{TOOLS}"
    if title:
        assert parse_article(raw(html), builtin("vinhlong")).article.title == title
    else:
        with pytest.raises(LayoutChanged, match="title"):
            parse_article(raw(html), builtin("vinhlong"))


def test_icons_among_tools_are_no_pictures() -> None:
    tools = "<div>Cỡ chữ <a href=#>A</a> | Tương phản <img src=/c.gif> | Chia sẻ Facebook Zalo</div>"
    stars = "<div>Đánh giá: <img src=/s.gif><img src=/s.gif></div>"

    assert vinhlong(f"{tools}<p>{SENTENCE}</p>{stars}").article.blocks == (Paragraph(text=SENTENCE),)


def test_a_file_behind_an_icon_is_offered() -> None:
    row = "<tr><td>Lịch thi đấu<td><a href=/lich.doc><img src=/images/doc.gif></a>"
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p><table><tr><th>Tên<th>Tải về{row}</table>").article

    assert [one.name for one in article.attachments] == ["lich.doc"]
