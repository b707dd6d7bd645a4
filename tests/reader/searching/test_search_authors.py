"""Articles by an author, however much of the name is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.library import Library
from reader.model import EVERYWHERE
from reader.searching.query import Wanted, parse
from scrapers.model import Entry
from tests.fakes_store import a_library, an_article, an_entry
from tests.searched import ids


def written(id_: str, author: str, portal: str = "vinhlong") -> Entry:
    return replace(
        an_entry(id_, portal=portal),
        article=replace(an_article(id_, f"Tin {id_}", portal=portal), author=author),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    entries = (
        written("1", "Hồng Hạnh"),
        written("2", "HỒNG HẠNH – Ngọc Trâm"),
        written("3", "Minh Đức"),
        written("4", ""),
        written("5", "Hạnh Nguyên", portal="hanoi"),
        an_entry("6", "Chưa tải về", cached=False),
    )
    with a_library(tmp_path, entries) as opened:
        yield opened


@pytest.mark.parametrize("label", ["author", "tacgia", "tácgiả", "AUTHOR"])
def test_an_author_is_asked_for_by_name(label: str) -> None:
    assert parse(f'{label}:"Hồng Hạnh" -{label}:trâm') == Wanted(
        authors=(("Hồng Hạnh",),), not_authors=("trâm",)
    )
    assert parse(f"{label}:a | {label}:b {label}:c").authors == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('tacgia:"hồng hạnh"', ["1", "2"]),
        ("tacgia:hanh", ["1", "2"]),
        ("tacgia:ha", ["1", "2"]),
        ('tacgia:"ngọc tr"', ["2"]),
        ("tacgia:nh", []),
        ("tacgia:duc", ["3"]),
        ("tacgia:hạnh tacgia:trâm", ["2"]),
        ("tacgia:đức | tacgia:trâm", ["2", "3"]),
        ("-tacgia:hạnh", ["3", "4", "6"]),
        ("-tacgia:hạnh -tacgia:duc", ["4", "6"]),
        ("tin tacgia:hạnh -tacgia:trâm", ["1"]),
        ("tacgia:nobody", []),
        ("-tacgia:nobody tin ", ["1", "2", "3", "4"]),
    ],
)
def test_articles_are_found_by_their_authors(library: Library, typed: str, expected: list[str]) -> None:
    assert sorted(ids(library, typed)) == sorted(ids(library, typed, 6)) == expected


def test_authors_of_all_portals_are_known_where_all_are_searched(library: Library) -> None:
    found = library.search.find(EVERYWHERE, parse("tacgia:hạnh"))
    assert sorted(head.id for head in library.heads(found.rows)) == ["1", "2", "5"]
