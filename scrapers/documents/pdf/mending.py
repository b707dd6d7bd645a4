"""Mends a PDF that was cut off, as far as it goes, with new tables of its objects and pages.

Both stand at the end of a file. The objects before it are known by how they begin, those that are packed
together in a stream are unpacked, and the pages come in the order in which they lie.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise

_MARK = re.compile(rb"(?<!\d)(\d{1,7})\s{1,9}\d{1,5}\s{1,9}obj\b|endobj\b")
_PACKED = re.compile(rb"/Type\s{0,9}/ObjStm\b")
_PAGE = re.compile(rb"/Type\s{0,9}/Page\b")
_LOCKED = re.compile(rb"/Encrypt\b")
_FIRST = re.compile(rb"/First\s{1,9}(\d{1,7})\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_DIGITS = 7
_MOST_MARKS = 1_000_000
_MOST_UNPACKED = 64 << 20


def mended(body: bytes) -> bytes:
    """Return a file that has the objects of another; b"" where no page is among them, or they are locked."""
    if _LOCKED.search(body):
        return b""
    found, out = dict(_objects(body)), bytearray(body)
    pages = [number for number, one in found.items() if _PAGE.search(_head(body, one))]
    starts = {number: one.start for number, one in found.items()}
    for number, inside in dict(_unpacked(body, found.values())).items():
        if number not in found:
            starts[number] = _put(out, number, inside)
            pages += [number] * bool(_PAGE.search(inside))
    if not pages:
        return b""
    root = max(starts) + 1
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    starts[root] = _put(out, root, b"<< /Type /Catalog /Pages %d 0 R >>" % (root + 1))
    starts[root + 1] = _put(out, root + 1, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))
    return bytes(out + _table(starts, root, len(out)))


def _objects(body: bytes) -> Iterator[tuple[int, slice]]:
    """Yield the numbers of objects that end, and where they lie."""
    begun: re.Match[bytes] | None = None
    for mark in islice(_MARK.finditer(body), _MOST_MARKS):
        if mark[1]:
            begun = mark
        elif begun:
            yield int(begun[1]), slice(begun.start(), mark.end())


def _head(body: bytes, place: slice) -> bytes:
    """Return what an object says of itself, before its stream."""
    return _STREAM.split(body[place], 1)[0]


def _unpacked(body: bytes, places: Iterable[slice]) -> Iterator[tuple[int, bytes]]:
    """Yield the objects that are packed together in streams."""
    left = _MOST_UNPACKED
    for one in places:
        head = _head(body, one)
        first = _FIRST.search(head)
        if first and _PACKED.search(head):
            data = _inflated(_STREAM.split(body[one], 1)[-1], left)
            for number, inside in _parts(data, int(first[1])):
                left -= len(inside) + 1
                if left < 0:
                    return
                yield number, inside


def _inflated(data: bytes, most: int) -> bytes:
    """Unpack a stream; one that is none is empty."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


def _parts(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of one stream: their numbers and places stand before the first."""
    numbers = [int(one) for one in data[:first].split() if one.isdigit() and len(one) <= _DIGITS]
    places = [*numbers[1::2], len(data)]
    for number, (start, end) in zip(numbers[::2], pairwise(places), strict=False):
        yield number, data[first + start : first + end]


def _put(out: bytearray, number: int, inside: bytes) -> int:
    """Add an object, and return where it lies."""
    out += b"\n"
    start = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    return start


def _table(starts: Mapping[int, int], root: int, start: int) -> bytes:
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % one for one in sorted(starts.items()))
    trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (root + 2, root, start)
    return b"xref\n0 1\n0000000000 65535 f \n" + rows + trailer
