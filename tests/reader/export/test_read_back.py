"""An article read from any markup, written as HTML and read again, stays as it is."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export.markup import Setting, article_markup
from scrapers.errors import ParseError
from scrapers.model import Article
from scrapers.parse import parse_article
from scrapers.portals.portal import Portal
from scrapers.portals.rules import ArticleRules, Layout, ListingRules, PageRules, Rule
from tests.hostile import DIRTY
from tests.scrapers.parse.pages import URL, raw

PORTAL = Portal(
    name="thu", title="Thử", base="http://stttt.vinhlong.gov.vn/", hosts=("stttt.vinhlong.gov.vn",),
    layouts=(
        Layout(
            page=PageRules(),
            article=ArticleRules(
                title=(Rule(css="h1"),), body=(Rule(css="article"),), drop=("h1", "aside", ".source"),
            ),
            listing=ListingRules(items=(Rule(css="li"),)),
        ),
    ),
)  # fmt: skip
SETTING = Setting(level=1, picture=lambda url: url, place=lambda *_: "")
SAID = [
    "Vĩnh Long",
    "họp báo.",
    " ",
    "\n",
    "1. Một",
    "- hai",
    "“ba”",
    "[Video]",
    "Ảnh: X",
    "&lt;b&gt;",
    "\u202e",
]
WORDS = st.sampled_from(SAID) | st.text(alphabet="aăđ ễ.1-\u0301\u200b\x1b", max_size=12)
TAGS = st.sampled_from(
    ["p", "div", "b", "i", "a href='/x'", "a href='javascript:x'", "ul", "ol", "li", "table", "tr", "td",
     "th", "blockquote", "h2", "h5", "span", "center", "pre", "figure", "figcaption", "script"]
)  # fmt: skip
VOID = st.sampled_from(["<br>", "<img src=/a.png alt='Ảnh'>", "<hr>", "<img>", "</p>", "</div>"])
TREES = st.recursive(
    WORDS | VOID,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


def read(html: str) -> Article | None:
    page = f"<html><body><article><h1>Tin</h1>{html}</article></body></html>"
    try:
        return parse_article(raw(page, URL), PORTAL).article
    except ParseError:
        return None


def written(article: Article) -> str:
    return article_markup(article, SETTING).replace("<h1>Tin</h1>", "", 1)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TREES)
def test_any_tree_of_elements_is_an_article_or_a_parse_error_and_clean(html: str) -> None:
    article = read(html)
    if article is not None:
        assert not DIRTY.search("".join(_texts(msgspec.to_builtins(article))).replace("\n", ""))
        assert read(html) == article


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TREES)
def test_what_was_written_and_read_again_stays_as_it_is(html: str) -> None:
    article = read(html)
    for _ in range(2):
        if article is None:
            return
        before, article = article, read(written(article))
    assert article == before


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case list() | tuple():
            return [text for one in value for text in _texts(one)]
        case _:
            return []
