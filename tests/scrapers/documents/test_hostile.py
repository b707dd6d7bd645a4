"""Files that are broken, cut off or made on purpose: nothing raises, nothing unclean comes out, all ends."""

import random
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.documents import packed
from scrapers.documents.cells import Formats, Style
from scrapers.documents.faces import Face
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.pdf import content
from scrapers.documents.refusal import Full
from scrapers.documents.sheets import Row, Sheet, write
from scrapers.model import Document, NoText
from tests.hostile import TEXTS
from tests.scrapers.documents.making import (
    TO_UNICODE,
    WORD,
    Pdf,
    archive,
    docx,
    file_of,
    line,
    p,
    read,
    set_lines,
    stream,
    texts,
)
from tests.scrapers.documents.olefiles import Said, doc
from tests.scrapers.documents.samples import samples

KINDS = (
    "pdf",
    "docx",
    "xlsx",
    "odt",
    "rtf",
    "doc",
    "xls",
    "records",
    "html",
    "mht",
    "sheet",
    "word",
    "flat",
    "txt",
)
UNCLEAN = re.compile(
    r"\\u00(?:0[0-8b-f]|1[0-9a-f]|7f|[89][0-9a-f])|[\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)


def clean(document: Document) -> Document:
    """Return a document in which nothing steers a terminal."""
    written = msgspec.json.encode(document).decode()
    assert not UNCLEAN.search(written), ascii(written)
    assert document.no_text is None or not document.blocks
    return document


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_are_read(kind: str) -> None:
    assert "Kế hoạch" in " ".join(texts(read(samples()[kind], f".{kind}"))) or kind in ("xlsx", "records")


@pytest.mark.parametrize("kind", KINDS)
def test_files_may_be_cut_off_anywhere(kind: str) -> None:
    whole = samples()[kind]
    for at in range(0, len(whole), max(len(whole) // 150, 1)):
        clean(read(whole[:at], f".{kind}"))


@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1),
)
def test_files_may_have_any_bytes_changed(kind: str, changes: list[tuple[float, int]]) -> None:
    body = bytearray(samples()[kind])
    for place, value in changes:
        body[int(place * len(body))] = value
    clean(read(bytes(body), f".{kind}"))


@given(st.sampled_from((b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"")), st.binary(max_size=300))
def test_files_may_be_any_bytes_at_all(head: bytes, body: bytes) -> None:
    clean(read(head + body, ".txt"))


@given(st.binary(max_size=200), st.randoms())
def test_the_content_of_a_page_may_be_anything(noise: bytes, chance: random.Random) -> None:
    content = bytearray(
        set_lines(["Kế hoạch"]) + b"q 1 0 0 1 0 0 cm [(a) -300 (b)] TJ 1 2 3 4 re f BI ID x EI (\\051"
    )
    for _ in range(5):
        at = chance.randrange(len(content))
        content[at:at] = noise[: chance.randrange(40)]
    clean(read(Pdf([bytes(content)]).made()))


@pytest.mark.parametrize("trick", TEXTS)
def test_text_that_steers_terminals_comes_out_clean(trick: str) -> None:
    text = TEXTS[trick].encode("utf-8", "ignore").decode()
    escaped = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;")
    rtf = "".join(f"\\u{ord(one)}?" for one in text if ord(one) < 0x10000)
    wide = b"<< /Type /Font /Subtype /Type0 /BaseFont /W /DescendantFonts [5 0 R] /ToUnicode 10 0 R >>"
    to_unicode = stream(TO_UNICODE + b"1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    written = text.encode("utf-16-be").hex().encode()
    files = {
        ".docx": docx(p(escaped) + f"<w:tbl><w:tr><w:tc>{p(escaped)}</w:tc></w:tr></w:tbl>"),
        ".rtf": f"{{\\rtf1 {rtf}}}".encode(),
        ".txt": text.encode(),
        ".xls": f"<Workbook><Worksheet Name='a'><Row><Cell><Data>{escaped}</Data></Cell></Row></Worksheet>"
        "</Workbook>".encode(),
        ".csv": f'"{text}",b\n'.encode(),
        ".pdf": Pdf([b"BT /W 9 Tf 72 700 Td <%s> Tj ET" % written], {"W": wide}, [to_unicode]).made(),
    }
    files[".doc"] = f"<wordDocument><body><p><r><t>{escaped}</t></r></p></body></wordDocument>".encode()
    for kind, body in files.items():
        assert clean(read(body, kind)).no_text in (None, NoText.FOREIGN), kind


# XML and archives ----------------------------------------------------------------------------------

ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {WORD}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"
)
FILE = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {WORD}><w:p>&a;</w:p></w:document>'


@pytest.mark.parametrize(
    "xml", [ENTITIES, FILE, "<!DOCTYPE d>" + f"<w:document {WORD}>{p('x')}</w:document>"]
)
def test_xml_that_defines_entities_is_refused(xml: str) -> None:
    assert read(archive({"word/document.xml": xml})) == read(archive({"word/document.xml": "<"}))


def test_elements_in_elements_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60
    endless = "<w:tbl>" * 100_000

    assert read(docx(deep)).no_text is None
    assert read(docx(endless)).no_text is NoText.TOO_MUCH


def test_an_archive_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(p("a" * 3_000_000) * 5)
    assert len(bomb) < 50_000
    assert read(bomb).cut

    monkeypatch.setattr(packed, "_MOST_BYTES", 1 << 20)
    assert read(bomb).no_text is NoText.TOO_MUCH


def test_an_archive_of_very_many_members_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "_MOST_MEMBERS", 20)

    assert read(archive({str(at): "" for at in range(21)})).no_text is NoText.TOO_MUCH


