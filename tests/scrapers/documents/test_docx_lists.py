"""Lists of DOCX files whose levels are another's, have forms of their own, or count on through others."""

from tests.scrapers.documents.making import docx, read, texts
from tests.scrapers.documents.test_docx import item, level


def many(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def use(number: int, abstract: int, *changes: str) -> str:
    said = "".join(f'<w:lvlOverride w:ilvl="{at}">{one}</w:lvlOverride>' for at, one in enumerate(changes))
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{said}</w:num>'


def test_a_list_that_is_a_style_has_the_levels_of_the_one_that_defines_it() -> None:
    numbering = (
        many(1, more='<w:numStyleLink w:val="Muc"/>')
        + many(2, level(0, "upperRoman", "Mục %1:"), more='<w:styleLink w:val="Muc"/>')
        + many(3, more='<w:numStyleLink w:val="Khac"/>')
        + use(1, 1) + use(2, 2) + use(3, 3)
    )  # fmt: skip
    body = item("Một", 1) + item("Hai", 2) + item("Ba", 1) + item("Không có", 3)

    assert texts(read(docx(body, numbering=numbering))) == [
        *("Mục I: Một", "Mục II: Hai", "Mục III: Ba", "Không có"),
    ]


def test_levels_that_a_use_has_of_its_own_count_on_with_those_of_the_list() -> None:
    numbering = (
        many(1, level(0, "decimal", "Điều %1:"), level(1, "lowerLetter", "%1%2)"))
        + use(1, 1) + use(2, 1, level(0, "decimal", "Điều %1 mới:"))
        + use(3, 1, "<w:startOverride w:val='9'/>")
    )  # fmt: skip
    body = item("A", 1) + item("B", 2) + item("b", 2, 1) + item("C", 1) + item("D", 3) + item("E", 2)

    assert texts(read(docx(body, numbering=numbering))) == [
        *("Điều 1: A", "Điều 2 mới: B", "2a) b", "Điều 3: C", "Điều 9: D", "Điều 10 mới: E"),
    ]


def test_articles_count_on_through_the_chapters_that_they_are_told_to() -> None:
    def articles(restart: str) -> list[str]:
        below = level(2, "decimal", "Điều %3:").replace("</w:lvl>", f"{restart}</w:lvl>")
        levels = (level(0, "upperRoman", "Chương %1:"), level(1, "decimal", "Mục %2:"), below)
        body = "".join(item("x", 1, place) for place in (0, 2, 2, 1, 2, 0, 2))
        return [
            text[5:6]
            for text in texts(read(docx(body, numbering=many(1, *levels) + use(1, 1))))
            if text[0] == "Đ"
        ]

    assert articles("") == ["1", "2", "1", "1"]
    assert articles('<w:lvlRestart w:val="0"/>') == ["1", "2", "3", "4"]
    assert articles('<w:lvlRestart w:val="1"/>') == ["1", "2", "3", "1"]


def test_numbers_of_chapters_are_digits_where_a_level_writes_them_so() -> None:
    def written(legal: str) -> list[str]:
        below = level(1, "decimal", "%1.%2:").replace("</w:lvl>", f"{legal}</w:lvl>")
        numbering = many(1, level(0, "upperRoman", "%1:"), below) + use(1, 1)
        return texts(read(docx(item("Một", 1) + item("Hai", 1, 1), numbering=numbering)))

    assert written("<w:isLgl/>") == ["I: Một", "1.1: Hai"]
    assert written('<w:isLgl w:val="0"/>') == ["I: Một", "I.1: Hai"]
