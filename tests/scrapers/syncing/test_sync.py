from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.errors import UnknownName
from scrapers.merge import merged
from scrapers.model import Place
from scrapers.syncing.events import (
    ArticleStored,
    CategoryStarted,
    Finished,
    ListingRead,
    PictureStored,
    Seen,
    Started,
    SyncPlan,
)
from tests.loopback import Reply
from tests.site import LAYOUT, NOW, Site, Story, reading

FRESH = "09/03/2026"
"""A day within the week before the tests' now."""


def two_categories() -> Site:
    return Site({"kinh-te": [9, 8, 7, 6, 5], "xa-hoi": [12, 9, 3]})


async def test_a_first_sync_fetches_everything_once(tmp_path: Path) -> None:
    async with reading(two_categories(), tmp_path) as reader:
        summary = await reader.sync()
        listings = ["/", "/muc/kinh-te", "/muc/kinh-te?page=2", "/muc/xa-hoi"]
        assert reader.asked[:4] == listings
        assert sorted(reader.asked[4:]) == sorted(f"/tin/{n}" for n in (12, 9, 8, 7, 6, 5, 3))
        assert reader.cached == {12, 9, 8, 7, 6, 5, 3}
    assert (summary.new, summary.listings, summary.failures) == (7, 3, ())
    assert summary.requests == 12
    assert summary.bytes > 1000
    assert (summary.started_at, summary.interrupted, summary.unreachable) == (NOW, False, False)


async def test_what_happens_is_told_in_order(tmp_path: Path) -> None:
    async with reading(Site({"a": [3, 2, 1]}), tmp_path) as reader:
        await reader.sync()
        kinds = [type(event) for event in reader.events]
        stored = [event for event in reader.events if isinstance(event, ArticleStored)]
    assert kinds[:5] == [Started, CategoryStarted, Seen, Seen, ListingRead]
    assert kinds[-1] is Finished
    assert [(event.done, event.queued) for event in stored] == [(1, 3), (2, 3), (3, 3)]
    assert all(event.new and event.changed and event.revision == 1 for event in stored)
    assert isinstance(reader.events[1], CategoryStarted)
    assert (reader.events[1].index, reader.events[1].of) == (1, 1)
    read = reader.events[4]
    assert isinstance(read, ListingRead)
    assert (read.category, read.page, read.teasers, read.new) == ("a", 1, 3, 3)


async def test_articles_are_fetched_newest_first(tmp_path: Path) -> None:
    site = Site({"a": [1, 2, 3]})
    for number, day in ((1, "05/01/2020"), (2, "07/01/2020"), (3, "06/01/2020")):
        site.stories[number].day = day
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        assert reader.asked[2:] == ["/tin/2", "/tin/3", "/tin/1"]


async def test_a_day_that_a_listing_counts_back_stays_a_guess(tmp_path: Path) -> None:
    site = Site({"a": [1]}, stories={1: Story(1, "Tin hôm trước", day="3 ngày trước")})
    async with reading(site, tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ListingRead))
        (seen,) = reader.entry(1).sightings
        assert (seen.published, seen.published_guessed) == ("2026-03-07", True)


async def test_what_failed_before_is_asked_for_last(tmp_path: Path) -> None:
    site = Site({"a": [2]}, stories={2: Story(2, "Tin mới hơn", day="02/01/2020", fault=Reply("busy", 403))})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[1] = Story(1, "Tin cũ hơn", day="01/01/2020")
        site.categories["a"] = [2, 1]
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/1", "/tin/2"]
        listing = reader.cache.listing("thu", "a")
        assert listing is not None
        assert listing.walked_at == NOW


async def test_heads_are_known_before_any_article_is_fetched(tmp_path: Path) -> None:
    async with reading(two_categories(), tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ListingRead) and event.category == "xa-hoi")
        assert reader.cached == set()
        assert len(reader.catalogue.uncached("thu")) == 7
        assert merged(reader.entry(9), reader.catalogue.names("thu")).categories == (
            "Mục kinh-te",
            "Mục xa-hoi",
        )


