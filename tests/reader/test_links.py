"""Links stand where the page has them, and only addresses of the web can be opened."""

import pytest

from reader.links import Spot, openable, spots
from scrapers.model import Link, ListBlock, Paragraph, Table
from tests import hostile

URL = "https://a.vn/a"


@pytest.mark.parametrize("url", ["http://a.vn", "https://a.vn:8080/đường?q=1#x", "http://[::1]/"])
def test_addresses_of_the_web_can_be_opened(url: str):
    assert openable(url)


@pytest.mark.parametrize("url", [*hostile.URLS, "http://[::1/", "HTTPS//a.vn", "https://a.vn/a b"])
def test_other_addresses_cannot(url: str):
    assert not openable(url)


def test_links_are_numbered_in_reading_order_across_parts():
    links = (
        Link(start=0, end=3, url=URL, part=1),
        Link(start=4, end=7, url=URL),
        Link(start=0, end=3, url=URL),
    )

    assert spots(ListBlock(items=("một hai", "ba bốn"), links=links)) == (
        (Spot(0, 0, 3, URL), Spot(1, 4, 7, URL)),
        (Spot(2, 0, 2, URL),),
    )


def test_cells_of_a_table_are_parts_in_reading_order():
    table = Table(rows=(("a", "b"), ("c",)), links=(Link(start=0, end=1, url=URL, part=2),))

    assert spots(table) == ((), (), (Spot(0, 0, 1, URL),))


@pytest.mark.parametrize(
    "link",
    [
        Link(start=0, end=3, url=URL, part=1),
        Link(start=0, end=3, url=URL, part=-1),
        Link(start=-2, end=3, url=URL),
        Link(start=3, end=3, url=URL),
        Link(start=5, end=2, url=URL),
        Link(start=3, end=4, url=URL),
        Link(start=0, end=99, url=URL),
    ],
)
def test_links_that_do_not_stand_in_their_text_are_left_out(link: Link):
    assert spots(Paragraph(text="một hai", links=(link,))) == ((),)


def test_of_links_that_overlap_the_first_stays():
    links = (Link(start=2, end=6, url="https://a.vn/b"), Link(start=0, end=3, url=URL))

    assert spots(Paragraph(text="một hai", links=links)) == ((Spot(0, 0, 3, URL),),)


def test_links_of_a_text_that_is_not_clean_are_left_out():
    assert spots(Paragraph(text="m\x1b[31một", links=(Link(start=0, end=3, url=URL),))) == ((),)


def test_a_text_is_cleaned_once_however_many_links_it_has(monkeypatch: pytest.MonkeyPatch):
    cleaned: list[str] = []
    monkeypatch.setattr("reader.links.clean_block", lambda text: cleaned.append(text) or text)
    found = tuple(Link(start=at, end=at + 3, url="https://a.vn/") for at in range(0, 400, 4))

    assert len(spots(Paragraph(text="abc " * 100, links=found))[0]) == 100
    assert len(cleaned) == 1
