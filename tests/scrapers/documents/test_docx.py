"""The text of DOCX files: paragraphs, headings, lists and their numbers, tables, old fonts."""

import pytest

from scrapers.model import NoText, Paragraph, Table
from tests.scrapers.documents.making import WORD, archive, docx, p, read, texts

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:basedOn w:val="N"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def level(place: int, kind: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "bullet", "·")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="8">{level(0, "decimal", "%1.", 3)}{level(1, "lowerLetter", "%2)")}'
    f"</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="9">{level(0, "decimal", "Điều %1.")}{level(1, "decimal", "%1.%2.")}'
    f"</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="6">{level(0, "upperRoman", "%1.")}</w:abstractNum>'
    + "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{abstract}"/></w:num>'
        for at, abstract in ((1, 7), (2, 8), (3, 9), (4, 6))
    )
    + '<w:num w:numId="5"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def item(text: str, number: int, place: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>')


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_paragraphs_headings_and_titles() -> None:
    body = (
        p("Kế hoạch", style("T"))
        + p("Mục đích", style("H"))
        + p("Nội dung.")
        + p("Khác", style("O"))
        + p(" ")
    )

    assert texts(read(docx(body, styles=STYLES))) == ["# Kế hoạch", "## Mục đích", "Nội dung.", "## Khác"]


def test_lists_count_as_they_are_numbered() -> None:
    body = (
        *(
            p("Một dấu", style("L")),
            item("Hai dấu", 1),
            item("Ba", 2),
            item("Bốn", 2),
            p("Xen giữa."),
            item("Năm", 2),
        ),
        *(
            item("chữ a", 2, 1),
            item("Phạm vi", 3),
            item("Khoản", 3, 1),
            item("Đối tượng", 3),
            item("Lại một", 3, 1),
            item("Mở đầu", 4),
        ),
    )

    assert texts(read(docx("".join(body), styles=STYLES, numbering=NUMBERING))) == [
        *("-: Một dấu / Hai dấu", "3: Ba / Bốn", "Xen giữa.", "5: Năm", "a) chữ a"),
        *("Điều 1. Phạm vi", "1.1. Khoản", "Điều 2. Đối tượng", "2.1. Lại một", "I. Mở đầu"),
    ]


def test_a_list_begins_anew_where_it_says_so() -> None:
    body = item("Ba", 2) + item("Một", 5) + item("Hai", 5) + item("Ba nữa", 2)

    assert texts(read(docx(body, numbering=NUMBERING))) == ["3: Ba", "1: Một / Hai", "3: Ba nữa"]


def test_lists_that_are_typed_are_lists_too() -> None:
    body = "".join(map(p, ("1. Mục đích", "2. Yêu cầu", "- Đúng hạn", "- Đúng thành phần", "Hết.")))

    assert texts(read(docx(body))) == ["1: Mục đích / Yêu cầu", "-: Đúng hạn / Đúng thành phần", "Hết."]


def test_bold_articles_are_headings_and_bold_words_are_none() -> None:
    strong = p("Điều 3. Kinh phí", run="<w:b/>").replace("</w:p>", "<w:r><w:t> </w:t></w:r></w:p>") + p(
        "KẾ HOẠCH", '<w:jc w:val="center"/>', "<w:b/>"
    )
    plain = (
        p("Điều 4. Thi hành")
        + p("Đậm nhưng là câu văn.", run="<w:b/>")
        + p("II. Không", run='<w:b w:val="0"/>')
    )

    assert texts(read(docx(strong + plain))) == [
        *("### Điều 3. Kinh phí", "### KẾ HOẠCH", "Điều 4. Thi hành", "Đậm nhưng là câu văn.", "II. Không"),
    ]


def test_a_table_is_a_table_and_one_that_only_places_texts_is_none() -> None:
    lines = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    cells = row(p("STT"), p("Đơn vị")) + row(p("1"), p("Long Hồ") + p("Tam Bình")) + row(p(""), p(""))
    head = row(p("UBND TỈNH") + p("Số: 24/KH"), p("CỘNG HÒA") + p("Độc lập"))

    assert texts(
        read(docx(f"{p('- Gạch')}<w:tbl>{head}</w:tbl>{p('- Nữa')}<w:tbl>{lines}{cells}</w:tbl>"))
    ) == [
        *("-: Gạch", "UBND TỈNH\nSố: 24/KH", "CỘNG HÒA\nĐộc lập", "-: Nữa"),
        "STT | Đơn vị // 1 | Long Hồ\nTam Bình",
    ]
    assert texts(read(docx(f"<w:tbl>{row(p('a'), p('b')) * 4}</w:tbl>"))) == [
        "a | b // a | b // a | b // a | b"
    ]
    styled = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    assert texts(read(docx(f"<w:tbl>{styled}{row(p('Vũng Liêm'), p('12'))}</w:tbl>"))) == ["Vũng Liêm | 12"]


