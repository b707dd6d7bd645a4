"""Two processes change what the user made at once: what one has read, the other changes before it writes."""

import fcntl
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.user import userstore
from reader.user.kept import Whole
from reader.user.migrations import back_up, copy_of
from reader.user.userdata import Named, UserData
from tests.fakes_store import NOW, PORTAL, an_article
from tests.marked import is_marked

OLD = Whole(an_article("1", text="Cũ."))
NEW = Whole(an_article("1", text="Mới."), (OLD.article,))


class Two:
    """The user's data as two processes have it open, with one clock."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.one, self.other = (UserData.open(path, clock=self.clock) for _ in range(2))

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def close(self) -> None:
        self.one.close()
        self.other.close()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    both = Two(tmp_path / "user.sqlite")
    yield both
    both.close()


def reading(*steps: Whole | Callable[[], None]) -> Callable[[], Whole | None]:
    """Return what gives one article after the other, each after what another process does."""
    left = list(steps)

    def read() -> Whole | None:
        while callable(step := left.pop(0)):
            step()
        return step

    return read


def kept(data: UserData) -> object:
    return data.kept_article(PORTAL, "1"), data.kept_revisions(PORTAL, "1")


def test_of_two_that_keep_a_starred_article_the_one_that_read_the_older_keeps_the_newer_too(two: Two) -> None:
    two.one.mark(PORTAL, "1", "starred", on=True)
    correct = lambda: two.other.keep_whole(PORTAL, "1", lambda: NEW)  # noqa: E731 - a step
    two.one.keep_whole(PORTAL, "1", reading(correct, OLD, NEW))
    assert kept(two.one) == NEW


def test_what_is_unstarred_just_then_is_not_kept(two: Two) -> None:
    two.one.mark(PORTAL, "1", "starred", on=True)

    def unstar() -> None:
        two.other.mark(PORTAL, "1", "starred", on=False)
        two.other.drop(PORTAL, "1")

    two.one.keep_whole(PORTAL, "1", reading(unstar, OLD))
    assert kept(two.one) == (None, ())


def test_what_is_starred_just_then_stays_kept(two: Two) -> None:
    two.one.mark(PORTAL, "1", "starred", on=False)
    two.other.mark(PORTAL, "1", "starred", on=True)
    two.other.keep_whole(PORTAL, "1", lambda: OLD)
    two.one.drop(PORTAL, "1")
    assert kept(two.one) == OLD
    two.one.keep_also(NEW)
    assert kept(two.one) == OLD


def test_of_two_notes_the_second_says_what_it_takes_the_place_of(two: Two) -> None:
    assert two.one.note(PORTAL, "1", "Hỏi") == ""
    assert two.other.note(PORTAL, "1", "Họp") == "Hỏi"
    assert two.one.note(PORTAL, "1", "", instead_of="Hỏi") == "Họp"
    assert two.one.noted(PORTAL, "1") == "Họp"
    assert two.one.note(PORTAL, "1", "", instead_of=" Họp\n") == "Họp"
    assert two.one.noted(PORTAL, "1") == ""


def test_undoing_many_leaves_what_another_marked_since(two: Two) -> None:
    two.one.mark(PORTAL, "3", "read", on=True)
    two.one.mark(PORTAL, "3", "read", on=False)
    marked = two.one.read_many({PORTAL: [Named("1"), Named("2"), Named("3")]})
    for on in (False, True):
        two.other.mark(PORTAL, "2", "read", on=on)
    two.other.mark(PORTAL, "3", "read", on=False)
    before = two.one.state()
    two.one.unread_many(marked)
    after = two.one.state()
    assert [is_marked(two.one, PORTAL, id_, "read") for id_ in "123"] == [False, True, False]
    assert [mark.read for mark in before.marks if mark.id != "1"] == [mark.read for mark in after.marks]


def test_a_search_that_takes_the_number_of_one_that_is_gone_is_not_removed_for_it(two: Two) -> None:
    number = two.one.save_search(PORTAL, "đê bao")
    two.other.drop_search(PORTAL, "đê bao")
    assert two.other.save_search(PORTAL, "hạn mặn") == number
    two.one.drop_search(PORTAL, "đê bao")
    assert two.one.searches(PORTAL) == [(number, "hạn mặn")]


def test_one_copies_at_a_time(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[Path] = []

    def watched(path: Path) -> bool:
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR)
        try:
            with pytest.raises(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(handle)
        copies.append(path)
        return back_up(path)

    monkeypatch.setattr(userstore, "back_up", watched)
    two.one.note(PORTAL, "1", "Hỏi")
    two.close()
    assert len(copies) == 1
    assert copy_of(copies[0]).exists()


def test_where_no_copy_can_be_made_that_keeps_nobody_and_the_next_one_makes_it(tmp_path: Path) -> None:
    copy = copy_of(path := tmp_path / "userdata.sqlite")
    (in_the_way := copy.with_name(f"{copy.name}.new")).mkdir()
    UserData.open(path).close()
    in_the_way.rmdir()
    assert not copy.exists()
    UserData.open(path).close()
    assert copy.exists()
