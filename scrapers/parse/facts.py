"""What portals say of an article beside its title: when it came, how often it was read, who put it there."""

import re
from functools import lru_cache

from scrapers.ago import BACK, NAMED_ALONE

_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/-]\d{2}[/-]\d{2})"
_MONTH = r"(?:\d{1,2}|giêng|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|một|chạp)"
_WORDED = (
    rf"(?:\d{{1,2}}\s+tháng\s+{_MONTH},?\s+(?:năm\s+)?\d{{4}}|\d{{1,2}}\s+th\d{{1,2}},?\s+\d{{4}}"
    rf"|tháng\s+{_MONTH}\s+\d{{1,2}},\s+\d{{4}})"
)
_ENGLISH_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ENGLISH = rf"(?:\d{{1,2}}\s+{_ENGLISH_MONTH},?\s+\d{{4}}|\b{_ENGLISH_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
_ZONE = r"(?:(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::00)?|\+\d\d:?\d\d(?!\d)|\bICT\b)"
_CLOCK = (
    r"\d{1,2}(?:[:h]|\s*giờ\s*)\d{2}(?::\d{2}|['’]|\s*phút\b)?(?:\s*(?:[ap]m|SA|CH|sáng|chiều|tối)\b)?"
    rf"(?:\s*\(?{_ZONE}\)?)?"
)
_DATE = rf"{_DAY}(?:[\s|,–-]*(?:lúc\s+)?{_CLOCK})?"
EYE = "\N{EYE}"
"""What stands for the word "views", as an icon does."""
_COUNT = r"(?:\d{1,3}(?: \d{3}){1,4}|\d[\d.,]{0,15}+)"
_BEGINS = r"(?<![\d+])(?<!\d[/.:h-])(?<!giờ )(?<!tháng \d )(?<!tháng \d\d )"
"""Where a number begins that is no part of a day, a clock or a zone: "08:15 GMT+7 419 lượt xem"."""
# "419 lượt xem", but not the day in "2018-03-06 Lượt xem: 419".
_COUNTED = rf"{_BEGINS}{_COUNT}\s*(?:lượt|lần)\s*(?:xem|đọc|truy cập)(?!\s*:)"
_NAMED = (
    r"(?:(?:(?:tổng|số)\s+)*(?:lượt|lần|người)(?:\s+người)?\s*(?:xem|đọc)(?:\s+(?:bài(?: viết)?|tin))?"
    rf"\s*(?::\s*)?[(\[]?{_COUNT}[)\]]?(?:\s*(?:lượt|lần)\b)?"
    r"|(?:đã\s+(?:được\s+)?(?:xem|đọc)\s*:?|(?<!đang )xem\s*:|(?<!\w )đọc\s*:"
    r"|(?:views?(?:\s+count)?|hits?)\s*:)"
    rf"\s*{_COUNT}(?:\s*(?:lượt|lần)\b)?|{EYE}\s*{_COUNT})"
)
_VIEWS = rf"(?:{_COUNTED}|{_NAMED})"
_SAID = (
    r"(?:ngày\s*(?:đăng(?: tin| bài| tải)?|cập nhật|gửi|hỏi|trả lời|xuất bản|phát hành|tạo)|ngày\s*:"
    r"|(?:lần\s*)?(?:cập nhật|(?:chỉnh\s*)?sửa)(?:\s*(?:lần\s*)?cuối)?(?:\s*(?:lúc|vào))?"
    r"|(?:đã\s*|được\s*|tin\s*|bài\s*)?(?:đăng(?: tải)?|gửi|viết|xuất bản)"
    r"\s*(?:(?:vào\s*)?lúc|ngày|vào|:)|lúc\b"
    r"|thời gian (?:đăng|cập nhật)|(?:posted|published) on|(?:post|publish) date)"
    r"\s*:?\s*"
)
_CHANGED = (
    r"(?:(?:ngày|lần)\s*)?(?:cập nhật|(?:chỉnh\s*)?sửa)(?:\s*(?:lần\s*)?cuối)?"
    r"(?:\s*(?:lúc|vào|ngày))?\s*:?\s*"
)
_WEEKDAY = r"(?:(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật|cn)\b|t[2-7]\s*,|th\.\s*\w+)"
_POSTED = (
    r"(?:(?:người đăng(?: bài(?: viết)?)?|tác giả(?: bài viết)?\s*:|(?:(?:được )?(?:gửi|đăng|viết) )?bởi\b)"
    r"\s*:?\s*(?!\d)\w+(?: (?!vào\b)[^\W\d]\w*){0,3}(?: vào\b)?|\badmin(?:istrator)?\b)"
)
_READ_COUNTED = rf"{_BEGINS}{_COUNT}\s*(?:lượt(?!\s*\w)|views?\b|người\s*(?:xem|đọc))"
_READ_NAMED = rf"(?:xem|đọc)\s*:?\s*{_COUNT}\s*lần\b"
_READ = rf"(?:{_READ_NAMED}|{_READ_COUNTED})"
"""Views too, but behind a title these words may be part of that."""
_SIZES = r"(?:cỡ chữ|\bA\s?[+-]?(?=\s|$))"
_CHANGE = re.compile(
    rf"(?=[ncs]){_CHANGED}(?>{_WEEKDAY}|{_CLOCK}|[\s,|–-]+|ngày\b)*+(?:{_WORDED}|{_DAY})(?:[\s|,–-]*{_CLOCK})?",
    re.IGNORECASE,
)
# Both expressions are possessive: what one part takes another could take too, and trying all would never end.
# Behind a title: "(419 lượt xem) [09/01/2017]". A bare date may be part of the title itself.
_TAIL = re.compile(
    rf"(?>\s*[(\[]\s*(?:{_VIEWS}|(?:{_SAID})?{_DATE})\s*[)\]]|\s*(?:[-–|]\s*)?{_VIEWS})++\s*$", re.IGNORECASE
)
_HEAD = re.compile(
    rf"[\[(]?(?:{_CLOCK}[\s|,–-]*(?:ngày\s+)?)?{_DATE}[\])]?\s*[-–|:]\s+(?=[^\W\d])", re.IGNORECASE
)
"""Ahead of a title: "09/01/2017 08:15 - Kết quả", "08:15, ngày 09/01/2017 - Kết quả"."""
_HINTS_AT_TAIL = re.compile(r"\d[/.-]\d|xem|đọc|truy cập|view|hit", re.IGNORECASE)
"""Some of this is in every tail, and in few titles that end like one: "Kế hoạch năm 2019"."""
_TAIL_ENDS = frozenset(")]mMcCpP.,0123456789")
"""What a tail may end in; most titles end in none of it, and need not be searched for one."""
_FACTS = re.compile(
    rf"(?>[\s()\[\]|:,;/•·–-]+|(?<=\d)T(?=\d\d:)"
    rf"|{_VIEWS}|{_READ}|{_WORDED}|{_DAY}|(?=[\djfmasond]){_ENGLISH}|(?=[\dhkmvjty]){BACK}|{_CLOCK}|{_ZONE}|{_SAID}"
    rf"|(?:được đăng )?ngày\b|{_WEEKDAY}|{_POSTED}"
    rf"|{_SIZES}|chi tiết\b|(?:có|bài (?:viết|này)|tin này)(?=\s+(?:\d|đã\b))"
    r"|(?:số\s+)?(?:lượt|lần)\s*(?:xem|đọc)\s*:?|\d{1,5}\s+(?:bình luận|nhận xét|phản hồi|ý kiến|bytes)\b"
    r"|(?:bình luận|nhận xét|phản hồi|ý kiến)\s*:\s*\d{1,5}"
    r"|(?<!\w)(?:\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,7})(?!\w))++",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s+[|/•·–-]\s+")
_ROLES = re.compile(
    r"(?:chuyên mục|danh mục|tác giả|người (?:đăng|hỏi|gửi)|nguồn(?: tin)?)\s*:\s*[^:]{1,60}", re.IGNORECASE
)
"""What stands in one row with date and views: which category, who wrote it, where it comes from."""
_IS_NAME = re.compile(r"(?:[^\W\d_][^\W\d_.,]*[ .-]{0,2}){1,6}")
"""What is said beside a day in a few words: a name, a category."""
_GLUED = re.compile(r"(?<=[/.-](?:19|20)\d\d)(?=\d{1,7}\s*(?:lượt|lần)\b)", re.IGNORECASE)
_SAYS = re.compile(_SAID, re.IGNORECASE)
# By what it may begin with, for there is much else to begin at.
_COUNTS_VIEWS = re.compile(
    rf"(?=\d)(?:{_COUNTED}|{_READ_COUNTED})|(?=[tslnđxvh])(?:{_NAMED}|{_READ_NAMED})",
    re.IGNORECASE,
)
_BESIDE_EYE = re.compile(rf"{EYE}\s*{_COUNT}")
"""By itself: a letter so far up in Unicode makes an expression for all of them slow."""
_POSTS = re.compile(_POSTED, re.IGNORECASE)
_DATED = re.compile(rf"(?<![\d/.-])(?:{_WORDED}|{_DAY})(?![\d/.-])", re.IGNORECASE)
_YEAR = re.compile(r"\d\d\d\d")
"""Each day names one, and most texts do not."""
_COUNTS_BACK = re.compile(BACK, re.IGNORECASE)
_LONGEST_BACK = 80
_ENDS_BACK = ("trước", " ago", "xong", "Yesterday", "yesterday")
"""What most texts end in that count back, but for those that name a day."""
_NEAR_DAYS = ("ôm nay", "ôm qua", "ôm kia", "oday", "esterday")
_IN_ENGLISH = re.compile(_ENGLISH, re.IGNORECASE)
_LONGEST = 200
"""Characters of a text that may say views and date; the expressions' time goes with the square of it."""


# What stands beside the news is the same on every page of a portal, so it is told apart once.
@lru_cache(maxsize=2048)
def parted(text: str) -> tuple[str, str]:
    """Part a text into the title and what is said of views and date behind it, or of date ahead of it."""
    if text[:2].strip("[(")[:1].isdigit() and (head := _HEAD.match(text)):
        return text[head.end() :], head[0]
    if text.rstrip()[-1:] not in _TAIL_ENDS or not _HINTS_AT_TAIL.search(text):
        return text, ""
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST))
    return (text[: tail.start()], tail[0]) if tail else (text, "")


