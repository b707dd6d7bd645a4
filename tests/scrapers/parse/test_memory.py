"""What a block beside the news says is remembered, and is what reading it anew would say."""

import tracemalloc
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.model import ArticlePage, RawPage
from scrapers.parse import memory, parse_article
from scrapers.parse.facts import only_facts, tells_a_day
from scrapers.parse.memory import _said
from scrapers.portals.portal import Portal, builtin
from scrapers.portals.rules import Rule
from tests.scrapers.parse.pages import SEEN, raw

HANOI = builtin("hanoi")
IDS = r"/view_content/(\d+)-"
HOSTS = ("sotttt.hanoi.gov.vn", "hanoi.example")
MIRROR = "http://127.0.0.1:8000/"


class Visit(NamedTuple):
    """A page, and the portal that it is read for."""

    page: RawPage
    portal: Portal


def portal(
    *,
    latest: bool = False,
    ids: str = IDS,
    hosts: tuple[str, ...] = HOSTS,
    labels: tuple[str, ...] = (),
    labelled: bool = False,
) -> Portal:
    """Return a portal whose sidebars are elements, or stand below a label: for related or the newest news."""
    rules = (Rule(label="Tin bên", value="block") if labelled else Rule(css="ul.beside"),)
    (layout,) = HANOI.layouts
    page = msgspec.structs.replace(
        layout.page, labels=labels, related=() if latest else rules, latest=rules if latest else ()
    )
    return msgspec.structs.replace(
        HANOI, layouts=(msgspec.structs.replace(layout, page=page),), ids=(ids,), hosts=hosts
    )


def page(blocks: Sequence[str], url: str, *, mirror: bool = False, base: str = "", hours: int = 0) -> RawPage:
    html = (
        f"<head>{base and f'<base href={base}>'}</head><div class=asset-full-content-title>Tin</div>"
        "<div class=dd_chuyenmuc><span class=tintuc>Thanh tra</span></div>"
        "<div class=asset-content><div class=journal-content-article><p>Một đoạn.</div></div>"
    )
    sidebars = "".join(f"<div><h3>Tin bên</h3><ul class=beside>{block}</ul></div>" for block in blocks)
    came = SEEN + timedelta(hours=hours)
    return msgspec.structs.replace(
        raw(html + sidebars, url=url), mirror=MIRROR if mirror else "", fetched_at=came
    )


USUAL = portal()
ADDRESSES = st.sampled_from(
    (
        *("/vi/-/view_content/1-a", "2-b", "../-/view_content/3-c", " 4-d", "?id=/-/view_content/5-e"),
        *(f"{MIRROR}vi/-/view_content/6-f", "//sotttt.hanoi.gov.vn/vi/-/view_content/7-g", "#top", ""),
    )
)
PICTURES = st.sampled_from(
    ("", "<img src=a.jpg>", "<img data-src=b.jpg>", "<img srcset='c.jpg 1x, d.jpg 2x'>")
)
ENTRIES = st.builds(
    lambda href, picture, said: f"<li><a href='{href}'>{picture}</a><a href='{href}'>Tin</a>{said}",
    ADDRESSES,
    PICTURES,
    st.sampled_from(
        (
            *(
                "",
                " 2 giờ trước",
                " (419 lượt xem) [09/01/2017]",
                "<p>Thông báo<p>12 lượt xem",
                " 09/01/2017 <i></i> 7",
            ),
            " 09/01/2017 <i class=eye></i> 7",
        )
    ),
)
BLOCKS = st.lists(ENTRIES, min_size=1, max_size=2).map("".join) | st.sampled_from(("", "<li hidden>Tin ẩn"))
PORTALS = st.builds(
    portal,
    latest=st.booleans(),
    ids=st.sampled_from((IDS, r"/view_content/\d+-(\w)")),
    hosts=st.sampled_from((HOSTS, HOSTS[:1])),
    labels=st.sampled_from(((), ("Thông báo",))),
    labelled=st.booleans(),
)
URLS = st.sampled_from(
    ("https://sotttt.hanoi.gov.vn/vi/-/view_content/77-tin", "https://hanoi.example/a/-/view_content/78-tin")
)


