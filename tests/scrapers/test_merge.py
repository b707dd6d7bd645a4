from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.articletext import texts_of as texts_in
from scrapers.filerevisions import documented
from scrapers.merge import filed_under, merged, revised, sighted
from scrapers.model import Article, Attachment, Document, Entry, Paragraph, Place, Sighting
from tests.fakes_store import NOW, an_article, an_entry

URL = "http://stttt.vinhlong.gov.vn/xem/1"
NAMES = {"tin-trong-nganh": "Tin trong ngành", "bao-chi": "Báo chí - Xuất bản"}
LATER = NOW + timedelta(days=1)


def sighting(place: Place = Place.LISTING, *, at: datetime = NOW, **said: object) -> Sighting:
    return Sighting(place=place, page="http://stttt.vinhlong.gov.vn/x", seen_at=at, **said)  # type: ignore[arg-type]  # each test names fields of its own


def entry(*sightings: Sighting, article: Article | None = None) -> Entry:
    return Entry(portal="vinhlong", id="1", url=URL, article=article, sightings=sightings)


def own(**fields: object) -> Article:
    return replace(an_article("1", "Tựa của trang", published=None), **fields)


def test_the_title_of_its_own_page_comes_first() -> None:
    assert merged(entry(sighting(title="Tựa ngắn…"), article=own())).title == "Tựa của trang"


def test_an_article_only_named_elsewhere_takes_the_listing_before_a_sidebar() -> None:
    sidebar = sighting(Place.MOST_READ, title="Cột bên", at=LATER)
    article = merged(entry(sidebar, sighting(title="Danh sách")))
    assert (article.title, article.id, article.url, article.blocks) == ("Danh sách", "1", URL, ())
    assert merged(entry(sidebar, sighting(title=""))).title == "Cột bên"


def test_a_listings_summary_stands_in_only_until_the_own_page_is_here() -> None:
    teaser = sighting(summary="Sáng nay, ...")
    assert merged(entry(teaser)).summary == "Sáng nay, ..."
    assert merged(entry(teaser, article=own(summary=""))).summary == ""
    assert merged(entry(teaser, article=own(summary="Tóm tắt"))).summary == "Tóm tắt"


def test_a_date_comes_from_the_own_page_then_the_listing_then_a_sidebar() -> None:
    listing = sighting(published="2017-02-02")
    sidebar = sighting(Place.MOST_READ, published="2017-03-03", at=LATER)
    assert merged(entry(sidebar, listing, article=own(published="2017-01-01"))).published == "2017-01-01"
    assert merged(entry(sidebar, listing, article=own())).published == "2017-02-02"
    assert merged(entry(sidebar, article=own())).published == "2017-03-03"


def test_a_list_tells_whether_the_month_comes_first_on_the_own_page() -> None:
    own_page = own(published="2018-12-05T02:28:00+07:00")
    listed = sighting(published="2018-05-12")
    assert merged(entry(listed, article=own_page)).published == "2018-05-12T02:28:00+07:00"
    assert merged(entry(sighting(published="2018-06-12"), article=own_page)).published == own_page.published
    assert merged(entry(article=own_page)).published == own_page.published


def test_a_guess_counts_only_when_nobody_says_better_and_stays_marked() -> None:
    guess = own(published="2018-01-17", published_guessed=True)
    alone = merged(entry(article=guess))
    assert (alone.published, alone.published_guessed) == ("2018-01-17", True)
    known = merged(entry(sighting(Place.MOST_READ, published="2018-01-18"), article=guess))
    assert (known.published, known.published_guessed) == ("2018-01-18", False)


def test_a_day_that_was_counted_back_counts_where_no_page_says_better() -> None:
    about = sighting(published="2018-01-15", published_guessed=True)
    for page in (None, own(), own(published="2018-01-17", published_guessed=True)):
        alone = merged(entry(about, article=page))
        assert (alone.published, alone.published_guessed) == ("2018-01-15", True)
    sure = merged(entry(about, sighting(Place.LATEST, published="2018-01-16"), article=own()))
    assert (sure.published, sure.published_guessed) == ("2018-01-16", False)


