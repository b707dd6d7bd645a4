# ruff: noqa: E501 - a case is easier to read on one line
"""Text that was typed for fonts of before Unicode, and text that was not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parse import parse_article
from scrapers.parse.faces import in_unicode
from scrapers.parse.oldfonts import TABLES, Encoding, encoding_of, is_syllable, turned
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import HEAD, TOOLS, raw

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES} | {"đ"}
ACCENTED = sorted(letter for letter in LETTERS if not letter.isascii())
KNOWN = {
    "tcvn3": "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ t¹i ®Þa ph­¬ng",
    "vni": "Coâng ngheä thoâng tin, uûy ban nhaân daân tænh Vónh Long ñaõ toå chöùc hoäi nghò taïi ñòa phöông",
}
SAYS = "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị tại địa phương"
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")

SYLLABLES = st.builds(
    lambda onset, vowel, tone, rest: unicodedata.normalize("NFC", f"{onset}{vowel}{tone}{rest}"),
    st.sampled_from(("", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "ngh", "ph", "qu", "t", "th", "tr", "x")),
    st.sampled_from(("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")),
    st.sampled_from(TONES),
    st.sampled_from(("", "c", "ch", "m", "n", "ng", "nh", "p", "t")),
)
WORDS = st.lists(SYLLABLES, min_size=1).map(" ".join)


def typed(text: str, encoding: Encoding) -> str:
    codes: dict[str, str] = {}
    for code, letter in TABLES[encoding].items():
        codes.setdefault(letter, code)
    return "".join(codes.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_has_a_code_of_its_own_for_each_letter(encoding: Encoding) -> None:
    codes = [typed(letter, encoding) for letter in ACCENTED]

    assert len(set(codes)) == len(ACCENTED) == 67
    assert all(1 <= max(map(ord, code)) < 0x100 and not code.isascii() for code in codes)
    assert [turned(code, encoding) for code in codes] == ACCENTED


def test_capitals_of_vni_have_codes_and_those_of_tcvn3_that_bear_no_tone() -> None:
    capitals = [letter.upper() for letter in ACCENTED]

    assert [turned(typed(letter, "vni"), "vni") for letter in capitals] == capitals
    assert turned("¡¢£¤¥¦§", "tcvn3") == "ĂÂÊÔƠƯĐ"
    assert turned("Uûy ban, UÛY BAN", "vni") == "Ủy ban, ỦY BAN"


@given(WORDS)
def test_what_was_typed_comes_back(text: str) -> None:
    assert [turned(typed(text, encoding), encoding) for encoding in ENCODINGS] == [text, text]
    assert turned(typed(text.title(), "vni"), "vni") == text.title()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_is_told_by_what_makes_no_syllables_otherwise(encoding: Encoding) -> None:
    assert encoding_of(KNOWN[encoding]) == encoding
    assert turned(KNOWN[encoding], encoding) == SAYS
    assert encoding_of(f"{KNOWN[encoding]} của Sở") is None


@given(WORDS, st.sampled_from(("NFC", "NFD")))
def test_unicode_is_never_touched_whatever_its_font(text: str, form: str) -> None:
    assert all(map(is_syllable, text.split()))
    text = unicodedata.normalize(form, text)

    assert encoding_of(text, fewest=1) is None
    for font in (".VnTime", ".VnTimeH", "VNI-Times"):
        page = f"<p><font face='{font}'>{text}</font> {text}"
        assert (in_unicode(page) or page).casefold() == page.casefold()
        assert text.isascii() or in_unicode(page) in (None, page)


@given(st.text())
def test_any_text_is_left_or_turned_without_an_error(text: str) -> None:
    encoding_of(text, fewest=1)
    in_unicode(f"<style>p {{ font: 9pt .VnTime }}</style><p>{text}<font face=VNI-Times>{text}")


@pytest.mark.parametrize(
    "text",
    [
        "Für die Größe der Häuser über den Bäumen möchte ich schöne Äpfel",
        "Café à la crème, où êtes-vous, français, élève, très être",
        "« Xin chào » ® © 2004, 5 µm, ñ ö",
        "",
    ],
)
def test_other_languages_and_signs_are_left_as_they_are(text: str) -> None:
    assert encoding_of(text, fewest=1) is None
    assert in_unicode(f"<p>{text}<p><font face=.VnTime>{text}</font>") is None


@pytest.mark.parametrize(
    ("html", "modern"),
    [
        ("<font face='.VnTime'>Tin tøc x·</font> Công ty", "<font face='.VnTime'>Tin tức xã</font> Công ty"),
        ("<font face=.VnTimeH>tin tøc x·</font>", "<font face=.VnTimeH>TIN TỨC XÃ</font>"),
        ("<b style='font-family:&quot;.VnTime&quot;,Arial'>tøc &lt; c¶</b>", "<b style='font-family:&quot;.VnTime&quot;,Arial'>tức &lt; cả</b>"),
        ("<p class='x a'>th&#171;n nµy<p>Zürich", "<p class='x a'>thôn này<p>Zürich"),
        ("<font face=VNI-Times>ñoàng <font face=Arial>Đông</font> tænh</font>", "<font face=VNI-Times>đồng <font face=Arial>Đông</font> tỉnh</font>"),
        # In a font where all else is turned, what might be a word as it stands is turned too.
        ("<font face=.VnTime><b>Cã</b> th«n nµy</font>", "<font face=.VnTime><b>Có</b> thôn này</font>"),
        ("<STYLE>b { color: red }</STYLE><b class=a>th«n nµy</b>", "<STYLE>b { color: red }</STYLE><b class=a>thôn này</b>"),
        ("<SCRIPT>'<b>'</SCRIPT><b class=a>th«n nµy</b>", "<SCRIPT>'<b>'</SCRIPT><b class=a>thôn này</b>"),
        ("<font face=.VnTime><b>Công</b> của thôn</font>", None),
        ("<font face=.VnTime><!-- <b> -->th«n nµy</font>", "<font face=.VnTime><!-- <b> -->thôn này</font>"),
    ],
)  # fmt: skip
def test_what_stands_in_an_old_font_is_written_anew(html: str, modern: str | None) -> None:
    style = "<style>.a { font-family: .VnTime }</style>"

    assert in_unicode(style + html) == (modern and style + modern)


def test_a_page_whose_fonts_nobody_names_is_told_by_all_of_its_words() -> None:
    assert in_unicode(f"<p>{KNOWN['tcvn3']}<p>Cã") == f"<p>{SAYS}<p>Có"


def test_a_page_of_unicode_with_a_foreign_name_is_read_once() -> None:
    page = parse_article(raw(f"{HEAD}<p>Ông Björn ở Malmö đến thăm xã.</p>{TOOLS}"), builtin("vinhlong"))

    assert [getattr(one, "text", "") for one in page.article.blocks] == ["Ông Björn ở Malmö đến thăm xã."]
