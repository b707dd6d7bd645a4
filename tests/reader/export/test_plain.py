"""Plain text fits its width, keeps every word, and numbers its links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader import i18n
from reader.export.plain import as_plain
from scrapers.model import (
    Article,
    Attachment,
    Block,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Related,
    Table,
)
from tests import hostile
from tests.blocks import blocks


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_current", i18n.gettext.NullTranslations())


def written(*parts: Block, width: int = 60) -> str:
    article = Article(portal="demo", id="1", url="https://a.vn/1", title="Tựa", blocks=parts)
    return as_plain(article, width).removeprefix("Tựa\n\n").removesuffix("\n\nhttps://a.vn/1\n")


def test_an_article_has_its_head_its_files_and_its_related_news():
    article = Article(
        portal="demo",
        id="1",
        url="https://a.vn/1",
        title="Tựa",
        categories=("Thông báo",),
        published="2018-01-17",
        author="Hồng Hạnh",
        summary="Tóm tắt",
        views=1204,
        attachments=(Attachment(url="https://a.vn/k.pdf", name="Kế hoạch"),),
        related=(Related(id="8", title="Bài kia", url="https://a.vn/8"),),
    )

    assert as_plain(article, 70) == (
        "Tựa\nThông báo · 17/01/2018 · Hồng Hạnh · 1.204 views\n\nTóm tắt\n\n"
        "Attachments\n- Kế hoạch [1]\n\nRelated news\n- Bài kia (8)\n\n"
        "[1] https://a.vn/k.pdf\nhttps://a.vn/1\n"
    )


def test_links_are_numbered_once_each():
    a, b = "https://a.vn/a", "https://a.vn/b"
    links = (Link(start=0, end=3, url=b), Link(start=4, end=7, url=a), Link(start=8, end=10, url=b))

    assert written(Paragraph(text="một hai ba.", links=links)) == (
        f"một [1] hai [2] ba [1].\n\n[1] {b}\n[2] {a}\nhttps://a.vn/1\n"
    )


def test_an_address_that_is_said_is_not_said_again_below():
    film = "https://video.example/phim/1"
    links = (Link(start=0, end=len(film), url=film),)

    assert written(Paragraph(text=film, links=links)) == film
    narrow = written(Paragraph(text=film, links=links), width=len(film) - 1)
    assert f"[1] {film}" in narrow, "where it is broken over two lines it cannot be copied there"
    elsewhere = (Link(start=0, end=len(film), url="https://b.vn/"),)
    assert "[1] https://b.vn/" in written(Paragraph(text=film, links=elsewhere))


def test_list_items_hang():
    items = ("một hai ba bốn năm sáu", "bảy")

    assert written(ListBlock(items=items, ordered=True, start=9), width=20) == (
        " 9. một hai ba bốn\n    năm sáu\n10. bảy"
    )
    assert written(ListBlock(items=items), width=20) == "- một hai ba bốn năm\n  sáu\n- bảy"


def test_quotes_have_a_bar():
    assert written(Quote(text="một hai ba bốn năm sáu bảy"), width=20) == "│ một hai ba bốn năm\n│ sáu bảy"


def test_tables_are_columns_and_numbers_are_flush_right():
    table = Table(rows=(("Huyện", "Thuê bao"), ("Long Hồ", "1.204"), ("Tam Bình", "87")), header=True)

    assert written(table) == (
        "Huyện     Thuê bao\n--------  --------\nLong Hồ      1.204\nTam Bình        87"
    )


def test_a_table_too_wide_for_the_page_that_is_only_a_header_is_told():
    rows = (("Tên gọi", "Cơ quan chủ trì", "Thời hạn"),)

    assert written(Table(rows=rows, header=True), width=24) == "Tên gọi\nCơ quan chủ trì\nThời hạn"


def test_tables_too_wide_for_the_page_are_stacked():
    rows = (("Tên gọi", "Cơ quan chủ trì", "Thời hạn"), ("Kế hoạch", "Sở Nội vụ", "17/01/2018"))

    assert written(Table(rows=rows, header=True), width=24) == (
        "Tên gọi: Kế hoạch\nCơ quan chủ trì: Sở\n  Nội vụ\nThời hạn: 17/01/2018"
    )


def test_a_picture_is_named():
    assert written(Image(url="", caption="Quang cảnh")) == "[Picture] Quang cảnh"


@given(st.lists(blocks(), max_size=4), st.integers(20, 100))
def test_lines_fit_and_no_letter_is_lost(given_blocks: list[Block], width: int):
    article = Article(portal="demo", id="1", url="", title="Tựa", blocks=tuple(given_blocks))

    text = as_plain(article, width)

    assert all(cell_len(line) <= width for line in text.split("\n") if "://" not in line)
    letters = iter(text)
    for block in given_blocks:
        for part in getattr(block, "items", None) or [getattr(block, "text", "")]:
            assert all(letter in letters for letter in part if not letter.isspace())


@pytest.mark.parametrize("name", hostile.TEXTS)
@pytest.mark.parametrize("url", ["https://vinhlong.example/a", hostile.URLS[4]])
def test_hostile_text_is_harmless(name: str, url: str):
    assert hostile.harmless(as_plain(hostile.article(hostile.TEXTS[name], url), 40))
