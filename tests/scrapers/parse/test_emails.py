"""Addresses of mail that a page hides."""

import pytest

from tests.scrapers.parse.pages import blocks

HIDDEN = "2a" + "".join(f"{ord(letter) ^ 0x2A:02x}" for letter in "so@vinhlong.gov.vn")


@pytest.mark.parametrize(
    "html",
    [
        f"<a href=/cdn-cgi/x class=__cf_email__ data-cfemail={HIDDEN}>[email&#160;protected]</a>",
        f'<a href="/cdn-cgi/x"><span class="x" data-cfemail="{HIDDEN}">[email protected]</span></a>',
    ],
)
def test_a_hidden_address_is_shown(html: str) -> None:
    (block,) = blocks(f"<p>Thư gửi về {html} trước ngày 30.</p>")

    assert getattr(block, "text", "") == "Thư gửi về so@vinhlong.gov.vn trước ngày 30."


@pytest.mark.parametrize("digits", ["zz", "2a", "2a2b2c", "ff" * 30])
def test_what_hides_no_address_stays(digits: str) -> None:
    (block,) = blocks(f"<p>Thư: <a data-cfemail={digits}>[email protected]</a></p>")

    assert getattr(block, "text", "") == "Thư: [email protected]"


@pytest.mark.parametrize(
    "spelled",
    ["vidu[at]vinhlong.gov.vn", "vidu (at) vinhlong.gov.vn", "vidu[at]vinhlong [dot] gov [dot] vn"],
)
def test_an_address_that_is_spelled_out_is_written_as_it_is(spelled: str) -> None:
    (block,) = blocks(f"<p>Thư gửi về {spelled}, trước ngày 30.</p>")

    assert getattr(block, "text", "") == "Thư gửi về vidu@vinhlong.gov.vn, trước ngày 30."


@pytest.mark.parametrize(
    "text", ["Họp (at) hội trường.", "[at] vinhlong.gov.vn", "Mục 2 (a) www.vinhlong.gov.vn"]
)
def test_what_spells_no_address_stays(text: str) -> None:
    (block,) = blocks(f"<p>{text}</p>")

    assert getattr(block, "text", "") == text
