# ruff: noqa: E501 - a case is easier to read on one line
"""The way to the next page: links, numbers in the address, post-backs."""

from urllib.parse import parse_qsl, urlencode

import msgspec
import pytest

from scrapers.model import PageRequest
from scrapers.parse import parse_listing
from scrapers.portals.portal import Portal, builtin
from scrapers.portals.rules import Pager
from tests.scrapers.parse.pages import raw

VINHLONG = builtin("vinhlong")
SITE = "http://stttt.vinhlong.gov.vn"
URL = f"{SITE}/tin"
LINK, QUERY, POSTBACK = Pager(by="link"), Pager(by="query", query="currentpage"), Pager(by="postback")


def with_pagers(*pagers: Pager) -> Portal:
    (layout,) = VINHLONG.layouts
    listing = msgspec.structs.replace(layout.listing, pager=pagers)
    return msgspec.structs.replace(VINHLONG, layouts=(msgspec.structs.replace(layout, listing=listing),))


def following(html: str, *pagers: Pager, url: str = URL) -> PageRequest | None:
    portal = with_pagers(*pagers) if pagers else VINHLONG
    return parse_listing(raw(f"<p>Chuyên mục - Tin</p>{html}", url), portal).next


def next_url(html: str, *pagers: Pager, url: str = URL) -> str:
    request = following(html, *pagers, url=url)
    assert request is None or (request.form == () and request.referer == url)
    return request.url.removeprefix(SITE) if request else ""


@pytest.mark.parametrize(
    "word",
    [
        "next",
        "Next >",
        "Tiếp",
        "Tiếp theo",
        "Trang sau",
        "Sau »",
        "Tin cũ hơn →",
        ">",
        "›",
        "→",
        "»",
        "<img alt='Tiếp'>",
        "<i title=x></i>next",
    ],
)
def test_a_link_that_says_next_leads_on(word: str) -> None:
    html = f"<a href=/tin?p=1>Trước</a> <a href=/tin?p=9>Cuối cùng →</a> <a href=/tin?p=3>{word}</a> <a href=/tin?p=9>>></a>"

    assert next_url(html, LINK) == "/tin?p=3"


def test_the_surest_word_wins() -> None:
    assert next_url("<a href=/tin?p=9>»</a><a href=/tin?p=2>›</a>", LINK) == "/tin?p=2"


@pytest.mark.parametrize(
    "html",
    [
        "<li class=disabled><a href=/tin?p=3>next</a></li>",
        "<a class='aspNetDisabled' href=/tin?p=3>next</a>",
        "<a href='javascript:;'>next</a>",
        "<a href='#'>next</a>",
        "<span>next</span>",
        f"<a href={URL}>next</a>",
        "<a href='http://other.example/tin?p=3'>next</a>",
        "<a href=/xem-chi-tiet-tin-tuc/id/5>Tiếp theo</a>",
        "<a href=/tin?p=3>Xem tiếp</a>",
        "",
    ],
)
def test_the_last_page_leads_nowhere(html: str) -> None:
    assert following(html, LINK) is None


def test_the_words_of_a_portal_take_the_place_of_the_common_ones() -> None:
    pager = Pager(by="link", words=("kế",), css="ul.trang")
    html = "<a href=/tin?p=5>next</a><ul class=trang><li><a href=/tin?p=5>next</a><li><a href=/tin?p=2>Kế</a></ul>"

    assert next_url(html, pager) == "/tin?p=2"


@pytest.mark.parametrize(
    "numbers",
    [
        "<a href=/tin?p=1>1</a> <b>2</b> <a href=/tin?p=3>3</a> <a href=/tin?p=4>4</a>",
        "<a href=/tin?p=1>1</a> [2] <a href=/tin?p=3>[3]</a>",
        "<ul><li><a href=/tin?p=1>1</a><li class=active><span>2</span><li><a href=/tin?p=3>3</a></ul>",
        "<table><tr><td><a href=/tin?p=1>1</a><td>2<td><a href=/tin?p=3>3</a></table>",
    ],
)
def test_without_words_the_number_after_the_bare_one_leads_on(numbers: str) -> None:
    assert next_url(numbers, LINK) == "/tin?p=3"


def test_the_highest_number_leads_nowhere() -> None:
    assert following("<a href=/tin?p=1>1</a> <b>2</b>", LINK) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, "/tin?currentpage=2"),
        (f"{URL}?currentpage=2", "/tin?currentpage=10"),
        (f"{URL}?currentpage=10", ""),
    ],
)
def test_the_smallest_number_after_this_pages_leads_on(url: str, expected: str) -> None:
    html = (
        "<a href='//other.example/?currentpage=2'>2</a>"
        + "".join(f"<a href='/tin?currentpage={n}'>{n}</a>" for n in (10, 1, 2))
        + "<a href='//other.example/?currentpage=3'>3</a>"
    )

    assert next_url(html, QUERY, url=url) == expected


