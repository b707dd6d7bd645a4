"""Makes and reads the addresses of the demo portal, in the forms that DotNetNuke gave them."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import parse_qs, unquote, urlsplit

from scrapers.demo.news import MENU, NewsArticle

PICTURES = "/Portals/0/Images/"
FILES = "/Portals/0/AttachFiles/"
SKIN = "/Portals/0/Skins/vinhlong/skin.css"
PRINT = "/DesktopModules/TinTuc/BanIn.aspx"
ADMIN = "/admin"

_ARTICLES = (
    re.compile(r"/xem-chi-tiet-tin-tuc/id/([0-9]{1,9})", re.IGNORECASE),
    re.compile(r"/[^/]+/ctl/detail/mid/[0-9]+(?:/ID/|&ID=)([0-9]{1,9})", re.IGNORECASE),
)
_LISTING = re.compile(r"/(?P<slug>[a-z0-9-]+)(?:/currentpage/(?P<page>[0-9]{1,6}))?", re.IGNORECASE)


class Pager(Enum):
    """How a category turns its pages."""

    QUERY = auto()
    """`?currentpage=2`"""
    PATH = auto()
    """`/currentpage/2/`"""
    POST_BACK = auto()
    """`__doPostBack`, with the page kept in the view state."""


class Kind(Enum):
    """What an address asks for."""

    HOME = auto()
    LISTING = auto()
    ARTICLE = auto()
    PRINT = auto()
    PICTURE = auto()
    FILE = auto()
    SKIN = auto()
    ROBOTS = auto()
    ADMIN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Route:
    """An address as it was understood. What it names need not exist."""

    kind: Kind
    id: int = 0
    """Of an article, or 0."""
    name: str = ""
    """Slug of a category, name of a picture or file, or the whole path of what is none of the kinds."""
    page: int = 1


def module_id(slug: str) -> int:
    """Return the number of the module that shows a category."""
    return 5212 + 41 * MENU.index(slug) if slug in MENU else 5171


def pager_of(slug: str) -> Pager:
    """Tell how a category turns its pages."""
    return {"cong-nghe-thong-tin": Pager.POST_BACK, "bao-chi-xuat-ban": Pager.PATH}.get(slug, Pager.QUERY)


def listing(slug: str, page: int = 1) -> str:
    """Return the address of one page of a category."""
    if page == 1 or pager_of(slug) is Pager.POST_BACK:
        return f"/{slug}"
    return f"/{slug}/currentpage/{page}/" if pager_of(slug) is Pager.PATH else f"/{slug}?currentpage={page}"


def article(one: NewsArticle) -> str:
    """Return the address under which its own category names an article; its form goes by the category."""
    shown = f"/{one.slug}/ctl/detail/mid/{module_id(one.slug)}"
    form = MENU.index(one.slug) % 3 if one.slug in MENU else 2
    return (f"{shown}/ID/{one.id}", f"{shown}&ID={one.id}", short(one))[form]


def short(one: NewsArticle) -> str:
    """Return the address under which the blocks beside every page name an article."""
    return f"/xem-chi-tiet-tin-tuc/id/{one.id}"


def printed(one: NewsArticle) -> str:
    """Return the address of an article's page for the printer."""
    return f"{PRINT}?ID={one.id}"


def picture(one: NewsArticle, scene: str, place: int) -> str:
    """Return the address of the picture at that place (from 0) in an article."""
    return f"{PICTURES}{scene}-{one.id * 10 + place}.png"


def banner(name: str) -> str:
    """Return the address of a picture of the frame."""
    return f"{PICTURES}{name}.png"


def target(url: str) -> str:
    """Return the address of an inline link: files lie in a folder of their own, the rest stays as it is."""
    return FILES + url if is_file(url) else url


def is_file(url: str) -> bool:
    """Tell whether an inline link names an attachment."""
    return url.endswith((".pdf", ".docx")) and ":" not in url


def read_path(address: str) -> str:
    """Return the path of an address on the portal, decoded; "/" for what is none. Never raises."""
    return unquote(urlsplit("//portal" + address).path) if address.startswith("/") else "/"


def read(address: str) -> Route:
    """Understand a path with its query, as a request line has it. Never raises."""
    path = read_path(address)
    query = {key.lower(): values[0] for key, values in parse_qs(address.partition("?")[2]).items()}
    if path.lower() in {"/", "/default.aspx"}:
        return Route(Kind.HOME)
    for pattern in _ARTICLES:
        if match := pattern.fullmatch(path.rstrip("/")):
            return Route(Kind.ARTICLE, id=int(match[1]))
    if (fixed := _fixed(path, query)) is not None:
        return fixed
    if match := _LISTING.fullmatch(path.rstrip("/")):
        return Route(
            Kind.LISTING,
            name=match["slug"].lower(),
            page=max(_number(match["page"] or query.get("currentpage", "")), 1),
        )
    return Route(Kind.OTHER, name=path)


def _fixed(path: str, query: dict[str, str]) -> Route | None:
    if path == "/robots.txt":
        return Route(Kind.ROBOTS)
    if path == SKIN:
        return Route(Kind.SKIN)
    if path.lower() == PRINT.lower():
        return Route(Kind.PRINT, id=_number(query.get("id", "")))
    if path == ADMIN or path.startswith(ADMIN + "/"):
        return Route(Kind.ADMIN)
    if path.startswith(PICTURES) and path.endswith(".png"):
        return Route(Kind.PICTURE, name=path.removeprefix(PICTURES).removesuffix(".png"))
    return Route(Kind.FILE, name=path.removeprefix(FILES)) if path.startswith(FILES) else None


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