def apart(text: str) -> str:
    """Part a date and a number of views that stand together without a space: "28/05/201864 lượt đọc"."""
    return _GLUED.sub(" ", text)


def only_facts(text: str) -> bool:
    """Tell whether a text says nothing but views, date and the like."""
    return len(text) <= _LONGEST and _is_facts(text)


@lru_cache(maxsize=2048)
def _is_facts(text: str) -> bool:
    return _FACTS.fullmatch(text) is not None or _is_row(text)


def _is_row(text: str) -> bool:
    """Tell whether a text is a row of facts, day or views among them: "Tác giả: An / 09/01/2017"."""
    parts = _BARS.split(text)
    if len(parts) == 1:
        return False
    told = [part for part in parts if _FACTS.fullmatch(part)]
    return any(_names_a_day(part) or views_in(part) for part in told) and all(
        part in told or _ROLES.fullmatch(part) for part in parts
    )


def says_role(text: str) -> bool:
    """Tell whether a text says who did what for an article, or where that comes from: "Nguồn: Báo"."""
    return _ROLES.fullmatch(text) is not None


def parted_name(text: str) -> tuple[str, str]:
    """Part a row that tells of a day into the facts and the one short part that is none; else, empty ones."""
    parts = _BARS.split(text) if len(text) <= _LONGEST and tells_a_day(text) else []
    names = [part for part in parts if not _FACTS.fullmatch(part)]
    if len(parts) == 1 or len(names) != 1 or not _IS_NAME.fullmatch(names[0]):
        return "", ""
    return " | ".join(part for part in parts if part != names[0]), names[0].strip()


