"""Notes on articles: kept, changed, removed, found by their words, taken to another machine."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.desk import Desk
from reader.library import Library
from reader.model import NOTED
from reader.searching.query import parse
from reader.user.noted import LONGEST
from reader.user.state import MarkState, NoteState, State, read_state
from reader.user.undoable import Noted
from scrapers.errors import StoreReadOnly
from tests import hostile
from tests.fakes_store import NOW, PORTAL, a_library, an_entry, fill, now
from tests.small_library import ids, shelf


def note(library: Library, id: str) -> str:
    """The note on an article, as a list has it."""
    head = library.head_of(PORTAL, id)
    assert head is not None
    return head.note


def found(library: Library, typed: str) -> list[str]:
    """The ids of what a search finds."""
    rows = library.search.find(PORTAL, parse(typed)).rows
    return sorted(head.id for head in library.heads(rows))


def test_a_note_is_kept_changed_and_removed(library: Library, tmp_path: Path):
    library.note(PORTAL, "1", "  Hỏi lại\nSở ")
    library.note(PORTAL, "3", "Họp")
    library.note(PORTAL, "3", "Họp hôm nay")
    library.note(PORTAL, "4", "x")
    library.note(PORTAL, "4", "")
    library.note(PORTAL, "2", "")

    with Library.open(library.paths, clock=now) as again:
        assert [note(again, id_) for id_ in "1234"] == ["Hỏi lại Sở", "", "Họp hôm nay", ""]
        assert ids(again, noted=True) == ["1", "3"]
        assert ids(again, shelf=NOTED) == ["1", "3"]
        assert shelf(again, NOTED) == (2, 2)


def test_it_is_one_clean_line_of_bounded_length(library: Library):
    for text in hostile.TEXTS.values():
        library.note(PORTAL, "1", f"a {text}")
        assert note(library, "1").startswith("a")
        assert note(library, "1").isprintable()
    library.note(PORTAL, "1", "ă" * 5000)
    assert note(library, "1") == "ă" * LONGEST


def test_the_shelf_counts_what_is_unread_as_its_articles_are_read(library: Library):
    library.note(PORTAL, "1", "a")
    assert shelf(library, NOTED) == (1, 1)
    library.mark_read(PORTAL, "1", True)
    assert shelf(library, NOTED) == (1, 0)


@pytest.mark.parametrize("typed", ["note:hỏi", "ghichu:hoi", "GhiChú:Hỏi", 'ghichu:"hoi lai"', "note:#đê"])
def test_its_words_are_found_with_or_without_accents(library: Library, typed: str):
    library.note(PORTAL, "1", "Hỏi lại #đê-bao")
    library.note(PORTAL, "3", "Đã xong")

    assert found(library, typed) == ["1"]


def test_a_search_asks_for_words_of_the_note_and_of_the_text_together(library: Library):
    library.note(PORTAL, "1", "Hỏi lại Sở")
    library.note(PORTAL, "3", "Hỏi báo")

    assert found(library, "note:hỏi nội dung") == ["1", "3"]
    assert found(library, "note:hỏi note:sở") == ["1"]
    assert found(library, "note:hỏi họp") == ["3"]
    assert found(library, "hỏi") == [], "a search without it looks at texts alone"
    assert found(library, "is:noted") == found(library, "ghi:chú") == ["1", "3"]


@pytest.mark.parametrize("typed", ["note:#", "-note:#", "note:", "note"])
def test_what_asks_for_no_word_of_a_note_is_taken_literally(typed: str):
    wanted = parse(typed)
    assert (wanted.notes, wanted.not_notes) == ((), ())
    assert [term.words[0] for term in (*wanted.terms, *wanted.without)] == ["note"]


def test_a_saved_search_for_notes_is_counted_again_when_one_is_written(library: Library):
    key = library.searches.save(PORTAL, "is:noted")
    library.searches.recount(PORTAL)
    assert shelf(library, key) == (0, 0)
    library.note(PORTAL, "1", "a")
    assert library.searches.is_stale(PORTAL)
    library.searches.recount(PORTAL)
    assert shelf(library, key) == (1, 1)


def test_writing_one_can_be_undone_and_what_says_so_already_is_no_change(library: Library):
    desk = Desk(library, PORTAL)
    head = library.head_of(PORTAL, "1")
    assert head is not None
    first = desk.note(head, "Một")
    head = library.head_of(PORTAL, "1")
    assert head is not None
    assert desk.note(head, " Một ") is None
    assert desk.note(head, "")
    assert note(library, "1") == ""
    for before in ("Một", ""):
        undone = desk.pop_undo()
        assert isinstance(undone, Noted)
        assert desk.take_back(undone)
        assert note(library, "1") == before
    assert undone == first
    assert not desk.can_undo


def test_it_follows_its_article_to_another_id(tmp_path: Path):
    title = "Tổng kết công tác năm 2017 của ngành"
    with a_library(tmp_path, [an_entry("new", title)]) as library:
        library.userdata.note(PORTAL, "old", "Hỏi lại", title=title, published="2018-01-17")
        library.keeping.relink(PORTAL)

        assert note(library, "new") == "Hỏi lại"
        assert found(library, "note:hoi") == ["new"]


def test_what_an_article_is_called_stays_with_its_note_until_it_is_called_otherwise(library: Library) -> None:
    for title, published in (("Tựa", "2018-01-18"), ("", None), ("Tựa mới", None), ("", None)):
        library.userdata.note(PORTAL, "9", f"Xem {title}", title=title, published=published)
    (mark,) = library.userdata.state().marks
    assert (mark.title, mark.published) == ("Tựa mới", "2018-01-18")


def test_of_two_machines_the_later_word_counts_also_where_it_removes(tmp_path: Path):
    entries = [an_entry("1"), an_entry("2")]
    with a_library(tmp_path / "a", entries) as one, a_library(tmp_path / "b", entries) as other:
        one.note(PORTAL, "1", "sớm")
        one.note(PORTAL, "2", "sớm")
        other.userdata._clock = lambda: NOW + timedelta(hours=1)
        other.note(PORTAL, "1", "muộn")
        other.note(PORTAL, "2", "muộn")
        other.note(PORTAL, "2", "")
        written = one.userdata.state(), other.userdata.state()
        one.take_in(written[1])
        other.take_in(written[0])

        for library in (one, other):
            assert [note(library, id_) for id_ in "12"] == ["muộn", ""]
            assert found(library, "note:muon") == ["1"]


def test_a_note_of_a_document_is_cleaned(library: Library):
    mark = {
        "portal": PORTAL,
        "id": "1",
        "note": {"text": "a\x1b]52;c;eA==\x07\nb", "at": "2018-01-18T09:30:00Z"},
    }
    document = {"form": "tinvl-state", "version": 1, "marks": [mark]}
    library.take_in(read_state(json.dumps(document).encode(), "file"))

    assert note(library, "1").isprintable()
    assert note(library, "1").startswith("a")
    assert library.take_in(read_state(json.dumps(document).encode(), "file")).is_nothing


def test_where_nothing_can_be_written_it_is_refused_and_nothing_is_there_to_undo(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(library.userdata, "writable", False)
    desk = Desk(library, PORTAL)
    head = library.head_of(PORTAL, "1")
    assert head is not None
    with pytest.raises(StoreReadOnly):
        desk.note(head, "Một")
    assert not desk.can_undo


def test_an_article_with_a_note_is_kept_whole_through_a_cleared_cache_until_neither_note_nor_star_is_left(
    library: Library,
):
    text = library.article(PORTAL, "1")
    library.note(PORTAL, "1", "Hỏi lại")
    library.star(PORTAL, "1")
    library.star(PORTAL, "1", on=False)
    library.clear_cache()
    assert ids(library) == ids(library, shelf=NOTED) == ["1"]
    assert note(library, "1") == "Hỏi lại"
    assert library.article(PORTAL, "1") == text

    library.star(PORTAL, "1")
    library.note(PORTAL, "1", "\t")
    library.clear_cache()
    assert ids(library) == ["1"]
    library.note(PORTAL, "1", "Hỏi lại")
    library.star(PORTAL, "1", on=False)
    library.note(PORTAL, "1", "", instead_of="what another process no longer finds")
    library.clear_cache()
    assert ids(library) == ["1"]
    library.note(PORTAL, "1", "")
    library.clear_cache()
    assert ids(library) == []


def test_what_came_after_the_note_on_it_is_kept_before_the_cache_is_cleared(tmp_path: Path):
    with a_library(tmp_path, [replace(an_entry("1"), article=None), an_entry("2")]) as library:
        library.note(PORTAL, "1", "Hỏi lại")
        library.star(PORTAL, "2")
        assert library.userdata.kept_article(PORTAL, "1") is None
        fill(library.cache, library.catalogue, [an_entry("1"), an_entry("3")])
        library.clear_cache()
        assert sorted(ids(library)) == ["1", "2"]


def test_a_note_from_another_machine_keeps_its_article_whole_and_its_removal_lets_it_go(library: Library):
    for hours, text in enumerate(("Hỏi lại", "Xong", "")):
        said = NoteState(text=text, at=NOW + timedelta(hours=hours))
        mark = MarkState(portal=PORTAL, id="1", note=said)
        library.take_in(State(form="tinvl-state", version=1, marks=(mark,)))
        assert (library.userdata.kept_article(PORTAL, "1") is not None) is bool(text)
