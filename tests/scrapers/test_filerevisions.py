"""What was read of a file at several times: what it said before stays, and no failure takes it away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.filerevisions import asked_at, documented, known_texts
from scrapers.model import Block, Document, Entry, ListBlock, NoText, Paragraph
from tests.fakes_store import NOW

NAMED = Entry(portal="p", id="1", url="http://a.vn/1")


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def read(
    at: int, text: str = "", *, name: str = "f", why: NoText = NoText.FOREIGN, digest: str = ""
) -> Document:
    """What was read of a file on some day; without a text, why."""
    blocks: tuple[Block, ...] = (Paragraph(text=text),) if text else ()
    return Document(
        url=f"http://a.vn/{name}",
        fetched_at=day(at),
        blocks=blocks,
        no_text=None if text else why,
        digest=digest,
    )


def known(*read_before: Document) -> Document:
    """What is known of a file after it was read several times."""
    (document,) = reduce(lambda entry, one: documented(entry, (one,)), read_before, NAMED).documents
    return document


def said(document: Document) -> list[tuple[str, int]]:
    """Return what a file said, or why nothing, and since which day."""
    return [
        (
            str(text.no_text or " ".join(getattr(block, "text", "") for block in text.blocks)),
            (text.fetched_at - NOW).days,
        )
        for text in known_texts(document)
    ]


def test_of_each_file_the_last_text_counts_and_the_former_ones_stay() -> None:
    assert said(known(read(0, "Cũ"), read(1, "Mới"), read(2, "Sau"))) == [("Cũ", 0), ("Mới", 1), ("Sau", 2)]
    both = documented(NAMED, (read(0, "Cũ"), read(0, "Khác", name="g")))
    assert documented(both, (read(1, "Mới"),)).documents == (
        known(read(0, "Cũ"), read(1, "Mới")),
        both.documents[1],
    )


def test_no_failure_takes_a_text_away_and_the_last_failure_counts_where_there_is_no_text() -> None:
    for why in (NoText.DAMAGED, NoText.TOO_MUCH, NoText.FOREIGN):
        assert said(known(read(0, "Cũ"), read(1, why=why))) == [("Cũ", 0)]
        assert said(known(read(0, why=why), read(1, "Mới"))) == [("Mới", 1)]
        assert said(known(read(0, why=NoText.LOCKED), read(1, why=why))) == [(why, 1)]


def test_a_file_that_says_the_same_has_said_so_since_it_first_did() -> None:
    again = known(read(0, "Điều 1", digest="a"), read(3, "Điều 1", digest="b"))
    assert (said(again), asked_at(again), again.digest) == ([("Điều 1", 0)], day(3), "b")
    laid_out = replace(read(3, digest="b"), blocks=(ListBlock(items=("Điều", "1")),), no_text=None)
    assert known(read(0, "Điều 1", digest="a"), laid_out).former == ()


def test_the_same_bytes_read_by_other_rules_are_no_change() -> None:
    assert said(known(read(0, "Sai", digest="a"), read(3, "Đúng", digest="a"))) == [("Đúng", 0)]
    seen = known(read(0, why=NoText.PICTURES, digest="a"), read(3, "Đúng", digest="a"))
    assert said(seen) == [("Đúng", 0)]
    assert said(known(seen, read(4, why=NoText.PICTURES, digest="a"))) == [("Đúng", 0)]


def test_of_the_same_bytes_the_last_reading_and_the_last_validators_count_whoever_tells_of_it_first() -> None:
    old, new = read(0, "Sai", digest="a"), read(3, "Đúng", digest="a")
    assert said(known(old, new, old)) == said(known(known(old, new), old)) == [("Đúng", 0)]
    scans = [replace(read(at, why=NoText.PICTURES, digest="a"), etag=str(at)) for at in (0, 3)]
    assert known(*scans).etag == "3"


def test_a_scan_in_place_of_a_text_or_of_another_scan_is_a_change() -> None:
    scan = read(1, why=NoText.PICTURES, digest="b")
    assert said(known(read(0, "Cũ", digest="a"), scan)) == [("Cũ", 0), ("pictures", 1)]
    other = read(2, why=NoText.PICTURES, digest="c")
    assert said(known(scan, other)) == [("pictures", 1), ("pictures", 2)]


_SAID = (("Một", "a"), ("Hai", "b"), ("", "c"), ("Một", ""), ("Hai", ""), ("", ""))
"""What a file said, and the digest of its bytes, which former versions did not keep."""


@given(st.permutations(range(8)), st.lists(st.sampled_from(_SAID), min_size=8, max_size=8))
def test_two_machines_that_tell_each_other_what_they_read_lose_no_text(
    days: Sequence[int], said_then: Sequence[tuple[str, str]]
) -> None:
    reads = [
        read(at, text, digest=digest, why=NoText.PICTURES)
        for at, (text, digest) in zip(days, said_then, strict=True)
    ]
    mine, theirs = known(*reads[:4]), known(*reads[4:])
    both = known(mine, theirs)
    assert said(both) == said(known(theirs, mine)) == said(known(both, theirs)) == said(known(both, mine))
    assert {text for text, _ in said(both)} - {"pictures"} == {text for text, _ in said_then} - {""}
