"""Where related news begin and end around the text of an article."""

import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import Article, Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw, vinhlong


@pytest.mark.parametrize("cells", ["<td>-<td>Tin trong ngành", "<td>- Tin trong ngành"])
def test_a_label_may_have_a_cell_of_its_own(cells: str) -> None:
    label = f"<table><tr><td>Chuyên mục{cells}</table>"
    article = parse_article(
        raw(f"{label}<p>Một bài viết</p><p>{SENTENCE}</p>{TOOLS}"), builtin("vinhlong")
    ).article

    assert (article.categories, article.title) == (("Tin trong ngành",), "Một bài viết")


def test_related_news_end_at_the_next_list_of_news() -> None:
    lists = "".join(
        f"<h3>{head}</h3><p><a href=/xem-chi-tiet-tin-tuc/id/{at}>Một tin</a></p>"
        for at, head in enumerate(("Các tin liên quan", "Tin đã đưa"))
    )

    assert [one.id for one in vinhlong(f"<p>{SENTENCE}</p>", tools=TOOLS + lists).article.related] == ["0"]


@pytest.mark.parametrize(
    "below", ["<h3>Các tin liên quan</h3><p>Một tin</p>", "<h3>Tin mới đăng</h3><p>Một tin</p>"]
)
def test_news_beside_an_empty_text_are_not_it(below: str) -> None:
    with pytest.raises(LayoutChanged):
        vinhlong("<p>06/03/2018</p>", tools=TOOLS + below)


@pytest.mark.parametrize("heading", ["Tin khác", "Tin cùng chuyên mục", "Tin cùng loại"])
def test_related_news_are_called_so_or_otherwise_but_by_one_name(heading: str) -> None:
    other = f"<h3>{heading}</h3><p><a href=/xem-chi-tiet-tin-tuc/id/6>Một tin</a></p>"
    text = f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>"

    found = [
        vinhlong(text, tools=above + other).article for above in (TOOLS, f"{TOOLS}<p>Các tin liên quan</p>")
    ]

    assert [[one.id for one in article.related] for article in found] == [["6"], []]
    assert all(article.blocks == (Paragraph(text=SENTENCE),) for article in found)


ENTRIES = "".join(
    f"<li><a href=/xem-chi-tiet-tin-tuc/id/{at}>Khuyến cáo lịch xuống giống</a></li>" for at in (5, 6)
)
LAST = "<h3>Các tin liên quan</h3><p><a href=/xem-chi-tiet-tin-tuc/id/8>Một tin</a></p>"


@pytest.mark.parametrize("heading", ["Tin liên quan", "Các tin liên quan:", "Tin khác", "Bài liên quan"])
@pytest.mark.parametrize("box", ["<div><b>{}</b>{}</div>", "<table><tr><td>{}<td><ul>{}</ul></table>"])
@pytest.mark.parametrize(
    ("tools", "ids"), [(TOOLS, ["5", "6"]), (TOOLS + LAST, ["5", "6", "8"]), (LAST, ["5", "6", "8"])]
)
def test_a_text_goes_on_below_a_box_of_other_news(heading: str, box: str, tools: str, ids: list[str]) -> None:
    text = f"<p>{SENTENCE}</p>{box.format(heading, ENTRIES)}<p>{SENTENCE}</p><p>Hồng Hạnh</p>"
    article = vinhlong(text, tools=tools).article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),) * 2, "Hồng Hạnh")
    assert [one.id for one in article.related] == ids


@pytest.mark.parametrize(
    "ahead", ["<h3>Ba bước</h3>", "<table><tr><td>Vụ<td>Tấn</table>", "<ul><li>Xuống giống</ul>"]
)
@pytest.mark.parametrize("below", [SENTENCE, "Hội nghị bế mạc trong ngày."])
def test_what_the_text_has_ahead_of_a_box_need_be_no_paragraph(ahead: str, below: str) -> None:
    box = f"<div><h3>Tin liên quan</h3><ul>{ENTRIES}</ul></div>"
    article = vinhlong(f"<p>{SENTENCE}</p>{ahead}{box}<p>{below}</p>", tools=TOOLS + LAST).article

    assert (article.blocks[0], article.blocks[2:]) == (Paragraph(text=SENTENCE), (Paragraph(text=below),))
    assert [one.id for one in article.related] == ["5", "6", "8"]


