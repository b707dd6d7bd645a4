"""A small news of its own for the demo portal, and a client that speaks plain HTTP to it."""

import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

import msgspec

from scrapers.demo.news import News, NewsArticle, NewsCategory
from scrapers.demo.server import DemoServer

BODY = """\
Ngày 17/01/2018, Sở tổ chức hội nghị.

![Toàn cảnh hội nghị](hall)

- một việc
- hai việc

Xem [Kế hoạch](ke-hoach-1.pdf) và [tài liệu](/tai-lieu/hoi-nghi).
"""


def article(number: int, slug: str, **fields: object) -> NewsArticle:
    """Make an article whose day goes by its number."""
    made: dict[str, object] = {
        "id": number,
        "slug": slug,
        "title": f"Tin số {number}",
        "date": f"{number % 27 + 1:02}/01/2018",
        "views": number,
        "summary": f"Tóm tắt {number}.",
        "author": "Hồng Hạnh",
        "body": BODY,
        **fields,
    }
    return msgspec.convert(made, NewsArticle)


def category(slug: str, name: str, articles: list[NewsArticle]) -> NewsCategory:
    """Make a category."""
    return NewsCategory(slug=slug, name=name, articles=tuple(articles))


def small_news() -> News:
    """Make news of four categories: one of three pages by post-back, one by path, one by query, one short."""
    return News(
        (
            category(
                "tin-trong-nganh", "Tin trong ngành", [article(n, "tin-trong-nganh") for n in range(1, 13)]
            ),
            category("bao-chi-xuat-ban", "Báo chí", [article(n, "bao-chi-xuat-ban") for n in range(31, 43)]),
            category(
                "cong-nghe-thong-tin",
                "Công nghệ thông tin",
                [
                    article(n, "cong-nghe-thong-tin", also=("thong-bao",) if n == 60 else ())
                    for n in range(60, 83)
                ],
            ),
            category(
                "thong-bao",
                "Thông báo",
                [article(91, "thong-bao", related=(60, 1), edition2_body="Corrected.")],
            ),
        )
    )


@dataclass(frozen=True)
class Reply:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Client:
    """Asks over one connection that stays open."""

    def __init__(self, portal: DemoServer) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=10)

    def ask(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request."""
        self.connection.request(method, path, body=body, headers=dict(headers or {}))
        answer = self.connection.getresponse()
        return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def get(self, path: str, **headers: str) -> Reply:
        """Send a GET; underscores in names of headers stand for dashes."""
        return self.ask(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def post(self, path: str, form: Mapping[str, str]) -> Reply:
        """Send a form."""
        return self.ask("POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})


@contextmanager
def connected(portal: DemoServer) -> Iterator[Client]:
    """Yield a client, and close it."""
    client = Client(portal)
    try:
        yield client
    finally:
        client.connection.close()


def hidden_fields(page: str) -> dict[str, str]:
    """Read the hidden fields of a page."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" id="[^"]+" value="([^"]*)"', page)
    }


def post_backs(page: str) -> dict[str, tuple[str, str]]:
    """Read a post-back pager: the words of each link, and the target and argument that it posts."""
    found = re.findall(r"__doPostBack\('([^']+)','([^']+)'\)\">([^<]+)<", page)
    return {words: (target, argument) for target, argument, words in found}


def titles(page: str) -> list[str]:
    """Read the titles of a listing's entries."""
    return re.findall(r'class="title_News" href="[^"]+"><b>([^<]+)<', page)


def addresses(page: str, base: str) -> set[str]:
    """Read every address of the portal that a page links to or shows, as paths."""
    found = {unescape(found) for found in re.findall(r"""(?:href|src|action)=["']([^"']+)["']""", page)}
    return {one.removeprefix(base) or "/" for one in found if one.startswith((base, "/"))}
