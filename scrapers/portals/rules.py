"""How pages of a portal are read, as data: rules for fields, by kind of page and by layout.

Rules are plain values; `scrapers.parse` knows what they mean. They name places on a page and cannot run code.
"""

from datetime import date
from typing import Literal

import msgspec

Value = Literal["after", "above", "below", "within", "block", "last", "line"]
"""Where the value of a label or of a field found before stands:

`after`   on the label's own line behind it, or on the next line where nothing follows there
`above`   on the nearest line above the label that is no link and says more than when and how often
`below`   on the line below the label and its value; below the title, what is said of date and views
`within`  the label's own line, whole
`block`   the lines below, until the next heading of the page, one of `until`, or the end of the block's frame
`line`    of what an element says, the visible line that it begins or ends with: a page's own `<title>`
`last`    the bare last line: short, no sentence, a name
"""


class Spec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of what a portal file holds: a key that is not known is an error."""


class Rule(Spec, frozen=True):
    """One way to find a field. Exactly one of `css`, `label` and `field` says where to look."""

    css: str = ""
    """A CSS selector."""
    label: str | tuple[str, ...] = ()
    """Words that people see on the page; several spellings may be given."""
    field: str = ""
    """A field that was found before: `title`, `body`; or `day`, the first line that only tells when."""
    value: Value | None = None
    """Where the value stands; `after` for a label that does not say."""
    until: tuple[str, ...] = ()
    """Lines that end a `block`, beside the headings of the page."""
    attr: str = ""
    """Attribute that holds the value, with `css`; the text of the element without."""
    regex: str = ""
    """What of the text is the value: its first group, or all that matches."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels as a tuple, however the file wrote them."""
        return (self.label,) if isinstance(self.label, str) else self.label

    def __str__(self) -> str:
        """Name the rule as `tinvl parse` shows it."""
        place = f"css {self.css}" if self.css else f"field {self.field}"
        if self.labels:
            place = f"label {self.labels[0]}"
        attr = f" @{self.attr}" if self.attr else ""
        return f"{place}{attr} {self.value}" if self.value else f"{place}{attr}"


Rules = tuple[Rule, ...]
"""Ways to find one field, tried in order."""


class Pager(Spec, frozen=True):
    """How to get from one page of a listing to the next."""

    by: Literal["link", "query", "postback"]
    """A link that says so, a page number in the address, or ASP.NET's `__doPostBack`."""
    css: str = ""
    """Where on the page the pager stands; anywhere without."""
    words: tuple[str, ...] = ()
    """What the link to the next page says; common words in Vietnamese and English without."""
    query: str = ""
    """Name of the page number in the address, with `query`: `currentpage`, `page`, `_101_cur`."""

    def __str__(self) -> str:
        """Name the rule as `tinvl parse` shows it."""
        return " ".join(part for part in ("pager", self.by, self.css, self.query) if part)


class PageRules(Spec, frozen=True):
    """What stands on every page of a portal: navigation, counters, sidebars."""

    labels: tuple[str, ...] = ()
    """Headings and tools of the page; a line that says no more than one of them is never news."""
    navigation: Rules = ()
    """Links to the categories, or elements that hold them."""
    elsewhere: tuple[str, ...] = ()
    """What links of the navigation say that lead to no category: "Trang chủ"."""
    online: Rules = ()
    visits: Rules = ()
    related: Rules = ()
    latest: Rules = ()
    most_read: Rules = ()


class ArticleRules(Spec, frozen=True):
    """How the page of an article is read; title, and body or summary, are required of a page."""

    title: Rules = ()
    body: Rules = ()
    marks: Rules = ()
    """What only the page of an article has; where none is given, the address decides."""
    container: Rules = ()
    """What holds the body; where it is present, an empty body is no error."""
    drop: tuple[str, ...] = ()
    """CSS selectors of what stands in the body but is no part of it."""
    category: Rules = ()
    published: Rules = ()
    published_guess: Rules = ()
    """Texts that may tell of a day when the page gives no date."""
    author: Rules = ()
    summary: Rules = ()
    leads: tuple[str, ...] = ()
    """Parts of the class or id of elements that hold the lead, where no rule finds a summary: "sapo"."""
    views: Rules = ()


class ListingRules(Spec, frozen=True):
    """How one page of a category is read. The fields of an entry are looked for inside its item."""

    items: Rules = ()
    """Entries one by one, or blocks that hold several."""
    marks: Rules = ()
    category: Rules = ()
    title: Rules = ()
    published: Rules = ()
    summary: Rules = ()
    image: Rules = ()
    views: Rules = ()
    total: Rules = ()
    """The sentence that counts the category's articles."""
    pager: tuple[Pager, ...] = ()


class Layout(Spec, frozen=True):
    """How the pages looked during one time; the first layout that gives what is required wins.

    Where it lacks rules for an article's title or body, or for a listing's items, it only puts right how the
    portal is read that its own is `like`: what it says is tried first.
    """

    article: ArticleRules = ArticleRules()
    listing: ListingRules = ListingRules()
    page: PageRules = PageRules()
    valid_until: date | None = None
    """Last day, by the portal's clock, on which it looked so; pages fetched later are not read by it."""