def test_a_table_of_one_cell_is_a_frame_and_a_paragraph_and_others_have_no_head() -> None:
    lines = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    frame, table = (
        f"<w:tbl>{lines}{row(p('Khung'))}</w:tbl>",
        f"<w:tbl>{row(p('a'), p('b'), p('c')) * 2}</w:tbl>",
    )

    assert read(docx(frame + table)).blocks == (
        *(Paragraph(text="Khung"), Table(rows=(("a", "b", "c"), ("a", "b", "c")))),
    )


def test_a_table_in_a_cell_is_read_there_and_fonts_of_tables_are_known_too() -> None:
    def cell(text: str) -> str:
        return p(text, run='<w:rFonts w:ascii=".VnTime"/>')

    inner = f"<w:tbl>{row(cell('ñy ban'), cell('nh©n d©n'))}</w:tbl>{p('')}"
    cells = row(cell("C«ng nghÖ"), cell("th«ng tin"), inner)

    assert texts(read(docx(f"<w:tbl>{cells}</w:tbl>"))) == ["Công nghệ | thông tin | ủy ban\nnhân dân"]


def test_columns_stay_below_a_cell_that_goes_over_several() -> None:
    lines = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Chỉ tiêu")}</w:tc><w:tc>{p("Ghi chú")}</w:tc>'

    assert texts(
        read(docx(f"<w:tbl>{lines}<w:tr>{wide}</w:tr>{row(p('Quý III'), p('Quý IV'), p('Đạt'))}</w:tbl>"))
    ) == ["Chỉ tiêu |  | Ghi chú // Quý III | Quý IV | Đạt"]


