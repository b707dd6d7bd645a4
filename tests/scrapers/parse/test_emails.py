# ruff: noqa: E501 - a script is easier to read as its maker wrote it
"""Addresses of mail that a page hides."""

import pytest

from scrapers.model import Block
from tests.scrapers.parse.pages import vinhlong


def blocks(html: str) -> tuple[Block, ...]:
    """Read the blocks of an article."""
    return vinhlong(html).article.blocks


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


PREFIX = "var prefix = '&#109;a' + 'i&#108;' + '&#116;o'; var path = 'hr' + 'ef' + '=';"
ADDRESS = "'s&#111;' + '&#64;'; addy7 = addy7 + 'v&#105;nhlong' + '&#46;' + 'gov&#46;vn';"
SAYS = "This email address is being protected from spambots. You need JavaScript enabled to view it."
WRITTEN = {
    "Joomla 3": f"<span id='cloak7'>{SAYS}</span><script type='text/javascript'>document.getElementById('cloak7').innerHTML = '';"
    f"{PREFIX}var addy7 = {ADDRESS}var addy_text7 = 's&#111;' + '&#64;' + 'vinhlong.gov.vn';"
    r"document.getElementById('cloak7').innerHTML += '<a ' + path + '\'' + prefix + ':' + addy7 + '\'>'+addy_text7+'<\/a>';</script>",
    "Joomla 1.5": f"<script type='text/javascript'>\n <!--\n {PREFIX}\n var addy7 = {ADDRESS}\n"
    r" document.write( '<a ' + path + '\'' + prefix + ':' + addy7 + '\'>' ); document.write( addy7 ); document.write( '<\/a>' );"
    "\n //-->\n </script><script type='text/javascript'>\n <!--\n document.write( '<span style=\\'display: none;\\'>' );\n //-->\n"
    f" </script>{SAYS}\n <script type='text/javascript'>\n <!--\n document.write( '</' );\n document.write( 'span>' );\n //-->\n </script>",
    "Joomla 4": f"<joomla-hidden-mail is-link=1 first='c28=' last='dmluaGxvbmcuZ292LnZu' text='c28='>{SAYS}</joomla-hidden-mail>",
}


@pytest.mark.parametrize("version", WRITTEN)
def test_what_a_script_of_joomla_writes_is_shown(version: str) -> None:
    (block,) = blocks(f"<p>Thư gửi về {WRITTEN[version]} trước ngày 30.</p>")

    assert getattr(block, "text", "") == "Thư gửi về so@vinhlong.gov.vn trước ngày 30."


def test_words_that_a_script_shows_for_an_address_stand_beside_it() -> None:
    html = WRITTEN["Joomla 3"].replace("'s&#111;' + '&#64;' + 'vinhlong.gov.vn'", "'Văn ' + 'thư'")
    (block,) = blocks(f"<p>Thư gửi về {html}.</p>")

    assert getattr(block, "text", "") == "Thư gửi về Văn thư (so@vinhlong.gov.vn)."


@pytest.mark.parametrize("address", ["''", "'s&#111;'", "'<b>' + '&#64;' + ''", "x + '&#64;'"])
def test_a_script_that_writes_no_address_shows_nothing(address: str) -> None:
    (block,) = blocks(f"<p>Thư: <script>{PREFIX} var addy7 = {address};</script>xem</p>")

    assert getattr(block, "text", "") == "Thư: xem"


@pytest.mark.parametrize("halves", ["", "first=c28= last==", "first=%% last=dmlu", "first=/w== last=/w=="])
def test_halves_that_make_no_address_show_nothing(halves: str) -> None:
    (block,) = blocks(f"<p>Thư: <joomla-hidden-mail {halves}>{SAYS}</joomla-hidden-mail>xem</p>")

    assert getattr(block, "text", "") == "Thư: xem"
