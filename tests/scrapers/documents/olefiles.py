"""Old Office files for the tests, made when they run: the compound file around, and a DOC inside."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, CUTOFF = 512, 64, 4096


def compound(streams: Mapping[str, bytes], power: int = 9) -> bytes:
    """Make a compound file of sectors of that size; streams below the cutoff lie in small sectors."""
    sector = 1 << power
    sectors: list[bytes] = []
    following: list[int] = []

    def put(data: bytes) -> int:
        """Add sectors one after the other, and return the first."""
        start = len(sectors)
        count = -(-len(data) // sector)
        sectors.extend(data[at * sector : (at + 1) * sector].ljust(sector, b"\0") for at in range(count))
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
    assert len(data) <= sector, "one sector of the table is enough for a test"
    sectors.append(data.ljust(sector, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 4 if power > 9 else 3, 0xFFFE, power, 6)
    head += struct.pack("<9L", 0, 1, directory, 0, CUTOFF, minis, 1, END, 0) + struct.pack("<L", table)
    return head.ljust(SECTOR, b"\xff").ljust(sector, b"\0") + b"".join(sectors)


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
    runs: Sequence[tuple[int, bytes]] = ()
    """How many letters look otherwise, one after the other, and how."""


IN_TABLE = b"\x16\x24\x01"
ROW_END = IN_TABLE + b"\x17\x24\x01"
Levels = Sequence[tuple[int, str]]
"""How each level of a list counts, and what it writes, where "\0" is the number of the first.

