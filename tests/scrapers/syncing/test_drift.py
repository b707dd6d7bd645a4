"""A portal whose layout changes: what a sync says of it, and how its kept pages are read again."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.portals.rules import Layout
from scrapers.states import Drift
from scrapers.syncing.drift import Habits, drifts, learned, still
from scrapers.syncing.events import SyncPlan
from scrapers.syncing.reparse import reparse
from scrapers.syncing.reread import Outcome
from tests.fakes_store import an_entry
from tests.loopback import Reply
from tests.site import LAYOUT, Reader, Site, portal_of, reading, rule

USUAL = Habits(pages={"article": 20}, rules={"article.title: css h1": 20, "article.author: css b": 12})
NOTHING_HELD = Habits(pages={"article": 6})
TITLE = Drift(kind="article", field="title", rule="css h1", pages=6, held=0)


def test_a_rule_that_used_to_hold_and_no_longer_does_is_named_and_a_fickle_one_is_not() -> None:
    assert drifts(USUAL, NOTHING_HELD) == (TITLE,)


def test_too_few_pages_say_nothing_and_half_of_them_are_enough_to_hold() -> None:
    assert drifts(USUAL, Habits(pages={"article": 4})) == ()
    assert drifts(Habits(pages={"article": 4}, rules={"article.title: css h1": 4}), NOTHING_HELD) == ()
    assert drifts(USUAL, Habits(pages={"article": 6}, rules={"article.title: css h1": 3})) == ()
    assert drifts(USUAL, Habits(pages={"listing": 9})) == ()


def test_a_broken_habit_is_not_unlearned_so_that_every_sync_says_so() -> None:
    after = learned(USUAL, NOTHING_HELD, (TITLE,))
    assert drifts(after, NOTHING_HELD) == (TITLE,)
    assert still((TITLE,), Habits(pages={"article": 4})) == (TITLE,)
    assert still((TITLE,), Habits(pages={"article": 5})) == ()


def test_a_habit_is_what_held_on_most_pages_and_five_pages_are_enough_to_break_it() -> None:
    of_late = Habits(pages={"article": 5})
    assert drifts(Habits(pages={"article": 10}, rules={"article.title: css h1": 8}), of_late)
    assert not drifts(Habits(pages={"article": 10}, rules={"article.title: css h1": 7}), of_late)


def test_of_a_long_habit_what_is_old_counts_half() -> None:
    now = Habits(pages={"article": 10}, rules={"article.title: css h2": 10})
    rules = {"article.title: css h1": 201}
    assert learned(Habits(pages={"article": 201}, rules=rules), now, ()) == Habits(
        pages={"article": 110}, rules={"article.title: css h1": 100, "article.title: css h2": 10}
    )
    assert learned(Habits(pages={"article": 200}, rules=rules), now, ()).pages == {"article": 210}


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_habit_learns_what_holds_and_never_counts_a_rule_more_often_than_pages(old: int, new: int) -> None:
    rules = "article.title: css h1"
    before = Habits(pages={"article": old}, rules={rules: old})
    after = learned(before, Habits(pages={"article": new}, rules={rules: new}), ())
    assert after.rules[rules] == after.pages["article"]
    assert drifts(before, Habits(pages={"article": new}, rules={rules: new})) == ()


# With a real sync ------------------------------------------------------------------------------------

FIRST, SECOND = list(range(1, 8)), list(range(11, 18))


def redesigned(number: int) -> Reply:
    """The page of a story as no rule of the site's knows it."""
    return Reply(
        f"<html><body><h3 class='new'>Tin số {number}</h3><div class='text'><p>Nội dung mới của tin này, "
        f"đủ dài để là một đoạn văn.</p></div></body></html>"
    )


def mended() -> Layout:
    """The rules after somebody read the new pages."""
    article = replace(LAYOUT.article, title=rule("h3.new") + rule("h1"), body=rule("div.text, div.body"))
    return replace(LAYOUT, article=article)


async def changed_portal(reader: Reader) -> None:
    """Sync once, then let the portal publish in a new layout."""
    await reader.sync()
    reader.site.publish("a", *SECOND)
    for number in SECOND:
        reader.site.stories[number].fault = redesigned(number)


