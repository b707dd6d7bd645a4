"""The attachments of the demo portal: real files, whose text is read as people read it."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from scrapers.demo.files import file
from scrapers.demo.letters import PLAIN
from scrapers.demo.news import load_news
from scrapers.demo.papers import paper_of
from scrapers.documents.read import read_document
from scrapers.model import Document, Heading, ListBlock, Paragraph, Table
from scrapers.rawfile import RawFile

LETTER, FORM, ACT = "cong-van-189-stttt-cntt.pdf", "mau-danh-sach-hoc-vien.docx", "quyet-dinh-431-qd-ubnd.pdf"


def read(name: str, words: str = "", about: str = "") -> Document:
    body, kind = file(name, words, about)
    url = f"http://stttt.vinhlong.gov.vn/{name}"
    return read_document(RawFile(url, url, body, kind), url, datetime(2018, 3, 9, tzinfo=UTC))


@pytest.mark.parametrize("name", [LETTER, FORM, ACT])
def test_all_that_a_paper_says_is_read_back(name: str) -> None:
    paper, document = paper_of(name, "", ""), read(name)

    said = [block for block in paper.blocks if isinstance(block, ListBlock | Table)]
    assert [block for block in document.blocks if isinstance(block, ListBlock | Table)] == [
        block if name.endswith(".pdf") or isinstance(block, ListBlock) else Table(rows=_short(block))
        for block in said
    ]
    paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert {block.text for block in paper.blocks if isinstance(block, Paragraph)} <= set(paragraphs)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        paper.title,
        paper.subject,
        *(one.text for one in paper.blocks if isinstance(one, Heading)),
    ]
    assert paragraphs[:2] == ["\n".join(paper.left), "\n".join(paper.right)]
    assert paragraphs[-1] == "\n".join(paper.signed)


def _short(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(row if row[1] else row[:1] for row in table.rows)


def test_a_letter_has_two_pages_of_which_the_second_has_a_number() -> None:
    document = read(LETTER)

    assert document.pages == 2
    assert not any(isinstance(block, Paragraph) and block.text == "2" for block in document.blocks)


def test_a_file_that_nobody_wrote_says_what_its_link_and_its_article_say() -> None:
    texts = [
        block.text
        for block in read("a.pdf", "Kế hoạch số 24", "Thông báo").blocks
        if isinstance(block, Paragraph)
    ]

    assert {"Kế hoạch số 24", "Thông báo"} <= set(texts)


def test_every_paper_is_attached_to_an_article() -> None:
    links = {
        link.url for one in load_news().articles.values() for block in one.blocks for link in _links(block)
    }

    assert {LETTER, FORM, ACT} <= links


def _links(block: object) -> tuple[object, ...]:
    return block.links if isinstance(block, Paragraph) else ()


def test_the_same_name_gives_the_same_bytes() -> None:
    first = file(FORM)
    file.cache_clear()

    assert file(FORM) == first
    with ZipFile(io.BytesIO(first[0])) as packed:
        assert packed.testzip() is None


def test_the_table_of_a_pdf_finds_its_objects() -> None:
    data, _ = file(LETTER)
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    lines = data[start:].splitlines()
    count = int(lines[1].split()[1])

    assert data.startswith(b"%PDF-1.4")
    assert [data[int(entry[:10]) :].split(b"\n")[0] for entry in lines[3 : count + 2]] == [
        b"%d 0 obj" % number for number in range(1, count)
    ]


def test_every_letter_of_vietnamese_has_a_code_and_others_are_question_marks() -> None:
    text = "Đường Ỷ Lan: “phở” – ưỡn ẹo, nguyễn… • Ẵm"

    assert len(PLAIN.codes(text)) == len(text)
    assert b"?" not in PLAIN.codes(text)
    assert PLAIN.codes("漢") == b"?"
    assert PLAIN.width("ế", 10) == PLAIN.width("e", 10) > 0
