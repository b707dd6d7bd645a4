"""An article written as Markdown reads back as the article: nothing foreign is markup, no word is lost."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.markdown import as_markdown
from reader.links import spots
from scrapers.model import (
    Article,
    Attachment,
    Block,
    Heading,
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

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def written(*parts: Block) -> str:
    whole = as_markdown(Article(portal="demo", id="1", url="", title="Tựa", blocks=parts))
    return whole.removeprefix("# Tựa\n").strip("\n")


def read(markdown: str) -> list[tuple[str, list[str]]]:
    """List the blocks that a Markdown parser sees, each with the text of its parts."""
    seen: list[tuple[str, list[str]]] = []
    depth = 0
    for token in PARSER.parse(markdown):
        if depth == 0 and token.nesting >= 0:
            seen.append((token.type.removesuffix("_open"), []))
        depth += token.nesting
        if token.type in ("list_item_open", "th_open", "td_open"):
            seen[-1][1].append("")
        elif token.type == "inline":
            _append(seen[-1], _said(token.children or []))
    return seen


def _append(block: tuple[str, list[str]], text: str) -> None:
    kind, parts = block
    if kind in ("paragraph", "heading") or not parts:
        parts.append(text)
    else:
        parts[-1] = f"{parts[-1]}\n\n{text}" if parts[-1] else text


def _said(tokens: Iterable[Token]) -> str:
    return "".join("\n" if token.type == "hardbreak" else token.content for token in tokens)


def expected(block: Block) -> list[tuple[str, list[str]]]:
    match block:
        case Paragraph(text=text):
            return [("paragraph", [part]) for part in text.split("\n\n")]
        case Heading(text=text):
            return [("heading", [_flat(text)])]
        case Quote(text=text):
            return [("blockquote", [text])]
        case ListBlock(items=items, ordered=ordered):
            return [("ordered_list" if ordered else "bullet_list", list(items))]
        case Table(rows=rows, header=header):
            width = max(map(len, rows))
            rows = rows if header else ((), *rows)
            cells = [_flat(cell) for row in rows for cell in (*row, *[""] * (width - len(row)))]
            return [("table", cells)] if width else []
    raise AssertionError(block)


def _flat(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(blocks(), min_size=1, max_size=4))
def test_blocks_read_back_word_for_word(given_blocks: list[Block]):
    seen = read(written(*given_blocks))

    assert seen == [part for block in given_blocks for part in expected(block)]


@given(blocks())
def test_links_read_back_with_their_addresses(block: Block):
    tokens = [token for outer in PARSER.parse(written(block)) for token in outer.children or []]

    hrefs = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}

    meant = {PARSER.normalizeLink(spot.url) for part in spots(block) for spot in part}
    assert meant == {href.replace("%28", "(").replace("%29", ")") for href in hrefs}


def test_a_link_keeps_its_words():
    text = "Xem Kế hoạch số 12 tại đây."

    assert (
        written(Paragraph(text=text, links=(Link(start=4, end=18, url="https://a.vn/k.pdf"),)))
        == "Xem [Kế hoạch số 12](https://a.vn/k.pdf) tại đây."
    )


@pytest.mark.parametrize("url", hostile.URLS)
def test_only_web_addresses_become_links(url: str):
    block = Paragraph(text="xem", links=(Link(start=0, end=3, url=url),))

    assert written(block, Image(url=url)) == "xem"


def test_lists_keep_their_numbers_and_stay_apart():
    items = ("một", "hai")

    assert (
        written(ListBlock(items=items, ordered=True, start=9), ListBlock(items=items, ordered=True))
        == "9. một\n10. hai\n\n1) một\n2) hai"
    )


def test_a_picture_has_its_caption_below():
    picture = Image(url="https://a.vn/a.jpg", caption="Quang cảnh *hội nghị*", alt="Ảnh 1")

    assert written(picture) == "![Ảnh 1](https://a.vn/a.jpg)\n\n*Quang cảnh \\*hội nghị\\**"


def test_tables_are_pipe_tables():
    table = Table(rows=(("Huyện", "Thuê bao"), ("Long Hồ", "1|2")), header=True)

    assert written(table) == "| Huyện | Thuê bao |\n| --- | --- |\n| Long Hồ | 1\\|2 |"


def test_front_matter_holds_the_fields():
    article = Article(
        portal="demo",
        id="7",
        url="https://a.vn/7",
        title='Tựa "lớn": một',
        categories=("Thông báo",),
        published="2018-01-17",
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        attachments=(Attachment(url="https://a.vn/k.pdf", name="Kế hoạch"),),
        related=(Related(id="8", title="Bài kia", url="https://a.vn/8"),),
    )

    start, fields, rest = as_markdown(article, front_matter=True).split("---\n", 2)

    told = {name: json.loads(value) for name, value in (line.split(": ", 1) for line in fields.splitlines())}
    assert start == ""
    assert told["title"] == 'Tựa "lớn": một'
    assert told["categories"] == ["Thông báo"]
    assert told["fetched_at"] == "2026-11-23T00:00:00+00:00"
    assert "- [Kế hoạch](https://a.vn/k.pdf)" in rest
    assert "- [Bài kia](https://a.vn/8)" in rest
    assert rest.endswith("[https://a.vn/7](https://a.vn/7)\n")


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_neither_control_nor_markup(name: str):
    whole = as_markdown(hostile.article(hostile.TEXTS[name]), front_matter=True)
    tokens = PARSER.parse(whole.split("---\n", 2)[2])
    inline = {child.type for token in tokens for child in token.children or []}

    assert hostile.harmless(whole)
    assert not {token.type for token in tokens} & {"html_block", "code_block", "fence"}
    assert inline <= {
        "text",
        "text_special",
        "hardbreak",
        "link_open",
        "link_close",
        "em_open",
        "em_close",
        "image",
    }
