"""What a sync decides, case by case; that it does so is in the tests of syncs."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from scrapers.errors import (
    BadAnswer,
    BadStatus,
    FetchError,
    Gone,
    LayoutChanged,
    LoginAsked,
    NotAFile,
    NotAllowed,
    ScriptAsked,
    TinvlError,
    TooLarge,
    UnknownName,
    Unreachable,
    Untrusted,
)
from scrapers.model import Article, Category, Entry, Place, Sighting
from scrapers.states import PortalState, Tab
from scrapers.syncing.decide import (
    RECENT,
    as_kept,
    categories_of,
    chosen,
    is_another,
    is_left_alone,
    is_listed,
    is_recent,
    is_since,
    leads_elsewhere,
    may_come_later,
    picture_may_come_later,
    put_aside,
    same_but_for_time,
    taken_back,
    without_tabs,
)
from tests.loopback import portal_at

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
HOME = "https://p.vn"
NEWS, NOTICES, FORMS = (
    Category(slug=slug, name=name, url=f"{HOME}/{slug}")
    for slug, name in (("tin-tuc", "Tin tức"), ("thong-bao", "Thông báo"), ("bieu-mau", "Biểu mẫu"))
)


def article(**fields: object) -> Article:
    return replace(Article(portal="p", id="1", url=f"{HOME}/1", title="Họp báo"), **fields)


def entry(**fields: object) -> Entry:
    return replace(Entry(portal="p", id="1", url=f"{HOME}/1", article=article()), **fields)


def sighting(**fields: object) -> Sighting:
    seen = Sighting(place=Place.LISTING, page=NEWS.url, seen_at=NOW, category="tin-tuc", title="Họp báo")
    return replace(seen, **fields)


# Categories --------------------------------------------------------------------------------------------


def test_the_navigation_orders_categories_and_those_it_leaves_out_stay_behind_them() -> None:
    assert categories_of((), (NOTICES, NEWS), (NEWS, FORMS)) == (NOTICES, NEWS, FORMS)


def test_a_file_that_lists_categories_has_the_last_word_but_for_their_names() -> None:
    listed = tuple(replace(one, name=one.slug) for one in (FORMS, NEWS))
    known, found = replace(NEWS, name="Tin cũ"), NEWS
    assert categories_of(listed, (found, NOTICES), (known,)) == (listed[0], NEWS)


def test_what_lists_nothing_is_put_aside_and_taken_back_when_it_does() -> None:
    state = PortalState(portal="p", categories=(NEWS, NOTICES))
    aside = put_aside(state, (NOTICES,), NOW)
    assert aside.categories == (NEWS,)
    assert aside.tabs == (Tab(category=NOTICES, looked_at=NOW),)
    assert without_tabs((NOTICES, FORMS), aside.tabs) == (FORMS,)
    later = put_aside(aside, (NOTICES, FORMS), NOW + MOMENT)
    assert [(tab.category, tab.looked_at) for tab in later.tabs] == [
        (NOTICES, NOW + MOMENT),
        (FORMS, NOW + MOMENT),
    ]
    back = taken_back(later, NOTICES)
    assert back.categories == (NEWS, NOTICES)
    assert [tab.category for tab in back.tabs] == [FORMS]
    assert taken_back(back, NOTICES) is back


@pytest.mark.parametrize("word", ["thong-bao", "Thông báo", "thong bao", " THÔNG BÁO "])
def test_a_category_is_meant_by_slug_or_name_with_or_without_accents(word: str) -> None:
    assert chosen((NEWS, NOTICES), [word]) == (NOTICES,)


def test_categories_come_in_the_order_in_which_they_are_asked_for_and_once() -> None:
    everything = (NEWS, NOTICES, FORMS)
    assert chosen(everything, []) == everything
    assert chosen(everything, ["bieu-mau", "Tin tức", "Biểu mẫu"]) == (FORMS, NEWS)


def test_a_name_is_found_whatever_signs_stand_between_its_words() -> None:
    telecom = Category(slug="vt", name="Bưu chính – “Viễn thông”", url="https://p.vn/vt")
    assert chosen((NEWS, telecom), ["buu chinh - vien thong"]) == (telecom,)
    exactly = replace(telecom, slug="vt-1", name="Bưu chính - Viễn thông")
    assert chosen((telecom, exactly), ["Bưu chính - Viễn thông"]) == (exactly,)
    with pytest.raises(UnknownName):
        chosen((NEWS, replace(telecom, name="…")), ["-"])


def test_a_slug_as_typed_comes_before_a_name_that_reads_like_it() -> None:
    named_so = replace(FORMS, name="tin-tuc")
    assert chosen((named_so, NEWS), ["tin-tuc"]) == (NEWS,)


def test_a_category_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="no such category") as caught:
        chosen((NEWS, NOTICES), ["van-ban"])
    assert (caught.value.where, caught.value.known) == ("van-ban", ("tin-tuc", "thong-bao"))


def test_an_article_is_in_a_category_when_its_listing_named_it_and_no_sidebar() -> None:
    assert is_listed(entry(sightings=(sighting(),)), ["thong-bao", "tin-tuc"])
    assert not is_listed(entry(sightings=(sighting(),)), ["thong-bao"])
    assert not is_listed(entry(sightings=(sighting(place=Place.LATEST),)), ["tin-tuc"])


# When to ask again ---------------------------------------------------------------------------------------


def test_one_that_is_gone_is_left_alone_for_a_while_from_when_it_was_last_asked_for() -> None:
    gone = entry(gone_at=NOW - 9 * RECENT)
    assert not is_left_alone(entry(checked_at=NOW), NOW)
    assert is_left_alone(entry(gone_at=NOW - RECENT + MOMENT), NOW)
    assert not is_left_alone(entry(gone_at=NOW - RECENT), NOW)
    assert is_left_alone(replace(gone, checked_at=NOW - RECENT + MOMENT), NOW)
    assert not is_left_alone(replace(gone, checked_at=NOW + RECENT), NOW)


def test_news_may_be_corrected_for_a_while_from_its_date() -> None:
    on_the_border = (NOW - RECENT).isoformat()
    assert is_recent(entry(article=article(published=on_the_border)), NOW)
    before = (NOW - RECENT - MOMENT).isoformat()
    assert not is_recent(entry(article=article(published=before, fetched_at=NOW)), NOW)


def test_news_without_a_date_may_be_corrected_for_a_while_from_when_it_first_came() -> None:
    first = article(fetched_at=NOW - RECENT)
    again = article(fetched_at=NOW, revision=2)
    assert is_recent(entry(article=again), NOW)
    assert not is_recent(entry(article=again, former=(first,)), NOW)
    assert is_recent(entry(article=article(fetched_at=NOW - RECENT + MOMENT)), NOW)
    assert not is_recent(entry(article=article(fetched_at=NOW + RECENT)), NOW)
    assert not is_recent(entry(article=None), NOW)
    assert not is_recent(entry(article=article()), NOW)


@pytest.mark.parametrize(
    ("published", "since", "counts"),
    [
        ("2026-03-09", "2026-03-09", True),
        ("2026-03-09T23:59:00+07:00", "2026-03-09", True),
        ("2026-03-08T23:59:00+07:00", "2026-03-09", False),
        (None, "2026-03-09", True),
        ("2001-01-01", None, True),
    ],
)
def test_what_may_be_as_new_as_a_day_counts(published: str | None, since: str | None, counts: bool) -> None:
    assert is_since(entry(article=article(published=published)), since) is counts


# The same or another -------------------------------------------------------------------------------------


def test_a_sighting_says_the_same_whenever_and_on_whichever_page() -> None:
    assert same_but_for_time(sighting(), sighting(seen_at=NOW + MOMENT, page=f"{HOME}/2"))
    assert not same_but_for_time(sighting(), sighting(views=1))
    assert not same_but_for_time(sighting(), None)


def test_an_article_is_kept_under_the_id_that_was_asked_for() -> None:
    kept = as_kept(article(portal="other", id="2"), entry(), NOW)
    assert (kept.portal, kept.id, kept.fetched_at) == ("p", "1", NOW)


def test_an_address_that_leads_to_what_is_no_article_leads_elsewhere() -> None:
    portal = portal_at(HOME, hosts=("p.vn",), articles=(r"/id/\d+",))
    story = entry(url=f"{HOME}/tin/id/1")
    assert leads_elsewhere(story, f"{HOME}/", portal)
    assert not leads_elsewhere(story, story.url, portal)
    assert not leads_elsewhere(story, f"{HOME}/bai/id/1", portal)
    assert not leads_elsewhere(entry(), f"{HOME}/", portal)


def test_a_page_is_another_articles_when_neither_its_id_nor_its_title_is_the_same() -> None:
    assert not is_another(entry(), article(title="Tựa đã sửa"))
    assert not is_another(entry(), article(id="2", title="HỌP BÁO"))
    assert is_another(entry(), article(id="2", title="Lễ hội"))
    assert not is_another(entry(article=None), article(id="2", title="Lễ hội"))


@pytest.mark.parametrize(
    ("error", "page", "picture"),
    [
        (Unreachable("no route"), True, True),
        (Untrusted("certificate has expired"), True, True),
        (BadAnswer("truncated"), True, True),
        (BadStatus(503, where=HOME), True, True),
        (BadStatus(429, where=HOME), True, True),
        (BadStatus(403, where=HOME), True, False),
        (Gone(404, where=HOME), False, False),
        (NotAllowed("a private address"), False, False),
        (NotAFile("no picture"), False, False),
        (TooLarge(7, where=HOME), False, False),
        (LoginAsked("a form"), True, None),
        (ScriptAsked("a script"), True, None),
        (LayoutChanged("title", where=HOME), False, None),
    ],
    ids=str,
)
def test_what_may_come_another_time(error: TinvlError, *, page: bool, picture: bool | None) -> None:
    assert may_come_later(error) is page
    if isinstance(error, FetchError):
        assert picture_may_come_later(error) is picture
