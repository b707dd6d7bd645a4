"""What tests of the reader share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.fakes_store import a_library
from tests.small_library import ENTRIES


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of five articles."""
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened
