"""What a fetched file is called, and whether it is one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.rawfile import RawFile, disposed
from scrapers.text import clean_line
from tests import hostile

PDF = "application/pdf"
URL = "https://a.vn/Portals/0/ke-hoach.pdf"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="a.pdf"', "a.pdf"),
        ("attachment; filename=a b.pdf", "a b.pdf"),
        ('attachment; FILENAME="q.pdf"', "q.pdf"),
        ('inline; filename="a;b.pdf"', "a;b.pdf"),
        (r'attachment; filename="a\"b.pdf"', 'a"b.pdf'),
        ("attachment; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "Kế hoạch.pdf"),
        ("attachment; filename=\"K_ hoch.pdf\"; filename*=UTF-8''K%E1%BA%BF.pdf", "Kế.pdf"),
        ("attachment; filename*=UTF-8''K%E1%BA%BF.pdf; filename=\"K_ hoch.pdf\"", "Kế.pdf"),
        ('attachment; filename="K%E1%BA%BF.pdf"', "Kế.pdf"),
        ("attachment; filename=Kế hoạch số 12.pdf", "Kế hoạch số 12.pdf"),
        ("attachment; filename*=klingon''a.pdf", "a.pdf"),
        ("attachment; filename*=a.pdf", "a.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\tep\\\\a.pdf"', "a.pdf"),
        ("attachment; filename", ""),
        ("attachment", ""),
        ("inline", ""),
        ("", ""),
        ("attachment; filename*=idna''%ff.pdf", ""),
        ("attachment; filename*=undefined''a.pdf", ""),
        ("attachment; filename*=%00''a.pdf", ""),
        (f"attachment; filename*{'9' * 5000}=a.pdf", ""),
    ],
)
def test_a_header_names_a_file(header: str, name: str) -> None:
    assert disposed(header) == name


@given(
    st.text()
    | st.sampled_from(sorted(hostile.TEXTS.values())).map(lambda text: f"attachment; filename*=utf-8''{text}")
    | st.binary().map(lambda data: "attachment; filename*=x'y'" + "".join(f"%{byte:02x}" for byte in data))
)
@example("attachment; filename*0=a.pdf; filename*=b.pdf")
def test_no_header_breaks_it_or_leaves_the_line(header: str) -> None:
    name = disposed(header)

    assert name == clean_line(name)
    assert "/" not in name


@pytest.mark.parametrize(
    ("url", "landed", "header", "names"),
    [
        (URL, URL, "", ["ke-hoach.pdf", "ke-hoach.pdf"]),
        (URL, URL, 'attachment; filename="KH 12.pdf"', ["KH 12.pdf", "ke-hoach.pdf", "ke-hoach.pdf"]),
        ("https://a.vn/LinkClick.aspx?fileticket=x1", "https://a.vn/LinkClick.aspx?fileticket=x1", "", []),
        ("https://a.vn/LinkClick.aspx?fileticket=x1", URL, "", ["ke-hoach.pdf"]),
        (URL, "https://kho.vn/3f2a-77", "", ["ke-hoach.pdf"]),
        ("https://a.vn/documents/1/2/K%E1%BA%BF.doc/3f2a", "https://a.vn/x", "", ["Kế.doc"]),
        ("https://a.vn/tai?tep=bieu%20mau.xls", "https://a.vn/tai", "", ["bieu mau.xls"]),
    ],
)
def test_names_come_from_the_header_then_from_where_it_lay(
    url: str, landed: str, header: str, names: list[str]
) -> None:
    assert list(RawFile(url, landed, b"", PDF, header).names()) == names


@pytest.mark.parametrize(
    ("told", "is_page"),
    [
        ({}, True),
        ({"content_type": "TEXT/HTML; charset=utf-8"}, True),
        ({"content_type": "application/xhtml+xml"}, True),
        ({"content_type": PDF}, False),
        ({"content_type": ""}, False),
        ({"body": b"%PDF-1.4"}, False),
        ({"body": b"PK\x03\x04"}, False),
        ({"disposition": 'attachment; filename="bang.xls"'}, False),
        ({"disposition": "inline"}, True),
        ({"landed": "https://a.vn/bao-cao.HTML"}, False),
        ({"landed": "https://a.vn/dang-nhap"}, True),
    ],
)
def test_a_page_in_place_of_a_file_is_told(told: dict[str, object], is_page: bool) -> None:
    usual = {"url": URL, "landed": URL, "body": b"<!DOCTYPE html>", "content_type": "text/html"}
    assert RawFile(**{**usual, **told}).is_page is is_page  # type: ignore[arg-type]  # fields by name