def test_the_number_may_stand_in_the_path() -> None:
    html = "<a href=/tin/currentpage/3/>3</a><a href=/tin/currentpage/4>4</a>"

    assert next_url(html, QUERY, url=f"{URL}/currentpage/2/") == "/tin/currentpage/3/"


def form(inner: str) -> str:
    return (
        "<form method=post action='Default.aspx?tabid=57'><input type=hidden name=__VIEWSTATE value='/wEP+a=='>"
        "<input type=hidden name=__EVENTTARGET value=''><input type=hidden name=__EVENTARGUMENT value=''>"
        f"{inner}<input type=text name=txtSearch value=x><input type=hidden name=__dnnVariable value='`{{`a`:`1`}}'></form>"
    )


def posted(target: str, argument: str, *more: tuple[str, str]) -> PageRequest:
    fields = (
        ("__VIEWSTATE", "/wEP+a=="),
        ("__EVENTTARGET", target),
        ("__EVENTARGUMENT", argument),
        ("__dnnVariable", "`{`a`:`1`}"),
        *more,
    )
    return PageRequest(url=f"{SITE}/Default.aspx?tabid=57", form=fields, referer=URL)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            "<table class=PagingTable><tr><td>Page 1 of 3<td><span>First</span> <span>Previous</span> <span>[1]</span> "
            "<a href=\"javascript:__doPostBack('dnn$ctr5$Pager','Page_2')\">2</a> "
            "<a href=\"javascript:__doPostBack('dnn$ctr5$Pager','Page_2')\">Next</a> "
            "<a href=\"javascript:__doPostBack('dnn$ctr5$Pager','Page_3')\">Last</a></table>",
            posted("dnn$ctr5$Pager", "Page_2"),
            id="DNN's PagingControl",
        ),
        pytest.param(
            "<table><tr><td><span>1</span><td><a href=\"javascript:__doPostBack('dnn$ctr5$grid','Page$2')\">2</a><td>"
            "<a href=\"javascript:__doPostBack('dnn$ctr5$grid','Page$3')\">3</a></table>",
            posted("dnn$ctr5$grid", "Page$2"),
            id="a GridView",
        ),
        pytest.param(
            '<a href="javascript:__doPostBack(&#39;dnn$ctr5$cmdNext&#39;,&#39;&#39;)">Tiếp</a>',
            posted("dnn$ctr5$cmdNext", ""),
            id="a link button",
        ),
        pytest.param(
            "<a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions(\"dnn$next\", \"\", true))'>Tiếp</a>",
            posted("dnn$next", ""),
            id="a link button that validates",
        ),
        pytest.param(
            "<select name='dnn$ctr5$cboPages' onchange=\"javascript:setTimeout('__doPostBack(\\'dnn$ctr5$cboPages\\',\\'\\')', 0)\">"
            "<option value=0>1<option value=1 selected>2<option value=2>3</select>",
            posted("dnn$ctr5$cboPages", "", ("dnn$ctr5$cboPages", "2")),
            id="a list of pages",
        ),
        pytest.param(
            "<input type=submit name='dnn$btnNext' value='Tiếp &gt;'>",
            PageRequest(
                url=f"{SITE}/Default.aspx?tabid=57",
                form=(("__VIEWSTATE", "/wEP+a=="), ("__EVENTTARGET", ""), ("__EVENTARGUMENT", ""), ("__dnnVariable", "`{`a`:`1`}"), ("dnn$btnNext", "Tiếp >")),
                referer=URL,
            ),
            id="a button",
        ),
    ],
)  # fmt: skip
def test_a_post_back_sends_all_hidden_fields_in_page_order(inner: str, expected: PageRequest) -> None:
    assert following(form(inner)) == expected


@pytest.mark.parametrize(
    "inner",
    [
        "<span>[3]</span> <span>Next</span>",
        "<a class=aspNetDisabled>Next</a>",
        "<a href=\"javascript:__doPostBack('dnn$ctr5$grid','Page$1')\">1</a> <span>2</span>",
        "<select name=p onchange=\"__doPostBack('p','')\"><option value=0>1<option value=1 selected>2</select>",
        "<select name=p onchange=\"__doPostBack('p','')\"><option value=vi>Tiếng Việt<option value=en>English</select>",
        "<input type=submit name=next value='Tiếp' disabled>",
    ],
)
def test_the_last_page_of_a_form_leads_nowhere(inner: str) -> None:
    assert following(form(inner)) is None


def test_a_post_back_without_a_form_leads_nowhere() -> None:
    assert following("<a href=\"javascript:__doPostBack('x','')\">Next</a>", POSTBACK) is None


