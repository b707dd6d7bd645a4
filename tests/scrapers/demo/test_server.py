"""The demo portal over real sockets: what HTTP asks of it, and how it starts and stops."""

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scrapers.demo.server import LARGEST_POST, DemoServer
from scrapers.errors import TinvlError
from tests.demo_client import Client, article, category, connected, small_news
from tests.patience import ended

ARTICLE = "/xem-chi-tiet-tin-tuc/id/91"
MOMENT = datetime(2018, 3, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def portal() -> Iterator[DemoServer]:
    with DemoServer(news=small_news(), clock=lambda: MOMENT) as running:
        yield running


@pytest.fixture
def client(portal: DemoServer) -> Iterator[Client]:
    with connected(portal) as one:
        yield one


def raw(portal: DemoServer, sent: bytes) -> bytes:
    """Send bytes as they are, and read until the server closes."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test_it_listens_on_loopback_alone(portal: DemoServer) -> None:
    with open("/proc/net/tcp", encoding="ascii") as lines:  # noqa: PTH123 - a file of the kernel
        bound = [line.split()[1] for line in lines if line.split()[3] == "0A"]

    assert [one for one in bound if one.endswith(f":{portal.port:04X}")] == [f"0100007F:{portal.port:04X}"]


def test_one_connection_serves_many_requests(client: Client) -> None:
    replies = [client.get(path) for path in ("/", "/khong-co", ARTICLE, "/robots.txt")]
    first = client.connection.sock

    assert [one.status for one in replies] == [200, 404, 200, 200]
    assert client.get("/").status == 200
    assert client.connection.sock is first is not None


def test_lengths_are_those_of_the_bytes(client: Client) -> None:
    for path in ("/", ARTICLE, "/thong-bao", "/Portals/0/Images/banner.png", "/robots.txt"):
        reply = client.get(path)

        assert int(reply.headers["content-length"]) == len(reply.body) > 0


def test_text_is_packed_for_who_takes_it(client: Client) -> None:
    packed, plain = client.get(ARTICLE, Accept_Encoding="br;q=1, gzip"), client.get(ARTICLE)

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert "Tin số 91" in gzip.decompress(packed.body).decode()
    assert len(packed.body) < len(plain.body) / 3


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity, gzip; q=0.0"])
def test_text_is_plain_for_who_refuses(client: Client, accepted: str) -> None:
    assert "content-encoding" not in client.get(ARTICLE, Accept_Encoding=accepted).headers


def test_pictures_are_never_packed_and_files_are_there(client: Client) -> None:
    picture = client.get("/Portals/0/Images/hall-910.png", Accept_Encoding="gzip")
    file = client.get("/Portals/0/AttachFiles/ke-hoach-1.pdf")

    assert (picture.headers["content-type"], picture.body[:4]) == ("image/png", b"\x89PNG")
    assert "content-encoding" not in picture.headers
    assert (file.headers["content-type"], file.body[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(
    "path", [ARTICLE, "/Portals/0/Images/hall-910.png", "/Portals/0/AttachFiles/ke-hoach-1.pdf"]
)
def test_what_has_not_changed_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    by_tag = client.get(path, If_None_Match=f'"other", {first.headers["etag"]}')
    by_date = client.get(path, If_Modified_Since=first.headers["last-modified"])

    assert [by_tag.status, by_date.status] == [304, 304]
    assert by_tag.body == by_date.body == b""
    assert by_tag.headers["etag"] == first.headers["etag"]
    assert "content-length" not in by_tag.headers
    assert client.get(path).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"If_None_Match": '"other"'},
        {"If_None_Match": '"other"', "If_Modified_Since": "Fri, 30 Mar 2035 08:00:00 GMT"},
        {"If_Modified_Since": "Fri, 30 Mar 2001 08:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
        {"If_Modified_Since": "Mon, 01 Jan 2018 00:00:00 +99999999999999999999"},
    ],
)
def test_what_the_client_does_not_have_is_sent(client: Client, headers: dict[str, str]) -> None:
    assert client.get(ARTICLE, **headers).status == 200


def test_an_articles_tag_stays_while_the_counters_beside_it_move(client: Client) -> None:
    first, second = client.get(ARTICLE), client.get(ARTICLE)

    assert first.body != second.body
    assert first.headers["etag"] == second.headers["etag"]


def test_an_articles_tag_changes_with_its_text() -> None:
    tags = []
    for edition in (1, 2):
        with DemoServer(news=small_news(), edition=edition) as portal, connected(portal) as client:
            reply = client.get(ARTICLE)
            tags.append((reply.headers["etag"], reply.headers["last-modified"]))
            assert ("Corrected." in reply.text) is (edition == 2)

    assert tags[0][0] != tags[1][0]
    assert tags[0][1] != tags[1][1]


def test_pages_whose_counters_move_have_no_validators(client: Client) -> None:
    for path in ("/", "/thong-bao"):
        assert not {"etag", "last-modified"} & client.get(path).headers.keys()


def test_robots_may_read_all_but_the_administration(client: Client) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /admin\n"
    assert client.get("/admin/dang-nhap").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co",
        "/khong-co/currentpage/2/",
        "/xem-chi-tiet-tin-tuc/id/404",
        "/thong-bao/ctl/detail/mid/1&ID=404",
        "/Portals/0/Images/hall-1.png",
        "/Portals/0/Images/../../etc/passwd",
        "/Portals/0/AttachFiles/khac.pdf",
        "/DesktopModules/TinTuc/BanIn.aspx",
        "/tai-lieu/khac",
        "/%ff",
        "//[",
        "/favicon.ico",
    ],
)
def test_what_is_not_there_is_said_in_the_portals_look(client: Client, path: str) -> None:
    reply = client.get(path)

    assert reply.status == 404
    assert "không tồn tại" in reply.text
    assert "Tin xem nhiều" in reply.text


def test_a_head_has_the_headers_of_a_get_and_no_body(client: Client) -> None:
    head, get = client.ask("HEAD", ARTICLE), client.get(ARTICLE)

    assert head.body == b""
    assert head.headers == get.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_not_allowed(portal: DemoServer, method: str) -> None:
    with connected(portal) as client:
        reply = client.ask(method, "/")

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


def test_a_post_is_taken_only_where_a_pager_posts_back(client: Client) -> None:
    assert client.post("/tin-trong-nganh", {"a": "b"}).status == 405
    assert client.ask("HEAD", "/cong-nghe-thong-tin").status == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\n\r\n", 411),
        (
            b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411,
        ),
        (b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (
            b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
            % (LARGEST_POST + 1),
            413,
        ),
        (
            b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
            413,
        ),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
    ],
)
def test_what_is_no_proper_request_is_refused_and_the_connection_closed(
    portal: DemoServer, sent: bytes, status: int
) -> None:
    answer = raw(portal, sent)

    assert f"{status}".encode() in answer.splitlines()[0] or answer.startswith(b"<!DOCTYPE")
    assert b"khung" in answer


def test_a_body_that_ends_early_is_refused(portal: DemoServer) -> None:
    sent = b"POST /cong-nghe-thong-tin HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n__EVENTTARGET=x"

    assert b" 500 " in raw(portal, sent).splitlines()[0]


def test_it_says_nothing_on_its_own_output(portal: DemoServer, capfd: pytest.CaptureFixture[str]) -> None:
    with connected(portal) as client:
        client.get("/khong-co")
    raw(portal, b"nonsense\r\n\r\n")
    raw(portal, b"")

    assert capfd.readouterr() == ("", "")


def test_the_date_is_that_of_its_clock(client: Client) -> None:
    assert client.get("/").headers["date"] == "Fri, 30 Mar 2018 08:00:00 GMT"


def test_it_tells_what_it_was_asked_for(portal: DemoServer, client: Client) -> None:
    client.get("/thong-bao", User_Agent="tinvl")
    client.get("/khong-co")

    assert [(one.method, one.address, one.status) for one in portal.requests] == [
        ("GET", "/thong-bao", 200),
        ("GET", "/khong-co", 404),
    ]
    assert portal.requests[0].headers["user-agent"] == "tinvl"


def test_many_clients_at_once_are_counted_one_by_one(portal: DemoServer) -> None:
    def read() -> None:
        with connected(portal) as one:
            for _ in range(5):
                assert one.get(ARTICLE).status == 200

    readers = [threading.Thread(target=read) for _ in range(8)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()

    assert len(portal.requests) == 40


def test_after_it_stops_nothing_answers_and_open_connections_end() -> None:
    with DemoServer(news=small_news()) as portal:
        client = Client(portal)
        client.get("/")
        waiting = client.connection.sock
        serving = {thread for thread in threading.enumerate() if thread.name == "demo portal"}

    assert serving
    assert not serving & set(threading.enumerate())
    assert waiting is not None
    waiting.settimeout(2)
    assert waiting.recv(1) == b""
    client.connection.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", portal.port), timeout=10)


def test_it_can_be_started_again_on_its_port() -> None:
    portal = DemoServer(news=small_news())
    with portal:
        url = portal.url
    with portal, connected(portal) as client:
        assert portal.url == url
        assert client.get("/").status == 200


def test_a_port_in_use_is_an_error_that_names_it(portal: DemoServer) -> None:
    with pytest.raises(TinvlError, match=str(portal.port)), DemoServer(portal.port, news=small_news()):
        pass


def test_foreign_text_is_escaped_wherever_it_stands() -> None:
    nasty = article(
        7,
        "thong-bao",
        title="<script>x</script> & [Video]",
        summary="<b>",
        author="</p>A",
        body="a < b > c",
        date="02/01/2018",
    )
    news = type(small_news())([category("thong-bao", "<i>Thông báo", [nasty])])
    with DemoServer(news=news) as portal, connected(portal) as client:
        pages = [
            client.get(path).text
            for path in (
                "/",
                "/thong-bao",
                "/xem-chi-tiet-tin-tuc/id/7",
                "/DesktopModules/TinTuc/BanIn.aspx?ID=7",
                '/"><script>x',
            )
        ]

    assert not any("<script>x" in page or "<i>Thông báo" in page or "</p>A" in page for page in pages)
    assert "&lt;script&gt;x&lt;/script&gt; &amp; [Video]" in pages[1]


def test_the_module_serves_until_it_is_interrupted() -> None:
    with ended(subprocess.Popen(
        [sys.executable, "-m", "scrapers.demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )) as process:  # fmt: skip
        assert process.stdout is not None
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)\n", process.stdout.readline())
        assert match
        connection = http.client.HTTPConnection("127.0.0.1", int(match[1]), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        connection.close()

    assert (process.returncode, out, err) == (0, "", "")
