"""What is taken for an address in what people paste, and what an address leads to."""

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.fetching.addresses import Kind, Line, first_in, found_in, lines_of, meaning, owner
from scrapers.portals.portal import Portal, builtin
from tests.loopback import portal_at

PORTALS = (builtin("vinhlong"), builtin("hanoi"))
BASE = "http://stttt.vinhlong.gov.vn"
ARTICLE = f"{BASE}/tin-trong-nganh/ctl/detail/mid/5212/ID/1097"
HANOI = "https://sotttt.hanoi.gov.vn/vi/-/view_content/12-hop-bao"
MISTYPED = ("http:/", "htp://", "ttps://", "ftp://", "http//")

path = st.text(string.ascii_letters + string.digits + "-_đếươ/", min_size=1).map(lambda text: f"/{text}")
address = st.builds("{}{}".format, st.sampled_from(["http://a.vn", "https://tin.b.gov.vn:8080"]), path)
before = st.sampled_from(
    ["", " ", "(", "<", "“", "'", '"', "[", "xem ", "Xem: ", "[Bài](", "\n", "*", "\ufeff"]
)
behind = st.sampled_from(
    ["", " ", ")", ">", "”", "'", '"', "]", ".", ",", "...", ").", ">,", "\n", "*", " nhé", "!?"]
)


@given(address, before, behind)
def test_what_stands_around_an_address_is_no_part_of_it(url: str, ahead: str, after: str) -> None:
    assert found_in(f"{ahead}{url}{after}") == (url,)


@given(st.lists(address, min_size=1, max_size=4), st.sampled_from([" ", ", ", "> <", "\n", "; "]))
def test_of_several_each_is_found(urls: list[str], between: str) -> None:
    assert found_in(between.join(urls)) == tuple(urls)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [("a." * 500_000, "a." * 499_999 + "a"), ("<http://a.vn/" + " " * 1_000_000, "http://a.vn/")],
    ids=["dots", "blanks"],
)
def test_a_whole_book_that_was_pasted_is_looked_through_at_once(pasted: str, found: str) -> None:
    """Expressions that begin anew at each of its dots or blanks would take hours."""
    assert first_in(pasted) == found


@given(st.text())
def test_anything_can_be_pasted(text: str) -> None:
    for found in found_in(text):
        assert not found.endswith((" ", ".", ",", '"', "”"))
        meant = meaning(found, PORTALS)
        assert bool(meant.url) is (meant.kind is not Kind.NONE)
        assert (meant.portal is None) is (meant.kind in (Kind.NONE, Kind.FOREIGN))
        assert first_in(found) == found


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        (f"Xem {ARTICLE}.", ARTICLE),
        (f"<{BASE}/tin/\n  12>", f"{BASE}/tin/12"),
        ("(http://a.vn/b(c))", "http://a.vn/b(c)"),
        ("http://a.vn/x?a=1&amp;b=2", "http://a.vn/x?a=1&b=2"),
        ("http://a.vn/x?u=http://b.vn/1", "http://a.vn/x?u=http://b.vn/1"),
        ("stttt.vinhlong.gov.vn/tin/12, hôm qua", "stttt.vinhlong.gov.vn/tin/12"),
        (f"url={ARTICLE}", ARTICLE),
        ("xem //stttt.vinhlong.gov.vn/tin/12.", "//stttt.vinhlong.gov.vn/tin/12"),
        ("http:/stttt.vinhlong.gov.vn/tin/12", "http:/stttt.vinhlong.gov.vn/tin/12"),
        ("htp://stttt.vinhlong.gov.vn/tin/12", "htp://stttt.vinhlong.gov.vn/tin/12"),
        ("/st-tt.vinhlong.gov.vn/tin/12", "/st-tt.vinhlong.gov.vn/tin/12"),
        (" 1097 ", "1097"),
        ("<demo/1097>.", "demo/1097"),
        ("", ""),
    ],
)
def test_what_is_found_in_what_was_pasted(pasted: str, found: str) -> None:
    assert found_in(pasted) == (found,)


