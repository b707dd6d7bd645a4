"""Old Office files for the tests, made when they run: the compound file around, and a DOC inside."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, CUTOFF = 512, 64, 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Make a compound file; streams below the cutoff lie in small sectors."""
    sectors: list[bytes] = []
    following: list[int] = []

    def put(data: bytes, size: int = SECTOR) -> int:
        """Add sectors one after the other, and return the first."""
        start = len(sectors)
        count = -(-len(data) // size)
        sectors.extend(data[at * size : (at + 1) * size].ljust(size, b"\0") for at in range(count))
        following.extend([*range(start + 1, start + count), END][:count])
        return start if count else END

    mini, mini_next, entries = bytearray(), list[int](), list[bytes]()
    for at, (name, data) in enumerate(streams.items(), 1):
        if len(data) < CUTOFF:
            start, count = len(mini) // SMALL, -(-len(data) // SMALL)
            mini += data.ljust(count * SMALL, b"\0")
            mini_next += [*range(start + 1, start + count), END]
        else:
            start = put(data)
        behind = at + 1 if at < len(streams) else FREE
        entries.append(entry(name, 2, start, len(data), behind=behind))
    root = entry("Root Entry", 5, put(bytes(mini)), len(mini), child=1)
    minis = put(struct.pack(f"<{len(mini_next)}L", *mini_next))
    directory = put(root + b"".join(entries))
    table = len(sectors)
    following.append(TABLE)
    data = struct.pack(f"<{len(following)}L", *following)
    assert len(data) <= SECTOR, "one sector of the table is enough for a test"
    sectors.append(data.ljust(SECTOR, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9L", 0, 1, directory, 0, CUTOFF, minis, 1, END, 0) + struct.pack("<L", table)
    return head.ljust(SECTOR, b"\xff") + b"".join(sectors)


def entry(name: str, kind: int, start: int, size: int, *, behind: int = FREE, child: int = FREE) -> bytes:
    told = (name + "\0").encode("utf-16-le")
    neighbours = struct.pack("<LLL", FREE, behind, child)
    return (
        told.ljust(64, b"\0")
        + struct.pack("<HBB", len(told), kind, 1)
        + neighbours
        + bytes(36)
        + struct.pack("<LQ", start, size)
    )


class Said(NamedTuple):
    """A paragraph of a DOC with what it ends with, and its properties."""

    text: str
    end: str = "\r"
    style: int = 0
    changes: bytes = b""


IN_TABLE = b"\x16\x24\x01"
ROW_END = IN_TABLE + b"\x17\x24\x01"


def item(series: int) -> bytes:
    return b"\x0b\x46" + struct.pack("<H", series)


def doc(paragraphs: Sequence[Said], *, narrow: int = 0, flags: int = 0, forms: Sequence[int] = ()) -> bytes:
    """Make a DOC; the first `narrow` paragraphs have one byte a letter. `forms` says how each list counts."""
    head = bytearray(0x400)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, flags | 0x0200)
    starts, places, at = [], list[tuple[int, int]](), 0
    letters = 0
    for number, one in enumerate(paragraphs):
        text = one.text + one.end
        place = len(head)
        head += text.encode("cp1252") if number < narrow else text.encode("utf-16-le")
        starts.append((place, len(head)))
        places.append((letters, place * 2 | 1 << 30 if number < narrow else place))
        letters += len(text)
    del at
    struct.pack_into("<L", head, 0x4C, letters)
    head += bytes(-len(head) % 512)
    pages = _pages(head, paragraphs, starts)
    cps = [cp for cp, _ in places] + [letters]
    pieces = struct.pack(f"<{len(cps)}L", *cps) + b"".join(struct.pack("<HLH", 0, fc, 0) for _, fc in places)
    clx = b"\x01\x03\x00abc\x02" + struct.pack("<L", len(pieces)) + pieces
    lists, levels = _lists(forms)
    uses = struct.pack("<L", len(forms)) + b"".join(
        struct.pack("<l12x", 100 + at) for at in range(len(forms))
    )
    table = bytearray(16)
    for place, data, behind in (
        (0x102, pages, b""),
        (0x1A2, clx, b""),
        (0x2E2, lists, levels),
        (0x2EA, uses, b""),
    ):
        struct.pack_into("<LL", head, place, len(table), len(data))
        table += data + behind
    return compound({"WordDocument": bytes(head).ljust(CUTOFF, b"\0"), "1Table": bytes(table)})


def _pages(head: bytearray, paragraphs: Sequence[Said], starts: Sequence[tuple[int, int]]) -> bytes:
    """Write one page of properties for each paragraph behind the text, and return the list of pages."""
    first = len(head) // 512
    for one, (start, end) in zip(paragraphs, starts, strict=True):
        page = bytearray(512)
        data = struct.pack("<H", one.style) + one.changes
        data += bytes(1 - len(data) % 2)
        struct.pack_into("<LLB", page, 0, start, end, 200)
        page[400] = (len(data) + 1) // 2
        page[401 : 401 + len(data)] = data
        page[511] = 1
        head += page
    fcs = [start for start, _ in starts] + [starts[-1][1]]
    return struct.pack(f"<{len(fcs)}L", *fcs) + struct.pack(
        f"<{len(starts)}L", *range(first, first + len(starts))
    )


def _lists(forms: Sequence[int]) -> tuple[bytes, bytes]:
    heads = b"".join(struct.pack("<l22xBB", 100 + at, 1, 0) for at in range(len(forms)))
    levels = b"".join(struct.pack("<lB19xBB2x", 3, form, 0, 0) + struct.pack("<HH", 1, 0) for form in forms)
    return struct.pack("<H", len(forms)) + heads, levels


# XLS -----------------------------------------------------------------------------------------------


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str, *, short: bool = False) -> bytes:
    """Write a text of two bytes a letter, as single records have it."""
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def xls(
    sheets: Mapping[str, bytes], shared: Sequence[bytes] = (), *, version: int = 0x0600, more: bytes = b""
) -> bytes:
    """Make an XLS of the cells of its sheets; one whose name begins with a dot is hidden."""
    begin, end = record(0x809, struct.pack("<HH", version, 5) + bytes(12)), record(0x0A, b"")
    formats = record(0x41E, struct.pack("<H", 164) + wide("dd/mm/yyyy")) + b"".join(
        record(0xE0, struct.pack("<HH16x", 0, form)) for form in (0, 164, 10)
    )
    texts = b"".join(record(0xFC if not number else 0x3C, part) for number, part in enumerate(shared))
    names = [
        record(0x85, struct.pack("<LBB", 0, name[0] == ".", 0) + wide(name, short=True)) for name in sheets
    ]
    start = len(begin + more + formats + texts + b"".join(names) + end)
    book, rest = begin + more + formats + texts, b""
    for name, cells in sheets.items():
        book += record(
            0x85, struct.pack("<LBB", start + len(rest), name[0] == ".", 0) + wide(name, short=True)
        )
        rest += begin + cells + end
    return compound({"Workbook": (book + end + rest).ljust(CUTOFF, b"\0")})
