"""What was read of attached files stands below their article, in every form that an article is given in."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from reader import i18n
from reader.export.jsonout import article_json
from reader.export.markdown import as_markdown
from reader.export.markup import Setting, article_markup
from reader.export.plain import as_plain
from reader.render.pieces import article_pieces
from reader.wording.documents import remarked, with_text
from scrapers.model import (
    Article,
    Attachment,
    Block,
    Document,
    DocumentText,
    Heading,
    NoText,
    Paragraph,
    Table,
)
from tests.pane import Pane

READ_AT = datetime(2018, 1, 18, 1, 30, tzinfo=UTC)
BLOCKS = (Heading(text="Phạm vi", level=2), Paragraph(text="Điều 1. Hạn mặn."), Table(rows=(("1", "An"),)))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_current", i18n.gettext.NullTranslations())


def read(name: str, *blocks: Block, why: NoText | None = None, cut: bool = False) -> Document:
    pages = len(blocks) or None
    return Document(
        url=f"https://a.vn/{name}", fetched_at=READ_AT, blocks=blocks, pages=pages, cut=cut, no_text=why
    )


def an_article(*documents: Document, names: str = "abc") -> Article:
    files = tuple(Attachment(url=f"https://a.vn/{name}", name=f"Tệp {name}") for name in names)
    text = Paragraph(text="Xem tệp.")
    return Article(
        portal="demo", id="1", url="https://a.vn/1", title="Tựa", blocks=(text,), attachments=files,
        documents=documents,
    )  # fmt: skip


WHOLE = an_article(read("b", *BLOCKS, cut=True), read("a", why=NoText.PICTURES))


@pytest.mark.parametrize("why", NoText)
def test_a_file_without_a_text_says_why_beside_its_name(why: NoText) -> None:
    said = {file.name: remark for file, remark in remarked(an_article(read("a", why=why), read("b")))}
    assert said["Tệp a"]
    assert (said["Tệp b"], said["Tệp c"]) == ("without text", "")


def test_a_file_that_is_offered_twice_is_shown_once() -> None:
    twice = an_article(read("a", *BLOCKS), names="aab")
    assert [(file.name, len(one.blocks)) for file, one in with_text(twice)] == [("Tệp a", 3)]


def test_in_the_pane_it_stands_below_the_attachments() -> None:
    pieces = article_pieces(WHOLE)
    kinds = [piece.kind for piece in pieces]
    assert kinds == [
        "title", "paragraph", "label", "attachments", "file", "byline", "heading", "paragraph", "table"
    ]  # fmt: skip
    shown = [piece.draw(60, None).content.plain for piece in pieces[3:6]]
    assert shown[0].split("\n") == [
        "↓ Tệp a (its pages are pictures, without text)", "↓ Tệp b", "↓ Tệp c"
    ]  # fmt: skip
    assert shown[1:] == ["↓ Tệp b", "3 pages · read at 08:30 18/01/2018\nonly its beginning is kept"]


def test_in_plain_text_it_comes_before_the_related_news() -> None:
    assert as_plain(WHOLE, 72).removeprefix("Tựa\n\nXem tệp.\n\n") == (
        "Attachments\n"
        "- Tệp a [1] (its pages are pictures, without text)\n"
        "- Tệp b [2]\n"
        "- Tệp c [3]\n\n"
        "=== Tệp b\n"
        "3 pages · read at 08:30 18/01/2018 · only its beginning is kept\n\n"
        "Phạm vi\n\n"
        "Điều 1. Hạn mặn.\n\n"
        "1  An\n\n"
        "[1] https://a.vn/a\n[2] https://a.vn/b\n[3] https://a.vn/c\nhttps://a.vn/1\n"
    )


def test_in_markdown_its_headings_are_below_its_name() -> None:
    written = as_markdown(WHOLE)
    assert "- [Tệp a](https://a.vn/a) (its pages are pictures, without text)\n- [Tệp b]" in written
    assert "## Tệp b\n\n*3 pages · read at" in written
    assert "\n\n### Phạm vi\n\nĐiều 1. Hạn mặn.\n\n" in written


def test_in_html_it_is_a_section_of_the_article() -> None:
    setting = Setting(level=1, picture=lambda _: "", place=lambda _portal, _id: "")
    tree = LexborHTMLParser(article_markup(WHOLE, setting))
    (section,) = tree.css("section")
    assert [node.text() for node in section.css("h2, h3, p:not(.byline), td")] == [
        "Tệp b", "Phạm vi", "Điều 1. Hạn mặn.", "1", "An"
    ]  # fmt: skip
    assert "Tệp a (its pages are pictures, without text)" in [node.text() for node in tree.css("aside li")]


def test_in_json_it_has_every_field() -> None:
    documents = article_json(WHOLE, ())["documents"]
    assert isinstance(documents, list)
    assert [(one["url"], one["no_text"], one["pages"], one["cut"]) for one in documents] == [
        ("https://a.vn/b", None, 3, True), ("https://a.vn/a", NoText.PICTURES, None, False)
    ]  # fmt: skip
    assert documents[0]["blocks"][1] == {"kind": "paragraph", "text": "Điều 1. Hạn mặn."}


def test_a_file_that_was_replaced_says_since_when_also_where_it_has_no_text() -> None:
    former = (DocumentText(fetched_at=READ_AT - timedelta(days=2), blocks=BLOCKS),)
    replaced = an_article(replace(read("a", *BLOCKS), former=former), names="a")
    assert "read at 08:30 18/01/2018 · changed since 08:30 16/01/2018" in as_plain(replaced, 72)
    scan = replace(read("a", why=NoText.PICTURES), former=former)
    ((_, why),) = remarked(an_article(scan, names="a"))
    assert why == "its pages are pictures, without text; changed since 08:30 16/01/2018"


@pytest.mark.parametrize("line", [91, 10_000])
async def test_where_the_texts_of_files_come_reading_stays_at_the_same_words(line: int) -> None:
    long = replace(an_article(), blocks=tuple(Paragraph(text=f"Đoạn {number}. " * 8) for number in range(60)))
    read_since = replace(long, documents=(read("a", *BLOCKS * 40),))
    pane = Pane(long)
    async with pane.run_test(size=(80, 24)) as pilot:
        pane.view.scroll_to(y=line, animate=False)
        await pilot.pause()
        top = next(text for text in pane.lines[1:] if text.startswith("Đoạn "))
        pane.view.show(article=read_since)
        await pilot.pause()
        await pilot.pause()
        assert top in pane.lines[1:3]
        assert pane.view.max_scroll_y > 300


@pytest.mark.parametrize("levels", [(2, 3), (1, 2), (3, 4), (4, 5)])
def test_headings_begin_right_below_the_name_of_their_file(levels: tuple[int, int]) -> None:
    blocks = tuple(Heading(text=f"Mục {level}", level=level) for level in levels)
    written = as_markdown(an_article(read("a", *blocks), names="a"))
    assert [line.partition(" ")[0] for line in written.split("\n") if "Mục" in line] == ["###", "####"]


@pytest.mark.parametrize("width", [20, 33, 80])
async def test_at_any_width_the_text_of_a_file_is_whole_and_inside(width: int) -> None:
    words = "Căn cứ Nghị định số 64/2007/NĐ-CP về ứng dụng công nghệ thông tin."
    said = (Paragraph(text=words), Table(rows=(("Huyện", "Điểm đo"), ("Vũng Liêm", "12"))))
    pane = Pane(an_article(read("a", *said, cut=True), names="a"))
    async with pane.run_test(size=(width, 60)) as pilot:
        await pilot.pause()
        shown = " ".join(pane.lines)
        assert pane.lines.count("↓ Tệp a") == 2  # once in the list of attachments, once above its text
        assert words in " ".join(shown.split())
        assert shown.index("Tệp a") < shown.index("Vũng Liêm") < shown.index("12", shown.index("Vũng"))
        assert max(map(len, pane.lines)) <= width
