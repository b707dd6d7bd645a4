"""Reading the page of an article whole, and a listing; beside other parsers, with what each of them loses."""

import collections
import json
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from scrapers.articletext import texts_of
from scrapers.clock import utc_now
from scrapers.model import RawPage
from scrapers.parse import parse_article, parse_listing
from scrapers.parse.charset import decoded
from scrapers.portals.portal import Portal, builtin
from scrapers.text import clean_line
from tests.bench import longer
from tests.bench.costs import costs
from tests.bench.data import Press, entry_of
from tests.bench.harness import Bar, Plan, Row, Sample
from tests.bench.news import Newsroom
from tests.bench.peers.parsers import Read, listing_parsers, parsers

REPLAY = Path(__file__).resolve().parents[3] / "shared" / "replay"
_ARTICLES, _LISTINGS, _ENTRIES = 30, 20, 20
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page says, by other means than the parser's."""

    title: str
    date: str
    body: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages to read, and what they say."""

    portal: Portal
    articles: Sequence[tuple[RawPage, Truth]]
    listings: Sequence[RawPage]
    name: str


def measure(plan: Plan) -> Iterator[Row]:
    """Read all pages once a round, each reader in turn; what an earlier round remembered is forgotten."""
    saved = _saved() or _made()
    runs = max(3, plan.runs // 2)
    others = parsers(saved.portal)
    bars = (Bar("trafilatura", most=1 / 5), Bar("BeautifulSoup+lxml", most=1 / 20))
    articles = [raw for raw, _ in saved.articles]
    times = costs(runs, articles, lambda raw: parse_article(raw, saved.portal), others)
    yield Row("parse", f"an article whole, {saved.name}", "ms", times.pop("ours"), times, bars)
    if saved.listings:
        beside = listing_parsers(saved.portal)
        times = costs(runs, saved.listings, lambda raw: parse_listing(raw, saved.portal), beside)
        yield Row("parse", f"a listing of {_ENTRIES}, {saved.name}", "ms", times.pop("ours"), times)
    yield from _quality(saved, others)
    yield from longer.measure(runs)


def _quality(pages: Pages, others: dict[str, Read]) -> Iterator[Row]:
    def mine(page: str, url: str) -> tuple[str, str, str]:
        raw = RawPage(url=url, body=page.encode(), fetched_at=utc_now(), content_type=_HTML)
        article = parse_article(raw, pages.portal).article
        return article.title, article.published or "", texts_of(article)[1]

    readers = {"ours": mine, **{name: read for name, read in others.items() if "only" not in name}}
    scores = {name: _scores(pages, read) for name, read in readers.items()}
    for number, what in enumerate(("body words, F1", "titles found", "dates found")):
        values = {name: Sample((score[number],)) for name, score in scores.items()}
        yield Row("parse", f"{what}, {pages.name}", "share", values.pop("ours"), values)


def _scores(pages: Pages, read: Read) -> tuple[float, float, float]:
    bodies = titles = dates = 0.0
    for raw, truth in pages.articles:
        title, date, body = read(decoded(raw.body, raw.content_type), raw.url)
        bodies += _f1(_words(truth.body), _words(body))
        titles += clean_line(title) == clean_line(truth.title)
        dates += bool(truth.date) and date[:10] == truth.date[:10]
    count = len(pages.articles)
    return bodies / count, titles / count, dates / count


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _f1(one: list[str], other: list[str]) -> float:
    both = sum((collections.Counter(one) & collections.Counter(other)).values())
    return 2 * both / (len(one) + len(other)) if one or other else 1.0


def _saved() -> Pages | None:
    """Return saved pages of a real portal, where they lie beside the checkout."""
    archive = REPLAY / "hanoi.tar.xz"
    if not archive.is_file():
        return None
    bodies = {}
    with tarfile.open(archive, "r:xz") as tar:
        for member in tar:
            if (file := tar.extractfile(member)) is not None:
                bodies[member.name] = file.read()
    where = json.loads(bodies["index.json"])
    portal, truths = builtin("hanoi"), _truths()
    raws = {url: _raw(portal, url, bodies[name]) for url, name in sorted(where.items())}
    known = [(raw, truths[url]) for url, raw in raws.items() if url in truths][
        :: max(1, len(truths) // _ARTICLES)
    ]
    listings = _joined([raw for url, raw in raws.items() if "/view_content/" not in url], portal)
    return Pages(portal, known[:_ARTICLES], listings, "saved pages of a real portal")


def _joined(listings: Iterable[RawPage], portal: Portal) -> list[RawPage]:
    """Put the entries of the next listing below those of each, up to twenty on a page."""
    from selectolax.lexbor import LexborHTMLParser

    selector = portal.layouts[0].listing.items[0].css
    trees = [LexborHTMLParser(decoded(raw.body, raw.content_type)) for raw in listings]
    found = []
    for raw, tree, other in zip(listings, trees, trees[1:], strict=False):
        own, more = tree.css(selector), [node.html or "" for node in other.css(selector)]
        page = tree.html or ""
        if own and len(own) + len(more) >= _ENTRIES:
            last = own[-1].html or ""
            added = last + "".join(more[: _ENTRIES - len(own)])
            found.append(replace(raw, body=page.replace(last, added, 1).encode(), content_type=_HTML))
    return found[:_LISTINGS]


def _truths() -> dict[str, Truth]:
    lines = (json.loads(line) for line in (REPLAY / "hanoi-truth.jsonl").read_text("utf-8").splitlines())
    return {
        one["url"]: Truth(
            one["title"], one["published"], "\n".join((one["author"], one["summary"], one["body"]))
        )
        for one in lines
        if one["kind"] == "article"
    }


def _raw(portal: Portal, url: str, body: bytes) -> RawPage:
    return RawPage(url=portal.base.rstrip("/") + url, body=body, fetched_at=utc_now(), content_type=_HTML)


def _made() -> Pages:
    """Return pages of the demo's."""
    room = Newsroom()
    press = Press(room)
    found = []
    for article, blocks in room.articles(_ARTICLES):
        entry = entry_of(room, article, blocks)
        if entry.article is not None:
            title, body = texts_of(entry.article)
            found.append((press.page(article), Truth(title, "", body)))
    return Pages(builtin("vinhlong"), found, [], "pages of the demo")