def test_notes_are_numbered_and_stand_at_the_end() -> None:
    def note(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = (
        f"<w:p><w:r><w:t>Một</w:t></w:r>{note('endnote', 2)}"
        f"<w:r><w:t>, hai</w:t></w:r>{note('footnote', 7)}</w:p>"
        f"<w:tbl>{row('<w:p>' + note('footnote', 3) + '</w:p>', p('b'), p('c'))}</w:tbl>"
        f"<w:p>{note('footnote', 99)}</w:p>"
    )
    feet = f'<w:footnote w:id="3">{p("Ba.")}</w:footnote>'
    feet += f'<w:footnote w:id="7">{p("Bảy")}{p("tiếp.")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{p("Cuối.")}</w:endnote>'

    assert texts(read(docx(body, footnotes=feet, endnotes=ends))) == [
        *("Một[1], hai[2]", "[3] | b | c", "[4]", "[1] Cuối.", "[2] Bảy\ntiếp.", "[3] Ba."),
    ]


def test_what_was_taken_out_or_hidden_is_not_read() -> None:
    runs = (
        "<w:p><w:r><w:t>Còn</w:t></w:r><w:del><w:r><w:delText>mất</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> không ẩn</w:t></w:r>'
        "<w:r><w:tab/><w:t>lại</w:t><w:br/><w:t>dòng hai</w:t></w:r>"
        "<w:r><w:cr/><w:ptab/><w:t>ba</w:t><w:noBreakHyphen/></w:r>"
        "<w:moveFrom><w:r><w:t>dời đi</w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>, liên kết</w:t></w:r></w:hyperlink>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:char="x"/><w:sym w:char="FFFFFF"/></w:r>'
        "</w:p>"
    )

    assert texts(read(docx(runs))) == ["Còn không ẩn lại\ndòng hai\nba-, liên kết→"]


def test_boxes_are_read_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    drawn = (
        f"<w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent></w:r>"
    )

    assert texts(read(docx(f"<w:p><w:r><w:t>Ngoài khung</w:t></w:r>{drawn}</w:p>"))) == [
        "Ngoài khung",
        "Trong khung",
    ]


@pytest.mark.parametrize("where", ["run", "style", "default"])
def test_text_for_the_fonts_of_before_unicode_is_turned(where: str) -> None:
    said, font = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long", '<w:rFonts w:ascii=".VnTime"/>'
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{font}</w:rPr></w:rPrDefault></w:docDefaults>"
    styles = {
        "run": "",
        "style": f'<w:style w:styleId="V"><w:rPr>{font}</w:rPr></w:style>',
        "default": default,
    }[where]
    body = p(said, style("V"), font if where == "run" else "") + p(
        "kÕ ho¹ch", run='<w:rFonts w:ascii=".VnTimeH"/>'
    )

    assert texts(read(docx(body, styles=styles))) == [
        *("Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long", "KẾ HOẠCH"),
    ]


def test_a_letter_that_word_processors_take_for_a_soft_hyphen_is_turned_too() -> None:
    said = "<w:t>C«ng nghÖ th«ng tin, ®Þa ph</w:t><w:softHyphen/><w:t>¬ng</w:t>"
    runs = f'<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>{said}</w:r></w:p>'

    assert texts(read(docx(runs))) == ["Công nghệ thông tin, địa phương"]


def test_the_main_part_is_found_by_what_the_archive_says_of_it() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document2.xml" ContentType="{kind}"/></Types>'
    members = {
        "[Content_Types].xml": types,
        "word/document2.xml": f"<w:document {WORD}>{p('Đây')}</w:document>",
    }

    assert texts(read(archive(members))) == ["Đây"]
    members["word/document.xml"] = members.pop("word/document2.xml")
    assert texts(read(archive(members))) == ["Đây"]


def test_a_part_that_is_missing_or_broken_is_no_document() -> None:
    assert read(archive({"word/document.xml": "<w:document"})).no_text is NoText.DAMAGED
    assert read(archive({"word/media/image1.png": "x"})).no_text is NoText.FOREIGN


def test_paragraphs_without_a_style_have_the_one_that_is_told_to_be_usual() -> None:
    def told(name: str, kind: str, font: str, more: str = "") -> str:
        fonts = f'<w:rPr><w:rFonts w:hAnsi="{font}"/></w:rPr>'
        return (
            f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:basedOn w:val="{name}"/>{fonts}</w:style>'
        )

    usual = 'w:default="1"'
    styles = told("A", "paragraph", "Arial") + told("B", "character", "Arial", usual)
    styles += told("C", "paragraph", ".VnTime", usual)

    assert texts(read(docx(p("C«ng nghÖ th«ng tin"), styles=styles))) == ["Công nghệ thông tin"]


def test_only_headings_are_headings_by_the_number_in_their_name() -> None:
    styles = '<w:style w:styleId="K"><w:name w:val="caption 5"/></w:style>'

    assert texts(read(docx(p("Hình 5", style("K")), styles=styles))) == ["Hình 5"]


def test_an_outline_makes_headings_of_a_paragraph_or_of_all_of_a_style() -> None:
    def outline(level: int) -> str:
        return f'<w:outlineLvl w:val="{level}"/>'

    styles = f'<w:style w:styleId="D"><w:name w:val="Dàn bài"/><w:pPr>{outline(0)}</w:pPr></w:style>'
    body = p("Kế hoạch", style("D")) + p("Mục đích", style("D") + outline(2)) + p("Sâu", outline(5))
    body += p("Không", style("D") + outline(9)) + p("Quá sâu", outline(6))

    assert texts(read(docx(body, styles=styles))) == [
        *("# Kế hoạch", "### Mục đích", "###### Sâu", "Không", "Quá sâu"),
    ]


def test_letters_whose_font_is_that_of_a_theme_have_the_one_of_their_style() -> None:
    styles = '<w:style w:styleId="V"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    body = p("C«ng nghÖ th«ng tin", style("V"), '<w:rFonts w:asciiTheme="minorHAnsi"/>')

    assert texts(read(docx(body, styles=styles))) == ["Công nghệ thông tin"]


def test_what_stands_in_controls_is_read_wherever_they_are_and_what_was_put_in_too() -> None:
    def control(inside: str) -> str:
        told = '<w:alias w:val="Tên"/><w:dropDownList><w:listItem w:displayText="Không"/></w:dropDownList>'
        return f"<w:sdt><w:sdtPr>{told}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    rows = control(f"<w:tr><w:tc>{p('1')}</w:tc>{control('<w:tc>' + p('2') + '</w:tc>')}</w:tr>") + row(
        control(p("3"))
    )
    lines = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    body = control(p("Một")) + f"<w:p>{run('Hai, ')}{control(run('ba'))}</w:p><w:tbl>{lines}{rows}</w:tbl>"
    body += f"<w:p><w:ins>{run('Thêm')}</w:ins><w:moveTo>{run(', dời đến')}</w:moveTo></w:p>"

    assert texts(read(docx(body))) == ["Một", "Hai, ba", "1 | 2 // 3", "Thêm, dời đến"]
