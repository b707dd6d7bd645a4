"""What a killed program left on a medium that is read-only now."""

from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.reader.cli.conftest import Command
from tests.reader.cli.machine import a_disk, is_whole, some_news
from tests.reader.cli.mini import Mini
from tests.reader.cli.test_machine import mini, read_all, scratch, stores_of  # noqa: F401 - fixtures


def stored(home: Path, *, filed: bool) -> None:
    """Store an article as a sync does that is killed before the catalogue could settle it, or file it."""
    with ArticleCache.open(home / "cache") as cache, Catalogue.open(stores_of(home)[2], cache) as catalogue:
        entry = cache.entry("mini", "3")
        assert entry is not None
        if not filed:
            cache.remove(entry)
            catalogue.remove("mini", "3")
        cache.put(entry)


def test_an_article_that_was_stored_and_not_filed_is_listed_from_a_private_copy(
    command: Command, tmp_path: Path, mini: Mini, scratch: Path  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        before = read_all(command, home)
        stored(home, filed=False)
        remount("ro")
        assert read_all(command, home, told="catalogue.sqlite cannot be read as it lies there") == before
        assert not list(scratch.iterdir())
        remount("rw")
        assert is_whole(command, home)


def test_nothing_is_copied_for_an_article_that_is_filed(
    command: Command, tmp_path: Path, mini: Mini, scratch: Path  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        stored(home, filed=True)
        remount("ro")
        with Library.open(Paths.choose(home)) as library:
            assert library.row_of("mini", "3") is not None
            assert not list(scratch.iterdir())
        remount("rw")