@pytest.mark.parametrize(
    "below", [f"<p>{SENTENCE}</p>", f"<div><p>{SENTENCE}</p></div>{LAST}", f"<p>Bản quyền</p>{LAST}"]
)
def test_what_stands_below_related_news_is_no_text(below: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><h3>Tin khác</h3><ul>{ENTRIES}</ul>", tools=below).article

    assert article.blocks == (Paragraph(text=SENTENCE),)


OWN = f"<p>{SENTENCE}</p><img src=/a.jpg><p>Quang cảnh</p><p>{SENTENCE}</p>"


@pytest.mark.parametrize(
    "above", ["", "<p>Ngày đăng: 09/01/2017</p>", f"<h2 class=sapo>{SENTENCE} Vui.</h2>"]
)
def test_a_text_may_begin_with_a_box_of_other_news(above: str) -> None:
    box = f"<div><h3>Tin liên quan</h3><ul>{ENTRIES}</ul></div>"
    article = vinhlong(f"{above}<div>{box}{OWN}</div>", tools=TOOLS + LAST).article

    assert [block for block in article.blocks if isinstance(block, Paragraph)] == [
        Paragraph(text=SENTENCE)
    ] * 2
    assert [one.id for one in article.related] == ["5", "6", "8"]


@pytest.mark.parametrize(
    "below",
    [
        f"<div><h3>Tin khác</h3><ul>{ENTRIES}</ul><p>{SENTENCE}</p></div>",
        f"<div><h3>Tin khác</h3><ul>{ENTRIES}</ul><p>{SENTENCE}</p><ul>{ENTRIES}</ul><p>{SENTENCE}</p></div>",
        f"<div><h3>Tin khác</h3><ul>{ENTRIES}</ul></div><p>{SENTENCE}</p><p>{SENTENCE}</p>",
    ],
)
def test_what_sums_up_other_news_or_ends_the_page_begins_no_text(below: str) -> None:
    article = vinhlong(f"<div><p>{SENTENCE}</p></div>", tools=f"{below}{LAST}").article

    assert article.blocks == (Paragraph(text=SENTENCE),)


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><td>Vụ<td>Tấn<tr><td>Hè<td>10</table>",
        "<p><img src=/a.jpg></p><p>Quang cảnh</p>",
        f"<h3>Ba bước</h3><p>Xem <a href=/kh.pdf>kế hoạch</a> đã ban hành.</p><p>{SENTENCE}</p>",
    ],
)
@pytest.mark.parametrize(
    "news", ["<p>{}</p><ul>{}</ul>", "<div><h3>{}</h3><ul>{}</ul><p>Có ba việc.</p></div>"]
)
@pytest.mark.parametrize("behind", [LAST, "<div>Bản quyền</div>"])
def test_in_the_element_of_its_text_whatever_goes_on_is_text(below: str, news: str, behind: str) -> None:
    category, title = HEAD.split("<h1>")
    box = news.format("Tin liên quan", ENTRIES)
    text = f"<p>09/01/2017</p><div><p>{SENTENCE}</p>{{}}{below}<p>Hồng Hạnh</p></div>"
    html = f"{category}<div><h1>{title}{text}</div>{behind}"
    article, whole = read(html.format(box)), read(html.format(""))

    assert (article.blocks, article.author) == (whole.blocks, "Hồng Hạnh")
    assert [one.id for one in article.related] == ["5", "6", *(one.id for one in whole.related)]


@pytest.mark.parametrize(
    "first", [f"<h2>{SENTENCE}</h2>", "<p>Vụ này có ba việc mới</p>", "<img src=/a.jpg>"]
)
def test_a_text_may_begin_below_a_box_in_one_element_with_its_title(first: str) -> None:
    category, title = HEAD.split("<h1>")
    box = f"<p>09/01/2017</p><div><h3>Tin liên quan</h3><ul>{ENTRIES}</ul></div>"
    text = f"{first}<p>{SENTENCE}</p><ul><li>Một</ul><p>{SENTENCE}</p>"
    html = f"{category}<div><h1>{title}{{}}{text}</div>{LAST}"

    assert read(html.format(box)).blocks == read(html.format("<p>09/01/2017</p>")).blocks
    assert [one.id for one in read(html.format(box)).related] == ["5", "6", "8"]


def test_what_stands_behind_the_element_of_a_text_is_no_more_of_it() -> None:
    box = f"<div><h3>Tin liên quan</h3><ul>{ENTRIES}</ul></div>"
    article = vinhlong(
        f"<div><p>{SENTENCE}</p></div>{box}<div>Bình chọn</div><p>Bản quyền</p>", tools=LAST
    ).article

    assert article.blocks == (Paragraph(text=SENTENCE),)


def read(html: str) -> Article:
    return parse_article(raw(html), builtin("vinhlong")).article
