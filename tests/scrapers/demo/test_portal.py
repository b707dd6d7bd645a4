"""What the demo portal shows: links that answer, pagers, counters that move, markup of its family."""

import base64
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from scrapers.demo.counts import VISITS, Counted
from scrapers.demo.news import MENU, load_news
from scrapers.demo.server import DemoServer
from scrapers.demo.state import REQUIRED
from tests.demo_client import Client, addresses, connected, hidden_fields, post_backs, small_news, titles

POST_BACK = "/cong-nghe-thong-tin"
LABELS = (
    "Dịch vụ công",
    "Hình liên kết",
    "Ảnh liên kết",
    "Thông tin truy cập",
    "Chuyên mục - ",
    "Quay lại",
    "In bài viết",
    "Các tin liên quan",
    "Tin mới đăng",
    "Hình hoạt động",
    "Lễ hội - Sự kiện",
    "Tin xem nhiều",
)


@pytest.fixture
def portal() -> Iterator[DemoServer]:
    with DemoServer(news=small_news()) as running:
        yield running


@pytest.fixture
def client(portal: DemoServer) -> Iterator[Client]:
    with connected(portal) as one:
        yield one


def most_read(page: str) -> dict[str, int]:
    """Read the most-read block: views by title."""
    block = page[page.index("Tin xem nhiều") :]
    return {
        title: int(views)
        for title, views in re.findall(r'">([^<]+)</a>&nbsp; <SPAN[^>]*>\((\d+) lượt', block)
    }


def counters(page: str) -> tuple[int, int]:
    """Read the site's own counters."""
    match = re.search(r"Đang xem: <b>(\d+)</b>.*Tất cả: <b>(\d+)</b>", page)
    assert match
    return int(match[1]), int(match[2])


@pytest.mark.parametrize("edition", [1, 2])
def test_every_link_and_picture_of_the_whole_portal_answers(edition: int) -> None:
    with DemoServer(edition=edition) as portal, connected(portal) as client:
        seen, todo, articles = {"/"}, ["/"], set[int]()
        while todo:
            path = todo.pop()
            # A picture's head costs as much as the picture; that each is drawn is tested elsewhere.
            reply = client.ask("HEAD" if path.endswith(".png") and len(seen) % 9 else "GET", path)
            assert reply.status == 200, path
            articles |= {int(found) for found in re.findall(r"/xem-chi-tiet-tin-tuc/id/(\d+)$", path)}
            articles |= {int(found) for found in re.findall(r"/mid/\d+(?:/ID/|&ID=)(\d+)$", path)}
            if reply.headers["content-type"].startswith("text/html"):
                new = addresses(reply.text, portal.url) - seen
                seen |= new
                todo += sorted(new)

    shown = {one.id for one in load_news().at_edition(edition).listing("cong-nghe-thong-tin")[10:]}
    assert articles | shown >= load_news().at_edition(edition).articles.keys()


def test_the_menu_names_the_categories_in_order() -> None:
    with DemoServer() as portal, connected(portal) as whole:
        menu = re.findall(r'hplTab" href="([^"]+)"><span>([^<]+)<', whole.get("/").text)

    assert [address.rpartition("/")[2] for address, _ in menu] == ["", *MENU]
    assert [name for _, name in menu][:3] == ["Trang chủ", "Tin trong ngành", "Báo chí - Xuất bản"]


def test_an_article_answers_under_every_form_of_its_address(client: Client) -> None:
    forms = (
        "/xem-chi-tiet-tin-tuc/id/1",
        "/tin-trong-nganh/ctl/detail/mid/5212/ID/1",
        "/tin-trong-nganh/ctl/Detail/mid/41537&ID=1",
    )

    replies = [client.get(form) for form in forms]

    assert [reply.status for reply in replies] == [200, 200, 200]
    assert len({reply.headers["etag"] for reply in replies}) == 1


def test_listings_use_at_least_three_forms_of_address(client: Client) -> None:
    paths = {
        path
        for slug in ("tin-trong-nganh", "bao-chi-xuat-ban", "cong-nghe-thong-tin")
        for path in addresses(client.get(f"/{slug}").text, "x")
    }

    assert "/tin-trong-nganh/ctl/detail/mid/5212/ID/12" in paths
    assert "/bao-chi-xuat-ban/ctl/detail/mid/5253&ID=42" in paths
    assert "/xem-chi-tiet-tin-tuc/id/82" in paths


