"""What the user made as a document: merged without loss, in any order, as often as one likes; checked."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.model import STARRED
from reader.user.state import (
    Flag,
    MarkState,
    NoteState,
    Position,
    SearchState,
    State,
    ViewState,
    merged,
    read_state,
    write_state,
)
from reader.user.userdata import UserData
from scrapers.errors import StateFileError
from scrapers.model import Place, PortalCounts, Teaser
from tests import hostile
from tests.fakes_store import NOW, PORTAL, a_library, now
from tests.marked import is_marked
from tests.small_library import ENTRIES, ids, shelf

times = st.datetimes(datetime(2017, 1, 1), datetime(2017, 1, 3), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis adds the zone
    lambda time: time.replace(microsecond=0)
)
flags = st.none() | st.builds(Flag, on=st.booleans(), at=times)
marks = st.builds(
    MarkState,
    portal=st.just(PORTAL),
    id=st.sampled_from("123"),
    title=st.sampled_from(["", "Tựa", "Tựa khác"]),
    published=st.sampled_from([None, "2018-01-17", "2018-01-18"]),
    read=flags,
    starred=flags,
    later=flags,
    position=st.none() | st.builds(Position, share=st.floats(0, 1), at=st.none() | times),
    note=st.none() | st.builds(NoteState, text=st.sampled_from(["", "hỏi lại", "đã hỏi"]), at=times),
)
alike = st.builds(
    lambda one: MarkState(**{f: getattr(one, f) for f in one.__struct_fields__} | {"id": "1"}), marks
)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[UserData]:
    with UserData.open(tmp_path / "data" / "userdata.sqlite", clock=now) as opened:
        yield opened


def a_state(*of: MarkState, searches: tuple[SearchState, ...] = ()) -> State:
    return State(form="tinvl-state", version=1, marks=of, searches=searches)


# Merging ------------------------------------------------------------------------------------------------


@given(alike, alike)
def test_the_order_of_two_machines_does_not_matter(one: MarkState, other: MarkState):
    assert merged(one, other) == merged(other, one)


@given(alike, alike, alike)
def test_nor_does_that_of_three_for_what_is_marked(a: MarkState, b: MarkState, c: MarkState):
    one, other = merged(merged(a, b), c), merged(a, merged(b, c))
    assert (one.read, one.starred, one.later, one.position, one.note) == (
        other.read, other.starred, other.later, other.position, other.note,
    )  # fmt: skip


@given(alike, alike)
def test_merging_again_changes_nothing(one: MarkState, other: MarkState):
    both = merged(one, other)
    assert merged(both, both) == both
    assert merged(both, other) == both
    assert merged(both, one) == both


@given(alike, alike)
def test_the_later_word_counts_and_none_is_lost(one: MarkState, other: MarkState):
    both = merged(one, other)
    for name in ("read", "starred", "later"):
        said = [flag for mark in (one, other) if (flag := getattr(mark, name))]
        kept = getattr(both, name)
        assert (kept is None) is not bool(said)
        assert all(kept.at > flag.at or kept == flag or (kept.at == flag.at and kept.on) for flag in said)
    for name in ("position", "note"):
        said = [word for mark in (one, other) if (word := getattr(mark, name))]
        kept = getattr(both, name)
        assert kept in said if said else kept is None
        assert all(word.at is None or kept.at >= word.at for word in said)


def test_an_article_is_called_as_the_later_says_or_else_the_earlier() -> None:
    flag = Flag(on=True, at=NOW)
    later = MarkState(portal=PORTAL, id="1", read=replace(flag, at=NOW + timedelta(hours=1)))
    earlier = MarkState(portal=PORTAL, id="1", title="Tựa", published="2018-01-17", starred=flag)
    for title, published in (("", None), ("Tựa khác", None), ("", "2018-01-18"), ("Tựa khác", "2018-01-18")):
        both = merged(replace(later, title=title, published=published), earlier)
        assert (both.title, both.published) == (title or "Tựa", published or "2018-01-17")


@given(st.lists(marks, max_size=4), st.lists(marks, max_size=4))
def test_in_the_database_too_import_is_idempotent_and_its_order_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, one: list[MarkState], other: list[MarkState]
):
    found = []
    for order in ((one, other), (other, one)):
        home = tmp_path_factory.mktemp("state")
        with UserData.open(home / "userdata.sqlite", clock=now) as data:
            for each in order:
                data.take_in(a_state(*each))
            before = data.state()
            assert data.take_in(a_state(*one)).is_nothing
            assert data.take_in(before).is_nothing
            assert data.state() == before
            found.append([(m.id, m.read, m.starred, m.later, m.position, m.note) for m in before.marks])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "make",
    [
        lambda data: data.mark(PORTAL, "1", "read", on=True),
        lambda data: data.mark(PORTAL, "1", "starred", on=True),
        lambda data: data.mark(PORTAL, "1", "later", on=True),
        lambda data: data.keep_position(PORTAL, "1", 0.4),
        lambda data: data.keep_position(PORTAL, "1", 0),
        lambda data: data.note(PORTAL, "1", "Hỏi lại"),
    ],
)
def test_one_word_of_an_article_is_enough_to_export_it(
    data: UserData, tmp_path: Path, make: Callable[[UserData], object]
) -> None:
    make(data)
    with UserData.open(tmp_path / "other.sqlite", clock=now) as other:
        assert other.take_in(data.state()).marks == 1
        assert other.state() == data.state()


def test_what_is_exported_comes_back_whole(data: UserData, tmp_path: Path):
    data.mark(PORTAL, "1", "read", on=True, title="Tựa", published="2018-01-17")
    data.mark(PORTAL, "2", "starred", on=True)
    data.mark(PORTAL, "2", "starred", on=False)
    data.keep_position(PORTAL, "1", 0.4)
    data.note(PORTAL, "3", "Hỏi lại Sở", title="Tựa ba")
    data.save_search(PORTAL, "chữ ký số")
    teaser = Teaser(id="1", url="http://a.vn/1", title="Tin", place=Place.MOST_READ, views=9)
    data.see(PORTAL, [teaser], None, NOW)
    data.see(PORTAL, (), PortalCounts(online=17, total=1503139), NOW)
    written = write_state(data.state())
    assert b"until" not in written, "a count that was seen once"
    with UserData.open(tmp_path / "other" / "userdata.sqlite", clock=now) as other:
        taken = other.take_in(read_state(written, "file"))
        assert (taken.marks, taken.searches, taken.views) == (3, 1, 1)
        assert other.state() == data.state()
        assert other.take_in(read_state(written, "file")).is_nothing
        assert is_marked(other, PORTAL, "1", "read")
        assert not is_marked(other, PORTAL, "2", "starred")
        assert other.position(PORTAL, "1") == 0.4
        assert other.noted(PORTAL, "3") == "Hỏi lại Sở"


def a_day_each(data: UserData, *counts: int | None, online: int | None = 17) -> None:
    """Look at a portal on one day after the other; a page tells the views of an article, or does not."""
    for days, count in enumerate(counts, 1 - len(counts)):
        at = NOW + timedelta(days=days)
        data.begin_round(PORTAL, at)
        teaser = Teaser(id="1", url="http://a.vn/1", title="Tin", place=Place.MOST_READ, views=count)
        data.see(PORTAL, [teaser], PortalCounts(online=online) if online else None, at)


@pytest.mark.parametrize("counts", [(7, 9, 9, 9), (7, 7, 9, 9, 9, 12), (9, 9, 9, 3), (9, 9, None, 9, None)])
def test_a_curve_is_the_same_on_another_machine_also_where_it_is_flat(
    tmp_path: Path, counts: tuple[int | None, ...]
) -> None:
    with a_library(tmp_path / "one", ENTRIES) as one, a_library(tmp_path / "other", ENTRIES) as other:
        a_day_each(one.userdata, *counts)
        state = one.userdata.state()
        assert other.take_in(read_state(write_state(state), "file")).views == len(state.views)
        assert other.userdata.state() == state
        assert other.take_in(state).is_nothing
        assert one.take_in(state).is_nothing
        assert other.stats.histories(PORTAL, ["1"]) == one.stats.histories(PORTAL, ["1"])
        assert other.stats.figures(PORTAL).rising == one.stats.figures(PORTAL).rising


def test_of_a_portal_without_counters_the_ends_of_what_is_flat_are_there(tmp_path: Path) -> None:
    with a_library(tmp_path / "one", ENTRIES) as one, a_library(tmp_path / "other", ENTRIES) as other:
        a_day_each(one.userdata, 7, 9, 9, 9, online=None)
        other.take_in(one.userdata.state())
        (history,) = other.stats.histories(PORTAL, ["1"])["1"]
        assert [*history.points] == [
            (NOW - timedelta(days=3), 7), (NOW - timedelta(days=2), 9), (NOW, 9),
        ]  # fmt: skip


def test_a_count_stands_as_long_as_either_machine_saw_it(data: UserData) -> None:
    for hours, until in ((-1, None), (2, 2), (5, 5), (3, 5), (None, 5)):
        seen = ViewState(
            portal=PORTAL, id="1", place="listing", count=9, at=NOW,
            until=None if hours is None else NOW + timedelta(hours=hours),
        )  # fmt: skip
        data.take_in(replace(a_state(), views=(seen,)))
        (view,) = data.state().views
        assert data._ask("SELECT last_at >= seen_at FROM views") == [(1,)]
        assert (view.at, view.until) == (NOW, None if until is None else NOW + timedelta(hours=until))
    other = replace(seen, count=8, until=NOW + timedelta(hours=9))
    assert data.take_in(replace(a_state(), views=(other,))).is_nothing


def test_an_older_unmarking_does_not_undo_a_later_mark_and_a_later_one_does(data: UserData):
    data.mark(PORTAL, "1", "read", on=True)
    for days, read in ((-1, True), (1, False)):
        off = Flag(on=False, at=NOW + timedelta(days=days))
        data.take_in(a_state(MarkState(portal=PORTAL, id="1", read=off)))
        assert is_marked(data, PORTAL, "1", "read") is read


def test_what_says_nothing_of_an_article_but_its_name_changes_nothing(data: UserData):
    assert data.take_in(a_state(MarkState(portal=PORTAL, id="1", title="Tựa"))).is_nothing
    data.mark(PORTAL, "1", "read", on=True, title="Tựa")
    assert data.take_in(a_state(MarkState(portal=PORTAL, id="1", title="Tựa khác"))).is_nothing


def test_a_star_from_another_machine_keeps_the_article_whole_and_its_end_lets_it_go(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as library:
        for days, kept in ((0, ["1"]), (1, [])):
            star = Flag(on=not days, at=NOW + timedelta(days=days))
            library.take_in(a_state(MarkState(portal=PORTAL, id="1", starred=star)))
            assert ids(library, shelf=STARRED) == kept
            assert (library.userdata.kept_article(PORTAL, "1") is not None) is bool(kept)


def test_marks_find_their_article_under_the_id_that_it_has_here(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as library:
        at = Flag(on=True, at=NOW)
        library.take_in(
            a_state(
                MarkState(portal=PORTAL, id="901", title="Tổng kết năm 2017", published="2018-01-17", read=at)
            )
        )
        assert ids(library, unread=True) == ["2", "5", "3", "4"]
        assert shelf(library, "tin-trong-nganh") == (3, 2)


# Checking -----------------------------------------------------------------------------------------------

AT = "2018-01-18T09:30:00Z"
GOOD: dict[str, object] = {
    "form": "tinvl-state",
    "version": 1,
    "marks": [{"portal": "v", "id": "1", "read": {"on": True, "at": "2018-01-18T09:30:00Z"}}],
}


def wrong(path: str, value: object) -> bytes:
    """The document with one value replaced."""
    document = json.loads(json.dumps(GOOD))
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step)] if step.isdecimal() else place[step]
    place[last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "not what tinvl state export writes"),
        (b"{", "not what tinvl state export writes"),
        (b"\xff\xfe", "not what tinvl state export writes"),
        (
            b'{"form": "tinvl-state", "version": 1, "marks": [{"portal": "\xff"}]}',
            "not what tinvl state export writes",
        ),
        (b"[" * 100_000, "not what tinvl state export writes"),
        (b"[]", "not what tinvl state export writes"),
        (b"{}", "not a state of this program"),
        (b'{"form": "other", "version": 1}', "not a state of this program"),
        (wrong("version", 2), "version 2 of a newer program"),
        (wrong("version", 0), "$.version"),
        (wrong("more", 1), "unknown field `more`"),
        (wrong("marks", {}), "$.marks"),
        (wrong("marks.0.read.on", "yes"), "$.marks[0].read.on"),
        (wrong("marks.0.read.at", "yesterday"), "$.marks[0].read.at"),
        (wrong("marks.0.read.at", "2018-01-18T09:30:00"), "$.marks[0].read.at"),
        (wrong("marks.0.read.at", "0001-01-01T00:00:00+14:00"), "outside the years 1970 to 2999"),
        (wrong("marks.0.read.at", "9999-12-31T23:59:59-14:00"), "$.marks[0].read"),
        (wrong("marks.0.id", ""), "$.marks[0].id"),
        (wrong("marks.0.id", "\x1b]52;c;eA==\x07"), "`$.marks[0]`: `id` is no plain text"),
        (wrong("marks.0.portal", "a\u202eb"), "`portal` is no plain text"),
        (wrong("marks.0.position", {"share": 1.5}), "$.marks[0].position.share"),
        (wrong("views", [{"portal": "v", "id": "1", "place": "x", "count": -1, "at": AT}]),
         "$.views[0].count"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_refused_with_what_is_wrong_and_where(document: bytes, said: str):
    with pytest.raises(StateFileError) as told:
        read_state(document, "marks.json")
    assert said in str(told.value)
    assert told.value.where == "marks.json"


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_hostile_text_in_a_document_is_cleaned_or_refused(data: UserData, text: str):
    mark = {"portal": "v", "id": "1", "title": text, "published": text, "read": {"on": True, "at": AT}}
    search = {"portal": "v", "words": text or "x", "made_at": "2018-01-18T09:30:00Z"}
    document = {"form": "tinvl-state", "version": 1, "marks": [mark], "searches": [search]}
    try:
        data.take_in(read_state(json.dumps(document).encode(), "file"))
    except StateFileError as error:
        assert "surrogate" in str(error).lower() or "$" in str(error) or "not what" in str(error)  # noqa: PT017
        assert data.state().marks == ()
        return
    assert all(hostile.harmless(word) for _number, word in data.searches("v"))
    assert all(hostile.harmless(f"{one.title}{one.published}") for one in data.state().marks)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def searched(data: UserData) -> list[str]:
    return [words for _number, words in data.searches(PORTAL)]


def test_a_search_that_was_removed_does_not_come_back_and_goes_from_the_other_machine_too(tmp_path: Path):
    with UserData.open(tmp_path / "a", clock=lambda: at(0)) as one:
        one.save_search(PORTAL, "chữ ký số")
        one.save_search(PORTAL, "họp báo")
        with UserData.open(tmp_path / "b", clock=lambda: at(5)) as other:
            other.take_in(one.state())
            other.drop_search(PORTAL, "chữ ký số")
            assert other.take_in(one.state()).is_nothing
            assert searched(other) == ["họp báo"]
            written = read_state(write_state(other.state()), "file")
            taken = one.take_in(written)
            assert (taken.removed, taken.searches) == (1, 0)
            assert searched(one) == ["họp báo"]
            assert one.take_in(written).is_nothing


def test_a_search_that_is_saved_again_counts_against_its_removal(tmp_path: Path):
    times = [at(0), at(1), at(2)]
    with UserData.open(tmp_path / "a", clock=lambda: times[0]) as one:
        one.save_search(PORTAL, "chữ ký số")
        one.drop_search(PORTAL, "chữ ký số")
        removed = one.state()
        assert removed.searches[0].removed_at is not None
        times.pop(0)
        one.save_search(PORTAL, "chữ ký số")
        assert one.take_in(removed).is_nothing
        assert searched(one) == ["chữ ký số"]
        assert [(found.made_at, found.removed_at) for found in one.state().searches] == [(at(1), None)]
        with UserData.open(tmp_path / "b", clock=lambda: times[0]) as other:
            for state in (removed, one.state(), removed):
                other.take_in(state)
            assert searched(other) == ["chữ ký số"]


def test_of_a_search_that_is_saved_here_in_the_second_it_was_removed_elsewhere_the_search_counts(
    data: UserData,
):
    data.save_search(PORTAL, "họp báo")
    gone = SearchState(portal=PORTAL, words="họp báo", made_at=NOW - timedelta(days=1), removed_at=NOW)
    assert data.take_in(replace(a_state(), searches=(gone,))).removed == 0
    assert searched(data) == ["họp báo"]


def test_nothing_is_taken_in_where_the_write_fails(data: UserData, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.user.statestore._take_searches", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        data.take_in(a_state(MarkState(portal=PORTAL, id="1", read=Flag(on=True, at=NOW))))
    assert data.state().marks == ()
