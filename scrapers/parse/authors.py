"""Who wrote an article, told from its bare last line."""

import re
from collections.abc import Sequence

from scrapers.parse.captions import alignment
from scrapers.parse.lines import HEADINGS, Line
from scrapers.parse.marks import mark_of

_SAYS_SO = re.compile(
    r"(?:tác giả|người viết|tin,? ?(?:và )?ảnh|bài,? ?(?:và )?ảnh|tin|bài)\s*:\s*", re.IGNORECASE
)
_PERSON_SPOKEN_OF = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị|các|nguồn|theo|ảnh)\b", re.IGNORECASE)
_LONGEST, _MOST_WORDS = 60, 6
_STYLED_WORDS = 10
"""A line that is set to the right may have so many words: "Phòng Công nghệ thông tin"."""
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
            return at if _is_name(line) else -1
    return -1


def name_in(text: str) -> str:
    """Take "Tin, ảnh:" and the like off a name."""
    return _SAYS_SO.sub("", text, count=1).strip() or text


def _is_name(line: Line) -> bool:
    text, place = line.text, line.place
    if len(text) > _LONGEST or place.tag in HEADINGS or mark_of(text) or text.endswith(_SENTENCE):
        return False
    if _SAYS_SO.match(text):
        return True
    if _PERSON_SPOKEN_OF.match(text) or not text[0].isupper():
        return False
    words = text.split()
    if alignment(line) == "right":
        return len(words) <= _STYLED_WORDS
    return len(words) <= _MOST_WORDS and all(_is_capital(word) for word in words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in ("-", "–", "&", ",")
