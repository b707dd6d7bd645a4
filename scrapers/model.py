"""The only currency between layers: frozen structs for what a portal publishes and what was seen of it.

Every string in here has been through `scrapers.text` (NFC, no control characters). Times of publication are
ISO 8601 text as `scrapers.dates` makes it: `2017-01-09` where the page gives no time of day, otherwise
`2022-07-14T15:46:00+07:00`. Times of fetching are aware datetimes in UTC.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

SCHEMA = 1
"""Version of these structs as they lie in a store; a store with a higher one is not read."""


LONGEST_ID = 1000
"""Characters of an article's id; Python, for one, reads no number of more than 4,300 digits."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every value that crosses a layer or lies in a store."""


# Blocks --------------------------------------------------------------------------------------------


class Link(Record, frozen=True):
    """A link inside the text of a block."""

    start: int
    """First character of the span, counted in code points of the part's text."""
    end: int
    """One past the last character."""
    url: str
    part: int = 0
    """Which item of a list, or which cell of a table in reading order, the span counts in."""


class Paragraph(Record, frozen=True, tag="paragraph", tag_field="kind"):
    """Running text; a newline is a line break of the page."""

    text: str
    links: tuple[Link, ...] = ()


class Heading(Record, frozen=True, tag="heading", tag_field="kind"):
    """A heading inside an article."""

    text: str
    level: int = 2
    links: tuple[Link, ...] = ()


class ListBlock(Record, frozen=True, tag="list", tag_field="kind"):
    """Items without their dashes or numbers."""

    items: tuple[str, ...]
    ordered: bool = False
    start: int = 1
    """Number of the first item, where `ordered`."""
    links: tuple[Link, ...] = ()


class Quote(Record, frozen=True, tag="quote", tag_field="kind"):
    """A quotation set apart."""

    text: str
    links: tuple[Link, ...] = ()


class Table(Record, frozen=True, tag="table", tag_field="kind"):
    """Rows of cells; rows may differ in length."""

    rows: tuple[tuple[str, ...], ...]
    header: bool = False
    """Whether the first row names the columns."""
    links: tuple[Link, ...] = ()


class Image(Record, frozen=True, tag="image", tag_field="kind"):
    """A picture with the caption under it and the text that stands for it."""

    url: str
    caption: str = ""
    alt: str = ""


Block = Paragraph | Heading | ListBlock | Quote | Table | Image


class Attachment(Record, frozen=True):
    """A file that an article offers; its words stay in the text, with their link."""

    url: str
    name: str


class NoText(StrEnum):
    """Why the text of a file cannot be read."""

    PICTURES = "pictures"
    """Its pages are pictures, as a scanner makes them."""
    LOCKED = "locked"
    """It asks for a password."""
    FOREIGN = "foreign"
    """It is of a kind that is not read here."""
    DAMAGED = "damaged"
    """It is not what it says to be, or cut off."""
    TOO_MUCH = "too_much"
    """Reading it takes more time or memory than any document needs."""


class DocumentText(Record, frozen=True):
    """What a file said from some time on: its text, or why there is none."""

    fetched_at: datetime
    """When it was first found to say so."""
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    """How many pages it has, where its kind has pages."""
    cut: bool = False
    """Whether it goes on behind the text that is kept."""
    no_text: NoText | None = None
    digest: str = ""
    """Of its bytes; empty where nothing can be said of them, and of what was read by former versions."""
    etag: str = ""
    last_modified: str = ""


class Document(DocumentText, frozen=True, kw_only=True):
    """What is read of a file that an article offers, and what it said before."""

    url: str
    """Address of the attachment."""
    checked_at: datetime | None = None
    """When it was last asked for, changed or not."""
    former: tuple[DocumentText, ...] = ()
    """What it said before the portal changed it, oldest first."""


# What a portal publishes ---------------------------------------------------------------------------


class Category(Record, frozen=True):
    """A category of a portal. `slug` is what names it in its address, `name` as the navigation has it."""

    slug: str
    name: str
    url: str


class PortalCounts(Record, frozen=True):
    """The counters of the site itself: people on it now, and visits in all."""

    online: int | None = None
    total: int | None = None


class Place(StrEnum):
    """Which block of a page named an article."""

    ARTICLE = "article"
    """Its own page."""
    LISTING = "listing"
    RELATED = "related"
    MOST_READ = "most_read"
    LATEST = "latest"


class Teaser(Record, frozen=True):
    """What a listing or a sidebar says of an article elsewhere."""

    id: str
    url: str
    title: str
    place: Place
    published: str | None = None
    published_guessed: bool = False
    """Whether the day is not sure: "3 ngày trước" may be some hours more."""
    summary: str = ""
    image: str = ""
    views: int | None = None


