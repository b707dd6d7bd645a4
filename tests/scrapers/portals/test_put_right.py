"""A portal's file that only puts right how another portal's rules read some field."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.model import Article, ListingPage, RawPage
from scrapers.parse import parse_article, parse_listing
from scrapers.portals.portal import Portal, builtin, load
from scrapers.portals.rules import Rule
from tests.kinds import HOME, KINDS, expected

HEAD = f'name = "nho"\ntitle = "Cổng nhỏ"\nbase = "{HOME}/"\n'
KIND = "cards"


def portal(folder: Path, text: str) -> Portal:
    path = folder / "nho.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load(path)


def page(of: str, added: str = "") -> RawPage:
    """Return a page of a small portal, with what is added below the title of an article."""
    body = (KINDS / f"{KIND}.{of}.html").read_text("utf-8").replace("</h1>", f"</h1>{added}")
    return RawPage(
        url=expected(KIND)[of]["url"],
        body=body.encode(),
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        content_type="text/html",
    )


def article(own: Portal, added: str = "") -> Article:
    return replace(parse_article(page("article", added), own).article, portal="")


def listing(own: Portal) -> ListingPage:
    return parse_listing(page("listing"), own)


def test_one_field_of_an_article_is_put_right_and_the_others_are_read_as_before(tmp_path: Path) -> None:
    usual = article(builtin("vinhlong"))
    own = portal(tmp_path, '[[layout]]\n[layout.article]\ntitle = [{ css = "b.ten" }]\n')

    named = article(own, '<b class="ten">Tên đúng của bài</b>')

    assert named == replace(usual, title="Tên đúng của bài")
    assert article(own) == usual
    assert listing(own).teasers


def test_one_field_of_a_listing_is_put_right_and_articles_are_read_as_before(tmp_path: Path) -> None:
    own = portal(tmp_path, '[[layout]]\n[layout.listing]\ntotal = [{ css = "h1", regex = "x" }]\n')
    usual = builtin("vinhlong")

    assert own.layouts[0].listing.total == (Rule(css="h1", regex="x"), *usual.layouts[0].listing.total)
    assert own.layouts[0].listing.items == usual.layouts[0].listing.items
    assert article(own) == article(usual)


@pytest.mark.parametrize(
    "given", ['title = [{ css = "b" }]', 'body = [{ css = "div" }]', 'drop = ["p.x"]', 'leads = ["x"]']
)
def test_what_is_put_right_is_tried_before_the_rules_of_the_portal_it_is_like(
    tmp_path: Path, given: str
) -> None:
    own = portal(tmp_path, f'like = "hanoi"\n[[layout]]\n[layout.article]\n{given}\n').layouts[0]
    hanoi, field = builtin("hanoi").layouts[0], given.split(maxsplit=1)[0]

    tried = getattr(own.article, field)

    assert len(tried) == 1 + len(getattr(hanoi.article, field))
    assert tried[1:] == getattr(hanoi.article, field)
    assert replace(own.article, **{field: getattr(hanoi.article, field)}) == hanoi.article
    assert own.listing == hanoi.listing


def test_the_menu_is_found_as_by_a_file_without_rules(tmp_path: Path) -> None:
    corrected = portal(tmp_path, 'like = "hanoi"\n[[layout]]\n[layout.article]\ndrop = ["p.x"]\n')
    plain = portal(tmp_path, 'like = "hanoi"\n')

    assert corrected.layouts[0].page == plain.layouts[0].page


def test_a_menu_of_ones_own_is_tried_first(tmp_path: Path) -> None:
    own = portal(tmp_path, '[[layout]]\n[layout.page]\nnavigation = [{ css = "nav.x" }]\n').layouts[0]

    assert [rule.css for rule in own.page.navigation][:1] == ["nav.x"]
    assert own.page.navigation[1:] == builtin("vinhlong").layouts[0].page.navigation
