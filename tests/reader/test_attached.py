"""Articles with attached files: found by `is:attached`, listed, counted where a search is saved."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from reader.library import Library
from reader.model import EVERYWHERE, Sort
from reader.searching.query import parse
from reader.searching.statement import Scope, numbers_statement
from scrapers.model import Attachment, Entry
from tests.fakes_store import BASE, PORTAL, a_library, an_entry, fill
from tests.small_library import ids, shelf

HANOI = "hanoi"


def offering(entry: Entry) -> Entry:
    """The same article with a file attached."""
    assert entry.article is not None
    file = Attachment(url=f"{BASE}/tep/{entry.id}.pdf", name=f"Tệp {entry.id}")
    return replace(entry, article=replace(entry.article, attachments=(file,)))


ENTRIES = (
    offering(an_entry("1", "Họp báo quý I", published="2018-01-17", views=5)),
    an_entry("2", "Họp báo quý II", published="2018-01-18", category="bao-chi"),
    offering(an_entry("3", "Tập huấn chữ ký số", published="2017-12-31", category="bao-chi", views=9)),
    an_entry("4", "Họp chưa tải", cached=False),
    offering(an_entry("5", "Họp ở Hà Nội", published="2018-01-19", portal=HANOI)),
    an_entry("6", "Tin ở Hà Nội", portal=HANOI),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


def found(library: Library, typed: str, portal: str = PORTAL, limit: int | None = None) -> list[str]:
    """The ids of what a search finds, in its order."""
    rows = library.search.find(portal, parse(typed), limit).rows
    return [head.id for head in library.heads(rows)]


@pytest.mark.parametrize("limit", [None, 9])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("is:attached", ["1", "3"]),
        ("co:tep", ["1", "3"]),
        ("Có:Tệp", ["1", "3"]),
        ("hop is:attached ", ["1"]),
        ('"họp báo" co:tep', ["1"]),
        ("-is:attached", ["2", "4"]),
        ("họp –có:tệp", ["2", "4"]),
        ("is:attached -is:attached", []),
        ("is:attached -chuyenmuc:bao-chi", ["1"]),
        ("is:attached den:2017", ["3"]),
    ],
)
def test_what_has_files_is_found_alone_and_with_words(
    library: Library, typed: str, expected: list[str], limit: int | None
) -> None:
    assert found(library, typed, limit=limit) == expected


def test_in_all_portals_too(library: Library) -> None:
    assert sorted(found(library, "is:attached", EVERYWHERE)) == ["1", "3", "5"]
    assert sorted(found(library, "hop is:attached ", EVERYWHERE)) == ["1", "5"]


def test_an_article_that_comes_to_offer_files_is_found_and_no_more_once_they_are_gone(
    library: Library,
) -> None:
    bare = an_entry("2", "Họp báo quý II", published="2018-01-18", category="bao-chi")
    fill(library.cache, library.catalogue, [offering(bare)])
    assert found(library, "is:attached") == ["2", "1", "3"]
    fill(library.cache, library.catalogue, [bare])
    assert found(library, "is:attached") == ["1", "3"]


def test_a_saved_search_for_them_counts_what_is_unread(library: Library) -> None:
    one, everywhere = (library.searches.save(portal, "co:tep") for portal in (PORTAL, EVERYWHERE))
    library.searches.recount(PORTAL)
    library.searches.recount(EVERYWHERE)
    library.mark_read(PORTAL, "1")
    assert shelf(library, one) == (2, 1)
    counts = {made.key: (made.total, made.unread) for made in library.searches.shelves(EVERYWHERE)}
    assert counts[everywhere] == (3, 2)
    assert not library.searches.is_stale(PORTAL), "a mark is counted, not all again: files are no mark"


@pytest.mark.parametrize("sort", get_args(Sort))
def test_any_list_can_be_narrowed_to_them(library: Library, sort: str) -> None:
    assert sorted(ids(library, attached=True, sort=sort)) == ["1", "3"]
    assert ids(library, attached=True, sort=sort, shelf="bao-chi") == ["3"]
    assert ids(library, attached=True, sort=sort, until="2017-12-31") == ["3"]


@pytest.mark.parametrize("typed", ["họp is:attached ", '"họp báo" is:attached', "họp -is:attached "])
def test_with_words_no_head_is_read_to_tell(library: Library, typed: str) -> None:
    """Heads lie far apart: to read each took twice as long."""
    statement, values = numbers_statement(parse(typed), Scope((PORTAL,)))
    plan = [row[3] for row in library.catalogue.ask(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert [step for step in plan if " h " in step and "COVERING INDEX" not in step] == []


def test_alone_only_what_has_files_is_looked_at(library: Library) -> None:
    for asked in ("is:attached", "is:attached tu:2017"):
        statement, values = numbers_statement(parse(asked), Scope((PORTAL,)))
        (step,) = (row[3] for row in library.catalogue.ask(f"EXPLAIN QUERY PLAN {statement}", values))
        assert "head_attached" in step
