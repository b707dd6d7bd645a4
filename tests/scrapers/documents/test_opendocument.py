# ruff: noqa: E501 - a row is easier to read on one line
"""The text of ODT and ODS: headings, paragraphs, lists and their numbers, notes, tables, frames."""

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import archive, read, texts


def odf(body: str, kind: str = "text", styles: str = "", **more: str) -> bytes:
    content = f"<office:document xmlns:office='o'>{styles}<office:body>{body}</office:body></office:document>"
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **more})


def test_odt_has_headings_paragraphs_lists_and_tables() -> None:
    body = (
        "<h outline-level='1'>Kế hoạch</h><p>Một<s c='3'/>hai<tab/>ba<line-break/>bốn</p>"
        "<list style-name='L1'><list-item><p>Nhất</p></list-item><list-item><p>Nhì</p></list-item></list>"
        "<list style-name='L2'><list-item><p>Chấm</p></list-item></list><p>- Gạch</p><p>- Nữa</p>"
        "<tracked-changes><p>đã xóa</p></tracked-changes>"
        "<table name='Bảng1'><table-row><table-cell><p>STT</p></table-cell><table-cell><p>Tên</p></table-cell></table-row>"
        "<table-row number-rows-repeated='2'><table-cell number-columns-repeated='2'><p>x</p></table-cell></table-row>"
        "<table-row number-rows-repeated='1000000'><table-cell number-columns-repeated='16000'/></table-row></table>"
        "<p>Ngoài<frame><text-box><p>Trong khung</p><list><list-item><p>Mục</p></list-item></list></text-box></frame></p>"
    )
    styles = (
        "<list-style name='L1'><list-level-style-number level='1' num-format='1' num-suffix='.'/></list-style>"
        "<list-style name='L2'><list-level-style-bullet level='1'/></list-style>"
    )

    assert texts(read(odf(body, styles=styles))) == [
        *("# Kế hoạch", "Một hai ba\nbốn", "1: Nhất / Nhì", "-: Chấm", "-: Gạch / Nữa"),
        *("STT | Tên // x | x // x | x", "Ngoài", "Trong khung", "-: Mục"),
    ]


def test_lists_of_odt_have_their_numbers_at_every_level_and_go_on_where_they_say_so() -> None:
    def items(*texts: str, more: str = "", inner: str = "") -> str:
        return f"<list style-name='L' {more}>{''.join(f'<list-item><p>{one}</p>{inner}</list-item>' for one in texts)}</list>"

    inner = (
        "<list><list-item><p>Chi tiết</p></list-item><list-item start-value='5'><p>Nữa</p></list-item></list>"
    )
    body = (
        items("Một", "Hai", inner=inner)
        + "<p>Xen giữa.</p>"
        + items("Ba", more="continue-numbering='true'")
        + items("Lại một")
        + "<h outline-level='1'>Phạm vi</h><h outline-level='2'>Không số</h><h outline-level='1'>Đối tượng</h>"
    )
    number = "<list-level-style-number level='{}' num-format='{}' num-suffix='{}' display-levels='{}'/>"
    styles = (
        f"<list-style name='L'>{number.format(1, '1', '.', 1)}{number.format(2, 'a', ')', 2)}</list-style>"
        "<outline-style><outline-level-style level='1' num-format='1' num-prefix='Điều ' num-suffix='.'/></outline-style>"
    )

    assert texts(read(odf(body, styles=styles))) == [
        *("1: Một", "1.a) Chi tiết", "1.e) Nữa", "2: Hai", "2.a) Chi tiết", "2.e) Nữa", "Xen giữa.", "3: Ba"),
        *("1: Lại một", "# Điều 1. Phạm vi", "## Không số", "# Điều 2. Đối tượng"),
    ]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        *(("1", "7: Kinh phí"), ("a", "g. Kinh phí"), ("A", "G. Kinh phí"), ("i", "vii. Kinh phí")),
        *(("I", "VII. Kinh phí"), ("", ". Kinh phí"), ("一, 二, 三", "7: Kinh phí")),
    ],
)
def test_lists_of_odt_count_in_numbers_or_letters_or_not_at_all(form: str, said: str) -> None:
    told = f"num-format='{form}' num-suffix='.' start-value='7'"
    styles = f"<list-style name='L'><list-level-style-number level='2' {told}/></list-style>"
    body = "<list style-name='L'><list-header><list><list-item><p>Kinh phí</p></list-item></list></list-header></list>"

    assert texts(read(odf(body, styles=styles))) == [said]


def test_a_list_may_begin_with_none_and_one_that_nothing_names_has_dots() -> None:
    items = "<list-item start-value='0'><p>Không</p></list-item><list-item><p>Một</p></list-item>"
    styles = (
        "<list-style name='L'><list-level-style-number level='1' num-format='1' num-prefix='('/></list-style>"
    )
    body = f"<list style-name='L'><list-header><p>Danh sách</p></list-header>{items}</list><list continue-numbering='true'><list-item><p>Chấm</p></list-item></list>"

    assert texts(read(odf(body, styles=styles))) == ["Danh sách", "(0 Không", "(1 Một", "-: Chấm"]


def test_notes_of_odt_stand_at_the_end() -> None:
    note = "<note><note-citation>{}</note-citation><note-body><p>{}</p><p>Hết.</p></note-body></note>"
    body = (
        f"<p>Theo luật{note.format(1, 'Luật số 77.')}.</p>"
        f"<table name='Bảng1'><table-row><table-cell><p>STT</p></table-cell><table-cell><p>Tên{note.format('i', 'Tên gọi.')}</p>"
        "</table-cell></table-row></table><p>Sau.</p>"
    )

    assert texts(read(odf(body))) == [
        *("Theo luật[1].", "STT | Tên[i]", "Sau.", "[1] Luật số 77.\nHết.", "[i] Tên gọi.\nHết."),
    ]


