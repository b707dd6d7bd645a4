"""Reads and writes a file of articles: lines of JSON in one stream of Zstandard (RFC 8878)."""

from collections.abc import Generator, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from typing import IO

import msgspec

from scrapers.errors import ArchiveFileError, TooExpanded
from scrapers.exchange.items import FORM, VERSION, AnyHead, ArticleItem, End, Head, Item, PortalItem, check

NO_ARCHIVE, TOO_NEW, CUT_OFF, DAMAGED = "no archive", "too new", "cut off", "damaged"
"""What may be wrong with a file as a whole."""
A_LINE, A_FILE = "a line", "a file"
"""What may expand to more than any that was written here."""
MAGIC = b"\x28\xb5\x2f\xfd"
"""How every such file begins."""
_LEVEL = 10
_LONGEST = 64 << 20
"""Bytes of a line; no article or picture comes near, but a file could claim to have one."""
_FREELY, _TIMES = 256 << 20, 200
"""Bytes that any file may expand to, and how many times as many as are read of it beyond that.

A portal's texts are packed 10 times, those of the bench, which are of few words, 37 times. What is made to
expand is packed 10,000 times.
"""
_WINDOW = 27
"""Bits of the bytes that may be needed at once to decompress; what is written here needs 8 MiB at most."""
_DIGEST = 16
_NO_JSON = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What reading a line raises that is none of ours."""
_ITEMS: msgspec.json.Decoder[Item] = msgspec.json.Decoder(Item)


def write_items(into: IO[bytes], head: Head, items: Iterable[Item]) -> int:
    """Write a whole file, and return how many articles it has; OSError where it cannot be written."""
    from scrapers.zstd import ZstdFile, packing  # noqa: PLC0415 - only for these files

    digest, count, articles = blake2b(digest_size=_DIGEST), 0, 0
    with ZstdFile(into, "w", options=packing(_LEVEL)) as stream:
        for item in chain((head,), items):
            line = msgspec.json.encode(item) + b"\n"
            digest.update(line)
            count += 1
            articles += isinstance(item, ArticleItem)
            stream.write(line)
        stream.write(msgspec.json.encode(End(items=count, digest=digest.hexdigest())) + b"\n")
    return articles


def read_items(source: IO[bytes], where: str) -> Generator[Item]:
    """Read a file item by item, each checked; ArchiveFileError names what is wrong and in which line.

    Only once it has come to its end is it known that the file is whole.
    """
    lines = _decompressed(source, where)
    head = next(lines, b"")
    _check_head(head, where)
    portal = ""
    for number, line in enumerate(_items(head, lines, where), 2):
        try:
            item = _checked(line, number, portal, where)
        except ArchiveFileError:
            for _ in lines:  # where bits were lost on the way that is what is wrong, and the end tells it
                pass
            raise
        portal = item.name if isinstance(item, PortalItem) else portal
        yield item


def _items(head: bytes, lines: Iterator[bytes], where: str) -> Iterator[bytes]:
    """Yield the lines between head and end, which tells whether all of them came as they were written."""
    digest, count, before = blake2b(head, digest_size=_DIGEST), 1, b""
    for line in lines:
        if before:
            digest.update(before)
            count += 1
            yield before
        before = line
    try:
        end = msgspec.json.decode(before, type=End)
    except _NO_JSON as error:
        raise ArchiveFileError(CUT_OFF, where=where, line=count + 1) from error
    if (end.items, end.digest) != (count, digest.hexdigest()):
        raise ArchiveFileError(DAMAGED, where=where)


def _decompressed(source: IO[bytes], where: str) -> Iterator[bytes]:
    from scrapers.zstd import ZstdError, ZstdFile, unpacking  # noqa: PLC0415 - as above

    number = length = 0
    try:
        if source.read(len(MAGIC)) != MAGIC:
            raise ArchiveFileError(NO_ARCHIVE, where=where)
        source.seek(0)
        with ZstdFile(source, options=unpacking(_WINDOW)) as stream:
            while line := stream.readline(_LONGEST):
                number += 1
                length += len(line)
                if len(line) == _LONGEST:
                    raise TooExpanded(A_LINE, where=where, line=number, limit=_LONGEST)
                if length > (limit := _FREELY + _TIMES * source.tell()):
                    raise TooExpanded(A_FILE, where=where, line=number, limit=limit)
                yield line
    except EOFError:  # what the last line says tells that there is no end
        return
    except OSError as error:
        raise ArchiveFileError(error.strerror or str(error), where=where) from error
    except ZstdError as error:
        raise ArchiveFileError(DAMAGED, where=where, line=number + 1) from error


def _check_head(line: bytes, where: str) -> None:
    if not line:
        raise ArchiveFileError(CUT_OFF, where=where)
    try:
        head = msgspec.json.decode(line, type=AnyHead)
    except _NO_JSON as error:
        raise ArchiveFileError(NO_ARCHIVE, where=where) from error
    if head.form != FORM:
        raise ArchiveFileError(NO_ARCHIVE, where=where)
    if head.version > VERSION:
        raise ArchiveFileError(TOO_NEW, where=where)


def _checked(line: bytes, number: int, portal: str, where: str) -> Item:
    try:
        item = _ITEMS.decode(line.decode())
        check(item, portal)
    except (*_NO_JSON, ValueError) as error:
        raise ArchiveFileError(str(error), where=where, line=number) from error
    return item
