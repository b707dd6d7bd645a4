"""The text of a page whatever its bytes are said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parse.charset import decoded
from scrapers.text import clean_line
from tests.markup_forms import legacy

TEXT = "Tiếng Việt có dấu: Đường Nguyễn Huệ, phường 1, thành phố Vĩnh Long – ẩm thực"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


def test_the_header_names_the_encoding() -> None:
    assert clean_line(decoded("日本語".encode("shift_jis"), "text/html; charset=Shift_JIS")) == "日本語"


def test_a_meta_element_names_the_encoding_where_the_header_does_not() -> None:
    page = META.format("shift_jis").encode() + "日本語".encode("shift_jis")

    assert decoded(page, "text/html").endswith("日本語")


def test_the_header_wins_over_the_meta_element() -> None:
    page = META.format("gb2312").encode() + "日本語".encode("euc_jp")

    assert decoded(page, 'text/html; charset="EUC-JP"').endswith("日本語")


@pytest.mark.parametrize("label", ["", "windows-1258", "iso-8859-1", "utf-16", "hex", "no-such", "us-ascii"])
def test_utf8_is_utf8_whatever_its_label(label: str) -> None:
    assert decoded(TEXT.encode(), f"text/html; charset={label}") == TEXT


@pytest.mark.parametrize("label", ["", "utf-8", "windows-1258", "iso-8859-1", "windows-1252", "no-such"])
def test_windows_1258_becomes_composed_vietnamese_whatever_its_label(label: str) -> None:
    assert clean_line(decoded(legacy(TEXT), f"text/html; charset={label}")) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_known_with_and_without_its_mark(encoding: str) -> None:
    assert decoded(f"<html><p>{TEXT}</p></html>".encode(encoding)) == f"<html><p>{TEXT}</p></html>"


def test_a_byte_order_mark_is_no_text() -> None:
    assert decoded(b"\xef\xbb\xbf" + TEXT.encode()) == TEXT


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding() -> None:
    text = decoded(TEXT.encode() + b"\xff\xe1\xbb" + TEXT.encode(), "text/html; charset=utf-8")

    assert text.startswith(TEXT)
    assert text.endswith(TEXT)


@given(
    st.binary(max_size=200), st.sampled_from(["", "text/html; charset=utf-16", "charset=idna", "charset=\0"])
)
def test_any_bytes_have_a_text(body: bytes, content_type: str) -> None:
    assert isinstance(decoded(body, content_type), str)