@pytest.mark.parametrize(
    ("text", "kind", "portal", "url"),
    [
        (ARTICLE, Kind.ARTICLE, "vinhlong", ARTICLE),
        (HANOI, Kind.ARTICLE, "hanoi", HANOI),
        ("HTTP://STTTT.vinhlong.gov.vn:80/tin/12#cuoi", Kind.ARTICLE, "vinhlong", f"{BASE}/tin/12"),
        (HANOI.removeprefix("https://"), Kind.ARTICLE, "hanoi", HANOI),
        (f"{BASE}/tin/12?fbclid=Iw&utm_source=a", Kind.ARTICLE, "vinhlong", f"{BASE}/tin/12"),
        (f"{BASE}/Default.aspx?zarsrc=30&ID=5", Kind.ARTICLE, "vinhlong", f"{BASE}/Default.aspx?ID=5"),
        (f"{BASE}/ngay-hoi-banh-dan-gian/", Kind.ARTICLE, "vinhlong", f"{BASE}/ngay-hoi-banh-dan-gian/"),
        (BASE, Kind.LISTING, "vinhlong", f"{BASE}/"),
        (f"{BASE}/tin-trong-nganh", Kind.LISTING, "vinhlong", f"{BASE}/tin-trong-nganh"),
        (f"{BASE}/tin-trong-nganh?currentpage=2", Kind.LISTING, "vinhlong", None),
        ("https://sotttt.hanoi.gov.vn/vi/thanh-tra", Kind.LISTING, "hanoi", None),
        (f"{BASE}/tep/ke-hoach.pdf", Kind.FILE, "vinhlong", None),
        ("https://vnexpress.net/bai-123.html", Kind.FOREIGN, None, "https://vnexpress.net/bai-123.html"),
        (
            f"https://apc01.safelinks.protection.outlook.com/?url={quote(BASE, '')}%2Ftin%2F12&data=5",
            Kind.ARTICLE,
            "vinhlong",
            f"{BASE}/tin/12",
        ),
        (f"https://www.google.com/url?q={BASE}/tin/12&sa=D", Kind.ARTICLE, "vinhlong", f"{BASE}/tin/12"),
        ("https://www.google.com/url?sa=D", Kind.FOREIGN, None, "https://www.google.com/url?sa=D"),
        ("//stttt.vinhlong.gov.vn/tin/12", Kind.ARTICLE, "vinhlong", f"{BASE}/tin/12"),
        *((f"{ahead}stttt.vinhlong.gov.vn/tin/12", Kind.MISTYPED, None, None) for ahead in MISTYPED),
        ("javascript:alert(1)", Kind.NONE, None, ""),
        ("http://", Kind.NONE, None, ""),
        ("http://[", Kind.NONE, None, ""),
        ("1097", Kind.NONE, None, ""),
        ("demo/1097", Kind.NONE, None, ""),
        ("bai.html", Kind.NONE, None, ""),
    ],
)
def test_what_an_address_leads_to(text: str, kind: Kind, portal: str | None, url: str | None) -> None:
    meant = meaning(text, PORTALS)
    assert (meant.kind, meant.portal.name if meant.portal else None) == (kind, portal)
    assert meant.url == (text if url is None else url)


def test_at_a_mirror_the_portals_own_address_is_meant() -> None:
    meant = meaning("http://127.0.0.1:8000/tin/12", PORTALS, mirror="http://127.0.0.1:8000/")
    assert (meant.kind, meant.url) == (Kind.ARTICLE, f"{BASE}/tin/12")


def site(name: str, base: str) -> Portal:
    return portal_at(base, name=name, hosts=("vinhlong.gov.vn",))


def test_portals_on_one_host_are_told_apart_by_their_ports() -> None:
    one, other = (
        builtin("vinhlong").moved(f"at{port}", f"http://127.0.0.1:{port}/") for port in (8001, 8002)
    )
    assert owner("http://127.0.0.1:8002/tin/1", (one, other)) is other
    assert owner("http://127.0.0.1:8003/tin/1", (one, other)) is None


def test_of_portals_on_one_host_the_nearest_above_an_address_is_meant() -> None:
    whole, part = site("tinh", "https://vinhlong.gov.vn/"), site("stnmt", "https://vinhlong.gov.vn/stnmt/")
    for portals in ((whole, part), (part, whole)):
        assert owner("https://vinhlong.gov.vn/stnmt/tin/1", portals) is part
        assert owner("https://vinhlong.gov.vn/stnmt2/tin/1", portals) is whole
    twin = site("lai", "https://vinhlong.gov.vn/")
    assert owner("https://vinhlong.gov.vn/tin/1", (twin, whole)) is twin


def test_a_list_is_read_by_its_lines() -> None:
    text = f"\ufeff# nguồn\r\n{ARTICLE}\r\n\r\n  # xong\n<{HANOI}>  # của Hà Nội\n12\n{BASE}/a#b {BASE}/c"
    assert list(lines_of(text)) == [
        Line(2, ARTICLE),
        Line(5, HANOI),
        Line(6, "12"),
        Line(7, f"{BASE}/a#b"),
        Line(7, f"{BASE}/c"),
    ]


@given(st.lists(st.one_of(address, st.sampled_from(["", "  ", "# x", "#"])), max_size=9))
def test_each_address_keeps_the_number_of_its_line(lines: list[str]) -> None:
    read = list(lines_of("\n".join(lines)))
    assert [line.text for line in read] == [one for one in lines if one.strip("# x")]
    assert all(lines[line.number - 1] == line.text for line in read)
