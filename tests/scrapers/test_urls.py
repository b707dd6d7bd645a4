import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import urls
from scrapers.urls import absolute, host, is_loopback, is_private, names_in, rebased, slug

BASE = "https://vinhlong.gov.vn/a/b/c?d=1"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        (
            "HTTP://VinhLong.gov.vn:80/chuyen-đoi-so/ctl/detail/mid/41537&ID=33520",
            "http://vinhlong.gov.vn/chuyen-%C4%91oi-so/ctl/detail/mid/41537&ID=33520",
        ),
        ("../x y.html#giữa", "https://vinhlong.gov.vn/a/x%20y.html"),
        ("/a/./b/../../../c/", "https://vinhlong.gov.vn/c/"),
        ("//foo.vn", "https://foo.vn/"),
        ("?page=2&q=đ", "https://vinhlong.gov.vn/a/b/c?page=2&q=%C4%91"),
        ("#top", "https://vinhlong.gov.vn/a/b/c?d=1"),
        ("https://u:p@foo.vn:443/%7ea/%2e%2e/%c4%91", "https://foo.vn/%C4%91"),
        ("https://foo.vn:8443/100%", "https://foo.vn:8443/100%25"),
        ("\\\\foo.vn\\x?a=\\", "https://foo.vn/x?a=%5C"),
        ("http://[::FFFF:1]:80/", "http://[::ffff:1]/"),
        ("  /x\n\ty ", "https://vinhlong.gov.vn/xy"),
        ("http://VIỆT.vn/", "http://xn--vit-5kz.vn/"),
        ("http://A.VN./x", "http://a.vn/x"),
        ("/tin tức?q=điện", "https://vinhlong.gov.vn/tin%20t%E1%BB%A9c?q=%C4%91i%E1%BB%87n"),
        ("/_layouts/15/x.aspx?a[]=1", "https://vinhlong.gov.vn/_layouts/15/x.aspx?a%5B%5D=1"),
    ],
)
def test_an_address_has_one_spelling(href: str, address: str) -> None:
    assert absolute(BASE, href) == address


@pytest.mark.parametrize(
    "href",
    [
        "",
        "  ",
        "javascript:;",
        "java\nscript:alert(1)",
        "mailto:a@b.vn",
        "data:text/html,x",
        "file:///etc/passwd",
        "tel:0270",
        "http://",
        "http://[::1",
        "http://h:99999/",
        "http://h:x/",
        "http://a b/",
        f"http://{'a' * 64}.vn/",
        "http://./",
        "/" + "x" * 9000,
    ],
)
def test_what_is_not_an_address_of_the_web_is_empty(href: str) -> None:
    assert absolute(BASE, href) == ""


def test_a_broken_base_gives_no_address() -> None:
    assert {absolute(base, "x") for base in ("", "rubbish", "http://[", "ftp://a.vn/")} == {""}


@given(st.text())
def test_any_href_gives_one_printable_spelling(href: str) -> None:
    once = absolute(BASE, href)
    assert absolute(BASE, once) == once
    assert absolute("http://other.vn/x/", once) == once
    assert once == "" or (once.isascii() and once.isprintable() and " " not in once and "#" not in once)


@given(st.text(alphabet="/.%?&=;:@#\\ abcđ0123456789[]"))
def test_any_tangle_of_delimiters_gives_one_spelling(tail: object) -> None:
    for href in (tail, "http:" + tail, "https://h.vn/" + tail, "//" + tail):
        once = absolute(BASE, href)
        assert absolute(BASE, once) == once
        assert "/../" not in once


@pytest.mark.parametrize(
    ("url", "last"),
    [
        ("https://a.vn/vi/cong-nghe-thong-tin", "cong-nghe-thong-tin"),
        ("https://a.vn/vi/tin%20t%E1%BB%A9c//?x=/y", "tin tức"),
        ("https://a.vn/x%1b%00/", "x"),
        ("https://a.vn/", ""),
        ("http://[", ""),
        ("https://a.vn/Default.aspx?tabid=101", "101"),
        ("https://a.vn/Default.aspx?tabid=102&language=", "102"),
        ("https://a.vn/TinTuc/tabid/70/default.aspx", "70"),
        ("https://a.vn/TinTuc/tabid/70/language/vi-VN/Default.aspx", "70"),
        ("https://a.vn/index.php?mod=tin&cat=2", "tin-2"),
        ("https://a.vn/?muc=b%C3%A1o%1b", "báo"),
        ("https://a.vn/tin/bao-chi.aspx", "bao-chi.aspx"),
        ("https://a.vn/vi/index.html", "vi"),
    ],
)
def test_the_slug_is_the_part_of_an_address_that_tells_pages_apart(url: str, last: str) -> None:
    assert slug(url) == last


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://a.vn/vi/y-te/tin%20t%E1%BB%A9c/index.html", ("vi", "y-te", "tin tức")),
        ("https://a.vn/so/language/vi-VN/tin", ("so", "tin")),
        ("https://a.vn/y-te/Default.aspx?tabid=101", ("101",)),
        ("https://a.vn/", ("",)),
        ("http://[", ("",)),
    ],
)
def test_what_lies_above_a_page_is_in_its_path_alone(url: str, parts: tuple[str, ...]) -> None:
    assert names_in(url) == parts


