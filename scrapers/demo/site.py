"""The demo portal without its sockets: a request in, an answer out."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import parse_qsl

from scrapers.demo import addresses, pages, state
from scrapers.demo.addresses import Kind, Pager, Route
from scrapers.demo.counts import Counted, Counts
from scrapers.demo.files import file
from scrapers.demo.frame import STYLE, View
from scrapers.demo.news import News, NewsArticle
from scrapers.demo.pictures import BANNERS, draw
from scrapers.model import Image, Paragraph

HTML = "text/html; charset=utf-8"
ROBOTS = f"User-agent: *\nDisallow: {addresses.ADMIN}\n"
_READING = {"GET", "HEAD"}
_DRAWN = datetime(2018, 1, 1, tzinfo=UTC)
"""When the pictures, files and styles say that they were last changed."""
_WORTH_PACKING = 512


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for. Names of headers are in lower case."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal says."""

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Site:
    """The portal: its news, its counters, and what each address gives."""

    def __init__(self, news: News, base: str, *, former: Counted | None = None, passed: int = 0) -> None:
        """Show `news` (as of one edition) under `base`, an address without a slash at its end.

        The counters go on from `former`, after `passed` pages that other people asked for.
        """
        self.news = news
        views = {one.id: one.views for one in news.articles.values()}
        self.counts = Counts(views, former=former, passed=passed)
        self._base = base
        self._named = _Named.of(news)
        self._tags: dict[int, str] = {}
        self._kinds: Mapping[Kind, Callable[[Request, Route], Answer]] = {
            Kind.HOME: self._home,
            Kind.LISTING: self._listing,
            Kind.ARTICLE: self._article,
            Kind.PRINT: self._printed,
            Kind.PICTURE: self._picture,
            Kind.FILE: self._file,
            Kind.SKIN: lambda request, _: _fixed(request, STYLE.encode(), "text/css; charset=utf-8"),
            Kind.ROBOTS: lambda request, _: _fixed(request, ROBOTS.encode(), "text/plain; charset=utf-8"),
            Kind.ADMIN: self._admin,
            Kind.OTHER: self._other,
        }

    def answer(self, request: Request) -> Answer:
        """Answer one request; a HEAD is answered as a GET, and its body is for the caller to leave out."""
        route = addresses.read(request.address)
        if request.method == "POST" and _takes_posts(route):
            return _packed(self._posted(request, route), request)
        if request.method not in _READING:
            return self.refusal(HTTPStatus.METHOD_NOT_ALLOWED, route)
        return _packed(self._kinds[route.kind](request, route), request)

    def refusal(self, status: HTTPStatus, route: Route | None = None) -> Answer:
        """Say in the portal's look why there is no page."""
        words = {
            HTTPStatus.NOT_FOUND: "Trang bạn tìm không tồn tại hoặc đã được chuyển đi nơi khác.",
            HTTPStatus.INTERNAL_SERVER_ERROR: "Yêu cầu không hợp lệ: trạng thái của trang đã mất.",
        }.get(status, "Yêu cầu không được chấp nhận.")
        view = View(self.news, self.counts.now(), self._base, "/")
        title = f"{status.value} - {words.partition(':')[0].rstrip('.')}"
        headers = {"Content-Type": HTML, "Cache-Control": "no-store"}
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD, POST" if route and _takes_posts(route) else "GET, HEAD"
        return Answer(status, pages.notice(view, title, words).encode(), headers)

    def _view(self, request: Request, article: int | None = None) -> View:
        """Count the page that is about to be made, unless only its head is asked for."""
        counted: Counted = self.counts.now() if request.method == "HEAD" else self.counts.seen(article)
        return View(self.news, counted, self._base, request.address)

    def _home(self, request: Request, _: Route) -> Answer:
        return _page(pages.home(self._view(request)))

    def _listing(self, request: Request, route: Route) -> Answer:
        if route.name not in self._named.slugs:
            return self._other(request, replace(route, name=addresses.read_path(request.address)))
        # A post-back pager knows no page in the address.
        page = 1 if addresses.pager_of(route.name) is Pager.POST_BACK else route.page
        return _page(pages.listing(self._view(request), route.name, page))

    def _posted(self, request: Request, route: Route) -> Answer:
        """Turn the page of a listing whose pager posts back."""
        form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        try:
            asked = state.page_asked(form, state.TARGET.format(mid=addresses.module_id(route.name)))
        except state.InvalidPostBack:
            return self.refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
        if asked.slug != route.name or asked.slug not in self._named.slugs:
            return self.refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
        return _page(pages.listing(self._view(request), asked.slug, asked.page))

    def _article(self, request: Request, route: Route) -> Answer:
        if (one := self.news.articles.get(route.id)) is None:
            return self.refusal(HTTPStatus.NOT_FOUND)
        view = self._view(request, one.id)
        validators = {"ETag": self._tag(view, one), "Last-Modified": _http_date(one.changed)}
        if _unchanged(request, validators):
            return Answer(HTTPStatus.NOT_MODIFIED, headers=validators)
        return _page(pages.article(view, one), validators)

    def _tag(self, view: View, one: NewsArticle) -> str:
        """Return the tag of an article: weak, of its own content only, for what stands around it moves."""
        if one.id not in self._tags:
            self._tags[one.id] = f'W/"{hashlib.sha256(pages.content(view, one).encode()).hexdigest()[:20]}"'
        return self._tags[one.id]

    def _printed(self, request: Request, route: Route) -> Answer:
        one = self.news.articles.get(route.id)
        return _page(pages.printed(one)) if one else self._other(request, route)

    def _picture(self, request: Request, route: Route) -> Answer:
        if route.name not in self._named.pictures:
            return self.refusal(HTTPStatus.NOT_FOUND)
        return _fixed(request, draw(route.name), "image/png")

    def _file(self, request: Request, route: Route) -> Answer:
        if route.name not in self._named.files:
            return self.refusal(HTTPStatus.NOT_FOUND)
        return _fixed(request, *file(route.name, *self._named.files[route.name]))

    def _admin(self, request: Request, _: Route) -> Answer:
        return _page(pages.notice(self._view(request), "Đăng nhập", "Dành cho người quản trị."))

    def _other(self, request: Request, route: Route) -> Answer:
        if route.name not in self._named.documents:
            return self.refusal(HTTPStatus.NOT_FOUND)
        return _page(pages.document(self._view(request), route.name))


