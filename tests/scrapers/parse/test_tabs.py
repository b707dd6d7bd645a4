"""Tabs beside the news: what each shows is its own, however it is bound to its pane."""

import pytest

from scrapers.model import ListingPage, Place
from scrapers.parse import parse_listing
from tests.scrapers.parse.pages import raw
from tests.scrapers.parse.test_listing import SECOND, TITLE, URL, VINHLONG, listed

NEW, READ = (f"<ul><li><a href=/xem-chi-tiet-tin-tuc/id/{i}>Tin thứ {i}</a></li></ul>" for i in (11, 12))
PANES = f"<div id=moi>{NEW}</div><div id=doc>{READ}</div>"
HIDDEN = f"<div id=moi>{NEW}</div><div id=doc style='display: none'>{READ}</div>"
LINKED = "<ul class=nav><li><a href='#moi'>Tin mới</a></li><li><a href='#doc'>Đọc nhiều</a></li></ul>"
BUTTONS = "<button {0}=moi>Tin mới</button><button {0}=doc>Đọc nhiều</button>"
DEAD = "<ul class=tabs><li><a href='#'>Tin mới</a></li><li><a href='#'>Đọc nhiều</a></li></ul>"


@pytest.mark.parametrize("panes", [PANES, HIDDEN, f"<div class=content>{PANES}</div>"])
@pytest.mark.parametrize(
    "tabs",
    [
        LINKED,
        f"<div>{BUTTONS.format('aria-controls')}</div>",
        f"<div>{BUTTONS.format('data-bs-target').replace('=', '=#')}</div>",
        "<ul><li rel=moi>Tin mới</li><li rel=doc>Đọc nhiều</li></ul>",
        "<div><a href='#moi'>Tin mới</a> | <a href='#doc'>Đọc nhiều</a></div>",
        "<p><a href='#' data-tab=moi>Tin mới</a><a href='#' data-tab=doc>Đọc nhiều</a></p>",
        DEAD,
        f"<div class=head>{DEAD}</div>",
        "<table><tr><td class=tab>Tin mới<td class=tab>Đọc nhiều</table>",
        "<div class=tabs><a href='#'>Tin mới</a><a href='#'>Đọc nhiều</a></div>",
    ],
)
def test_what_a_tab_shows_is_its_own(tabs: str, panes: str) -> None:
    page = beside(tabs + panes)

    assert [one.id for one in listed(page)] == ["7", "8"]
    assert named(page) == {(Place.LATEST, "11"), (Place.MOST_READ, "12")}


def test_a_tab_that_nobody_knows_has_its_pane_too() -> None:
    tabs = "<ul class=tabs><li>Tin mới</li><li>Tin ảnh</li><li>Đọc nhiều</li></ul>"
    page = beside(f"{tabs}<div><div>{NEW}</div><div>Không có ảnh</div><div>{READ}</div></div>")

    assert named(page) == {(Place.LATEST, "11"), (Place.MOST_READ, "12")}


def test_a_heading_with_the_way_to_all_beside_it_is_no_tab() -> None:
    head = "<div class=tab><h3>Đọc nhiều</h3><div><a href=/tin-trong-nganh>Xem tất cả »</a></div></div>"
    page = beside(f"{head}<div>{READ}</div><div>{NEW}</div>")

    assert [one.id for one in listed(page)] == ["7", "8"]
    assert named(page) == {(Place.MOST_READ, "11"), (Place.MOST_READ, "12")}


def test_a_row_without_a_word_of_tabs_is_none() -> None:
    bare = DEAD.replace("class=tabs", "class=table")

    assert (Place.MOST_READ, "11") in named(beside(f"{bare}<div>{NEW}</div><div>{READ}</div>"))


def beside(more: str) -> ListingPage:
    """Read a listing with a box beside it."""
    html = f"<div class=side>{more}</div><div><h2>Tin trong ngành</h2><p>{TITLE}</p><p>{SECOND}</p></div>"
    return parse_listing(raw(html, URL), VINHLONG)


def named(page: ListingPage) -> set[tuple[Place, str]]:
    return {(one.place, one.id) for one in page.teasers if one.place is not Place.LISTING}
