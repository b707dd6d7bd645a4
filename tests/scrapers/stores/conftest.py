"""What tests of the stores share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.fakes_store import now


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path, clock=now) as opened:
        yield opened


@pytest.fixture
def catalogue(tmp_path: Path, cache: ArticleCache) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as opened:
        yield opened
