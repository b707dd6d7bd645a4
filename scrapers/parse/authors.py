"""Tells who wrote an article from its last line, where that only names people."""

import re
from collections.abc import Sequence

from scrapers.parse.appended import NOTES, Files
from scrapers.parse.captions import alignment
from scrapers.parse.frame import Frame
from scrapers.parse.lines import HEADINGS, Line
from scrapers.parse.lists import real_lists
from scrapers.parse.marks import mark_of
from scrapers.parse.tables import data_tables

_SAYS_SO = re.compile(
    r"(?:tác giả(?: bài viết)?|người (?:viết|đưa tin|đăng tin)|thực hiện|tổng hợp"
    r"|(?:(?:tin|bài(?: viết)?)(?:\s*(?:[-–,&/+]|và)?\s*(?:bài(?: viết)?|ảnh|clip|video)){0,3}))\s*:\s*",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:nhóm )?(?:phóng viên|pv|tác giả|cộng tác viên|ctv|biên tập viên|btv)|ban biên tập|bbt", re.IGNORECASE
)
_SOURCE = re.compile(r"\(?(?:nguồn|theo|ảnh)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:xin )?(?:trân trọng|chân thành|cảm ơn|cám ơn)\b|nơi nhận\b|kính (?:mời|báo)\b"
    r"|(?:xem|tải) (?:file|tệp|thêm)\b"
    r"|(?:biên tập|hiệu đính|biên dịch|video|clip|đồ họa|thiết kế|kỹ thuật)\s*:",
    re.IGNORECASE,
)
"""How letters end, and who did something else than write."""
_END = "./."
"""What ends the text of an office."""
_ON_THE_PICTURE = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị|các)\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_LONGEST, _MOST_WORDS = 60, 10
_SENTENCE = (".", ":", ";", ",", "?", "!", "…")


def last_line(lines: Sequence[Line], frame: Frame) -> int:
    """Return the index of the line that names the author; -1 where the last line does not look like a name.

    Below it may stand where the text or its pictures come from, keywords, and files. A name is short, no
    sentence and no item of a list, and each word begins with a capital, unless the line is at the right or
    says that it names the author. Above files capitals alone make no name: "THÔNG BÁO". Nor does what ends a
    list or a table: "Huyện Long Hồ". `frame` is what lies around the whole article.
    """
    files, credited, filed = Files(lines), False, False
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if files.have(line):
            filed = True
        elif line.image is not None and not line.embeds():
            return -1
        elif line.text and not line.place.control:
            below_picture = at > 0 and lines[at - 1].image is not None
            if _is_name(line, below_picture=below_picture):
                is_other = (filed and line.text.isupper()) or _is_one_of_many(lines, line, frame)
                return -1 if is_other else at
            is_source, is_note = _is_source(line.text), NOTES.match(line.text) is not None
            if below_picture or (is_source and credited) or not (is_source or is_note):
                return -1
            credited = credited or is_source
            filed = filed or is_note
    return -1


def is_name(line: Line) -> bool:
    """Tell whether a line by itself looks like the name of who wrote an article."""
    return line.image is None and _is_name(line, below_picture=False)


def is_name_like(text: str) -> bool:
    """Tell whether each word of a text begins with a capital, as in a name of two words or more."""
    words = text.split()
    return 1 < len(words) <= _MOST_WORDS and all(_is_capital(word) for word in words)


def name_in(text: str) -> str:
    """Take "Tin, ảnh:" and brackets off a name."""
    said = _SAYS_SO.match(text)
    name = text[said.end() if said else 0 :].removesuffix(_END).strip()
    return name[1:-1].strip() if name[:1] == "(" and name[-1:] == ")" else name or text


def _is_name(line: Line, *, below_picture: bool) -> bool:
    text, place = line.text.removesuffix(_END), line.place
    if line.offers_file() or place.tag in HEADINGS or mark_of(text):
        return False
    if len(text) > _LONGEST or text.endswith(_SENTENCE):
        return False
    if _SAYS_SO.match(text) or _STAFF.fullmatch(text):
        return True
    if _SOURCE.match(text) or _NO_NAME.match(text) or (below_picture and _ON_THE_PICTURE.match(text)):
        return False
    words = (_REMARK.sub("", text) or name_in(text)).split()
    if not words or not words[0][0].isupper() or len(words) > _MOST_WORDS:
        return False
    return alignment(line) == "right" or all(_is_capital(word) for word in words)


def _is_one_of_many(lines: Sequence[Line], line: Line, frame: Frame) -> bool:
    """Tell whether a line is an item of a list, or a value of a table, and not the first."""
    cell, item = line.place.cell, line.place.item
    if item is not None and item.number > 1 and frame.top(item) in real_lists(lines, frame):
        return True
    is_below = cell is not None and cell.row > 0 and any(len(row) > 1 for row in cell.table.rows)
    return is_below and cell is not None and cell.table in data_tables(lines, frame)


def _is_source(text: str) -> bool:
    """Tell whether a line says where a text or its pictures come from."""
    return len(text) <= _LONGEST and _SOURCE.match(text) is not None and not text.endswith(_SENTENCE)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in ("-", "–", "&", ",")