def test_tables_of_ods_have_their_names_unless_they_are_empty() -> None:
    cell = "<table-row><table-cell><p>Long Hồ</p></table-cell><table-cell><p>60</p></table-cell></table-row>"
    body = (
        f"<table name='Lớp 1'>{cell}</table><table name='Trống'><table-row><table-cell/></table-row></table>"
        f"<table name='Ẩn' style-name='ta2'>{cell}</table>"
    )
    styles = "<style family='table' name='ta2'><table-properties display='false'/></style>"

    assert texts(read(odf(body, "spreadsheet", styles))) == ["## Lớp 1", "Long Hồ | 60"]


def test_rows_of_ods_are_not_wider_than_people_see() -> None:
    cell = "<table-cell number-columns-repeated='16000'><p>x</p></table-cell>"
    (row,) = texts(read(odf(f"<table><table-row>{cell * 3}</table-row></table>", "spreadsheet")))

    assert row.count("x") == 200


def test_an_encrypted_open_document_is_locked() -> None:
    manifest = {"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"}

    assert read(odf("", **manifest)).no_text is NoText.LOCKED


def test_what_is_bold_throughout_is_a_heading_as_its_style_or_its_words_say() -> None:
    bold, plain = (f"<text-properties font-weight='{one}'/>" for one in ("bold", "normal"))
    centred = "<paragraph-properties text-align='center'/>"
    note = "<note><note-citation>1</note-citation><note-body><p>Chú thích.</p></note-body></note>"
    remark = "<annotation><p>Xem lại</p></annotation>"
    styles = (
        f"<style family='paragraph' name='P1'>{centred}</style>"
        f"<style family='paragraph' name='P2' parent-style-name='P1'>{bold}</style>"
        f"<style family='paragraph' name='Quanh' parent-style-name='Quanh'/>"
        f"<style family='text' name='P1'>{bold}</style><style family='text' name='T2'>{plain}</style>"
    )
    body = (
        f"<p style-name='P1'><span style-name='P1'>QUYẾT</span>{remark} <a><span style-name='P1'>ĐỊNH</span></a>{note}</p>"
        "<p style-name='P1'>Không <span style-name='P1'>phải</span></p><p style-name='P1'>Giữa</p>"
        "<p style-name='P2'>KẾ <span>HOẠCH</span></p><p style-name='P2'/>"
        "<p style-name='P2'><span style-name='T2'>Cũng không</span></p>"
        "<p style-name='Quanh'><span style-name='P1'>Điều 3. Kinh phí</span></p>"
        "<p><span style-name='P1'>Đậm nhưng là câu văn.</span></p>"
        "<list style-name='L'><list-item><p style-name='P2'>Đối tượng</p></list-item></list>"
    )
    lists = (
        "<list-style name='L'><list-level-style-number level='1' num-format='I' num-suffix='.'/></list-style>"
    )

    assert texts(read(odf(body, styles=styles + lists))) == [
        *("### QUYẾT ĐỊNH[1]", "Không phải", "Giữa", "### KẾ HOẠCH", "Cũng không", "### Điều 3. Kinh phí"),
        *("Đậm nhưng là câu văn.", "### I. Đối tượng", "[1] Chú thích."),
    ]


def test_styles_of_the_whole_document_hold_where_the_text_has_none_of_that_name() -> None:
    style = "<style family='paragraph' name='{}'><text-properties font-weight='{}'/></style>"
    body = "<p style-name='A'>Điều 1. Phạm vi</p><p style-name='B'>Điều 2. Đối tượng</p>"
    whole = f"<styles>{style.format('A', '700')}{style.format('B', 'bold')}</styles>"

    assert texts(read(odf(body, styles=style.format("B", "normal"), **{"styles.xml": whole}))) == [
        *("### Điều 1. Phạm vi", "Điều 2. Đối tượng"),
    ]


def test_headings_may_be_items_and_are_of_the_highest_level_where_they_do_not_say() -> None:
    body = (
        "<list style-name='L'><list-item><h outline-level='2'>Phạm vi</h></list-item></list>"
        "<list style-name='L' continue-numbering='true'><list-item><h outline-level='2'>Đối tượng</h></list-item></list>"
        "<h>Kế hoạch</h><h outline-level='10'>Sâu</h>"
    )
    styles = (
        "<list-style name='L'><list-level-style-number level='1' num-format='1' num-suffix='.'/></list-style>"
    )

    assert texts(read(odf(body, styles=styles))) == [
        *("## 1. Phạm vi", "## 2. Đối tượng", "# Kế hoạch", "###### Sâu"),
    ]


def test_remarks_are_left_out_and_what_stands_in_shapes_is_read_behind_its_paragraph() -> None:
    remark = "<annotation><p>Xem lại</p></annotation>"
    body = (
        f"<p>Một{remark}<frame><title>ảnh</title><text-box><p>Khung</p></text-box></frame>"
        "<custom-shape><p>Hình</p></custom-shape><span> hai</span></p>"
        f"<table><table-row><table-cell>{remark}<custom-shape><p>Ô</p></custom-shape><p>A</p></table-cell>"
        "<table-cell><p>B</p></table-cell></table-row></table>"
    )

    assert texts(read(odf(body))) == ["Một hai", "Khung", "Hình", "A | B", "Ô"]