async def test_a_sync_says_that_the_portal_changed_until_its_pages_are_read_again(tmp_path: Path) -> None:
    async with reading(Site({"a": list(FIRST)}), tmp_path) as reader:
        assert (await reader.sync()).drift == ()
        await changed_portal(reader)
        summary = await reader.sync()
        assert {("article", "title"), ("article", "body")} <= {(d.kind, d.field) for d in summary.drift}
        assert summary.layout_changed == len(SECOND)
        state = reader.cache.portal_state("thu")
        assert state.drift == summary.drift
        assert reader.cached == set(FIRST)
        assert all(reader.cache.raw("thu", str(number)) for number in SECOND)


async def test_a_listing_that_ends_is_no_changed_pager_and_one_that_ends_at_once_is(tmp_path: Path) -> None:
    names = "abcdef"
    site = Site({name: [at * 10 + number for number in range(1, 6)] for at, name in enumerate(names, 1)})
    async with reading(site, tmp_path) as reader:
        for plan in (SyncPlan(pages=1), SyncPlan(full=True)):
            assert (await reader.sync(plan)).drift == ()
        state = reader.cache.portal_state("thu")
        assert state.pages["listing"] == 3 * len(names)

        for name in names:
            site.categories[name] = site.categories[name][:3]
        (drift,) = (await reader.sync(SyncPlan(full=True))).drift
        assert (drift.kind, drift.field, drift.held) == ("listing", "next", 0)


async def test_kept_pages_are_read_again_offline_once_the_rules_are_mended(tmp_path: Path) -> None:
    async with reading(Site({"a": list(FIRST)}), tmp_path) as reader:
        await changed_portal(reader)
        await reader.sync()
        good = [reader.entry(number).article for number in FIRST]
        reader.server.seen.clear()
        portal = replace(portal_of(reader.server.base), layouts=(mended(),))
        told = list(reparse(portal, cache=reader.cache, catalogue=reader.catalogue, clock=reader.clock))
        outcomes = {int(one.id): one.outcome for one in told}
        assert outcomes == dict.fromkeys(FIRST, Outcome.SAME) | dict.fromkeys(SECOND, Outcome.NEW)
        assert [one.done for one in told] == list(range(1, 15))
        assert reader.server.seen == []
        assert reader.cached == {*FIRST, *SECOND}
        assert reader.catalogue.uncached("thu") == []
        assert [reader.entry(number).article for number in FIRST] == good
        state = reader.cache.portal_state("thu")
        assert state.drift == ()
        assert state.pages == {"article": 14}


async def test_with_the_old_rules_reading_again_changes_nothing(tmp_path: Path) -> None:
    async with reading(Site({"a": list(FIRST)}), tmp_path) as reader:
        await changed_portal(reader)
        await reader.sync()
        reader.cache.put(an_entry("99", portal="thu", cached=False))
        before = list(reader.cache.entries("thu"))
        told = list(reparse(reader.portal, cache=reader.cache, catalogue=reader.catalogue))
        assert {one.outcome for one in told} == {Outcome.SAME, Outcome.UNREADABLE, Outcome.NO_PAGE}
        assert list(reader.cache.entries("thu")) == before
        assert reader.cache.portal_state("thu").pages == {"article": 14}, "the unreadable ones count as well"


async def test_a_better_rule_changes_an_article_in_place_and_one_unreadable_since_becomes_a_revision(
    tmp_path: Path,
) -> None:
    site = Site({"a": [1, 2]})
    for story in site.stories.values():
        story.day = "09/03/2026"
        story.body += '<p class="by">Hồng Hạnh</p>'
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[2].fault = redesigned(2)
        reader.pass_days(1)
        await reader.sync()
        article = replace(mended().article, author=rule("p.by"))
        portal = replace(reader.portal, layouts=(replace(LAYOUT, article=article),))
        told = list(reparse(portal, cache=reader.cache, catalogue=reader.catalogue, clock=reader.clock))
        assert {one.outcome for one in told} == {Outcome.CHANGED}
        one, two = reader.entry(1), reader.entry(2)
    assert one.article is not None
    assert (one.article.author, one.article.revision, one.former) == ("Hồng Hạnh", 1, ())
    assert two.article is not None
    assert (two.article.revision, len(two.former)) == (2, 1)
