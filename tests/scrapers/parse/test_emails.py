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