async def test_an_article_carries_what_its_page_and_others_say(tmp_path: Path) -> None:
    site = Site({"a": [1]}, most_read=[1])
    site.stories[1] = Story(1, "Tin thử", day="", views=42)
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        entry = reader.entry(1)
        raw = reader.cache.raw("thu", "1")
        state = reader.cache.portal_state("thu")
    assert {seen.place for seen in entry.sightings} == {Place.LISTING, Place.MOST_READ}
    assert entry.article is not None
    assert (entry.article.title, entry.article.views, entry.article.fetched_at) == ("Tin thử", 42, NOW)
    assert entry.article.portal == "thu"
    assert raw is not None
    assert "Tin thử".encode() in raw.body
    assert state.counts is not None
    assert (state.synced_at, state.counts.total) == (NOW, 1503139)


async def test_what_pages_say_of_views_is_told_for_the_history(tmp_path: Path) -> None:
    async with reading(Site({"a": [1]}, most_read=[1]), tmp_path) as reader:
        await reader.sync()
        seen = [event for event in reader.events if isinstance(event, Seen)]
        base = reader.server.base
    assert [event.page for event in seen] == [f"{base}/", f"{base}/muc/a", f"{base}/tin/1"]
    assert (seen[1].category, seen[1].seen_at) == ("a", NOW)
    told = [(teaser.place, teaser.id, teaser.views) for teaser in seen[2].teasers]
    assert told == [(Place.ARTICLE, "1", 10), (Place.MOST_READ, "1", 10)]


async def test_the_rules_that_gave_the_fields_are_counted(tmp_path: Path) -> None:
    async with reading(Site({"a": [4, 3, 2, 1]}), tmp_path) as reader:
        summary = await reader.sync()
        state = reader.cache.portal_state(reader.portal.name)
    assert summary.rules["article.title: css h1"] == 4
    assert summary.rules["listing.items: css li.item"] == 2
    assert summary.rules["home.navigation: css ul.menu a"] == 1
    assert state.pages == {"home": 1, "listing": 2, "article": 4}


@pytest.mark.parametrize("validators", [True, False])
async def test_a_sync_of_an_unchanged_portal_asks_for_first_pages_and_recent_articles_alone(
    tmp_path: Path, validators: bool
) -> None:
    site = Site({"a": [9, 8, 7, 6, 5], "b": [4, 3, 2, 1]}, validators=validators)
    site.stories[9].day = site.stories[4].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        summary = await reader.sync()
        assert reader.server.targets == ["/robots.txt", "/muc/a", "/muc/b", "/tin/9", "/tin/4"]
        assert [request.method for request in reader.server.seen] == ["GET"] * 5
        statuses = [bool(request.headers.get("if-none-match")) for request in reader.server.seen[1:]]
    assert statuses == [validators] * 4
    assert (summary.new, summary.updated, summary.unchanged, summary.requests) == (0, 0, 2, 5)


async def test_an_article_is_asked_for_again_while_it_is_recent(tmp_path: Path) -> None:
    site = Site({"a": [2, 1]})
    site.stories[2].day = FRESH
    site.stories[1].day = ""
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        reader.pass_days(4)
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/2", "/tin/1"]
        reader.pass_days(2)
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/1"]
        reader.pass_days(2)
        await reader.sync()
        assert reader.asked == ["/muc/a"]


