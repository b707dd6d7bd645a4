"""Categories whose addresses end alike, or that have one name, are told apart where their addresses do."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from scrapers.model import Category
from scrapers.namesakes import told_apart
from scrapers.urls import slug

HOME = "https://p.vn"


def category(path: str, name: str = "Tin tức", known_as: str = "") -> Category:
    """Make a category as the navigation has it, or as it is `known_as`."""
    url = f"{HOME}{path}"
    return Category(slug=known_as or slug(url), name=name, url=url)


def slugs(found: Sequence[Category], known: Sequence[Category] = ()) -> list[str]:
    return [one.slug for one in told_apart(found, known)]


def names(found: Sequence[Category], known: Sequence[Category] = ()) -> list[str]:
    return [one.name for one in told_apart(found, known)]


# Slugs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("/y-te/tin-tuc", "/giao-duc/tin-tuc"), ["y-te/tin-tuc", "giao-duc/tin-tuc"]),
        (("/so/y-te/tin-tuc", "/phong/y-te/tin-tuc"), ["so/y-te/tin-tuc", "phong/y-te/tin-tuc"]),
        (("/a/Tin.aspx", "/b/tin.aspx", "/b/thong-bao"), ["a/Tin.aspx", "b/tin.aspx", "thong-bao"]),
        (("/vi/tin-tuc", "/vi/giao-duc/tin-tuc"), ["vi/tin-tuc", "giao-duc/tin-tuc"]),
    ],
)
def test_pages_below_different_ones_are_two_categories(paths: tuple[str, ...], expected: list[str]) -> None:
    assert slugs([category(path) for path in paths]) == expected


@pytest.mark.parametrize(
    "paths",
    [
        ("/tin-tuc", "/vi/tin-tuc"),
        ("/y-te/tin-tuc", "/vi/Y-Te/tin-tuc/"),
        ("/y-te/tin-tuc", "/y-te/tin-tuc/index.html"),
        ("/Default.aspx?tabid=101", "/y-te/tabid/101/Default.aspx", "/tin/Default.aspx?tabid=101"),
        ("/tin-tuc-su-kien/id/22", "/xem-tin/id/22"),
        ("/tin-tuc/c101", "/tin-moi/c101"),
    ],
)
def test_addresses_that_may_lead_to_one_page_are_one_category(paths: tuple[str, ...]) -> None:
    assert len(set(slugs([category(path) for path in paths]))) == 1


def test_other_hosts_are_other_spellings_of_the_portal_s() -> None:
    other = Category(slug="tin-tuc", name="Tin tức", url="http://www.p.vn/giao-duc/tin-tuc")
    assert slugs([category("/y-te/tin-tuc"), other]) == ["tin-tuc", "tin-tuc"]


def test_what_is_known_keeps_its_slug_and_others_get_one_beside_it() -> None:
    known = [category("/y-te/tin-tuc"), category("/su-kien", known_as="sk")]
    found = [category("/giao-duc/tin-tuc"), category("/y-te/tin-tuc"), category("/su-kien")]
    assert slugs(found, known) == ["giao-duc/tin-tuc", "tin-tuc", "sk"]


def test_of_two_that_were_known_by_one_slug_the_first_keeps_it() -> None:
    both = [category("/y-te/tin-tuc"), category("/giao-duc/tin-tuc")]
    assert slugs(both, both) == ["tin-tuc", "giao-duc/tin-tuc"]


# Names ---------------------------------------------------------------------------------------------

HEALTH, SCHOOLS = category("/y-te", "Y tế"), category("/giao-duc", "Giáo dục")


def test_namesakes_are_called_by_what_lies_above_them() -> None:
    found = [HEALTH, category("/y-te/tin-tuc"), category("/giao-duc/tin-gd", "TIN TỨC"), category("/tin")]
    assert names(found) == ["Y tế", "Tin tức (Y tế)", "TIN TỨC (giao-duc)", "Tin tức"]


def test_what_lies_above_all_of_them_tells_nothing() -> None:
    found = [category("/vi/tin-tuc"), category("/vi/y-te/tin-yt"), category("/vi/thong-bao", "Thông báo")]
    assert names(found) == ["Tin tức", "Tin tức (y-te)", "Thông báo"]


def test_namesakes_that_lie_side_by_side_are_called_by_their_slugs() -> None:
    found = [category("/y-te/tin-a"), category("/y-te/tin-b"), category("/Default.aspx?tabid=3")]
    assert names(found) == ["Tin tức (tin-a)", "Tin tức (tin-b)", "Tin tức (3)"]


def test_two_links_to_one_category_are_no_namesakes() -> None:
    assert names([category("/tin-tuc"), category("/vi/tin-tuc")]) == ["Tin tức", "Tin tức"]


def test_where_the_navigation_is_shown_in_part_a_name_stays_as_it_was() -> None:
    whole = told_apart([HEALTH, SCHOOLS, category("/y-te/tin-tuc"), category("/giao-duc/tin-tuc")], ())
    assert told_apart([category("/y-te/tin-tuc")], whole) == (whole[2],)


def test_one_that_comes_later_takes_no_name_that_another_has() -> None:
    before = told_apart([category("/y-te/tin-a"), category("/vi/tin-c")], ())
    found = [category("/y-te/tin-a"), category("/y-te/tin-b"), category("/vi/tin-c")]
    assert names(found, before) == ["Tin tức (y-te)", "Tin tức (tin-b)", "Tin tức (vi)"]
    plain = [category("/Default.aspx?tabid=3"), category("/Default.aspx?tabid=4")]
    assert names(plain, plain) == ["Tin tức (3)", "Tin tức (4)"]


def test_another_name_is_taken_over_though_it_begins_likewise() -> None:
    assert names([category("/tin-tuc")], [category("/tin-tuc", "Tin tức (cũ)")]) == ["Tin tức"]


# Both ----------------------------------------------------------------------------------------------

PATHS = st.lists(
    st.builds(
        lambda above, own: f"{above}/{own}",
        st.sampled_from(["", "/y-te", "/vi", "/vi/y-te"]),
        st.sampled_from("abc"),
    ),
    unique=True,
)


@settings(max_examples=200)
@given(PATHS, st.lists(st.sampled_from("xyz"), min_size=12, max_size=12), st.integers(0, 12))
@example(["/y-te/a", "/vi/a", "/y-te/b"], ["x"] * 12, 2)
@example(["/a", "/y-te/b", "/vi/c"], ["x"] * 12, 2)
def test_what_was_told_apart_once_stays_so_whatever_part_is_shown(
    paths: list[str], called: list[str], shown: int
) -> None:
    found = [category(path, name) for path, name in zip(paths, called, strict=False)]
    told = told_apart(found, ())
    assume(len({one.slug for one in told}) == len(told))
    assert told_apart(found, told) == told
    assert told_apart(found[:shown], told) == told[:shown]


def test_no_category_is_told_from_none() -> None:
    assert told_apart((), ()) == ()