def test_sizes_that_an_archive_claims_are_not_believed() -> None:
    body = docx(p("Kế hoạch"))
    at = body.index(b"PK\x01\x02")
    for size, why in ((0, NoText.DAMAGED), (1, NoText.DAMAGED), (0x7FFFFFFF, None)):
        lie = body[: at + 24] + size.to_bytes(4, "little") + body[at + 28 :]
        assert clean(read(lie)).no_text is why


def test_members_under_a_password_are_locked() -> None:
    body = bytearray(docx(p("Kế hoạch")))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1

    assert read(bytes(body)).no_text is NoText.LOCKED


def test_text_beyond_what_is_kept_is_cut() -> None:
    document = read(docx(p("mười chữ a " * 100) * 600))

    assert document.cut
    assert sum(len(text) + 1 for text in texts(document)) <= MOST


def test_what_stands_far_behind_all_that_is_kept_is_not_read() -> None:
    """Behind so much text that none of the rest is kept, each file is broken."""
    count = 2 * MOST // 11_000 + 30
    rtf = b"muoi chu a " * 1000 + rb"\par "

    for body in (docx(p("mười chữ a " * 1000) * count + "<"), rb"{\rtf1 " + rtf * count + b"{" * 1000):
        document = read(body)
        assert (document.cut, document.no_text) == (True, None)


def test_a_long_text_is_one_in_whatever_parts_it_is_unpacked() -> None:
    assert texts(read(docx(p("dài " * 10_000)))) == [("dài " * 10_000).strip()]
    assert read(archive({"word/document.xml": ""}, zipfile.ZIP_LZMA)).no_text is NoText.DAMAGED


def test_rows_beyond_what_is_kept_are_not_read() -> None:
    def rows() -> Iterator[Row]:
        yield from ([(Face(), "Học viên")] for _ in range(MOST))
        raise AssertionError("read on")

    with pytest.raises(Full):
        write([Sheet("Một", rows())], Kept())


def test_pieces_of_a_doc_that_all_are_the_same_place_end() -> None:
    """The places of pieces go up and down, so that each is as long as the whole text."""
    body = bytearray(doc([Said("Kế hoạch ")] * 60, apart=True))
    places = body.index(struct.pack("<4L", 0, 10, 20, 30))
    struct.pack_into("<60L", body, places, *[0, 600] * 30)

    assert len(texts(read(bytes(body)))) == 60


def test_what_lists_and_formats_write_is_short_and_rows_are_not_wider_than_people_see() -> None:
    step = f'<w:abstractNum><w:lvl><w:lvlText w:val="{"%1" * 50_000}"/></w:lvl></w:abstractNum><w:num/>'
    listed = "<w:numPr><w:numId/></w:numPr>"
    (numbered,) = texts(read(docx(p("Một", listed), numbering=step)))
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>{p("x")}</w:tc>'
    lines = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    (row,) = texts(read(docx(f"<w:tbl>{lines}<w:tr>{cell * 3}</w:tr></w:tbl>")))

    apart = '<Cell Index="9999"><Data>x</Data></Cell><Cell MergeAcross="99999"/><Cell/>'
    for one in (apart, '<Cell MergeAcross="99999"><Data>x</Data></Cell>' * 3):
        book = f"<Workbook><Worksheet><Row>{one}</Row></Worksheet></Workbook>".encode()
        assert texts(read(book))[0].count("|") < 200

    assert len(numbered) < 100
    assert row.count("|") < 70
    assert Formats({"9": "[" * 200_000}, [Style("9")]).shown("1.5", "0") == "1,5"