def test_of_days_counted_back_the_earliest_stays_and_a_sure_one_wins() -> None:
    first = sighting(published="2018-01-15", published_guessed=True)
    later = sighting(published="2018-01-16", published_guessed=True, at=LATER)
    seen = sighted(sighted(entry(), first), later)
    assert seen == sighted(sighted(entry(), later), first)
    assert merged(seen).published == "2018-01-15"
    sure = merged(sighted(seen, sighting(published="2018-01-14T09:30:00+07:00")))
    assert (sure.published, sure.published_guessed) == ("2018-01-14T09:30:00+07:00", False)


def test_a_time_of_day_is_preferred_to_the_bare_date_of_the_same_day_only() -> None:
    timed = sighting(published="2017-01-09T15:46:00+07:00")
    assert merged(entry(timed, article=own(published="2017-01-09"))).published == "2017-01-09T15:46:00+07:00"
    assert merged(entry(timed, article=own(published="2017-01-08"))).published == "2017-01-08"


def test_views_are_the_own_pages_otherwise_those_seen_last() -> None:
    early = sighting(views=500)
    late = sighting(Place.MOST_READ, views=419, at=LATER)
    assert merged(entry(early, late, article=own(views=7))).views == 7
    assert merged(entry(early, late, article=own())).views == 419
    assert merged(entry(article=own())).views is None


def test_categories_are_those_of_its_page_and_of_every_listing_once_in_the_portals_spelling() -> None:
    seen = (
        sighting(category="bao-chi"),
        sighting(category="tin-trong-nganh"),
        sighting(Place.MOST_READ, category="khac"),
    )
    article = merged(entry(*seen, article=own(categories=("TIN TRONG NGÀNH",))), NAMES)
    assert article.categories == ("Tin trong ngành", "Báo chí - Xuất bản")
    assert filed_under(entry(*seen, article=article), NAMES) == ("tin-trong-nganh", "bao-chi")


def test_a_category_that_the_navigation_does_not_name_is_kept_by_its_slug() -> None:
    assert merged(entry(sighting(category="an-ninh")), NAMES).categories == ("an-ninh",)


NAMESAKES = {"y-te/tin": "Tin tức (Y tế)", "so/tin": "Tin tức (Sở)", "tb": "Thông báo", "tb-2": "THÔNG BÁO"}


def test_an_article_is_not_filed_by_a_name_that_several_categories_have() -> None:
    both = own(categories=("Thông báo",))
    assert filed_under(entry(article=both), NAMESAKES) == ()
    assert filed_under(entry(sighting(category="tb"), article=both), NAMESAKES) == ("tb",)
    assert filed_under(entry(article=own(categories=("thông báo",))), {"tb": "Thông báo"}) == ("tb",)


def test_a_name_is_left_out_that_a_listing_says_more_exactly() -> None:
    listed = entry(sighting(category="so/tin"), article=own(categories=("TIN TỨC",)))
    assert merged(listed, NAMESAKES).categories == ("Tin tức (Sở)",)
    assert merged(listed, {**NAMESAKES, "tin": "Tin tức"}).categories == ("Tin tức", "Tin tức (Sở)")
    assert merged(entry(article=own(categories=("Tin",))), NAMESAKES).categories == ("Tin",)


def test_of_each_place_and_category_the_newest_sighting_stays() -> None:
    first, second = sighting(category="a", views=1), sighting(category="a", views=2, at=LATER)
    other = sighting(category="b", views=3)
    assert sighted(sighted(entry(first), other), second).sightings == (second, other)
    assert sighted(entry(second), first).sightings == (second,)