def test_the_host_is_lower_case_and_bare() -> None:
    assert host("HTTP://A.VN.:8/x") == "a.vn"
    assert host("http://[::1]:8/") == "::1"
    assert host("http://[") == host("") == ""


@pytest.mark.parametrize(
    "name",
    [
        *(
            "127.0.0.1",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.1",
        ),
        *("10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0", "0.0.0.0"),  # noqa: S104 - no socket is bound to it
        *("[::1]", "::", "::ffff:10.0.0.1", "fd00::1", "fe80::1%eth0", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *(
            "224.0.0.1",
            "ff02::1",
            "255.255.255.255",
            "intranet",
            "printer.local",
            "DB.INTERNAL",
            " 10.0.0.1",
            "::ffff:224.0.0.1",
        ),
    ],
)
def test_private_hosts_are_known_in_every_spelling(name: str) -> None:
    assert is_private(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "vinhlong.gov.vn",
            "8.8.8.8",
            "134744072",
            "[2001:4860:4860::8888]",
            "::ffff:8.8.8.8",
            "2002:808:808::",
        ),
        *("abc.de", "10.vn", "localhost.vn"),
    ],
)
def test_public_hosts_are_not_private(name: str) -> None:
    assert not is_private(name)


def test_loopback_is_this_machine_alone() -> None:
    assert all(map(is_loopback, ("127.9.9.9", "[::1]", "LOCALHOST.", "a.localhost", "2130706433")))
    assert not any(map(is_loopback, ("10.0.0.1", "intranet", "vinhlong.gov.vn", "0.0.0.0")))  # noqa: S104 - no socket is bound to it


@pytest.mark.parametrize("href", ["/", "/tin", "/tin/", "/tin/1?b=/2", "https://s.vn/", "https://s.vn/a/b-c"])
def test_an_address_that_is_spelled_as_it_should_be_is_not_taken_apart(
    href: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://s.vn/tin"
    expected = absolute(base, href)  # what its host comes to is remembered from here on
    taken_apart: list[str] = []
    monkeypatch.setattr(urls, "urljoin", lambda *parts: taken_apart.extend(parts))
    assert absolute(base, href) == expected == (href if "://" in href else f"https://s.vn{href}")
    assert taken_apart == []


@given(st.text())
def test_any_host_is_judged_without_an_error(name: str) -> None:
    assert is_private(name) in (True, False)
    assert not is_loopback(name) or is_private(name)


def test_an_address_moves_to_the_mirror_and_back() -> None:
    there = rebased("https://s.vn/vi/x?y=1", "http://s.vn", "http://127.0.0.1:8099/m/")
    assert there == "http://127.0.0.1:8099/m/vi/x?y=1"
    assert rebased(there, "http://127.0.0.1:8099/m", "https://s.vn/") == "https://s.vn/vi/x?y=1"
    assert rebased("https://s.vn:443/vi/x?y=1", "http://s.vn:80", "http://127.0.0.1:8099/m") == there


@pytest.mark.parametrize(
    "url", ["https://other.vn/vi/x", "https://s.vn:8443/stnmt/x", "https://s.vn/stnmtx", "http://["]
)
def test_an_address_elsewhere_stays(url: str) -> None:
    assert rebased(url, "https://s.vn/stnmt", "http://127.0.0.1:1") == url


def test_a_base_with_a_path_moves_as_a_whole() -> None:
    assert rebased("https://s.vn/stnmt", "https://s.vn/stnmt/", "http://127.0.0.1:1") == "http://127.0.0.1:1/"


@pytest.mark.parametrize(
    ("href", "seen"),
    [
        ("https://vinhlоng.gov.vn/", "https://xn--vinhlng-ejg.gov.vn/"),  # a Cyrillic о
        ("https://vĩnhlong.vn/tin", "https://xn--vnhlong-xdb.vn/tin"),
        ("http://vinhlong.gov.vn@evil.example/", "http://evil.example/"),
        ("http://vinhlong.gov.vn:80@evil.example/", "http://evil.example/"),
        ("http://vinhlong.gov.vn%2f@evil.example/", "http://evil.example/"),
        ("http://evil.example\\@vinhlong.gov.vn/", "http://evil.example/@vinhlong.gov.vn/"),
        ("https://ⅴinhlong.gov.vn/", "https://vinhlong.gov.vn/"),
    ],
)
def test_an_address_that_looks_like_another_shows_where_it_leads(href: str, seen: str) -> None:
    assert absolute("https://portal.example/", href) == seen
