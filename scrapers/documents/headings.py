"""Recognises headings of official documents that no style marks as such."""

import re

_PARTS = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\dA-Z]+\b|(?:[IVX]{1,5}|[A-H])[.)]\s", re.IGNORECASE
)
_LONGEST = 200
LEVEL = 3
"""Of such a heading: below those that a document marks itself."""


def is_heading(text: str, *, strong: bool, centred: bool) -> bool:
    """Tell whether a paragraph that is bold as a whole, and perhaps stands in the middle, is a heading."""
    if not strong or len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return False
    return centred or (_PARTS.match(text) is not None and text[-1] not in ".;,")
