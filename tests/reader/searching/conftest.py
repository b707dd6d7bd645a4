"""What tests of search share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.fakes_store import a_library, an_entry

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", text="Đoàn đi hoà bình.", published="2017-01-09"),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", text="Bảo tàng mở cửa.", published="2018-02-01", category="bao-chi"),
    an_entry("4", "Chuyển đổi số", text="Thử lửa; tường cao; tướng thủ thành.", published="2018-03-01"),
    an_entry("5", "Chưa tải về: thủ tướng", published="2016-05-05", cached=False),
    an_entry("6", "Không ngày", text="Điện lực và covid-19.", published=None, category="cntt"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened
