"""Marks and counts go to the article that their id means today, and only from where nothing else is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.library import Library
from reader.user.userdata import Named, UserData
from scrapers.model import Entry, Place, Teaser
from tests.fakes_store import NOW, PORTAL, a_library, an_article, an_entry, now
from tests.marked import is_marked
from tests.small_library import history

OLD, NEW = "1", "7"
TITLE = "Tổng kết năm 2017 của tỉnh"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[UserData]:
    with UserData.open(tmp_path / "userdata.sqlite", clock=now) as opened:
        yield opened


def listed(library: Library, entry: Entry) -> None:
    library.catalogue.upsert_many(library.cache.put_many([entry]))


@pytest.mark.parametrize("is_here", [False, True])
def test_another_id_of_an_article_says_whose_its_marks_are_unless_it_has_its_own(
    tmp_path: Path, *, is_here: bool
):
    under_both = replace(an_entry(NEW, TITLE), aliases=(OLD,))
    entries = (under_both, an_entry(OLD, "Tin khác hẳn")) if is_here else (under_both,)
    with a_library(tmp_path, entries) as library:
        library.userdata.mark(PORTAL, OLD, "read", on=True)  # without a title: only the id tells
        seen = Teaser(id=OLD, url="http://a.vn/1", title="Tin", place=Place.MOST_READ, views=5)
        library.userdata.see(PORTAL, [seen], None, NOW)
        library.keeping.relink(PORTAL)
        assert is_marked(library.userdata, PORTAL, OLD, "read") is is_here
        assert is_marked(library.userdata, PORTAL, NEW, "read") is not is_here
        assert history(library.userdata, PORTAL, NEW) == ({} if is_here else {Place.MOST_READ: [(NOW, 5)]})


def test_a_starred_article_goes_to_its_new_id_with_its_former_revisions(tmp_path: Path):
    article = replace(an_article(OLD, TITLE), revision=2)
    entry = replace(an_entry(OLD, TITLE), article=article, former=(an_article(OLD, "Tựa cũ"),))
    with a_library(tmp_path, [entry]) as library:
        library.star(PORTAL, OLD)
        library.clear_cache()
        listed(library, an_entry(NEW, TITLE, cached=False))
        library.keeping.relink(PORTAL)
        kept = (*library.userdata.kept_revisions(PORTAL, NEW), library.userdata.kept_article(PORTAL, NEW))
        assert [(one.id, one.title) for one in kept if one] == [(NEW, "Tựa cũ"), (NEW, TITLE)]


def test_a_starred_article_that_was_fetched_by_its_address_stays_beside_one_that_is_called_the_same(
    tmp_path: Path,
):
    alone = replace(an_entry(OLD, TITLE), sightings=(), checked_at=NOW)
    with a_library(tmp_path, [alone]) as library:
        library.star(PORTAL, OLD)
        listed(library, an_entry(NEW, TITLE))
        library.keeping.relink(PORTAL)
        assert library.cache.entry(PORTAL, OLD) == alone
        assert is_marked(library.userdata, PORTAL, OLD, "starred")
        assert not is_marked(library.userdata, PORTAL, NEW, "starred")


def test_a_starred_article_that_is_here_under_another_id_does_not_come_back_under_its_old_one(tmp_path: Path):
    with a_library(tmp_path, [an_entry(OLD, TITLE)]) as library:
        library.star(PORTAL, OLD)
        library.cache.clear()
        library.catalogue.rebuild()
        listed(library, replace(an_entry(NEW, TITLE), aliases=(OLD,)))
        library.keeping.restore()
        assert library.cache.entry(PORTAL, OLD) is None


@pytest.mark.parametrize(
    ("old", "new", "there"),
    [
        ("Một", "Hai", "Hai · Một"),
        ("Hai", "Một", "Một · Hai"),
        ("Hai", "Hai", "Hai"),
        ("Một", "", "Một"),
        ("", "Hai", "Hai"),
        ("", "", ""),
    ],
)
def test_notes_on_what_turns_out_to_be_one_article_both_stay(
    tmp_path: Path, old: str, new: str, there: str
) -> None:
    with a_library(tmp_path, [an_entry(NEW, TITLE)]) as library:
        for hours, (id_, text) in enumerate(((NEW, new), (OLD, old))):
            library.userdata._clock = lambda at=NOW + timedelta(hours=hours): at
            library.userdata.note(PORTAL, id_, "Trước", title=TITLE)
            library.userdata.note(PORTAL, id_, text, title=TITLE)
        library.userdata.mark(PORTAL, OLD, "read", on=True)
        library.keeping.relink(PORTAL)
        assert library.userdata.noted(PORTAL, NEW) == there
        assert library.userdata.noted(PORTAL, OLD) == ""


@pytest.mark.parametrize("by_title", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        lambda data: data.mark(PORTAL, OLD, "read", on=True, title=TITLE),
        lambda data: data.mark(PORTAL, OLD, "starred", on=True, title=TITLE),
        lambda data: data.mark(PORTAL, OLD, "later", on=True, title=TITLE),
        lambda data: data.note(PORTAL, OLD, "Hỏi lại", title=TITLE),
        lambda data: [data.mark(PORTAL, OLD, "read", on=on, title=TITLE) for on in (True, False)],
        lambda data: [data.mark(PORTAL, OLD, "starred", on=on, title=TITLE) for on in (True, False)],
        lambda data: [data.mark(PORTAL, OLD, "later", on=on, title=TITLE) for on in (True, False)],
        lambda data: [data.note(PORTAL, OLD, text, title=TITLE) for text in ("Hỏi lại", "")],
        lambda data: [
            data.mark(PORTAL, OLD, "later", on=False, title=TITLE),
            data.keep_position(PORTAL, OLD, 0.4),
        ],
    ],
    ids=["read", "starred", "later", "noted", "unread", "unstarred", "no later", "note removed", "position"],
)
def test_each_mark_follows_by_itself(
    tmp_path: Path, make: Callable[[UserData], object], *, by_title: bool
) -> None:
    entry = an_entry(NEW, TITLE) if by_title else replace(an_entry(NEW, "Tin khác"), aliases=(OLD,))
    with a_library(tmp_path, [entry]) as library:
        make(library.userdata)
        (before,) = library.userdata.state().marks
        library.keeping.relink(PORTAL)
        assert library.userdata.state().marks == (replace(before, id=NEW),)


def test_marks_that_another_process_moved_first_are_moved_once(data: UserData) -> None:
    data.mark(PORTAL, OLD, "starred", on=True)
    before = data.changes()
    for _time in range(2):
        data.carry(PORTAL, OLD, NEW, keep_old=False)
        assert [mark.id for mark in data.state().marks] == [NEW]
        assert data.changes() == before + 1


def test_an_article_that_nothing_is_said_of_any_longer_takes_a_copy_of_marks(data: UserData) -> None:
    data.mark(PORTAL, OLD, "starred", on=True)
    data.unread_many(data.read_many({PORTAL: [Named(NEW)]}))
    for _time in range(2):
        data.carry(PORTAL, OLD, NEW, keep_old=True)
        assert [mark.id for mark in data.state().marks] == [OLD, NEW]
        data.mark(PORTAL, NEW, "starred", on=False)
        assert is_marked(data, PORTAL, OLD, "starred")
    assert not is_marked(data, PORTAL, NEW, "starred"), "it has a mark of its own"
