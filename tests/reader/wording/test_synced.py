"""What the line of a sync says while it runs, and the message at its end."""

from datetime import timedelta

import pytest

from reader.progress import Sync
from reader.wording.synced import doing, ended
from scrapers.model import Category
from scrapers.syncing.events import (
    ArticleStored,
    CategoryStarted,
    Event,
    Failure,
    FileStored,
    ListingRead,
    Summary,
    Waiting,
)
from tests.fakes_store import NOW, PORTAL

WALK: tuple[Event, ...] = (
    CategoryStarted(PORTAL, Category(slug="tin", name="Tin", url=""), index=7, of=7),
    ListingRead(PORTAL, category="tin", page=1, teasers=10, new=10, total=None),
)


def stored(done: int, queued: int) -> ArticleStored:
    return ArticleStored(PORTAL, id=str(done), title="Tin", revision=1, new=True, done=done, queued=queued)


def read(done: int, queued: int) -> FileStored:
    return FileStored(PORTAL, id="1", url="", name="Tệp", text=True, done=done, queued=queued)


def after(*events: tuple[float, Event]) -> Sync:
    sync = Sync()
    for seconds, event in events:
        sync = sync.after(event, NOW + timedelta(seconds=seconds))
    return sync


def said(sync: Sync) -> str:
    return doing(sync.progress, sync.left)


def test_files_are_read_at_their_own_pace_behind_the_articles() -> None:
    articles = [(second, stored(second + 1, 6)) for second in range(6)]
    files = [(100 + 10 * number, read(number, 20)) for number in range(1, 8)]
    assert said(after(*articles, files[0])) == "Reading attached files"
    assert after(*articles, *files[:1]).progress.share == pytest.approx(1 / 20)
    assert after(*articles, *files).left == pytest.approx(10 * 13)


def test_its_end_tells_how_many_files_were_read_with_the_articles() -> None:
    summary = Summary(portal=PORTAL, started_at=NOW, ended_at=NOW, new=3, updated=1, files=2)
    assert ended(summary) == "Synced: 3 new articles, 1 corrected, 2 files read."


def test_its_end_tells_that_weaker_encryption_was_accepted() -> None:
    summary = Summary(PORTAL, NOW, NOW, weakly=True)
    told = "vinhlong is asked with weaker encryption than usual, as its file says (tls_security_level)."
    assert ended(summary) == f"Synced: 0 new articles. {told}"


@pytest.mark.parametrize(
    ("error", "message", "listings", "begins"),
    [
        ("LayoutChanged", "no categories found by any rule", 0, "Nothing of vinhlong could be read: "),
        ("Elsewhere", "not on the portal's own hosts: wifi.lan", 0, "Nothing of vinhlong could be read: "),
        ("NotAllowed", "robots.txt", 0, "Synced: 0 new articles, 1 failed"),
        ("LayoutChanged", "no entries found by any rule", 1, "Synced: 0 new articles, 1 failed"),
    ],
)
def test_a_page_of_another_in_place_of_the_first_is_told_with_what_to_do(
    error: str, message: str, listings: int, begins: str
) -> None:
    failures = (Failure(url="http://a.vn/", error=error, message=message),)
    summary = Summary(PORTAL, NOW, NOW, listings=listings, failures=failures)
    assert ended(summary).startswith(begins)


def test_while_lists_are_read_their_category_is_named_then_that_articles_are_fetched() -> None:
    walked = [(0, event) for event in WALK]
    assert said(after(*walked)) == "Syncing 7/7 Tin"
    assert said(after(*walked, (1, stored(1, 10)))) == "Fetching articles"
    assert said(after((0, stored(1, 1)), *walked)) == "Syncing 7/7 Tin", "one that was asked for comes first"


@pytest.mark.parametrize(
    ("seconds", "queued", "left"),
    [
        (1, 30, "less than a minute left"),
        (10, 106, "about 17 minutes left"),
        (10, 12, "about 1 minute left"),
        (60, 1006, "about 17 hours left"),
        (0, 106, ""),
    ],
)
def test_after_some_articles_it_is_told_how_long_the_rest_takes(
    seconds: float, queued: int, left: str
) -> None:
    sync = after(*((seconds * done, stored(done, queued)) for done in range(1, 7)))
    assert said(sync) == " · ".join(filter(None, ("Fetching articles", left)))


def test_the_pace_of_what_was_asked_for_says_nothing_of_the_rest() -> None:
    first = [(float(done), stored(done, 6)) for done in range(1, 7)]
    walked = [(100.0, event) for event in WALK]
    assert after(*first, *walked, (101.0, stored(7, 100))).left is None


def test_why_it_waits_is_said_in_place_of_all_that() -> None:
    waiting = Waiting(PORTAL, "BadStatus", "HTTP 503", told=True, seconds=20, tries=2, of=3)
    sync = after(*((float(done), stored(done, 99)) for done in range(1, 7)), (7.0, waiting))
    assert said(sync) == "told to wait (503): retrying in 20 s (2/3)"
