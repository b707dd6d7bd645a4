"""The texts of an XLS: those of single records, and the table that cells share (MS-XLS, 2.4.265)."""

from collections.abc import Iterator

from scrapers.documents.kept import MOST

_WIDE, _SPOKEN, _FORMED = 1, 4, 8
"""Flags of a text: two bytes a letter, with how it is pronounced, with forms of its letters."""
_MOST_TEXTS = 500_000


class Texts:
    """Reads the texts of one workbook; those of an Excel before 97 have no flags, and one byte a letter."""

    def __init__(self, codec: str) -> None:
        """Take what decodes those of an Excel before 97; "" for a later one."""
        self._codec = codec

    @property
    def are_old(self) -> bool:
        """Whether they are of an Excel before 97."""
        return bool(self._codec)

    def at(self, data: bytes, at: int, *, short: bool = False) -> str:
        """Return the text at a place in a record; a short one tells its length in one byte."""
        size = 1 if short else 2
        length = int.from_bytes(data[at : at + size], "little")
        start = at + size
        if self._codec:
            return data[start : start + length].decode(self._codec, "replace")
        flags = data[start] if start < len(data) else 0
        if flags & _WIDE:
            return data[start + 1 : start + 1 + 2 * length].decode("utf-16-le", "replace")
        return data[start + 1 : start + 1 + length].decode("latin-1")

    @staticmethod
    def shared(parts: list[bytes]) -> Iterator[str]:
        """Yield the texts that cells share, in their order, up to what is kept of a file."""
        reader = _Reader(parts)
        count, left = int.from_bytes(reader.take(8)[4:], "little"), 2 * MOST
        for _ in range(min(count, _MOST_TEXTS)):
            if reader.is_over or left < 0:
                return
            text = reader.text()
            left -= len(text)
            yield text


class _Reader:
    """Reads through the parts of a table; a text that goes on in another says its flags anew."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to read."""
        return self._part >= len(self._parts)

    def take(self, size: int) -> bytes:
        """Take bytes, over as many parts as they lie in."""
        taken = b""
        while size > len(taken) and not self.is_over:
            part = self._parts[self._part]
            if self._at >= len(part):
                self._part, self._at = self._part + 1, 0
                continue
            some = part[self._at : self._at + size - len(taken)]
            taken += some
            self._at += len(some)
        return taken

    def text(self) -> str:
        length, flags = self._number(2), self._number(1)
        forms = self._number(2) if flags & _FORMED else 0
        spoken = self._number(4) if flags & _SPOKEN else 0
        text = self._letters(length, flags)
        self.take(4 * forms + spoken)
        return text

    def _number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def _letters(self, length: int, flags: int) -> str:
        text = ""
        while length > 0 and not self.is_over:
            width = 2 if flags & _WIDE else 1
            data = self.take(min(length, (len(self._parts[self._part]) - self._at) // width) * width)
            text += data.decode("utf-16-le", "replace") if width > 1 else data.decode("latin-1")
            length -= len(data) // width
            if length > 0:
                self._part, self._at = self._part + 1, 0
                flags = self._number(1)
        return text
