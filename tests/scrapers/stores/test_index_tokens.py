"""The words by which search finds an article as they were spelled, and in its title."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.fakes_store import an_entry, fill, now


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[ArticleCache, Catalogue]]:
    with (
        ArticleCache.open(tmp_path / "cache", clock=now) as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
    ):
        yield cache, catalogue


def with_token(catalogue: Catalogue, token: str) -> list[str]:
    found = catalogue.ask(
        "SELECT id FROM tokens JOIN head ON text_row = tokens.rowid WHERE tokens MATCH ? ORDER BY id",
        (f'"{token}"',),
    )
    return [id_ for (id_,) in found]


Stores = tuple[ArticleCache, Catalogue]


def test_an_article_is_filed_under_its_words_with_and_without_accents(stores: Stores) -> None:
    entries = [an_entry("1", "Thủ tướng", text="Hoà bình"), an_entry("2", "Thu tượng", text="Thử ĐIỆN")]
    fill(*stores, entries)
    found = {token: with_token(stores[1], token) for token in ("thu", "thủ", "thử", "hòa", "điện", "dien")}
    assert found == {
        "thu": ["1", "2"], "thủ": ["1"], "thử": ["2"], "hòa": ["1"], "điện": ["2"], "dien": ["2"],
    }  # fmt: skip


def test_words_of_the_title_are_told_apart(stores: Stores) -> None:
    fill(*stores, [an_entry("1", "Thủ tướng", text="điện = lửa"), an_entry("2", "Điện", text="thủ tướng")])
    found = {token: with_token(stores[1], token) for token in ("=thủ", "=thu", "=dien", "=lua", "lua")}
    assert found == {"=thủ": ["1"], "=thu": ["1"], "=dien": ["2"], "=lua": [], "lua": ["1"]}


def test_an_article_whose_accents_are_corrected_is_filed_anew(stores: Stores) -> None:
    fill(*stores, [an_entry("1", "Thu tướng")])
    fill(*stores, [an_entry("1", "Thủ tướng")])
    assert with_token(stores[1], "thủ") == ["1"]
    stores[1].rebuild()
    assert with_token(stores[1], "thủ") == ["1"]