def test_a_newer_sighting_keeps_the_date_that_only_an_older_one_said_but_no_count() -> None:
    older = sighting(title="Tựa", published="2017-01-09", views=5)
    (kept,) = sighted(entry(older), sighting(title="Tựa mới", at=LATER)).sightings
    assert (kept.title, kept.published, kept.views) == ("Tựa mới", "2017-01-09", None)


@given(st.permutations(range(6)))
def test_sightings_come_to_the_same_in_any_order(order: list[int]) -> None:
    seen = [
        sighting(place, category=category, views=number, title="t", at=NOW + timedelta(hours=number))
        for number, (place, category) in enumerate(
            [
                *[(Place.LISTING, "a")] * 3,
                (Place.LISTING, "b"),
                (Place.MOST_READ, ""),
                (Place.RELATED, ""),
            ]
        )
    ]
    kept = entry()
    for number in order:
        kept = sighted(kept, seen[number])
    assert kept.sightings == (seen[2], seen[3], seen[4], seen[5])


def test_a_changed_body_makes_a_revision_and_keeps_the_former_one() -> None:
    first = revised(entry(), own(), checked_at=NOW, etag='"1"')
    changed = own(blocks=(Paragraph(text="Đính chính."),))
    second = revised(first, changed, checked_at=LATER, etag='"2"', last_modified="Thu")
    assert (first.article and first.article.revision) == 1
    assert second.article == replace(changed, revision=2)
    assert second.former == (first.article,)
    assert (second.checked_at, second.etag, second.last_modified) == (LATER, '"2"', "Thu")


def test_each_part_of_the_content_makes_a_revision() -> None:
    base = revised(entry(), own(), checked_at=NOW)
    for change in (
        {"title": "Khác"},
        {"summary": "Khác"},
        {"author": "Hồng Hạnh"},
        {"attachments": (Attachment(url="http://a.vn/f.pdf", name="f"),)},
    ):
        article = revised(base, own(**change), checked_at=LATER).article
        assert article is not None
        assert article.revision == 2


def test_other_views_are_taken_over_without_a_revision() -> None:
    first = revised(entry(), own(views=1), checked_at=NOW)
    again = revised(first, own(views=2, fetched_at=datetime(2018, 2, 1, tzinfo=UTC)), checked_at=LATER)
    assert again.former == ()
    assert again.article is not None
    assert (again.article.revision, again.article.views) == (1, 2)


def test_an_article_that_comes_back_is_no_longer_gone() -> None:
    gone = replace(entry(), gone_at=NOW)
    assert revised(gone, own(), checked_at=LATER).gone_at is None


def test_what_is_no_date_in_a_store_that_was_tampered_with_turns_no_day_and_month() -> None:
    entry = an_entry("1", published="no day")
    assert merged(entry).published == "no day"
    assert merged(replace(entry, article=an_article("1", published="2018"))).published is not None


def a_document(name: str) -> Document:
    return Document(url=f"http://a.vn/{name}", fetched_at=NOW, blocks=(Paragraph(text="Điều 1."),))


def test_an_article_has_what_was_read_of_the_files_that_it_offers_in_their_order() -> None:
    offers = own(attachments=tuple(Attachment(url=f"http://a.vn/{name}", name=name) for name in "gfg"))
    read = documented(entry(article=offers), (a_document("f"), a_document("h"), a_document("g")))
    assert [one.url[-1] for one in merged(read).documents] == ["g", "f"]
    tampered = replace(entry(article=replace(offers, documents=read.documents)), documents=())
    assert merged(tampered).documents == ()
    assert texts_in(merged(read))[1].endswith("Điều 1.")


def test_what_was_read_of_a_file_makes_no_revision() -> None:
    offers = own(attachments=(Attachment(url="http://a.vn/f", name="f"),))
    read = documented(revised(entry(), offers, checked_at=NOW), (a_document("f"),))
    again = revised(read, offers, checked_at=LATER)
    assert (again.former, again.documents) == ((), read.documents)
