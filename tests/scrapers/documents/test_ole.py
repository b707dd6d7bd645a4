"""The compound files in which old Office documents lie: their tables, whole or broken on purpose."""

import struct
import tracemalloc

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.olefiles import CUTOFF, END, SECTOR, Said, at, doc, record, wide, xls


@pytest.mark.parametrize("place", [30, 48, 60, 68, 76])
def test_a_compound_file_whose_tables_lead_nowhere_or_round_ends(place: int) -> None:
    whole = doc([Said("Kế hoạch")])
    for number in (0, 1, 7, 0xFFFF, 0xFFFFFFFE):
        body = whole[:place] + number.to_bytes(4, "little") + whole[place + 4 :]
        assert read(body).no_text in (None, NoText.DAMAGED, NoText.FOREIGN)


def test_the_parts_of_the_table_may_be_named_by_a_sector_of_their_own_and_sectors_be_large() -> None:
    whole = doc([Said("Kế hoạch")])
    named, free = whole[76:80], b"\xff\xff\xff\xff"
    last = struct.pack("<L", len(whole) // SECTOR - 1)
    body = whole[:68] + last + struct.pack("<L", 1) + free + whole[80:] + named + free * 126 + last

    assert texts(read(body)) == ["Kế hoạch"]
    assert texts(read(xls({"Một": record(0x204, at(0, 0) + wide("Mục đích"))}, power=12))) == [
        *("## Một", "Mục đích"),
    ]


def test_a_directory_whose_neighbours_go_round_ends() -> None:
    whole = doc([Said("Kế hoạch")])
    entry = whole.index("1Table".encode("utf-16-le"))
    body = whole[: entry + 72] + (1).to_bytes(4, "little") + whole[entry + 76 :]

    assert texts(read(body)) == ["Kế hoạch"]


def test_a_chain_that_goes_on_beyond_the_file_takes_no_memory() -> None:
    """Each sector of the table names 128 others, so that a small file may lead through very many."""
    many = 100
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + struct.pack("<HH", 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<LL4xL8xLL", many, 0, CUTOFF, END, END)
    head = head.ljust(76, b"\xff") + struct.pack(f"<{many}L", *range(1, many + 1))
    table = struct.pack(f"<{many * 128}L", *range(1, many * 128 + 1))
    tracemalloc.start()
    document = read(head.ljust(SECTOR, b"\xff") + bytes(SECTOR) + table)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert document.no_text is NoText.DAMAGED
    assert peak < 20 * len(table)