class Related(Record, frozen=True):
    """One entry of an article's related news."""

    id: str
    title: str
    url: str


class Article(Record, frozen=True):
    """One article, as its page gives it or merged with what other pages say of it."""

    portal: str
    id: str
    url: str
    title: str
    categories: tuple[str, ...] = ()
    """Names, not slugs, as people read them."""
    published: str | None = None
    published_guessed: bool = False
    """Whether the day is not sure: guessed from the text ("Ngày 17/01/2018, …"), or of "3 ngày trước"."""
    author: str = ""
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    related: tuple[Related, ...] = ()
    views: int | None = None
    fetched_at: datetime | None = None
    revision: int = 1
    """1 for the article as first fetched, one more for each change of its content."""
    pages: int = 1
    """Of how many pages of the portal its text is put together."""
    incomplete: bool = False
    """Whether it goes on, on a page that could not be had."""
    documents: tuple[Document, ...] = ()
    """What was read of its attachments; its own page gives none, `scrapers.merge` adds them."""


# What was seen of an article on any page -----------------------------------------------------------


class Sighting(Record, frozen=True):
    """What one block of one kind of page last said of an article."""

    place: Place
    page: str
    """Address of the page it stood on."""
    seen_at: datetime
    category: str = ""
    """Slug of the category whose listing it was, or the slug its own page names; empty where none."""
    title: str = ""
    published: str | None = None
    published_guessed: bool = False
    summary: str = ""
    views: int | None = None


# Pages ---------------------------------------------------------------------------------------------


class PageRequest(Record, frozen=True):
    """A page to ask for: a GET, or the POST of a form where a pager is a post-back."""

    url: str
    form: tuple[tuple[str, str], ...] = ()
    """Fields of the form in page order; a request with a form is a POST."""
    referer: str = ""


class RawPage(Record, frozen=True):
    """A page as it came, before parsing; any parse can be run again from it."""

    url: str
    """The portal's own address of the page, also when it was fetched from a mirror."""
    body: bytes
    fetched_at: datetime
    content_type: str = ""
    status: int = 200
    """304 where the portal says that the page has not changed; `body` is empty then."""
    etag: str = ""
    last_modified: str = ""
    mirror: str = ""
    """Base address of the mirror that served it, where the page's own links may lead; empty without one."""


class ArticlePage(Record, frozen=True):
    """What the page of an article holds."""

    article: Article
    teasers: tuple[Teaser, ...] = ()
    """Entries of its related, most-read and latest blocks."""
    counts: PortalCounts | None = None
    rules: dict[str, str] = {}
    """Field to the rule that gave it, for `tinvl parse` and for layout drift."""
    next: str = ""
    """Address of the page on which the article goes on; empty where it ends here."""


class ListingPage(Record, frozen=True):
    """What one page of a category holds. `next` is None on its last page."""

    category: str = ""
    """Name of the category as the page heads it; empty where it does not."""
    teasers: tuple[Teaser, ...] = ()
    """Entries of the listing first, in page order; entries of sidebars after them."""
    categories: tuple[Category, ...] = ()
    """What the navigation names; of the first page alone."""
    next: PageRequest | None = None
    total: int | None = None
    """How many articles the portal says the category has."""
    counts: PortalCounts | None = None
    rules: dict[str, str] = {}

    @property
    def entries(self) -> tuple[Teaser, ...]:
        """The entries of the listing itself, without those of sidebars."""
        return tuple(one for one in self.teasers if one.place is Place.LISTING)


class HomePage(Record, frozen=True):
    """What the front page, or the navigation of any page, holds."""

    categories: tuple[Category, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    counts: PortalCounts | None = None
    rules: dict[str, str] = {}


# What is kept --------------------------------------------------------------------------------------


class Entry(Record, frozen=True):
    """All that is kept of one article: one record, one durable write.

    `article` is what its own page gave, or None where it was only named elsewhere; `scrapers.merge` makes of
    it and the sightings what people read.
    """

    portal: str
    id: str
    url: str
    article: Article | None = None
    former: tuple[Article, ...] = ()
    """Former revisions, oldest first."""
    sightings: tuple[Sighting, ...] = ()
    """The newest of each place and category."""
    etag: str = ""
    last_modified: str = ""
    checked_at: datetime | None = None
    """When its page was last asked for, changed or not."""
    gone_at: datetime | None = None
    """When the portal first answered that it no longer has it."""
    aliases: tuple[str, ...] = ()
    """Other ids under which the portal has shown the same article."""
    documents: tuple[Document, ...] = ()
    """What was read of its attachments, each by its address; of files that it no longer offers too."""