@dataclass(frozen=True, slots=True)
class _Named:
    """What the news name, and the portal therefore has."""

    slugs: frozenset[str]
    pictures: frozenset[str]
    files: Mapping[str, tuple[str, str]]
    """The words that link to each, and the title of the article."""
    documents: frozenset[str]

    @classmethod
    def of(cls, news: News) -> "_Named":
        pictures, links = set(BANNERS), dict[str, tuple[str, str]]()
        for one in news.articles.values():
            scenes = [block.url for block in one.blocks if isinstance(block, Image)]
            shown = (addresses.picture(one, scene, place) for place, scene in enumerate(scenes))
            pictures |= {addresses.read(address).name for address in shown}
            for block in one.blocks:
                if not isinstance(block, Image):
                    words = block.text if isinstance(block, Paragraph) else ""
                    for link in block.links:
                        links[addresses.target(link.url)] = (words[link.start : link.end], one.title)
        return cls(
            slugs=frozenset(category.slug for category in news.categories),
            pictures=frozenset(pictures),
            files={
                link.removeprefix(addresses.FILES): told
                for link, told in links.items()
                if link.startswith(addresses.FILES)
            },
            documents=frozenset(addresses.read_path(link) for link in links if link.startswith("/")),
        )


def _takes_posts(route: Route) -> bool:
    return route.kind is Kind.LISTING and addresses.pager_of(route.name) is Pager.POST_BACK


def _page(html: str, headers: Mapping[str, str] | None = None) -> Answer:
    shared = {"Content-Type": HTML, "Cache-Control": "private"}
    return Answer(HTTPStatus.OK, html.encode(), {**shared, **(headers or {})})


def _fixed(request: Request, body: bytes, kind: str) -> Answer:
    """Return what never changes, or say that it has not."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Last-Modified": _http_date(_DRAWN), "Cache-Control": "max-age=3600"}
    if _unchanged(request, headers):
        return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Answer(HTTPStatus.OK, body, {**headers, "Content-Type": kind})


def _unchanged(request: Request, validators: Mapping[str, str]) -> bool:
    """Tell whether the client has what is there, by its tag or else by its date (RFC 9110, 13.2.2)."""
    if (tags := request.headers.get("if-none-match")) is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or validators["ETag"].removeprefix("W/") in known
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return parsedate_to_datetime(validators["Last-Modified"]) <= since
    except (ValueError, TypeError, OverflowError):
        return False


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _packed(answer: Answer, request: Request) -> Answer:
    """Compress a text for a client that takes it."""
    kind = answer.headers.get("Content-Type", "")
    if not kind.startswith("text/") or len(answer.body) < _WORTH_PACKING:
        return answer
    headers = {**answer.headers, "Vary": "Accept-Encoding"}
    if not _takes_gzip(request.headers.get("accept-encoding", "")):
        return replace(answer, headers=headers)
    return replace(
        answer, body=gzip.compress(answer.body, 6, mtime=0), headers={**headers, "Content-Encoding": "gzip"}
    )


def _takes_gzip(accepted: str) -> bool:
    """Read an Accept-Encoding; `gzip;q=0` refuses."""
    for entry in accepted.lower().split(","):
        name, _, weight = entry.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.strip().replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