The second byte of how it counts has its switches, the third with which levels it begins anew.
"""


def item(series: int, place: int = 0) -> bytes:
    return b"\x0b\x46" + struct.pack("<H", series) + b"\x0a\x26" + bytes([place])


def doc(
    paragraphs: Sequence[Said],
    *,
    narrow: int = 0,
    flags: int = 0,
    forms: Sequence[int | Levels] = (),
    uses: Sequence[tuple[int, int]] = (),
    beside: Sequence[Sequence[Said]] = ((), (), ()),
    called: Sequence[Sequence[int]] = ((), ()),
    styles: Sequence[bytes] = (),
    fonts: Sequence[str] = (),
    more: bytes = b"",
    apart: bool = False,
) -> bytes:
    """Make a DOC; the first `narrow` paragraphs have one byte a letter.

    `forms` says how each list counts, `uses` which list each use has and with what it begins anew; `beside`
    are the notes below and behind the text, and boxes; `called` is where either kind of notes is called;
    `more` is what does not fit on the pages of properties; `apart` lets each paragraph be a piece of its own.
    """
    head = bytearray(0x400)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, flags | 0x0200)
    starts, places, runs = [], list[tuple[int, int]](), list[tuple[int, int, bytes]]()
    letters = 0
    told = [*paragraphs, *(one for some in beside for one in some)]
    for number, one in enumerate(told):
        text, place, width = one.text + one.end, len(head), 1 if number < narrow else 2
        head += text.encode("cp1252") if width == 1 else text.encode("utf-16-le")
        starts.append((place, len(head)))
        if apart or number in (0, narrow):
            places.append((letters, place * 2 | 1 << 30 if width == 1 else place))
        letters += len(text)
        for length, changes in one.runs:
            runs.append((place, place + width * length, changes))
            place += width * length
    main, feet, ends, boxes = (sum(len(one.text + one.end) for one in some) for some in (paragraphs, *beside))
    struct.pack_into("<7L", head, 0x4C, main, feet, 0, 0, 0, ends, boxes)
    head += bytes(-len(head) % 512)
    papers = [struct.pack("<H", one.style) + one.changes for one in told]
    data = [
        (bytes([len(one) // 2 + 1]) if len(one) % 2 else bytes([0, len(one) // 2])) + one for one in papers
    ]
    pages = _pages(head, [(*place, one) for place, one in zip(starts, data, strict=True)], 13)
    looks = _pages(head, [(first, last, bytes([len(one)]) + one) for first, last, one in runs], 1)
    cps = [cp for cp, _ in places] + [letters]
    pieces = struct.pack(f"<{len(cps)}L", *cps) + b"".join(struct.pack("<HLH", 0, fc, 0) for _, fc in places)
    lists, levels = _lists(forms)
    table = bytearray(16)
    for at, part, behind in (
        (0xA2, struct.pack("<HHH14x", 18, len(styles), 10) + b"".join(styles), b""),
        (0xAA, b"".join(struct.pack("<L", one) for one in (*called[0], 0)) + bytes(2 * len(called[0])), b""),
        (0x20A, b"".join(struct.pack("<L", one) for one in (*called[1], 0)) + bytes(2 * len(called[1])), b""),
        (0xFA, looks, b""),
        (0x102, pages, b""),
        (0x112, struct.pack("<HH", len(fonts), 0) + b"".join(map(_font, fonts)), b""),
        (0x1A2, b"\x01\x03\x00abc\x02" + struct.pack("<L", len(pieces)) + pieces, b""),
        (0x2E2, lists, levels),
        (0x2EA, _uses(uses or [(one, 0) for one in range(len(forms))]), b""),
    ):
        struct.pack_into("<LL", head, at, len(table), len(part))
        table += part + behind
    return compound({"WordDocument": bytes(head).ljust(CUTOFF, b"\0"), "1Table": bytes(table), "Data": more})


def _pages(head: bytearray, runs: Sequence[tuple[int, int, bytes]], width: int) -> bytes:
    """Write pages of properties behind the text, each of two runs that follow each other, and list them."""
    first, firsts = len(head) // 512, list[int]()
    left = list(runs)
    while left:
        some = left[: 2 if len(left) > 1 and left[0][1] == left[1][0] else 1]
        del left[: len(some)]
        page, places = bytearray(512), [one[0] for one in some] + [some[-1][1]]
        struct.pack_into(f"<{len(places)}L", page, 0, *places)
        for at, (_, _, data) in enumerate(some):
            page[4 * len(places) + at * width], place = 50 + 100 * at, 100 + 200 * at
            page[place : place + len(data)] = data
        page[511] = len(some)
        head += page
        firsts.append(some[0][0])
    fcs = firsts + [end for _, end, _ in runs[-1:]]
    numbers = range(first, first + len(firsts))
    return struct.pack(f"<{len(fcs)}L", *fcs) + struct.pack(f"<{len(firsts)}L", *numbers)


def style(base: int = 0xFFF, paragraph: bytes | None = b"", letters: bytes = b"", name: str = "s") -> bytes:
    """Make a style of paragraphs, or with None for them one of letters."""
    one = struct.pack("<HHHHH", 0, (2 if paragraph is None else 1) | base << 4, 2, 0, 0)
    one += struct.pack("<H", len(name)) + (name + "\0").encode("utf-16-le")
    if paragraph is not None:
        one += struct.pack("<HH", 2 + len(paragraph), 0) + paragraph + bytes(len(paragraph) % 2)
    one += struct.pack("<H", len(letters)) + letters + bytes(len(letters) % 2)
    return struct.pack("<H", len(one)) + one


def _font(name: str) -> bytes:
    told = bytes(39) + (name + "\0").encode("utf-16-le")
    return bytes([len(told)]) + told


def _lists(forms: Sequence[int | Levels]) -> tuple[bytes, bytes]:
    levels = [[(one, "\0")] if isinstance(one, int) else [*one, *[(0, "")] * (9 - len(one))] for one in forms]
    heads = b"".join(struct.pack("<l22xBB", 100 + at, len(one) == 1, 0) for at, one in enumerate(levels))
    written = b"".join(
        struct.pack("<lH18xBBBx", 3 if len(one) == 1 else 1, form & 0xFFFF, 0, 0, form >> 16)
        + struct.pack("<H", len(text))
        + text.encode("utf-16-le")
        for one in levels
        for form, text in one
    )
    return struct.pack("<H", len(forms)) + heads, written


def _uses(uses: Sequence[tuple[int, int]]) -> bytes:
    """Write which list each use has; with a number other than 0, its first level begins anew with that.

    One below 0 stands in a whole level, which writes its number in brackets.
    """
    anew = (struct.pack("<L", 0) + _anew(first) for _, first in uses)
    told = (struct.pack("<l8xB3x", 100 + one, first != 0) for one, first in uses)
    return struct.pack("<L", len(uses)) + b"".join(told) + b"".join(anew)


def _anew(first: int) -> bytes:
    if first < 0:
        return struct.pack("<lL", 0, 0x30) + struct.pack("<l22xBBHHHH", -first, 0, 0, 3, 40, 0, 41)
    return struct.pack("<lL", first, 0x10) if first else b""


# XLS -----------------------------------------------------------------------------------------------


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str, *, short: bool = False) -> bytes:
    """Write a text of two bytes a letter, as single records have it."""
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def narrow(text: str, *, short: bool = False) -> bytes:
    """Write a text as an Excel before 97 has it."""
    return struct.pack("<B" if short else "<H", len(text)) + text.encode("cp1252")


def xls(
    sheets: Mapping[str, bytes],
    shared: Sequence[bytes] = (),
    *,
    version: int = 0x0600,
    more: bytes = b"",
    fonts: Sequence[str] = (),
    code: str = "dd/mm/yyyy",
    power: int = 9,
) -> bytes:
    """Make an XLS of the cells of its sheets; one whose name begins with a dot is hidden.

    Its styles have a plain number, one of a code, and a share; further ones each have the next of `fonts`.
    """
    begin, sheet_begin = (record(0x809, struct.pack("<HH", version, kind) + bytes(12)) for kind in (5, 16))
    end = record(0x0A, b"")
    old = version < 0x0600
    written = narrow if old else wide
    formats = b"".join(record(0x31, bytes(14) + written(font, short=True)) for font in fonts)
    formats += record(0x41E, struct.pack("<H", 164) + written(code, short=old))
    styles = [*((9, form) for form in (0, 164, 10)), *((at + (at > 3), 0) for at in range(len(fonts)))]
    formats += b"".join(record(0xE0, struct.pack("<HH16x", *one)) for one in styles)
    texts = b"".join(record(0xFC if not number else 0x3C, part) for number, part in enumerate(shared))
    names = [
        record(0x85, struct.pack("<LBB", 0, name[0] == ".", 0) + written(name, short=True)) for name in sheets
    ]
    start = len(begin + more + formats + texts + b"".join(names) + end)
    book, rest = begin + more + formats + texts, b""
    for name, cells in sheets.items():
        book += record(
            0x85, struct.pack("<LBB", start + len(rest), name[0] == ".", 0) + written(name, short=True)
        )
        rest += sheet_begin + cells + end
    return compound({"Book" if old else "Workbook": (book + end + rest).ljust(CUTOFF, b"\0")}, power)
