"""The glyphs of PDF files: what fonts say that their codes mean, what is drawn, and what nobody can read."""

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import TO_UNICODE, Pdf, line, read, set_lines, stream, texts, wrapped
from tests.scrapers.documents.test_pdf import PLAN, pdf


def simple(name: str, encoding: str = "") -> bytes:
    widths = " ".join(["500"] * 224)
    return (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 32 /Widths [{widths}] {encoding} >>"
    ).encode("latin-1")


def test_glyphs_are_known_by_their_names() -> None:
    names = "/Encoding << /Differences [1 /V /itilde /n /h /space /L /o /n.alt /g /uni1EA3 /dcroat /u01B0] >>"
    content = b"BT /N 12 Tf 72 700 Td <0102030405060708090A0B0C> Tj ET"
    one = Pdf([content], fonts={"N": simple("Times", names)})

    assert texts(read(one.made())) == ["Vĩnh Longảđư"]


def test_codes_are_as_long_as_the_encoding_of_their_font_says() -> None:
    """Some programs say in the table to Unicode that codes have one byte, though they have two."""
    wrong = stream(TO_UNICODE.replace(b"<0000> <FFFF> endcode", b"<00> <FF> endcode"))
    own = stream(b"begincodespacerange <00> <FF> endcodespacerange")
    font = b"<< /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [5 0 R] /ToUnicode 10 0 R >>"
    fonts = {"W": font % b"/Identity-H", "O": font % b"11 0 R"}
    content = line(72, 700, "Tỉnh", font="W") + b"BT /O 12 Tf 72 660 Td (Long) Tj ET"

    assert texts(read(Pdf([content], fonts, [wrong, own]).made())) == ["Tỉnh", "Long"]


def test_text_that_is_said_to_stand_for_glyphs_does() -> None:
    marked = (
        b"/Span <</MCID 1 /ActualText <FEFF0110>>> BDC\n%sEMC\n" % line(72, 700, "D")
        + line(78, 700, "ông ")
        + b"/Span /P1 BDC\n%sEMC\n" % line(102, 700, "Hai")
        + b"/Span <</ActualText ()>> BDC\n%sEMC\n" % line(132, 700, "xyz")
        + b"/Span <</ActualText (?)>> BDC\n%sEMC\n" % (line(72, 660, "Hai ") + line(72, 644, "dòng"))
        + b"/Span BMC /Span <</ActualText>> BDC EMC EMC EMC"
    )
    one = Pdf([marked], resources=b"/Properties << /P1 << /ActualText (H\\341) >> >>")

    assert texts(read(one.made())) == ["Đông Há", "Hai dòng"]


@pytest.mark.parametrize("told", [b"(H\\341)", b"<48E1>", b"<FEFF004800E1>", b"<EFBBBF48C3A1>"])
def test_what_stands_for_glyphs_may_be_written_in_three_ways_and_ends_where_they_do(told: bytes) -> None:
    glyphs = line(72, 700, "x") + line(78, 700, "y")
    marked = b"/Span <</ActualText %s>> BDC\n%sEMC\n" % (told, glyphs) + line(84, 700, "i")

    assert texts(read(Pdf([marked]).made())) == ["Hái"]


def test_glyphs_that_are_drawings_may_be_of_any_size() -> None:
    drawn = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 %s] /FontMatrix [1 0 0 1 0 0] /FirstChar 32"
        f" /Widths [{' '.join(['6'] * 95)}] /CharProcs << >> /Encoding /WinAnsiEncoding >>"
    )
    flat = drawn.replace("[1 0 0 1 0 0]", "[0.1 0 0 0.025 0 0]")
    fonts = {"N": (drawn % "8 12").encode(), "M": (drawn % "0 0").encode()}
    fonts |= {"U": (drawn.replace("0 0 1 0", "0 0 -1 0") % "8 12").encode(), "S": (flat % "8 12").encode()}
    content = b"".join(
        b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font, size, 72 + step * at, y, letter.encode())
        for font, size, step, y in (
            (b"N", 1, 7.2, 700),
            (b"U", 1, 7.2, 660),
            (b"M", 1, 6.3, 620),
            (b"S", 20, 13.2, 580),
        )
        for at, letter in enumerate("Vinh Long")
    )

    assert texts(read(Pdf([content], fonts).made())) == [*["Vinh Long"] * 3, "V i n h L o n g"]


def test_glyphs_are_as_wide_as_their_font_says() -> None:
    """Each is shown three times: right behind the one before, and with white as wide as a space between."""
    widths = b"<< /W [65 [1000 250] 67 69 750 (?) 70 [300 600]] /DW 400 >>"
    font = b"<< /Subtype /Type0 /BaseFont /X /DescendantFonts [10 0 R] /ToUnicode 6 0 R >>"
    known = {"A": 10, "B": 2.5, "C": 7.5, "E": 7.5, "F": 3, "G": 6, "H": 4}
    content = b"".join(
        b"BT /W 10 Tf 1 0 0 1 %g %g Tm <%04x> Tj ET\n" % (x, 760 - 40 * row, ord(letter))
        for row, (letter, wide) in enumerate(known.items())
        for x in (72, 72 + wide, 72 + 2 * wide + 3)
    )

    assert texts(read(Pdf([content], {"W": font}, [widths]).made())) == [f"{one * 2} {one}" for one in known]


