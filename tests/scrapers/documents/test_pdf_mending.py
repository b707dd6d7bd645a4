"""PDF files that were cut off: what came is read, as far as it goes."""

import zlib

import pytest

from scrapers.documents.pdf import mending
from scrapers.model import NoText
from tests.scrapers.documents.making import TO_UNICODE, Pdf, file_of, line, read, set_lines, stream, texts

SAID = ["Một trăm xã đã làm xong.", "Hai trăm xã đang làm.", "Ba xã chưa làm."]
PAGES = [set_lines([one]) for one in SAID]
FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>"
PAGE = b"<< /Type /Page /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"


@pytest.mark.parametrize(
    ("mark", "count"),
    [
        (b"startxref", 3),
        (b"trailer", 3),
        (b"xref\n", 3),
        (b"endobj\nxref", 2),
        (b"14 0 obj", 2),
        (b"13 0 obj", 1),
    ],
)
def test_the_pages_that_came_are_read_and_the_text_is_said_to_be_cut(mark: bytes, count: int) -> None:
    body = Pdf(PAGES).made()
    document = read(body[: body.index(mark)])

    assert texts(document) == SAID[:count]
    assert document.cut
    assert not read(body).cut


def packed(inside: dict[int, bytes], more: bytes = b"") -> bytes:
    """Pack objects together in a stream."""
    parts, places = b"", list[str]()
    for number, one in inside.items():
        places.append(f"{number} {len(parts)}")
        parts += one + b" "
    head = " ".join(places).encode() + b" "
    about = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode %s" % (len(inside), len(head), more)
    return stream(zlib.compress(head + parts), about)


def cut(objects: dict[int, bytes]) -> bytes:
    known = {5: b"<< /Subtype /CIDFontType2 /DW 500 >>", 6: stream(TO_UNICODE)}
    known |= {20 + at: stream(one) for at, one in enumerate(PAGES)}
    body = file_of(known | objects)
    return body[: body.index(b"xref\n")]


def test_pages_and_fonts_that_are_packed_in_streams_are_found() -> None:
    first = {3: FONT, 31: PAGE % 21, 32: PAGE % 99}
    body = cut({8: packed(first), 9: packed({32: PAGE % 22}), 30: PAGE % 20})

    document = read(body)

    assert texts(document) == SAID
    assert document.pages == 3


def test_a_file_with_a_tree_of_pages_that_is_none_has_its_pages_all_the_same() -> None:
    body = Pdf(PAGES).made()

    assert texts(read(body.replace(b"/Pages 2 0 R", b"/Seiten 2 0 R"))) == SAID


def test_an_object_that_is_written_anew_is_the_last_one() -> None:
    body = cut({3: FONT, 9: packed({30: PAGE % 20}), 30: PAGE % 21}) + b"30 0 obj\n%s\nendobj\n30 0 obj" % (
        PAGE % 22
    )

    assert texts(read(body)) == SAID[2:]


@pytest.mark.parametrize(
    "objects",
    [
        {30: b"<< /Type /Pages /Kids [20 0 R] >>"},
        {30: PAGE % 99},
        {30: PAGE % 40, 40: stream(b"9 9 99 99 re f")},
        {30: PAGE % 20, 31: b"<< /Encrypt 7 0 R >>"},
        {9: packed({30: PAGE % 20}).replace(b"/First", b"/Erst")},
        {9: stream(b"30 0 " + PAGE % 20, b"/Type /ObjStm /First 5")},
        {9: packed({30: PAGE % 20}).replace(b"/ObjStm", b"/XRef")},
    ],
    ids=["no page", "no content", "drawn", "locked", "no place of the first", "not packed", "another stream"],
)
def test_what_has_no_page_that_can_be_read_is_damaged(objects: dict[int, bytes]) -> None:
    assert read(cut({3: FONT} | objects)).no_text is NoText.DAMAGED


def test_streams_whose_objects_overlap_do_not_unpack_to_very_much(monkeypatch: pytest.MonkeyPatch) -> None:
    head = (
        b" ".join(b"%d %d" % (at, at % 2 * 900_000) for at in range(100, 5000)) + b" x 99999999999999999999 "
    )
    about = b"/Type /ObjStm /First %d /Filter /FlateDecode" % len(head)
    bomb = stream(zlib.compress(head + bytes(1 << 20)), about)

    monkeypatch.setattr(mending, "_MOST_UNPACKED", 1 << 21)
    assert len(mending.mended(cut({3: FONT, 9: bomb, 30: PAGE % 20}))) < 3 << 20
    assert texts(read(cut({3: FONT, 9: bomb, 30: PAGE % 20}))) == SAID[:1]


def test_a_page_of_another_tree_has_what_that_one_gives_its_pages() -> None:
    above = b"<< /Type /Pages /Resources << /Font << /F 3 0 R >> >> /Kids [98 0 R 99 0 R] /Count 2 >>"
    page = b"<< /Type /Page /Parent 40 0 R /MediaBox [0 0 595 842] /Contents 20 0 R >>"

    assert texts(read(cut({3: FONT, 30: page, 40: above}))) == SAID[:1]
    assert texts(read(cut({3: FONT, 30: PAGE % 50, 50: stream(line(72, 700, SAID[1]))}))) == SAID[1:2]
