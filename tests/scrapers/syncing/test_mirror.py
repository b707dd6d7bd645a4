from datetime import UTC, datetime

import pytest

from scrapers.demo.server import DemoServer
from scrapers.model import PageRequest, RawPage
from scrapers.net.fetch import Fetcher
from scrapers.parse import parse_home
from scrapers.parse.page import Page
from scrapers.portals.portal import builtin

HOME = "http://stttt.vinhlong.gov.vn"


def address(href: str, mirror: str) -> str:
    raw = RawPage(url=f"{HOME}/tin-trong-nganh", body=b"<p>", fetched_at=datetime.now(UTC), mirror=mirror)
    return Page(raw).address(href)


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("http://127.0.0.1:8000/thong-bao", f"{HOME}/thong-bao"),
        ("http://127.0.0.1:8001/thong-bao", "http://127.0.0.1:8001/thong-bao"),
        ("/thong-bao", f"{HOME}/thong-bao"),
        ("https://example.vn/thong-bao", "https://example.vn/thong-bao"),
        ("#top", ""),
        ("javascript:void(0)", ""),
    ],
)
def test_a_mirrors_links_to_itself_are_the_portals_own(href: str, meant: str) -> None:
    assert address(href, "http://127.0.0.1:8000/") == meant


def test_without_a_mirror_links_lead_where_they_say() -> None:
    assert address("http://127.0.0.1:8000/thong-bao", "") == "http://127.0.0.1:8000/thong-bao"


async def test_categories_of_a_mirrored_page_are_those_of_its_menu() -> None:
    portal = builtin("vinhlong")
    with DemoServer() as server:
        async with Fetcher(portal, base_url=server.url, delay=0) as fetcher:
            raw = await fetcher.page(PageRequest(url=f"{HOME}/thong-bao"))
    categories = parse_home(raw, portal).categories
    assert len(categories) == 7
    assert categories[0].url == f"{HOME}/tin-trong-nganh"
    assert "2" not in {category.name for category in categories}