def test_an_article_shows_neither_its_date_nor_its_views(client: Client) -> None:
    for one in small_news().newest:
        page = client.get(f"/xem-chi-tiet-tin-tuc/id/{one.id}").text
        own = page[page.index("Chuyên mục - ") : page.index("Quay lại")]
        assert not re.search("(?i)lượt xem|cập nhật", own)
        assert one.date not in own or one.date in one.body


def test_pages_are_of_the_family(client: Client) -> None:
    page = client.get("/xem-chi-tiet-tin-tuc/id/91").text

    assert page.count("<form") == 1
    assert 'name="GENERATOR" content="DotNetNuke "' in page
    assert set(REQUIRED) - hidden_fields(page).keys() == {"__EVENTVALIDATION"}
    assert page.count('id="dnn_ctr5184_TinXemNhieu_drgOtherNews_ctl00_hplOtherNews"') == 10
    places = [page.index(label, page.index("LeftPane")) for label in LABELS]
    assert places == sorted(places)


def test_the_first_page_shows_the_first_counters_and_each_page_moves_them(client: Client) -> None:
    shown = [counters(client.get("/").text) for _ in range(30)]

    assert shown[0] == (17, 1503139)
    assert all(before[1] < after[1] for before, after in pairwise(shown))
    assert len({online for online, _ in shown}) > 3


def test_reading_an_article_counts_one_view_also_when_it_has_not_changed(client: Client) -> None:
    path = "/xem-chi-tiet-tin-tuc/id/82"
    first = client.get(path)
    assert most_read(first.text)["Tin số 82"] == 83
    for _ in range(40):
        assert client.get(path, If_None_Match=first.headers["etag"]).status == 304

    assert most_read(client.get(path).text)["Tin số 82"] >= 83 + 41


def test_views_of_articles_that_nobody_here_reads_grow_too_and_never_fall(client: Client) -> None:
    pages = [most_read(client.get("/").text) for _ in range(40)]

    assert all(
        after.get(title, views) >= views
        for before, after in pairwise(pages)
        for title, views in before.items()
    )
    assert sum(pages[-1].values()) > sum(pages[0].values())


def test_the_same_requests_give_the_same_numbers() -> None:
    runs = []
    for _ in range(2):
        with DemoServer(news=small_news()) as portal, connected(portal) as client:
            runs.append(
                [
                    client.get(path).text.replace(portal.url, "")
                    for path in ("/", "/thong-bao", "/", "/tin-trong-nganh")
                ]
            )

    assert runs[0] == runs[1]


def test_a_portal_that_runs_again_counts_on_from_where_it_was() -> None:
    former = Counted(views={82: 500, 81: 3, 7777: 9}, online=9, visits=VISITS + 1000)
    shown = []
    for passed in (0, 200, 200):
        with (
            DemoServer(news=small_news(), former=former, passed=passed) as portal,
            connected(portal) as client,
        ):
            page = client.get("/").text
        shown.append((counters(page), most_read(page)))
    (at_once, read), (later, read_later), again = shown

    assert at_once == (9, VISITS + 1000)
    assert (read["Tin số 82"], read["Tin số 81"]) == (500, 81)
    assert VISITS + 1200 <= later[1] <= VISITS + 1600
    assert sum(read_later.values()) > sum(read.values())
    assert all(read_later.get(title, views) >= views for title, views in read.items())
    assert again == (later, read_later)


def test_asking_for_the_head_alone_counts_nothing(client: Client) -> None:
    for _ in range(3):
        client.ask("HEAD", "/xem-chi-tiet-tin-tuc/id/82")

    assert counters(client.get("/").text) == (17, 1503139)


