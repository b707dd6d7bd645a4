"""Reads the streams of a compound file, in which old Office documents lie (MS-CFB)."""

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_HEADER = Struct("<30xHH14xL4xLL4xL4x")
"""Powers of both sizes of sectors; where the directory begins, from which size on streams have sectors of
their own, where the table of small sectors begins, and where the table of parts of the table goes on."""
_PARTS = 76
_ENTRY = Struct("<64sHBxLLL36xLL4x")
"""Name, its length, kind, neighbours on both sides, child, first sector, size."""
_NUMBER = Struct("<L")
_STREAM, _ROOT = 2, 5
_MOST_BYTES = 1 << 20
"""Of a directory."""


class _Entry(NamedTuple):
    name: bytes
    length: int
    kind: int
    before: int
    behind: int
    child: int
    start: int
    size: int


class CompoundFile:
    """An opened compound file. Unreadable (DAMAGED), or any other error, where it is none."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        big, small, directory, self._cutoff, mini, more = _HEADER.unpack_from(self._body)
        if big not in (9, 12) or small >= big:
            raise Unreadable(NoText.DAMAGED)
        self._size, self._mini_size = 1 << big, 1 << small
        self._next = self._table(more)
        self._mini_next = _numbers(b"".join(self._sectors(mini)))
        data = b"".join(self._sectors(directory))
        whole = len(data) // _ENTRY.size * _ENTRY.size
        entries = [_Entry(*one) for one in _ENTRY.iter_unpack(data[: min(whole, _MOST_BYTES)])]
        if not entries or entries[0].kind != _ROOT:
            raise Unreadable(NoText.DAMAGED)
        self._mini = b"".join(self._sectors(entries[0].start))
        self._streams = dict(_top(entries))

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def read(self, name: str) -> bytes:
        """Return a stream of the file itself, not of one inside of it; b"" where there is none."""
        if (entry := self._streams.get(name)) is None:
            return b""
        sectors = self._minis(entry.start) if entry.size < self._cutoff else self._sectors(entry.start)
        return b"".join(sectors)[: entry.size]

    def _table(self, more: int) -> list[int]:
        """Return which sector follows each; the header names its parts, and sectors of their own do.

        What is no sector, but the end of a chain, is one of empty numbers behind the file.
        """
        named = _numbers(self._body[_PARTS:512])
        seen: set[int] = set()
        while more not in seen:
            seen.add(more)
            *part, more = _numbers(self._sector(more))
            named += part
        most = len(self._body) // self._size
        told = b"".join(self._sector(one) for one in dict.fromkeys(named) if one < most)
        # It may go on beyond the sectors that there are, with numbers for as many as would fill all memory.
        return _numbers(told)[:most]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._body[start : start + self._size].ljust(self._size, b"\xff")

    def _sectors(self, start: int) -> Iterator[bytes]:
        return map(self._sector, _chain(start, self._next))

    def _minis(self, start: int) -> Iterator[bytes]:
        size = self._mini_size
        return (self._mini[at * size : (at + 1) * size] for at in _chain(start, self._mini_next))


def _top(entries: list[_Entry]) -> Iterator[tuple[str, _Entry]]:
    """Yield the streams right below the root: a tree of neighbours."""
    left, seen = [entries[0].child], set[int]()
    while left:
        at = left.pop()
        if at in seen or at >= len(entries):
            continue
        seen.add(at)
        entry = entries[at]
        left += (entry.before, entry.behind)
        if entry.kind == _STREAM:
            yield entry.name[: max(entry.length - 2, 0)].decode("utf-16-le", "replace"), entry


def _chain(at: int, following: list[int]) -> Iterator[int]:
    """Yield the numbers of a chain; one that goes round ends."""
    for _ in range(len(following)):
        if at >= len(following):
            return
        yield at
        at = following[at]


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in _NUMBER.iter_unpack(data[: len(data) // 4 * 4])]