@lru_cache(maxsize=2048)
def views_in(text: str) -> str:
    """Find what a text says of views; an empty string where it says nothing."""
    views = _COUNTS_VIEWS.search(text) or (_BESIDE_EYE.search(text) if EYE in text else None)
    return views[0] if views else ""


@lru_cache(maxsize=2048)
def as_posted(text: str) -> str:
    """Leave out of a text when an article was changed, where it tells a day beside that."""
    posted = _CHANGE.sub(" ", text)
    return posted if _DATED.search(posted) else text


def only_own_facts(text: str) -> bool:
    """Tell likewise of what surely is about one article, of which a bare "Hôm qua" says when it came."""
    return only_facts(text) or names_near_day(text)


def names_near_day(text: str) -> bool:
    """Tell whether a text says "Hôm qua" without a time, and nothing but facts beside it.

    Only of what surely is about one article: menus and counters of visits say that too.
    """
    if len(text) > _LONGEST_BACK or not any(name in text for name in _NEAR_DAYS):
        return False
    rest, found = NAMED_ALONE.subn(" ", text)
    return found == 1 and only_facts(rest)


def says_who_posted(text: str) -> bool:
    """Tell whether a text says who put the article there, which need not be its author."""
    return only_facts(text) and _POSTS.search(text) is not None


def announces(text: str) -> bool:
    """Tell whether a text says what facts it gives, and nothing else: "Ngày đăng: 09/01/2017"."""
    return only_facts(text) and bool(views_in(text) or (tells_a_day(text) and _SAYS.search(text)))


def tells_a_day(text: str) -> bool:
    """Tell whether a short text names a day, or says nothing but facts that count back to one."""
    return len(text) <= _LONGEST and _names_a_day(text)


@lru_cache(maxsize=2048)
def _names_a_day(text: str) -> bool:
    if _YEAR.search(text) is not None:
        return _DATED.search(text) is not None or _IN_ENGLISH.search(text) is not None
    return len(text) <= _LONGEST_BACK and _counts_back(text)


def _counts_back(text: str) -> bool:
    """Tell whether a text counts back to a day; "2 ngày trước khi khởi công" is a title."""
    hints = text.endswith(_ENDS_BACK) or "ôm " in text
    return hints and _COUNTS_BACK.search(text) is not None and _FACTS.fullmatch(text) is not None
