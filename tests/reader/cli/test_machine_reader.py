"""What is read, shown and taken along of a home that cannot be written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths
from scrapers.errors import StoreError
from tests.reader.cli.conftest import Command
from tests.reader.cli.machine import ARTICLES, a_disk, is_whole, some_news
from tests.reader.cli.mini import Mini
from tests.reading import reading


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal of a few short articles."""
    with Mini(articles=ARTICLES) as portal:
        yield portal


@pytest.fixture
def read_only(command: Command, tmp_path: Path, mini: Mini) -> Iterator[Path]:
    """A home that nobody can write; it is whole and can be synced when it is over."""
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        remount("ro")
        yield home
        remount("rw")
        assert is_whole(command, home)


def test_articles_are_taken_from_what_cannot_be_written_without_the_walks(
    command: Command, read_only: Path, tmp_path: Path
) -> None:
    """Without its lock a sync of another machine might be at work there: what its walks say may be old."""
    file, other = tmp_path / "tin.tinvl", tmp_path / "other"
    done = command("--home", read_only, "archive", "export", "--portal", "mini", "-o", file)
    assert done.code == 0
    assert "3 articles written" in done.err
    assert command("--home", other, "archive", "import", file).code == 0
    with Library.open(Paths.choose(read_only)) as there, Library.open(Paths.choose(other)) as here:
        assert list(here.cache.entries("mini")) == list(there.cache.entries("mini"))
        slugs = [one.slug for one in there.categories("mini")]
        assert all(there.cache.listing("mini", slug) for slug in slugs)
        assert not any(here.cache.listing("mini", slug) for slug in slugs)


async def test_the_reader_reads_what_cannot_be_written_and_says_so(read_only: Path) -> None:
    with Library.open(Paths.choose(read_only)) as library:
        async with reading(library, portal="mini") as reader:
            assert "read-only" in reader.lines[0]
            assert "Nothing can be written" in reader.said[0]
            await reader.press("enter", "pagedown")
            assert reader.desk.article is not None
            reader.screen._keep_position()
            assert len(reader.said) == 1
            await reader.press("s")
            await reader.until(lambda: len(reader.said) > 1)
            assert "so this is not kept" in reader.said[1]
            assert not reader.desk.can_undo
            await reader.press("ctrl+f", "3", "enter")
            await reader.press("escape", "r")
            await reader.until(lambda: len(reader.said) > 2)
            assert reader.app.is_running


@pytest.fixture
def some(command: Command, tmp_path: Path, mini: Mini) -> Path:
    """A home with some news."""
    some_news(command, tmp_path, mini)
    return tmp_path


async def test_the_reader_goes_on_where_the_disk_fills_up_and_says_so(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(Paths.choose(some)) as library:
        async with reading(library, portal="mini") as reader:
            assert "read-only" not in reader.lines[0]
            full = StoreError("database or disk is full", where="userdata.sqlite")
            with monkeypatch.context() as patched:
                patched.setattr(library.userdata, "mark", lambda *_, **__: throw(full))
                await reader.press("enter")
                assert reader.desk.article is not None
                assert "read-only" in reader.lines[0]
            await reader.press("n")
            assert "read-only" not in reader.lines[0]


def throw(error: Exception) -> None:
    """Raise, as a function."""
    raise error
