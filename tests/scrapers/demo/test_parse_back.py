"""What the portal's rules read from the served pages is what the news files say."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from scrapers.clock import sort_key
from scrapers.dates import guess_time
from scrapers.demo import addresses
from scrapers.demo.blocks import thumbnail
from scrapers.demo.counts import ONLINE, VISITS
from scrapers.demo.markup import habits_of
from scrapers.demo.news import MENU, News, NewsArticle, load_news
from scrapers.demo.server import DemoServer
from scrapers.model import (
    Article,
    Block,
    Heading,
    Image,
    Link,
    ListBlock,
    PageRequest,
    Paragraph,
    Place,
    Quote,
    RawPage,
    Table,
    Teaser,
)
from scrapers.parse import kind_of, parse_article, parse_home, parse_listing
from scrapers.portals.portal import Portal, builtin
from tests.demo_client import Client, connected

SEEN = datetime(2018, 4, 2, 8, 0, tzinfo=UTC)
Told = tuple[object, ...]


class Reader:
    """Fetches pages of the running demo and reads them by the rules of the vinhlong portal."""

    def __init__(self, portal: DemoServer, client: Client, edition: int = 1) -> None:
        self.client = client
        self.rules: Portal = builtin("vinhlong").moved("demo", portal.url)
        self.url = portal.url
        self.news: News = load_news().at_edition(edition)
        self.known: dict[int, Article] = {}

    def page(self, request: PageRequest) -> RawPage:
        """Ask for a page: by POST where the request has a form."""
        path = request.url.removeprefix(self.url) or "/"
        reply = self.client.post(path, dict(request.form)) if request.form else self.client.get(path)
        assert reply.status == 200, request.url
        kind = reply.headers["content-type"]
        return RawPage(url=request.url, body=reply.body, fetched_at=SEEN, content_type=kind)

    def at(self, path: str) -> RawPage:
        """Ask for a path."""
        return self.page(PageRequest(url=self.url + path))

    def walk(self, slug: str) -> list[Teaser]:
        """Turn all pages of a category; give the entries of its listing."""
        request: PageRequest | None = PageRequest(url=f"{self.url}/{slug}")
        entries, pages = list[Teaser](), 0
        while request is not None:
            page = parse_listing(self.page(request), self.rules)
            assert page.category == self.news.name(slug)
            entries += [one for one in page.teasers if one.place is Place.LISTING]
            request, pages = page.next, pages + 1
            assert pages < 20
        return entries


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with DemoServer() as portal, connected(portal) as client:
        yield Reader(portal, client)


def told(block: Block, *, headings: bool) -> Told:
    """Put a block as a comparison needs it; a bold line may be read as a heading or not."""
    match block:
        case Heading(text=text) if headings:
            return ("heading", text)
        case Paragraph(text=text) | Heading(text=text):
            return ("paragraph", text)
        case ListBlock():
            return ("list", block.ordered, block.start, block.items)
        case Quote():
            return ("quote", block.text)
        case Table():
            return ("table", block.rows, block.header)
        case Image():
            return ("image", block.url, block.caption)


def shown(one: NewsArticle, base: str) -> list[Block]:
    """Return the blocks of an article with the addresses of its pictures."""
    blocks, pictures = list[Block](), 0
    for block in one.blocks:
        if isinstance(block, Image):
            url = urljoin(base, addresses.picture(one, block.url, pictures))
            blocks.append(Image(url=url, caption=block.caption))
            pictures += 1
        else:
            blocks.append(block)
    return blocks


def linked(blocks: list[Block], base: str) -> list[tuple[str, str]]:
    """Return the links of all blocks in order: absolute address and words."""
    found = list[tuple[str, str]]()
    for block in blocks:
        if isinstance(block, Image):
            continue
        parts: tuple[str, ...]
        match block:
            case ListBlock():
                parts = block.items
            case Table():
                parts = tuple(cell for row in block.rows for cell in row)
            case _:
                parts = (block.text,)
        links: tuple[Link, ...] = block.links
        found += [
            (urljoin(base, addresses.target(link.url)), parts[link.part][link.start : link.end])
            for link in links
        ]
    return found


def read(reader: Reader, one: NewsArticle) -> Article:
    """Return an article as its page says it, asked for once."""
    if one.id not in reader.known:
        reader.known[one.id] = parse_article(reader.at(addresses.article(one)), reader.rules).article
    return reader.known[one.id]


def of(reader: Reader, slug: str) -> list[NewsArticle]:
    return [one for one in reader.news.newest if one.slug == slug]


def assert_read_word_for_word(reader: Reader, one: NewsArticle) -> None:
    headings = habits_of(one).real_headings
    expected = [told(block, headings=headings) for block in shown(one, reader.url)]
    found = [told(block, headings=headings) for block in read(reader, one).blocks]
    assert found == expected, one.id


@pytest.mark.parametrize("slug", MENU)
def test_the_body_of_every_article_reads_word_for_word(reader: Reader, slug: str) -> None:
    for one in of(reader, slug):
        assert_read_word_for_word(reader, one)


def test_what_the_second_edition_corrects_and_adds_reads_word_for_word(reader: Reader) -> None:
    with DemoServer(edition=2) as portal, connected(portal) as client:
        later = Reader(portal, client, edition=2)
        before = {one.id: one.body for one in reader.news.newest}
        changed = [one for one in later.news.newest if before.get(one.id) != one.body]
        assert any(one.id in before for one in changed)
        assert any(one.id not in before for one in changed)
        for one in changed:
            assert_read_word_for_word(later, one)


@pytest.mark.parametrize("slug", MENU)
def test_the_facts_of_every_article_are_found(reader: Reader, slug: str) -> None:
    for one in of(reader, slug):
        article = read(reader, one)
        facts = (article.id, article.title, article.author, article.categories, article.views)
        assert facts == (str(one.id), one.title, one.author, (reader.news.name(slug),), None)


@pytest.mark.parametrize("slug", MENU)
def test_no_article_has_a_date_of_its_own_but_a_guess_is_marked(reader: Reader, slug: str) -> None:
    for one in of(reader, slug):
        article = read(reader, one)
        opening = next((block.text for block in one.blocks if isinstance(block, Paragraph)), "")
        assert article.published == guess_time(opening), one.id
        assert article.published_guessed is (article.published is not None)


@pytest.mark.parametrize("slug", MENU)
def test_links_and_attachments_keep_their_words_and_addresses(reader: Reader, slug: str) -> None:
    for one in of(reader, slug):
        article = read(reader, one)
        expected = linked(list(one.blocks), reader.url)
        assert linked(list(article.blocks), reader.url) == expected, one.id
        files = [(url, words) for url, words in expected if url.endswith((".pdf", ".docx"))]
        assert [(file.url, file.name) for file in article.attachments] == files


@pytest.mark.parametrize("slug", MENU)
def test_related_news_are_those_of_the_file(reader: Reader, slug: str) -> None:
    for one in of(reader, slug):
        related = [(entry.id, entry.title) for entry in read(reader, one).related]
        assert related == [(str(other), reader.news.articles[other].title) for other in one.related]


@pytest.mark.parametrize("slug", MENU)
def test_a_walk_finds_every_article_of_its_category_once(reader: Reader, slug: str) -> None:
    entries = reader.walk(slug)

    assert [entry.id for entry in entries] == [str(one.id) for one in reader.news.listing(slug)]


@pytest.mark.parametrize("slug", MENU)
def test_the_entries_of_a_listing_carry_what_it_shows(reader: Reader, slug: str) -> None:
    for entry in reader.walk(slug):
        one = reader.news.articles[int(entry.id)]
        picture = thumbnail(one)
        assert (entry.title, entry.summary) == (one.title, one.summary)
        assert (entry.published or "")[:10] == one.published.date().isoformat()
        assert "T" not in (entry.published or "") or sort_key(entry.published) == one.published.timestamp()
        assert entry.views is not None
        assert entry.views >= one.views
        assert entry.image == (reader.url + picture if picture else "")
        assert entry.url == reader.url + addresses.article(one)


def test_the_front_page_names_the_categories_in_the_order_of_the_menu(reader: Reader) -> None:
    page = parse_home(reader.at("/"), reader.rules)

    assert [(one.slug, one.name) for one in page.categories] == [
        (category.slug, category.name) for category in reader.news.categories
    ]
    assert [one.url for one in page.categories] == [f"{reader.url}/{slug}" for slug in MENU]


def test_the_blocks_beside_an_article_are_told_apart(reader: Reader) -> None:
    page = parse_article(reader.at("/xem-chi-tiet-tin-tuc/id/1050"), reader.rules)
    latest = [one.id for one in page.teasers if one.place is Place.LATEST]
    most_read = [one for one in page.teasers if one.place is Place.MOST_READ]

    assert latest == [str(one.id) for one in reader.news.newest[:6]]
    assert len(most_read) == 10
    views = [one.views or 0 for one in most_read]
    assert views == sorted(views, reverse=True)
    for teaser in most_read:
        one = reader.news.articles[int(teaser.id)]
        assert (teaser.title, (teaser.published or "")[:10]) == (one.title, one.published.date().isoformat())
        assert (teaser.views or 0) >= one.views


def test_the_counters_of_the_site_are_read() -> None:
    with DemoServer() as portal, connected(portal) as client:
        fresh = Reader(portal, client)
        counts = parse_home(fresh.at("/"), fresh.rules).counts

    assert counts is not None
    assert (counts.online, counts.total) == (ONLINE, VISITS)


def test_every_page_is_known_for_what_it_is(reader: Reader) -> None:
    kinds = [
        kind_of(reader.at(path), reader.rules)
        for path in ("/", "/dich-vu-cong", "/tin-trong-nganh?currentpage=2")
    ]
    articles = {kind_of(reader.at(addresses.article(one)), reader.rules) for one in reader.news.newest[::9]}

    assert kinds == ["home", "listing", "listing"]
    assert articles == {"article"}
