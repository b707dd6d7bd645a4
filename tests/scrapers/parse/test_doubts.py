"""Pages are read as they came; only what was read tells that one is to be put right and read again."""

import pytest

from scrapers.parse import kind_of, parse_article, parse_home, parse_listing
from scrapers.parse.page import Page
from scrapers.portals.portal import builtin
from tests.markup_forms import EXPORTS
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw

VINHLONG = builtin("vinhlong")
LISTING_URL = "http://stttt.vinhlong.gov.vn/tin-trong-nganh"
MENU = "<div>Chuyên mục</div><ul><li><a href=/tin-trong-nganh>Tin trong ngành</a></ul>"
ENTRY = "<div><a href=/xem-chi-tiet-tin-tuc/id/7>Tập huấn</a> (06/3/2018)<p>{}</p></div>"
ARTICLE = f"{HEAD}<p>{SENTENCE}</p>{TOOLS}"
HIDDEN = "<a class=__cf_email__ data-cfemail=2a4b6a48>[email&#160;protected]</a>"
KEPT = [name for name in EXPORTS if name not in ("upper case", "wide spaces", "repeated ids")]
"""What leaves each page as it is, in other bytes."""


def listing(summary: str) -> str:
    return f"{MENU}<h2>Chuyên mục - Tin trong ngành</h2>{ENTRY.format(summary)}<p>Hình hoạt động</p>"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Note each time that a page is looked at for what is to be put right."""
    looked: list[Page] = []
    put_right = Page.put_right

    def noted(page: Page) -> Page | None:
        looked.append(page)
        return put_right(page)

    monkeypatch.setattr(Page, "put_right", noted)
    return looked


@pytest.mark.parametrize("export", KEPT)
def test_pages_of_all_kinds_are_read_in_whatever_encoding(export: str) -> None:
    written = EXPORTS[export]

    article = parse_article(raw(written(ARTICLE)), VINHLONG)
    page = parse_listing(raw(written(listing(SENTENCE)), LISTING_URL), VINHLONG)
    home = parse_home(raw(written(MENU)), VINHLONG)

    assert article == parse_article(raw(ARTICLE), VINHLONG)
    assert page == parse_listing(raw(listing(SENTENCE), LISTING_URL), VINHLONG)
    assert [one.summary for one in page.teasers] == [SENTENCE]
    assert [one.name for one in home.categories] == ["Tin trong ngành"]
    assert parse_article(raw(written(ARTICLE + "<i></i>" * 2000)), VINHLONG) == article
    assert kind_of(raw(written(ARTICLE)), VINHLONG) == "article"
    assert kind_of(raw(written(listing(SENTENCE)), LISTING_URL), VINHLONG) == "listing"


def test_a_page_of_which_nothing_was_read_is_put_right(readings: list[Page]) -> None:
    assert parse_home(raw("<p>Trang chủ"), VINHLONG).categories == ()
    assert len(readings) == 1


def test_an_ordinary_page_is_not_looked_at_for_what_it_may_hide(readings: list[Page]) -> None:
    parse_article(raw(ARTICLE), VINHLONG)
    parse_listing(raw(listing(SENTENCE), LISTING_URL), VINHLONG)

    assert readings == []


def test_bytes_that_are_broken_elsewhere_are_of_no_concern(readings: list[Page]) -> None:
    html = b"<!-- \xff --><script>\xe1\xbb</script>" + ARTICLE.encode()

    assert parse_article(raw(html), VINHLONG) == parse_article(raw(ARTICLE), VINHLONG)
    assert readings == []


def test_bytes_that_are_broken_in_a_text_are_all_that_is_lost() -> None:
    html = ARTICLE.encode().replace("Ủy".encode(), b"\xff" + "Ủy".encode())

    article = parse_article(raw(html), VINHLONG).article

    assert [getattr(block, "text", "") for block in article.blocks] == [SENTENCE.replace("Ủy", "\ufffdỦy")]


@pytest.mark.parametrize("spelled", [HIDDEN, "a[at]b.vn", "a (at) b.vn"])
def test_an_address_that_a_teaser_hides_is_shown(spelled: str) -> None:
    page = parse_listing(raw(listing(f"{SENTENCE} Thư gửi về {spelled}."), LISTING_URL), VINHLONG)

    assert "@b" in page.teasers[0].summary
