"""What tests of the reader share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.library import Library
from reader.paths import Paths
from tests.fakes_store import PORTAL, a_library, now
from tests.small_library import ENTRIES


@pytest.fixture(scope="session")
def five_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with five articles that nobody opens: copying its stores takes a third of making them."""
    home = tmp_path_factory.mktemp("five")
    a_library(home, ENTRIES).close()
    return home


@pytest.fixture
def library(five_articles: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of five articles."""
    shutil.copytree(five_articles, tmp_path, dirs_exist_ok=True)
    with Library.open(Paths.choose(tmp_path), clock=now) as opened:
        yield opened


@pytest.fixture
def desk(library: Library) -> Desk:
    """The desk on which these lie."""
    return Desk(library, PORTAL)
