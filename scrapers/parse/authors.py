"""Who wrote an article, told from its bare last line."""

import re
from collections.abc import Sequence

from scrapers.parse.captions import alignment
from scrapers.parse.lines import HEADINGS, Line
from scrapers.parse.marks import mark_of
from scrapers.urls import file_name

_SAYS_SO = re.compile(
    r"(?:tác giả|người viết|tin,? ?(?:và )?ảnh|bài,? ?(?:và )?ảnh|tin|bài)\s*:\s*", re.IGNORECASE
)
_STAFF = re.compile(
    r"(?:nhóm )?(?:phóng viên|pv|tác giả|cộng tác viên|ctv|biên tập viên|btv)|ban biên tập|bbt", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:nguồn|theo|ảnh)\b", re.IGNORECASE)
_ON_THE_PICTURE = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị|các)\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_LONGEST, _MOST_WORDS = 60, 10
_SENTENCE = (".", ":", ";", ",", "?", "!", "…")


def last_line(lines: Sequence[Line]) -> int:
    """Give the index of the line that names the author; -1 where the last line does not look like a name.

    A name is short, no sentence and no item of a list, and each word begins with a capital, unless the line
    stands at the right or says that it names the author.
    """
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.image is not None:
            return -1
        if line.text and not line.place.control:
            below_picture = at > 0 and lines[at - 1].image is not None
            return at if _is_name(line, below_picture=below_picture) else -1
    return -1


def name_in(text: str) -> str:
    """Take "Tin, ảnh:" and brackets off a name."""
    name = _SAYS_SO.sub("", text, count=1).strip()
    return name[1:-1].strip() if name[:1] == "(" and name[-1:] == ")" else name or text


def _is_name(line: Line, *, below_picture: bool) -> bool:
    text, place = line.text, line.place
    if any(file_name(href) for _, _, href in line.links):
        return False
    if len(text) > _LONGEST or place.tag in HEADINGS or mark_of(text) or text.endswith(_SENTENCE):
        return False
    if _SAYS_SO.match(text) or _STAFF.fullmatch(text):
        return True
    if _SOURCE.match(text) or (below_picture and _ON_THE_PICTURE.match(text)):
        return False
    words = (_REMARK.sub("", text) or name_in(text)).split()
    if not words or not words[0][0].isupper() or len(words) > _MOST_WORDS:
        return False
    return alignment(line) == "right" or all(_is_capital(word) for word in words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in ("-", "–", "&", ",")
