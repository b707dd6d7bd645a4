"""A library notices what other processes do to its stores, and nothing of what its own thread does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from tests.fakes_store import PORTAL, an_entry, fill, now
from tests.small_library import ENTRIES


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """The same stores, as another process has them open."""
    with Library.open(library.paths, clock=now) as opened:
        assert library.other_processes.have_written() is False
        yield opened


@pytest.mark.parametrize(
    "change",
    [
        lambda other: fill(other.cache, other.catalogue, [an_entry("9")]),
        lambda other: other.mark_read(PORTAL, "1"),
        lambda other: other.want(PORTAL, "1"),
    ],
    ids=["an article", "a mark", "a wish"],
)
def test_a_change_by_another_is_noticed_once(
    library: Library, other: Library, change: Callable[[Library], None]
) -> None:
    change(other)

    assert library.other_processes.have_written()
    assert not library.other_processes.have_written()


def test_what_changes_no_list_is_no_news(library: Library, other: Library) -> None:
    other.userdata.visit(PORTAL)
    other.keep_position(PORTAL, "1", 0.5)

    assert not library.other_processes.have_written()


def test_own_marks_are_no_news(library: Library, other: Library) -> None:
    library.mark_read(PORTAL, "1")
    library.star(PORTAL, "2")
    library.keep_position(PORTAL, "1", 0.5)

    assert not library.other_processes.have_written()
    assert other.other_processes.have_written() is False, "the first look only begins"


@pytest.mark.parametrize("store", ["cache/catalogue.sqlite", "cache/cache.db", "data/userdata.sqlite"])
def test_a_store_that_another_process_makes_anew_is_opened_again(
    library: Library, tmp_path: Path, store: str
) -> None:
    assert not library.other_processes.have_written()
    (tmp_path / store).write_bytes(b"no database" * 1000)
    with Library.open(Paths.choose(tmp_path), clock=now) as other:
        fill(other.cache, other.catalogue, [*ENTRIES, an_entry("9")])
        other.mark_read(PORTAL, "9")

        assert library.other_processes.have_written()
        row = library.row_of(PORTAL, "9")
        assert row in library.rows(Query(portal=PORTAL))
        assert library.article(PORTAL, "9").id == "9"
        head = library.head(row or 0)
        assert head is not None
        assert head.read
        library.mark_read(PORTAL, "9", False)
        library.want(PORTAL, "9")
        seen = other.head(row or 0)
        assert seen is not None
        assert not seen.read
        assert other.is_wanted(PORTAL, "9")
