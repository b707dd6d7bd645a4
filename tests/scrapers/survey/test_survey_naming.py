"""What a person types as an address, and the short name that a portal has by it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.survey.naming import LONGEST, addresses, free_name

TAKEN = frozenset(("vinhlong", "hanoi", "demo"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stttt.travinh.gov.vn", ("http://stttt.travinh.gov.vn/", "https://stttt.travinh.gov.vn/")),
        (" https://Travinh.gov.vn/tin?a=1#x ", ("https://travinh.gov.vn/tin?a=1",)),
        ("travinh.gov.vn/tin tức", ("http://travinh.gov.vn/tin%20t%E1%BB%A9c", "https://travinh.gov.vn/tin%20t%E1%BB%A9c")),
        ("tràvinh.vn", ("http://xn--trvinh-jta.vn/", "https://xn--trvinh-jta.vn/")),
        ("127.0.0.1:8080", ("http://127.0.0.1:8080/", "https://127.0.0.1:8080/")),
        ("localhost", ("http://localhost/", "https://localhost/")),
        ("[::1]:8080", ("http://[::1]:8080/", "https://[::1]:8080/")),
        ("http://intranet/", ("http://intranet/",)),
    ],
)  # fmt: skip
def test_an_address_is_read_as_it_stands_in_a_browser(typed: str, meant: tuple[str, ...]) -> None:
    assert addresses(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "vinhlong", "so ttt", "ftp://a.vn", "mailto:a@b.vn", "a@b.vn", "javascript:alert(1)",
     "../portal.toml", "/srv/portals", "a..vn", "http://", "http:///tin", "..", "http://[::1", "a.vn:99999"],
)  # fmt: skip
def test_what_is_no_address_is_none(typed: str) -> None:
    assert addresses(typed) == ()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://stttt.travinh.gov.vn/", "stttt-travinh"),
        ("http://www.travinh.gov.vn/tin", "travinh"),
        ("http://vinhlong.gov.vn/", "vinhlong-gov"),
        ("http://demo.com.vn/", "demo-com"),
        ("http://vinhlong.vn/", "vinhlong-vn"),
        ("http://xa-hoaninh.longho.vinhlong.gov.vn/", "xa-hoaninh-longho"),
        ("http://baovinhlong.com.vn/", "baovinhlong"),
        ("http://xn--trvinh-jta.gov.vn/", "travinh"),
        ("http://127.0.0.1:8080/", "portal-127-0-0-1"),
        ("http://[::1]/", "portal-1"),
        ("http://demo:8080/", "demo-8080"),
        ("http://gov.vn/", "gov"),
        ("http://www:8080/", "www"),
        ("http://m.travinh.vn/", "travinh"),
        ("http://tin.travinh.vn/", "tin-travinh"),
        ("http://ubndthanhpho.vinhlongct.gov.vn/", "ubndthanhpho-vinhlongct"),
        ("http://uybannhandan.tinhvinhlon.gov.vn/", "uybannhandan-tinhvinhlon"),
        ("http://ubndthanhphovinhlongtinhvinhlong.gov.vn/", "ubndthanhphovinhlongtinh"),
    ],
)
def test_the_name_is_short_readable_and_free(url: str, name: str) -> None:
    assert free_name(url, TAKEN) == name


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("http://vinhlong.gov.vn/", ("vinhlong-gov", "vinhlong-2", "vinhlong-3")),
        ("http://127.0.0.1:8080/", ("portal-127-0-0-1", "portal-127-0-0-1-8080", "portal-127-0-0-1-2")),
        ("http://127.0.0.1/", ("portal-127-0-0-1", "portal-127-0-0-1-2")),
    ],
)
def test_names_that_are_taken_are_counted_on(url: str, names: tuple[str, ...]) -> None:
    taken = set(TAKEN)
    for name in names:
        assert free_name(url, taken) == name
        taken.add(name)


@given(st.text(max_size=60))
def test_whatever_is_typed_a_name_is_one_that_a_file_may_have(typed: str) -> None:
    for url in addresses(typed) or addresses(f"http://{typed}"):
        name = free_name(url, TAKEN)
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", name)
        assert len(name) <= LONGEST
        assert name not in TAKEN
