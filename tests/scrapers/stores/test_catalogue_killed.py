import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from msgspec.structs import replace

from scrapers.merge import revised
from scrapers.model import Entry, Paragraph
from scrapers.stores.cache import ArticleCache, notes_of
from scrapers.stores.catalogue import Catalogue
from scrapers.text import fold
from tests.fakes_store import NOW, PORTAL, a_page, a_state, an_article, an_entry, now
from tests.forking import fork

WRITES = 6
"""Articles that the victim writes, each twice."""


def write(home: Path) -> None:
    """Do what a sync does: name articles, fetch them, correct them."""
    with (
        ArticleCache.open(home, clock=now) as cache,
        Catalogue.open(home / "catalogue.sqlite", cache) as catalogue,
    ):
        cache.put_portal_state(a_state())
        catalogue.learn(a_state())
        named = [an_entry(str(number), cached=False, published=None) for number in range(WRITES)]
        cache.put_many(named)
        catalogue.upsert_many(named)
        for number, entry in enumerate(named):
            fetched = revised(entry, an_article(str(number), text=f"chữ {number}"), checked_at=NOW)
            cache.put(fetched, (a_page(b"<p>trang</p>" * 100),))
            catalogue.upsert_many([fetched])


def killed_after(statements: int, work: Callable[[], None]) -> bool:
    """Do the work in a child that is killed before its n-th statement; say whether it was."""
    if not (child := fork()):
        left = statements

        def count(_frame: FrameType, event: str, called: object) -> None:
            nonlocal left
            if event == "c_call" and getattr(called, "__name__", "") == "execute":
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def text_of(entry: Entry) -> str:
    block = entry.article.blocks[0] if entry.article else None
    return block.text if isinstance(block, Paragraph) else "không có"


def found_by(catalogue: Catalogue, words: str) -> list[str]:
    statement = "SELECT id FROM words JOIN head ON text_row = words.rowid WHERE words MATCH ?"
    return [id_ for (id_,) in catalogue.ask(statement, (f'"{fold(words)}"',))]


def agree(home: Path) -> int:
    """Check that the stores agree with each other; give how many articles there are."""
    with (
        ArticleCache.open(home, clock=now) as cache,
        Catalogue.open(home / "catalogue.sqlite", cache) as catalogue,
    ):
        entries = {entry.id: entry for entry in cache.entries(PORTAL)}
        asked = catalogue.ask("SELECT id, cached, published FROM head WHERE portal = ?", (PORTAL,))
        heads = {id_: (bool(cached), bool(published)) for id_, cached, published in asked}
        assert heads == {
            id_: (entry.article is not None, entry.article is not None) for id_, entry in entries.items()
        }
        filed = catalogue.ask("SELECT count(*) FROM filed JOIN head USING (row)")
        assert filed == catalogue.ask("SELECT count(*) FROM filed") == [(len(entries),)]
        for id_, entry in entries.items():
            assert (cache.raw(PORTAL, id_) is not None) == (entry.article is not None)
            assert found_by(catalogue, text_of(entry)) == ([id_] if entry.article else [])
        assert list(cache.pending()) == cache.notices == []
        return len(entries)


@pytest.mark.parametrize("statements", [*range(1, 60, 7), *range(60, 240, 13)])
def test_killed_at_any_moment_the_stores_agree_and_work_goes_on(tmp_path: Path, statements: int) -> None:
    assert killed_after(statements, lambda: write(tmp_path))
    assert agree(tmp_path) in (0, WRITES)
    write(tmp_path)
    assert agree(tmp_path) == WRITES


def test_killed_in_a_rebuild_the_next_start_rebuilds(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "catalogue.sqlite").write_bytes(b"broken" * 1000)
    assert killed_after(60, lambda: agree(tmp_path) and None)
    assert agree(tmp_path) == WRITES


def test_the_victim_would_have_come_to_its_end(tmp_path: Path) -> None:
    assert not killed_after(100_000, lambda: write(tmp_path))
    assert agree(tmp_path) == WRITES


def test_a_catalogue_that_misses_a_write_is_noticed_here(tmp_path: Path) -> None:
    write(tmp_path)
    with ArticleCache.open(tmp_path, clock=now) as cache:
        cache.put(replace(an_entry("0"), article=an_article("0", text="chữ khác")))
        for entry in cache.pending():
            cache.settle(notes_of([entry]))
    with pytest.raises(AssertionError):
        agree(tmp_path)
