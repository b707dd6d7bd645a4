"""Nothing is filed or told of an article before the disk has it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.edits import Edit
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.keeping import Keeping
from tests.fakes_store import an_entry, now


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done by the stores, in order."""
    done: list[str] = []
    settle, file = ArticleCache.make_durable, Catalogue.upsert_many

    def make_durable(cache: ArticleCache) -> None:
        settle(cache)
        done.append("on disk" if threading.current_thread() is threading.main_thread() else "on disk beside")

    monkeypatch.setattr(ArticleCache, "make_durable", make_durable)
    monkeypatch.setattr(Catalogue, "upsert_many", lambda self, some: done.append("filed") or file(self, some))
    return done


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    with (
        ArticleCache.open(tmp_path, clock=now) as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
    ):
        yield Keeping(cache, catalogue)


async def test_an_article_that_no_other_follows_is_filed_once_the_disk_has_it(
    keeping: Keeping, done: list[str]
) -> None:
    await keeping.begin(Edit(None, an_entry("1")))
    keeping.then(lambda: done.append("told"))
    await keeping.finished_unless(None)
    assert done == ["on disk beside", "filed", "told"]


async def test_at_the_end_the_disk_is_waited_for_without_the_loop(keeping: Keeping, done: list[str]) -> None:
    await keeping.begin(Edit(None, an_entry("1")))
    keeping.then(lambda: done.append("told"))
    keeping.finish()
    assert [what for what in done if what != "on disk beside"] == ["on disk", "filed", "told"]