async def test_a_changed_body_is_a_new_revision_beside_the_old_one(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        reader.pass_days(1)
        site.stories[1].body = "<p>Bản tin đã được sửa lại cho đúng với văn bản.</p>"
        summary = await reader.sync()
        entry = reader.entry(1)
        stored = next(event for event in reader.events if isinstance(event, ArticleStored))
        raw = reader.cache.raw("thu", "1")
    assert entry.article is not None
    assert (entry.article.revision, len(entry.former), summary.updated) == (2, 1, 1)
    assert entry.former[0].blocks != entry.article.blocks
    assert (stored.new, stored.changed, stored.revision) == (False, True, 2)
    assert raw is not None
    assert "sửa lại".encode() in raw.body


LEAD, TEXT = "<p class='lead'>Lời dẫn.</p>", "<p>Nội dung của tin, đủ dài để là một đoạn văn.</p>"
WITHOUT_LEADS = replace(LAYOUT, article=replace(LAYOUT.article, drop=(".lead",)))


@pytest.mark.parametrize(("added", "revision", "former"), [("", 1, []), ("<p>Đã sửa.</p>", 2, [1])])
async def test_other_rules_alone_are_no_correction_nor_part_of_one(
    tmp_path: Path, added: str, revision: int, former: list[int]
) -> None:
    site = Site({"a": [1]})
    site.stories[1].day, site.stories[1].body = FRESH, LEAD + TEXT
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        reader.pass_days(1)
        site.stories[1].views, site.stories[1].body = 99, LEAD + TEXT + added
        reader.portal = replace(reader.portal, layouts=(WITHOUT_LEADS,))
        summary = await reader.sync()
        entry = reader.entry(1)
    assert entry.article is not None
    assert (entry.article.revision, summary.updated) == (revision, revision - 1)
    assert [len(one.blocks) for one in entry.former] == former
    assert len(entry.article.blocks) == revision


async def test_moved_counters_are_no_new_revision(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        reader.pass_days(1)
        site.stories[1].views = 99
        summary = await reader.sync()
        entry = reader.entry(1)
        stored = next(event for event in reader.events if isinstance(event, ArticleStored))
    assert entry.article is not None
    assert (entry.article.revision, entry.former, entry.article.views) == (1, (), 99)
    assert (entry.article.fetched_at, entry.checked_at) == (NOW, reader.now)
    assert (summary.updated, summary.unchanged, stored.changed) == (0, 1, False)


async def test_news_are_found_however_many_pages_they_fill(tmp_path: Path) -> None:
    site = Site({"a": [5, 4, 3, 2, 1]})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.publish("a", *range(10, 18))
        summary = await reader.sync()
        assert reader.asked[:4] == ["/muc/a", "/muc/a?page=2", "/muc/a?page=3", "/muc/a?page=4"]
        assert reader.cached == {*range(1, 6), *range(10, 18)}
    assert summary.new == 8


async def test_an_article_of_another_category_does_not_pass_for_known(tmp_path: Path) -> None:
    site = Site({"a": [3, 2, 1], "b": [6, 5, 4]})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.publish("b", 10, 11, 12, 13)
        site.categories["a"][:0] = [13, 12, 11]
        site.most_read = [10]
        await reader.sync()
        assert reader.cached >= {10, 11, 12, 13}


async def test_a_category_that_appears_in_the_navigation_is_walked_at_once(tmp_path: Path) -> None:
    site = Site({"a": [1], "b": [2]}, menu=["a"])
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        assert reader.cached == {1}
        site.menu = ["a", "b"]
        await reader.sync()
        assert reader.cached == {1, 2}
        assert list(reader.catalogue.names("thu").items()) == [("a", "Mục a"), ("b", "Mục b")]


async def test_chosen_categories_alone_are_walked(tmp_path: Path) -> None:
    async with reading(two_categories(), tmp_path) as reader:
        await reader.sync(categories=("MUC xa-hoi",))
        assert reader.cached == {12, 9, 3}
        await reader.sync(categories=("kinh-te", "kinh-te"))
        assert "/muc/xa-hoi" not in reader.asked
        assert reader.cached == {12, 9, 8, 7, 6, 5, 3}


async def test_of_recent_articles_those_of_the_chosen_categories_alone_are_asked_for(tmp_path: Path) -> None:
    fresh = {number: Story(number, f"Tin số {number}", day=FRESH) for number in (1, 2)}
    async with reading(Site({"a": [1], "b": [2]}, stories=fresh), tmp_path) as reader:
        await reader.sync()
        await reader.sync(categories=("b",))
        assert [target for target in reader.asked if target.startswith("/tin/")] == ["/tin/2"]


async def test_a_category_that_is_none_is_an_error_that_names_those_there_are(tmp_path: Path) -> None:
    async with reading(two_categories(), tmp_path) as reader:
        with pytest.raises(UnknownName) as caught:
            await reader.sync(categories=("the-thao",))
        assert caught.value.known == ("kinh-te", "xa-hoi")
        await reader.sync()


async def test_pages_bound_what_is_walked_and_fetched(tmp_path: Path) -> None:
    async with reading(Site({"a": list(range(12, 0, -1))}), tmp_path) as reader:
        await reader.sync(pages=2)
        assert reader.asked[1:3] == ["/muc/a", "/muc/a?page=2"]
        assert reader.cached == set(range(12, 6, -1))
        await reader.sync(pages=2)
        assert reader.asked == ["/muc/a"]
        await reader.sync()
        assert reader.cached == set(range(1, 13))


async def test_a_bounded_sync_that_was_cut_off_fetches_the_rest_within_its_bound(tmp_path: Path) -> None:
    async with reading(Site({"a": list(range(12, 0, -1))}), tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ArticleStored), SyncPlan(pages=2))
        await reader.sync(pages=2)
        assert reader.cached == set(range(12, 6, -1))


async def test_a_day_bounds_what_is_walked_and_fetched(tmp_path: Path) -> None:
    site = Site({"a": list(range(12, 0, -1))})
    for number, story in site.stories.items():
        story.day = f"{number:02}/01/2024"
    async with reading(site, tmp_path) as reader:
        await reader.sync(since="2024-01-08")
        assert reader.cached == {8, 9, 10, 11, 12}
        assert reader.asked[1:4] == ["/muc/a", "/muc/a?page=2", "/muc/a?page=3"]
        await reader.sync()
        assert reader.cached == set(range(1, 13))


async def test_a_full_sync_walks_to_the_end_and_asks_for_every_article(tmp_path: Path) -> None:
    site = Site({"a": [5, 4, 3, 2, 1]})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[2].body = "<p>Một tin cũ được sửa lại sau nhiều năm.</p>"
        summary = await reader.sync(full=True)
        assert sorted(reader.asked) == sorted(
            ["/muc/a", "/muc/a?page=2", *(f"/tin/{n}" for n in range(1, 6))]
        )
    assert (summary.updated, summary.unchanged) == (1, 4)


async def test_pictures_lie_in_the_cache_before_their_article_does(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].body += '<p><img src="/anh/1.png"></p><p><img src="/anh/1.png"></p>'
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        picture = reader.cache.pictures.get(f"{reader.server.base}/anh/1.png")
        kinds = [type(event) for event in reader.events]
        assert reader.asked.count("/anh/1.png") == 1
    assert picture is not None
    assert (picture.body, picture.content_type) == (b"\x89PNG/anh/1.png", "image/png")
    assert kinds.index(PictureStored) < kinds.index(ArticleStored)
    assert (summary.pictures, summary.pictures_failed) == (1, 0)


async def test_a_sync_without_pictures_asks_for_none_and_a_full_one_makes_up_for_it(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].body += '<p><img src="/anh/1.png"></p>'
    async with reading(site, tmp_path) as reader:
        await reader.sync(pictures=False)
        assert "/anh/1.png" not in reader.asked
        await reader.sync(full=True)
        assert "/anh/1.png" in reader.asked


async def test_a_picture_that_cannot_be_had_does_not_hold_its_article_back(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    pictures = ["/anh/1.png", "/anh/2.png", "http://10.0.0.1/3.png"]
    site.stories[1].body += "".join(f'<p><img src="{url}"></p>' for url in pictures)
    site.faults = {"/anh/1.png": Reply(status=404), "/anh/2.png": Reply("<p>Không có ảnh</p>")}
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.cached == {1}
        assert not reader.cache.pictures.has(f"{reader.server.base}/anh/2.png")
    assert (summary.pictures, summary.pictures_failed, summary.failures) == (0, 2, ())
    assert summary.pictures_lost == 0


async def test_the_start_page_is_not_asked_for_twice_where_it_is_a_listing(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    async with reading(site, tmp_path) as reader:
        reader.portal = type(reader.portal)(
            **{name: getattr(reader.portal, name) for name in reader.portal.__struct_fields__}
            | {"start": f"{reader.server.base}/muc/a"}
        )
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/1"]


async def test_a_resume_is_kept_page_by_page(tmp_path: Path) -> None:
    async with reading(Site({"a": list(range(12, 0, -1))}), tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ListingRead) and event.page == 2)
        state = reader.cache.listing("thu", "a")
        base = reader.server.base
    assert state is not None
    assert state.resume is not None
    assert (state.complete, state.resume.url) == (False, f"{base}/muc/a?page=2")
