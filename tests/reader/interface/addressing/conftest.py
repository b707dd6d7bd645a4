"""What tests of addresses begin with: a portal that was synced, and another one beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.reader.cli.mini import Mini
from tests.reader.interface.addressing.addresses import listed, two_portals


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    with two_portals(tmp_path) as served:
        yield served


@pytest.fixture
def library(mini: Mini, tmp_path: Path) -> Iterator[Library]:
    with listed(tmp_path, mini) as opened:
        yield opened