@pytest.mark.parametrize(
    ("slug", "second"),
    [
        ("tin-trong-nganh", "/tin-trong-nganh?currentpage=2"),
        ("bao-chi-xuat-ban", "/bao-chi-xuat-ban/currentpage/2/"),
    ],
)
def test_pages_turn_by_query_or_by_path(client: Client, slug: str, second: str) -> None:
    first = client.get(f"/{slug}").text
    assert second in addresses(first, "x")

    rest = client.get(second).text

    assert (len(titles(first)), len(titles(rest))) == (10, 2)
    assert not set(titles(first)) & set(titles(rest))
    assert "[2]" in rest
    assert titles(client.get(f"{second.rstrip('/')}0").text) == []


def test_a_category_of_one_page_has_no_pager(client: Client) -> None:
    assert "PagingTable" not in client.get("/thong-bao").text


def test_a_post_back_turns_the_page_from_the_state_that_the_page_keeps(client: Client) -> None:
    page, found = client.get(POST_BACK).text, list[str]()
    for _ in range(3):
        found += titles(page)
        if (turn := post_backs(page).get("Tiếp theo")) is None:
            break
        target, argument = turn
        page = client.post(
            POST_BACK, {**hidden_fields(page), "__EVENTTARGET": target, "__EVENTARGUMENT": argument}
        ).text

    assert found == [one.title for one in small_news().listing("cong-nghe-thong-tin")]
    assert "Trang 3 của 3" in page
    assert "Page_4" not in page


def test_a_post_back_pager_ignores_a_page_in_the_address(client: Client) -> None:
    assert titles(client.get(f"{POST_BACK}?currentpage=2").text) == titles(client.get(POST_BACK).text)


def turned(client: Client, **changed: str | None) -> int:
    """Post back for the second page, some fields changed or (None) left out; give the status."""
    page = client.get(POST_BACK).text
    target, argument = post_backs(page)["2"]
    form = {**hidden_fields(page), "__EVENTTARGET": target, "__EVENTARGUMENT": argument, **changed}
    return client.post(POST_BACK, {name: value for name, value in form.items() if value is not None}).status


def test_a_whole_post_back_is_taken(client: Client) -> None:
    assert turned(client) == 200


@pytest.mark.parametrize("name", REQUIRED)
def test_a_post_back_that_lacks_a_hidden_field_is_refused(client: Client, name: str) -> None:
    assert turned(client, **{name: None}) == 500


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("__VIEWSTATE", ""),
        ("__VIEWSTATE", "AAAA"),
        ("__VIEWSTATE", "đ"),
        ("__EVENTVALIDATION", "UGFnZV8y"),
        ("__EVENTTARGET", "dnn$ctr1$ctlPagingControl"),
        ("__EVENTARGUMENT", "Page_9"),
        ("__EVENTARGUMENT", "Page_1"),
        ("__EVENTARGUMENT", "2"),
        ("__VIEWSTATEGENERATOR", "0"),
    ],
)
def test_a_post_back_that_the_page_did_not_offer_is_refused(client: Client, name: str, value: str) -> None:
    assert turned(client, **{name: value}) == 500


def test_a_view_state_that_was_tampered_with_is_refused(client: Client) -> None:
    fields = hidden_fields(client.get(POST_BACK).text)
    kept = base64.b64decode(fields["__VIEWSTATE"])
    assert b'"pages":3' in kept

    forged = base64.b64encode(kept.replace(b'"pages":3', b'"pages":4')).decode()

    assert turned(client, __VIEWSTATE=forged) == 500


def test_the_view_state_of_another_page_is_refused(client: Client) -> None:
    other = hidden_fields(client.get("/thong-bao").text)["__VIEWSTATE"]

    assert turned(client, __VIEWSTATE=other) == 500


def test_bodies_come_in_many_hands() -> None:
    with DemoServer() as portal, connected(portal) as client:
        pages = [
            client.get(f"/xem-chi-tiet-tin-tuc/id/{one.id}").text for one in load_news().at_edition(1).newest
        ]
    bodies = [page[page.index("lblContent") : page.index("Quay lại")] for page in pages]

    for sign in (
        "MsoNormal",
        "<FONT",
        "<br />\n<br />",
        "<ul>",
        "<P class=noidung",
        "&aacute;",
        "o\u031b",
        "<blockquote>",
        "class=Image",
    ):
        assert any(sign in body for body in bodies), sign
    assert any("<p" not in body.lower() for body in bodies)
