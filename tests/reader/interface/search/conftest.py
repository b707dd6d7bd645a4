"""What tests of the search screen begin with: a reader of four articles, in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import i18n
from reader.app import ReaderApp
from reader.library import Library
from tests.fakes_store import PORTAL, a_library, now
from tests.reader.interface.search.searching import ENTRIES


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    i18n.install("en")
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library, PORTAL, clock=now)