def test_groups_in_groups_of_rtf_end() -> None:
    assert read(b"{\\rtf1 " + b"{" * 100_000).no_text is NoText.TOO_MUCH


# PDF -----------------------------------------------------------------------------------------------

LEAF = b"<< /Type /Page /Parent 2 0 R /Contents 9 0 R >>"


def pages_of(**objects: bytes) -> Document:
    known = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 9: stream(line(9, 9, "x"))}
    return clean(read(file_of(known | {int(name[1:]): one for name, one in objects.items()})))


@pytest.mark.parametrize(
    "tree",
    [
        {"_2": b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"},
        {
            "_2": b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>",
            "_3": b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>",
        },
        {"_2": b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", "_3": LEAF},
        {"_2": b"2 0 R"},
        {"_2": b"[" * 5000},
        {"_2": b"<< /Type /Pages /Kids 7 /Count -1 >>"},
        {"_2": b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources 2 0 R /Parent 2 0 R >>", "_3": LEAF},
    ],
)
def test_trees_of_pages_that_go_round_end(tree: dict[str, bytes]) -> None:
    assert pages_of(**tree).no_text in (None, NoText.DAMAGED, NoText.TOO_MUCH)


def test_forms_that_show_each_other_many_times_end(monkeypatch: pytest.MonkeyPatch) -> None:
    names = b"/XObject << " + b"".join(b"/X%d %d 0 R " % (at, 10 + at) for at in range(12)) + b">>"
    forms = [stream(b"/X%d Do " % (at + 1) * 12, b"/Subtype /Form") for at in range(11)]
    forms.append(stream(line(72, 700, "Đáy") * 300, b"/Subtype /Form"))

    monkeypatch.setattr(content, "MOST", 10_000)
    assert clean(read(Pdf([b"/X0 Do"], extra=forms, resources=names).made())).cut
    forms[-1] = stream(b"0 0 m " * 3000, b"/Subtype /Form")
    monkeypatch.setattr(content, "_MOST_BYTES", 1 << 20)
    assert clean(read(Pdf([b"/X0 Do"], extra=forms, resources=names).made())).cut


def test_a_stream_that_unpacks_to_very_much_is_too_much() -> None:
    packed_ = zlib.compress(bytes(100 << 20), 9)
    bomb = stream(packed_, b"/Filter /FlateDecode")
    known = {2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: LEAF, 9: bomb}

    assert clean(read(file_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", **known}))).no_text is NoText.TOO_MUCH


def test_fields_that_all_show_one_long_text_end(monkeypatch: pytest.MonkeyPatch) -> None:
    field = b"<< /Subtype /Widget /FT /Tx /Ff 4096 /Rect [9 9 99 99] /V 10 0 R >>"
    page = b"/Annots [%s]" % (field * 2000)

    monkeypatch.setattr(content, "MOST", 20_000)
    assert clean(read(Pdf([b"", b""], page=page, extra=[stream(b"a\n" * 9000)]).made())).cut


@pytest.mark.parametrize("name", ["JBIG2Decode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "Eigen"])
def test_streams_of_pictures_are_not_decoded(name: str) -> None:
    """What decodes some of them would start a program, or leave them as they are."""
    packed_ = Pdf([set_lines(["Không phải văn bản"])], filter=b"/Filter [/%s]" % name.encode())
    document = clean(read(packed_.made()))

    assert (document.blocks, document.no_text) == ((), None)


def test_tables_of_codes_that_are_very_long_end() -> None:
    table = b"begincodespacerange <00> <FFFFFFFF> endcodespacerange"
    table += b"beginbfrange <0000> <FFFFFFFF> <0041> endbfrange"
    table += b"beginbfrange " + b"<0000> <FFFF> <0041> " * 200 + b"endbfrange"
    wide = b"<< /Subtype /Type0 /DescendantFonts [11 0 R] /ToUnicode 10 0 R >>"
    widths = b"<< /W [0 999999999 500 1 2147483647 3 4 [" + b"9 " * 1000 + b"]] /DW 1000 >>"
    one = Pdf([b"BT /W 9 Tf 72 700 Td <00000001> Tj ET"], {"W": wide}, [stream(table), widths])

    assert clean(read(one.made())).pages == 1
