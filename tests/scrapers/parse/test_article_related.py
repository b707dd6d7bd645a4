"""Where related news begin and end around the text of an article."""

import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import SENTENCE, TOOLS, raw, vinhlong


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
@pytest.mark.parametrize(("tools", "ids"), [(TOOLS, ["5", "6"]), (TOOLS + LAST, ["8"]), (LAST, ["8"])])
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
    assert [one.id for one in article.related] == ["8"]


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
    assert [one.id for one in article.related] == ["8"]


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
