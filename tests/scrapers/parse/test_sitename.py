"""What a portal calls itself, wherever its pages say it."""

from datetime import UTC, datetime

import pytest

from scrapers.model import RawPage
from scrapers.parse.sitename import site_name

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CATEGORIES = ("Tin tức - Sự kiện", "Thông báo")


def raw(body: str, path: str = "/") -> RawPage:
    return RawPage(url=f"http://a.vn{path}", body=body.encode(), fetched_at=NOW)


def named(home: str, *others: str) -> str:
    return site_name(raw(home), [raw(body, f"/{n}") for n, body in enumerate(others)], CATEGORIES)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("<title>Sở Công Thương tỉnh Trà Vinh</title>", "Sở Công Thương tỉnh Trà Vinh"),
        ("<title>Trang chủ - Sở Thông tin - Truyền thông</title>", "Sở Thông tin - Truyền thông"),
        ("<title>Xã Hòa Ninh | Trang chủ</title>", "Xã Hòa Ninh"),
        ("<title>Thông báo :: Xã Hòa Ninh</title>", "Xã Hòa Ninh"),
        ("<title>Tin tức - Sự kiện » Xã Hòa Ninh</title>", "Xã Hòa Ninh"),
        ("<title>Sở &amp;amp; Ban</title>", "Sở & Ban"),
        ("<title>Trang chủ</title><p>Bản quyền © 2018 Sở Y tế Trà Vinh. Địa chỉ: 1</p>", "Sở Y tế Trà Vinh"),
        ("<title>Home</title><p>© 2011. Thiết kế bởi Công ty A</p>", ""),
        ("<title>Home</title><h1>Cổng thông tin huyện Vũng Liêm</h1>", "Cổng thông tin huyện Vũng Liêm"),
        ("<meta property='og:site_name' content='Báo Trà Vinh'><title>Tin mới</title>", "Báo Trà Vinh"),
        ("<p>Không có gì</p>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_first_page_says_what_the_portal_is_called(home: str, name: str) -> None:
    assert named(home) == name


def test_what_other_pages_share_in_their_titles_is_its_name() -> None:
    listing, article = (
        "<title>Thông báo - Xã Hòa Ninh</title>",
        "<title>Chợ nổi họp lại - Xã Hòa Ninh</title>",
    )

    assert named("<title>Trang chủ</title>", listing, article) == "Xã Hòa Ninh"
    assert named("<title>Trang chủ</title>", "<title>Thông báo</title>", article) == ""
    assert named("<title>Nổi bật - Xã Hòa Ninh</title>", article) == "Xã Hòa Ninh"
    assert named("<title>Xã Hòa Ninh | Nổi bật</title>", "<title>Xã Hòa Ninh | Chợ</title>") == "Xã Hòa Ninh"
    assert named("<title>Trang chủ - Sở Y - tế</title>", "<title>Chợ - Sở Y - tế</title>") == "Sở Y - tế"
