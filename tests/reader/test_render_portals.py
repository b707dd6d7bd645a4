"""A portal as a line: its title, what is here of it, and what a sync does there, for any width."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from reader.model import PortalRow, Status
from reader.progress import Progress, Sync
from reader.render.portals import portal_line
from scrapers.errors import Unreachable
from scrapers.syncing.events import Summary, Waiting

NOW = datetime(2018, 3, 1, tzinfo=UTC)
HERE = PortalRow(
    Status(portal="vl", title="Sở Vĩnh Long", articles=120, unread=17, synced_at=NOW - timedelta(hours=3)),
    counted=True,
)
EMPTY = PortalRow(Status(portal="vl", title="Sở Vĩnh Long"), counted=True)
UNCOUNTED = PortalRow(HERE.status)


def ended(**counts: int) -> Sync:
    return Sync(progress=Progress(summary=Summary("vl", NOW, NOW, **counts)))  # type: ignore[arg-type]  # numbers all


def line(row: PortalRow, sync: Sync | None = None, width: int = 80) -> str:
    return "".join(bit.text for bit in portal_line(row, sync, width, NOW))


def right(row: PortalRow, sync: Sync | None = None, width: int = 80) -> str:
    """What stands behind the title."""
    drawn = line(row, sync, width)
    assert len(drawn) == width
    return drawn.removeprefix("Sở Vĩnh Long").lstrip()


def test_it_says_what_is_unread_and_how_fresh_it_is():
    assert right(HERE) == "17 unread  synced 3 hours ago"
    assert right(EMPTY) == "never synced"
    assert right(UNCOUNTED) == "…"


def test_the_title_of_one_with_news_stands_out():
    looks = [portal_line(row, None, 80, NOW)[0].look for row in (HERE, EMPTY)]
    assert looks == ["unread", "title"]


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(), "Asking the portal …"),
        (Progress(index=1, of=3, category="Tin"), "Syncing 1/3 Tin"),
        (Progress(done=3, queued=1200, fetching=True), "Fetching articles  3/1.200"),
        (
            Progress(done=3, queued=9, fetching=True, waiting=Waiting("vl", others=True)),
            "Fetching articles  3/9",
        ),
    ],
)
def test_while_a_sync_runs_it_says_what_that_does(progress: Progress, said: str):
    assert right(HERE, Sync(progress=progress)) == said


def test_while_a_sync_waits_for_the_portal_it_says_only_that():
    waiting = Waiting("vl", seconds=9, tries=1, of=3)
    said = right(HERE, Sync(progress=Progress(done=3, queued=9, fetching=True, waiting=waiting)))
    assert said
    assert "3/9" not in said


def test_a_sync_that_is_to_stop_or_broke_says_so():
    assert right(HERE, Sync(stopping=True)) == "stopping …"
    broke = Sync(error=Unreachable("no answer", where="http://vl.example/"))
    assert right(HERE, broke, 200).startswith("The portal cannot be reached: http://vl.example/.")
    assert right(HERE, broke, 40).startswith("The portal cannot b")


def test_what_a_sync_came_to_stands_before_what_is_here():
    assert right(HERE, ended(new=12, updated=3), 100).startswith("12 new articles, 3 corrected  17 unread  s")
    assert right(HERE, ended(unreachable=True), 100).startswith("out of reach  17 unread")
    assert right(UNCOUNTED, ended(new=12)) == "…"


@pytest.mark.parametrize(
    ("width", "said"),
    [(58, "12 new articles, 3 corrected  17 unread"), (46, "12 new articles, 3 corrected"), (40, "17 unread"),
     (24, "")],
)  # fmt: skip
def test_where_that_has_no_room_it_says_what_is_here_all_the_same(width: int, said: str):
    assert right(HERE, ended(new=12, updated=3), width) == said


@pytest.mark.parametrize(
    ("sync", "width", "said"),
    [
        (Sync(progress=Progress(done=3, queued=1200, fetching=True)), 60,
         "Sở Thông tin và T…tỉnh Vĩnh Long  Fetching articles  3/1.200"),
        (Sync(progress=Progress(done=3, queued=1200, fetching=True)), 40,
         "Sở Thông…nh Long  Fetching articles  3/…"),
        (Sync(error=Unreachable("no answer", where="http://vl.example/")), 40,
         "Sở Thông…ĩnh Long  The portal cannot be…"),
        (None, 80, "Sở Thông tin và Truyền thông tỉnh Vĩnh Long        17 unread  synced 3 hours ago"),
        (None, 67, "Sở Thông tin và Tr…ng tỉnh Vĩnh Long  17 unread  synced 3 hours ago"),
        (None, 66, "Sở Thông tin và Truyền thông tỉnh Vĩnh Long              17 unread"),
        (None, 40, "Sở Thông tin v…tỉnh Vĩnh Long  17 unread"),
        (None, 25, "Sở Thôn…h Long  17 unread"),
        (None, 24, "Sở Thông tin…Vĩnh Long"),
        (None, 3, "…"),
    ],
)  # fmt: skip
def test_a_long_title_is_cut_in_its_middle(sync: Sync | None, width: int, said: str):
    title = "Sở Thông tin và Truyền thông tỉnh Vĩnh Long"
    assert line(PortalRow(replace(HERE.status, title=title), counted=True), sync, width).strip() == said
