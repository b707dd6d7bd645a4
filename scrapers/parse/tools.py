"""What pages say of their own tools: sizes of letters, reading aloud, marks out of five, sharing."""

import re
from functools import lru_cache

_SURE = (
    r"(?:xem với )?cỡ chữ|(?:giảm|tăng) (?:kích thước|cỡ) (?:font )?chữ|\bA\s?[-+](?!\w)|(?:độ )?tương phản"
    r"|(?:nghe|đọc|nghe đọc) (?:bài(?: viết)?|tin)(?!\w)"
    r"|(?:bạn )?đánh giá (?:bài (?:viết|này)|mục này|tin (?:bài|này))(?: (?:này )?thế nào\s*\?)?"
    r"|tổng số điểm của bài viết là\s*:?|click để đánh giá bài viết|\d{1,6} trong(?= \d)"
    r"|xếp hạng ?: ?\d[\d.,]*|[★☆]+|\d(?:[.,]\d)?\s*/\s*5(?!\d)"
    r"|(?:\d(?:[.,]\d)? - )?\d{1,6} (?:lượt )?(?:đánh giá|bình chọn|phiếu bầu)"
    r"|(?<=\()\d{1,6} lượt(?=\))|(?:bình chọn|đánh giá) ?(?::|\(\d{1,6} (?:phiếu|lượt)\))"
)
_MAYBE = (
    r"(?:bản )?in(?: (?:trang|bài|tin)(?: này)?| bài viết| ra)?|lưu(?: bài viết)?|gửi e-?mail|e-?mail|thích"
    r"|print|back|trung bình|chia sẻ(?: bài viết)?|facebook|zalo|twitter|linkedin|sao chép liên kết"
)
_TOOLS = re.compile(
    rf"(?>{_SURE}|(?:{_MAYBE})(?!\w)|\bA(?!\w)|\d{{1,2}}:\d{{2}}(?!\d)|[\s()\[\]|:,;?/–•-]+)++", re.IGNORECASE
)
_CERTAIN = re.compile(_SURE, re.IGNORECASE)
_ONE = re.compile(rf"(?<!\w)(?:{_MAYBE})(?!\w)", re.IGNORECASE)
_LONGEST = 120


def without_tools(text: str) -> str:
    """Return what a text says beside tools that are told apart by their words: "Xem với cỡ chữ"."""
    return _CERTAIN.sub(" ", text)


@lru_cache(maxsize=2048)
def names_tools(text: str, *, linked: bool = False) -> bool:
    """Tell whether a text names tools and nothing else; a single "In" only where it is `linked`."""
    if len(text) > _LONGEST or not _TOOLS.fullmatch(text):
        return False
    return _CERTAIN.search(text) is not None or len(_ONE.findall(text)) > (not linked)
