"""What pages say of their own tools: sizes of letters, reading aloud, marks out of five, sharing."""

import re
from functools import lru_cache

_SURE = (
    r"(?:xem (?:với )?)?(?:kích )?(?:cỡ|thước) chữ|(?:giảm|tăng)(?: giảm)? (?:kích thước |cỡ )?(?:font )?chữ"
    r"|\bA\s?[-+](?!\w)|(?<!\w)A{2,4}(?!\w)|(?:độ )?tương phản"
    r"|(?:nghe|đọc|nghe đọc) (?:nội dung )?(?:bài(?: viết)?|tin)(?!\w)"
    r"|giọng (?:đọc|nam|nữ)(?: miền (?:bắc|trung|nam))?(?!\w)"
    r"|\d{1,2}:\d\d(?:\s*/\s*|\s*(?=\d\d:))\d{1,2}:\d\d(?![\d:])"
    r"|(?:(?:mời )?bạn )?đánh giá (?:bài (?:viết|này)|mục này|tin (?:bài|này))(?: (?:này )?thế nào\s*\?)?"
    r"|tổng số điểm của bài viết là\s*:?|click để đánh giá bài viết|\d{1,6} trong(?= \d)"
    r"|mời bạn đánh giá|điểm đánh giá|xếp hạng ?: ?\d[\d.,]*|[★☆]+"
    r"|\d(?:[.,]\d)?\s*/\s*5(?!\d)|1 2 3 4 5(?!\w)"
    r"|(?:\d(?:[.,]\d)? - )?\d{1,6} (?:lượt |người đã )?(?:đánh giá|bình chọn|phiếu bầu)"
    r"|(?<=\()\d{1,6} lượt(?=\))|(?:bình chọn|đánh giá) ?(?::|\(\d{1,6} (?:phiếu|lượt)\))"
    r"|(?:(?:xem |phiên )?bản (?:để )?in|in (?:trang|bài|tin|nội dung)|print this page)(?!\w)"
    r"|(?:lưu (?:bài viết|trang)|(?:gửi|email)(?: tin này| bài viết)?(?: cho)? bạn(?: bè)?)(?!\w)"
    r"|gửi (?:tin |bài )(?:này )?qua e-?mail(?!\w)"
    r"|(?:chia sẻ (?:bài viết|tin|qua|lên|trên)|thích và chia sẻ|thích \d{1,6}|tweet)(?!\w)"
    r"|\d{1,6} (?:lượt )?thích(?!\w)"
    r"|(?:quan tâm|theo dõi)(?: trang| kênh)? (?:zalo|facebook|fanpage|youtube)(?!\w)"
    r"|(?:zalo )?(?:oa|official account)(?!\w)"
    r"|theo dõi (?:\w+ )?trên|google news|tốc độ(?: đọc)?(?=\s*:)|tự động cuộn trang"
    r"|(?<![\w.,])\d(?:[.,]\d{1,2})?x(?!\w)"
    r"|(?:(?:quét )?mã qr|qr code)(?: (?:này )?để (?:đọc|xem))?"
    r" (?:bài(?: (?:viết|này))?|tin(?: (?:bài|này))?|trang(?: này)?)(?!\w)"
    r"(?: trên (?:điện thoại|di động)(?!\w))?"
)
_MAYBE = (
    r"(?:bản )?in(?: (?:trang|bài|tin)(?: này)?| bài viết| ra| ấn)?|lưu(?: bài viết)?|gửi e-?mail|e-?mail"
    r"|thích|like|share|print|back|trung bình|chia sẻ(?: bài viết)?|facebook|zalo|twitter|linkedin"
    r"|xem tất cả(?: (?:các )?(?:tin|bài(?: viết)?))?"
    r"|sao chép liên kết|dừng|mặc định|(?:lớn|nhỏ) hơn|bình thường"
)
_BETWEEN = r"\d{1,2}:\d{2}(?!\d)|[\s()\[\]|:,;?/+–•-]+"
_TOOLS = re.compile(rf"(?>{_SURE}|(?:{_MAYBE})(?!\w)|\bA(?!\w)|{_BETWEEN})++", re.IGNORECASE)
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