def test_a_form_torn_by_its_tables_is_found_all_the_same() -> None:
    torn = "<table><form action='/tin'><tr><td><input type=hidden name=__VIEWSTATE value=v></td></tr></form></table>"

    request = following(f"{torn}<a href=\"javascript:__doPostBack('x','')\">Next</a>", POSTBACK)

    assert request is not None
    assert dict(request.form) == {"__VIEWSTATE": "v", "__EVENTTARGET": "x", "__EVENTARGUMENT": ""}


def test_fields_survive_the_way_through_a_form() -> None:
    request = following(form("<a href=\"javascript:__doPostBack('a$b','Page$2')\">Tiếp</a>"))

    assert request is not None
    assert tuple(parse_qsl(urlencode(request.form), keep_blank_values=True)) == request.form


def test_rules_are_tried_in_order() -> None:
    html = "<a href='/tin?currentpage=2'>2</a><a href=/tin?p=2>next</a>"

    assert next_url(html, QUERY, LINK) == "/tin?currentpage=2"
    assert next_url(html, POSTBACK, LINK) == "/tin?p=2"


def test_what_the_markup_calls_the_next_page_needs_no_words() -> None:
    html = "<a rel=prev href=/tin?p=1>Mới hơn</a> <a rel='nofollow next' href=/tin?p=3>Cũ hơn</a>"

    assert next_url(html, LINK) == "/tin?p=3"


@pytest.mark.parametrize(
    ("url", "expected"),
    [(URL, "/tin?p=2"), (f"{URL}?p=1", "/tin?p=2"), (f"{URL}?p=2", "/tin?p=3"), (f"{URL}?p=3", "")],
)
def test_where_every_number_is_a_link_the_address_tells_the_current_page(url: str, expected: str) -> None:
    html = "<p>Đang xem: 4</p><p><a href=?p=1>1</a> <a href=?p=2>2</a> <a href=?p=3>3</a></p>"

    assert next_url(html, LINK, url=url) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "<a disabled>2</a>",
        "<a class='so active' href=?p=2>2</a>",
        "<li class=Current><a href=?p=2>2</a></li>",
    ],
)
def test_the_current_page_may_be_a_marked_link(marked: str) -> None:
    html = f"<p><a href=?p=1>1</a> {marked} <a href=?p=3>3</a></p>"

    assert next_url(html, LINK) == "/tin?p=3"


def test_a_picture_without_words_is_told_by_its_file() -> None:
    html = "<a href=?p=1><img src=/i/prev.gif></a> 2/4 <a href=?p=3><img src=/i/next.gif></a> <a href=?p=4><img src=/i/last.gif></a>"

    assert next_url(html, LINK) == "/tin?p=3"


def test_a_button_without_a_face_is_told_by_its_title() -> None:
    button = "<input type=button value=' ' title='Trang sau' onclick=\"__doPostBack('dnn$ctl28','')\">"
    request = following(f"<form><input type=hidden name=__VIEWSTATE value=x>{button}</form>", POSTBACK)

    assert request is not None
    assert dict(request.form)["__EVENTTARGET"] == "dnn$ctl28"


@pytest.mark.parametrize(
    ("url", "more", "expected"),
    [
        (URL, "/tin?p=2", "/tin?p=2"),
        (f"{URL}/page/2/", "/tin/page/3/", "/tin/page/3/"),
        (f"{URL}?start=9", "/tin?start=10", "/tin?start=10"),
        (f"{URL}?p=2", "/tin?p=1", ""),
        (URL, "/bao-chi?p=2", ""),
        (URL, "/tin/gioi-thieu", ""),
        (f"{URL}?cm=3&p=2", "/tin?cm=4&p=3", ""),
    ],
)
def test_a_link_that_says_more_leads_on_where_it_goes_on_in_this_listing(
    url: str, more: str, expected: str
) -> None:
    assert next_url(f"<a href='{more}'>Xem thêm tin</a>", LINK, url=url) == expected


@pytest.mark.parametrize(
    "link",
    [
        """<a href="javascript:" onclick='RefreshPageTo(event, "/tin?Paged=TRUE\\u0026p_ID=3");return false'><img alt="Kế tiếp"></a>""",
        """<a href="#" onclick="location.href='/tin?Paged=TRUE&amp;p_ID=3'">Tiếp</a>""",
    ],
)
def test_a_link_may_lead_on_by_what_it_runs(link: str) -> None:
    assert next_url(link) == "/tin?Paged=TRUE&p_ID=3"


def test_a_number_may_say_that_it_is_a_page() -> None:
    hidden = "<span class=sr-only>Trang </span>"

    assert (
        next_url(f"<ul><li class=active><a href=#>{hidden}1</a><li><a href=/tin?p=2>{hidden}2</a></ul>")
        == "/tin?p=2"
    )