@st.composite
def visits_of_like_pages(draw: st.DrawFn) -> list[Visit]:
    """Draw pages that have the same blocks, of other addresses, for other portals."""
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=2))
    pages = st.builds(
        page,
        st.just(blocks),
        URLS,
        mirror=st.booleans(),
        base=st.sampled_from(("", "/khac/-/view_content/")),
        hours=st.sampled_from((0, 30)),
    )
    return draw(st.lists(st.builds(Visit, pages, PORTALS), min_size=2, max_size=4))


def read(visit: Visit, *, anew: bool = False) -> ArticlePage:
    if anew:
        _said.cache_clear()
    return parse_article(*visit)


@settings(max_examples=200)
@given(visits_of_like_pages())
def test_pages_say_the_same_after_any_others(visits: list[Visit]) -> None:
    cold = [read(visit, anew=True) for visit in visits]
    _said.cache_clear()

    assert [read(visit) for visit in (*visits, *visits)] == [*cold, *cold]


@pytest.mark.parametrize(
    "block",
    [
        "<li><a href=1-a>Tin</a>",
        *(
            f"<li><a href=/-/view_content/1-a><img {picture}></a><a href=/-/view_content/1-a>Tin</a>"
            for picture in (
                "src=a.jpg",
                "data-src=a.jpg",
                "data-lazy=../a.jpg",
                "data-echo=a.jpg",
                "data-id=7 data-echo=a.jpg?v=2",
                "srcset='/b.jpg 1x, a.jpg 2x'",
            )
        ),
    ],
)
@pytest.mark.parametrize("labelled", [False, True])
def test_addresses_count_from_the_page_on_which_they_stand(block: str, labelled: bool) -> None:
    beside = portal(labelled=labelled)
    visits = [Visit(page([block], f"{HANOI.base}{folder}/-/view_content/7-tin"), beside) for folder in "ab"]
    cold = [read(visit, anew=True).teasers for visit in visits]
    _said.cache_clear()

    assert [read(visit).teasers for visit in visits] == cold
    assert cold[0] != cold[1]


def test_headings_are_those_of_the_portal_that_is_read() -> None:
    block = "<li><a href=/-/view_content/1-a>Tin</a><p>Thông báo<p>12 lượt xem"
    same = page([block], f"{HANOI.base}a/-/view_content/7-tin")
    visits = [Visit(same, USUAL), Visit(same, portal(labels=("Thông báo",)))]
    _said.cache_clear()

    assert [one.views for visit in visits for one in read(visit).teasers] == [12, None]


@pytest.mark.parametrize("labelled", [False, True])
def test_a_block_that_another_page_had_is_not_read_again(labelled: bool) -> None:
    block = "<li><a href=/vi/-/view_content/1-a>Tin</a>"
    beside = portal(labelled=labelled)
    first, second = (Visit(page([block], f"{HANOI.base}{folder}/7-tin"), beside) for folder in "ab")
    read(first, anew=True)

    assert [one.id for one in read(second).article.related] == ["1"]
    assert _said.cache_info().hits == 1


@pytest.mark.parametrize("labelled", [False, True])
def test_a_block_with_another_text_or_picture_is_another(labelled: bool) -> None:
    entry = "<li><a href=/vi/-/view_content/1-a><img src=/{}.jpg></a><a href=/vi/-/view_content/1-a>{}</a>"
    said = [("a", "Tin"), ("b", "Tin"), ("b", "Tin khác")]
    beside = portal(labelled=labelled)
    visits = [Visit(page([entry.format(*one)], f"{HANOI.base}a/7-tin"), beside) for one in said]
    _said.cache_clear()

    shown = [(one.image[-5], one.title) for visit in visits for one in read(visit).teasers]
    assert shown == said


def test_lines_that_say_the_same_beside_an_eye_say_more() -> None:
    entry = "<li><a href=/vi/-/view_content/1-a>Tin</a><p>09/01/2017 <i{}></i> 7</p>"
    visits = [
        Visit(page([entry.format(sign)], f"{HANOI.base}a/7-tin"), portal(labelled=True))
        for sign in ("", " class=eye")
    ]
    _said.cache_clear()

    assert [one.views for visit in visits for one in read(visit).teasers] == [None, 7]


def test_what_is_remembered_holds_no_page() -> None:
    kept = memory._Block("any", lambda: ())

    assert _said(kept) == ()
    assert kept.read is None


def test_paragraphs_of_articles_are_not_remembered() -> None:
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(500):
            paragraph = f"Đoạn {number} " + "của một bài viết " * 20
            assert not only_facts(paragraph)
            assert not tells_a_day(paragraph)
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert held < 50_000
