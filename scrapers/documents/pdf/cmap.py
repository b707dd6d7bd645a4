"""Reads the tables by which a PDF says what its codes mean (ISO 32000-1, 9.10.3)."""

import re

_SECTION = re.compile(
    rb"begin(codespacerange|bfchar|bfrange)(.*?)end(?:codespacerange|bfchar|bfrange)", re.DOTALL
)
_ITEM = re.compile(rb"<([\da-fA-F\s]*+)>|\[([^\]]*+)\]")
_HEX = re.compile(rb"<([\da-fA-F\s]*+)>")
_SPACES = re.compile(rb"\s+")
_MOST = 200_000
"""Codes of one table; there are 65,536 of two bytes."""
_LONGEST = 64
"""Letters that one code stands for; more are no text."""


class CMap:
    """What the codes of a font mean, and how many bytes a code has."""

    def __init__(self, table: bytes) -> None:
        self.texts: dict[int, str] = {}
        self._left = _MOST
        self.length = 0
        """Bytes of a code; 0 where the table does not say."""
        for match in _SECTION.finditer(table):
            items = [(one[1], one[2]) for one in _ITEM.finditer(match[2])]
            if match[1] == b"codespacerange":
                self.length = max((len(_digits(low or b"")) + 1) // 2 for low, _ in items) if items else 0
            elif match[1] == b"bfchar":
                self._letters(items)
            else:
                self._ranges(items)

    def _letters(self, items: list[tuple[bytes | None, bytes | None]]) -> None:
        for (code, _), (text, _) in zip(items[::2], items[1::2], strict=False):
            self._put(_number(code), _text(text))

    def _ranges(self, items: list[tuple[bytes | None, bytes | None]]) -> None:
        for (low, _), (high, _), (text, texts) in zip(items[::3], items[1::3], items[2::3], strict=False):
            first, last = _number(low), _number(high)
            if texts is not None:
                for place, one in enumerate(_HEX.finditer(texts)):
                    self._put(first + place, _text(one[1]))
            elif begun := _text(text):
                for place in range(min(last - first + 1, self._left)):
                    self._put(first + place, _later(begun, place))

    def _put(self, code: int, text: str) -> None:
        self._left -= 1
        if self._left > 0:
            self.texts[code] = text.strip("\0")


def _later(text: str, place: int) -> str:
    """Return the text that many codes later: its last letter is that much further."""
    last = ord(text[-1]) + place
    return text[:-1] + chr(last) if last <= 0x10FFFF else ""  # noqa: PLR2004 - the last of Unicode


def _digits(token: bytes) -> bytes:
    return _SPACES.sub(b"", token)


def _number(token: bytes | None) -> int:
    digits = _digits(token or b"")[:8]
    return int(digits, 16) if digits else -1


def _text(token: bytes | None) -> str:
    digits = _digits(token or b"")
    code = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    text = code.decode("utf-16-be", "ignore") if len(code) > 1 else code.decode("latin-1")
    return "" if len(text) > _LONGEST else text