def test_spaces_of_one_byte_are_stretched_and_others_are_not() -> None:
    spaced = b"BT /%s 10 Tf 10 Tw 72 %d Td %s Tj 1 0 0 1 %d %d Tm %s Tj ET\n"
    content = spaced % (b"N", 700, b"(a b)", 97, 700, b"(c)")
    content += spaced % (b"F", 660, b"<006100200062>", 90, 660, b"<0063>")

    assert texts(read(Pdf([content], {"N": simple("Times")}).made())) == ["a bc", "a b c"]


def test_codes_of_one_byte_mean_what_their_encoding_says() -> None:
    encodings = (
        "/MacRomanEncoding",
        "<< /BaseEncoding /MacRomanEncoding >>",
        "<< /Type /Encoding >>",
        "/Unknown",
    )
    fonts = {f"N{at}": simple("Times", f"/Encoding {one}") for at, one in enumerate(encodings)}
    content = b"".join(b"BT /N%d 12 Tf 72 %d Td (Caf\x8e) Tj ET\n" % (at, 700 - 40 * at) for at in range(4))

    assert texts(read(Pdf([content], fonts).made())) == ["Café", "Café", "CafŽ", "CafŽ"]


def test_signs_of_fonts_that_every_viewer_has_are_signs() -> None:
    content = b"BT /Z 12 Tf 72 700 Td (4) Tj /S 12 Tf (a) Tj ET"
    fonts = {"Z": simple("ZapfDingbats"), "S": simple("Symbol")}

    assert texts(read(Pdf([content], fonts).made())) == ["✔α"]


def test_dots_of_symbol_fonts_are_dots() -> None:
    dots = b"<< /Subtype /Type0 /BaseFont /Symbol /DescendantFonts [5 0 R] /ToUnicode 10 0 R >>"
    table = stream(b"begincodespacerange <0000> <FFFF> endcodespacerange beginbfchar <0001> <F0B7> endbfchar")
    content = b"BT /S 12 Tf 72 700 Td <0001> Tj ET BT /S 12 Tf 72 684 Td <0001> Tj ET\n"
    content += line(84, 700, "Lãnh đạo xã;") + line(84, 684, "Công chức văn phòng.")

    assert texts(read(Pdf([content], {"S": dots}, [table]).made())) == [
        "-: Lãnh đạo xã; / Công chức văn phòng."
    ]


def test_text_for_the_fonts_of_before_unicode_is_turned() -> None:
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ"
    content = b"BT /N 12 Tf 72 700 Td (%s) Tj ET BT /H 12 Tf 72 680 Td (%s) Tj ET" % (
        said.encode("cp1252"),
        "kÕ ho¹ch".encode("cp1252"),
    )
    fonts = {"N": simple("ABCDEF+.VnTime"), "H": simple(".VnTimeH")}

    assert texts(read(Pdf([content], fonts=fonts).made())) == [
        "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị KẾ HOẠCH"
    ]


def test_old_encodings_are_told_by_whole_words_though_letters_stand_one_by_one() -> None:
    """White parts the words, and no font says what they were typed for."""
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ"
    content, x = b"", 40
    for word in said.split():
        for letter in word:
            content += b"BT /N 12 Tf 1 0 0 1 %d 700 Tm <%02x> Tj ET\n" % (x, letter.encode("cp1252")[0])
            x += 6
        x += 4

    assert texts(read(Pdf([content], {"N": simple("Times")}).made())) == [
        "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị"
    ]


def test_text_in_a_form_is_read_and_a_form_in_itself_ends() -> None:
    form = stream(line(72, 700, "Trong biểu mẫu") + b"/X Do", b"/Type /XObject /Subtype /Form")
    one = Pdf([b"/X Do"], extra=[form], resources=b"/XObject << /X 10 0 R >>")

    assert texts(read(one.made()))[0].startswith("Trong biểu mẫu")


PICTURE = stream(b"\0" * 12, b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8")
SHOWN = b"q 500 0 0 700 40 40 cm /I Do Q\n"


def test_pages_that_are_pictures_have_no_text_even_with_a_stamp() -> None:
    pages = [SHOWN + line(400, 30, "Ký bởi: Văn thư"), SHOWN, SHOWN]
    one = Pdf(pages, extra=[PICTURE], resources=b"/XObject << /I 10 0 R >>")

    assert read(one.made()).no_text is NoText.PICTURES


def test_a_scan_whose_letters_lie_below_it_is_read() -> None:
    page = SHOWN + b"3 Tr\n" + set_lines(wrapped(PLAN))
    one = Pdf([page], extra=[PICTURE], resources=b"/XObject << /I 10 0 R >>")

    assert texts(read(one.made())) == [PLAN]


def test_an_empty_page_is_no_picture() -> None:
    document = read(pdf(b"").made())

    assert (document.blocks, document.no_text, document.pages) == ((), None, 1)


def test_letters_that_only_their_font_knows_are_pictures() -> None:
    unknown = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>"
    content = b"BT /U 12 Tf 72 700 Td <%s> Tj ET" % (b"0102" * 400)

    assert read(Pdf([content], fonts={"U": unknown}).made()).no_text is NoText.PICTURES


def test_letters_most_of_which_only_their_font_knows_are_pictures() -> None:
    """Some programs number glyphs as they come, and what looks like an encoding is none."""
    content = b"BT /N 12 Tf 72 700 Td <%s> Tj ET" % (b"0102030405060708090A21222324" * 40)

    assert read(Pdf([content], fonts={"N": simple("AAAAAA+Times")}).made()).no_text is NoText.PICTURES
