"""What comes of an article that two processes change at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.edits import Edit, has_text_of, made_to
from scrapers.filerevisions import documented
from scrapers.filerevisions import known_texts as said
from scrapers.merge import revised, sighted
from scrapers.model import Article, Document, Entry, Paragraph, Place, Sighting
from tests.fakes_store import NOW, an_article

URL = "http://stttt.vinhlong.gov.vn/xem/1"
NAMED = Entry(portal="vinhlong", id="1", url=URL)


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


def a_text(text: str, minute: int, **about: object) -> Article:
    return replace(an_article("1", text=text), fetched_at=at(minute), **about)


def fetched(entry: Entry, text: str, minute: int, **about: object) -> Entry:
    """An entry whose page was asked for, and came with a text."""
    return revised(entry, a_text(text, minute, **about), checked_at=at(minute), etag=f'"{minute}"')


def asked(entry: Entry, minute: int, *, gone: bool = False) -> Entry:
    """An entry whose page was asked for, and brought nothing new."""
    return replace(entry, checked_at=at(minute), gone_at=at(minute) if gone else None)


def since_it_stood(before: Entry, after: Entry) -> Entry:
    """An entry whose text is no correction, and so is as old as before."""
    assert before.article is not None
    assert after.article is not None
    return replace(after, article=replace(after.article, fetched_at=before.article.fetched_at))


def seen(entry: Entry, place: Place, minute: int = 0, title: str = "Tin") -> Entry:
    return sighted(entry, Sighting(place=place, page=URL, seen_at=at(minute), title=title))


def read(entry: Entry, url: str, minute: int) -> Entry:
    """An entry of which a file was read."""
    said = Paragraph(text=f"Điều {minute}.")
    return documented(entry, (Document(url=url, fetched_at=at(minute), blocks=(said,)),))


def texts(entry: Entry) -> Sequence[str]:
    articles = (*entry.former, entry.article) if entry.article else entry.former
    return [block.text for one in articles for block in one.blocks if isinstance(block, Paragraph)]


HERE = fetched(seen(NAMED, Place.LISTING), "Cũ.", 1)


@pytest.mark.parametrize("before", [None, NAMED, HERE])
def test_where_nobody_else_has_stored_it_an_edit_is_what_it_says(before: Entry | None) -> None:
    after = seen(before or NAMED, Place.LATEST)
    assert made_to(before, Edit(before, after)) is after
    assert made_to(None, Edit(before, after)) is after
    assert made_to(after, Edit(before, after)) is after


def test_what_a_page_names_takes_nothing_from_a_text_that_came_meanwhile() -> None:
    before = seen(NAMED, Place.LISTING)
    there = replace(fetched(before, "Nội dung.", 2), aliases=("xa",))
    after = replace(seen(before, Place.MOST_READ), aliases=("xb",))
    made = made_to(there, Edit(before, after))
    assert made == replace(seen(there, Place.MOST_READ), aliases=("xa", "xb"))
    assert not has_text_of(made, after)


def test_a_text_takes_nothing_from_what_a_page_named_meanwhile() -> None:
    there = seen(NAMED, Place.LISTING)
    after = fetched(NAMED, "Nội dung.", 2)
    made = made_to(there, Edit(None, after))
    assert made == seen(after, Place.LISTING)
    assert has_text_of(made, after)


@pytest.mark.parametrize("mine_is_last", [False, True])
def test_of_two_texts_the_one_that_was_fetched_last_is_a_revision_of_the_other(mine_is_last: bool) -> None:
    first, last = fetched(HERE, "Sửa.", 2), fetched(HERE, "Sửa nữa.", 3)
    there, after = (first, last) if mine_is_last else (last, first)
    made = made_to(there, Edit(HERE, after))
    assert texts(made) == ["Cũ.", "Sửa.", "Sửa nữa."]
    assert made.article is not None
    assert (made.article.revision, made.etag, made.checked_at) == (3, '"3"', at(3))
    assert has_text_of(made, after) == mine_is_last


@pytest.mark.parametrize("mine_is_last", [False, True])
def test_the_same_text_twice_is_no_correction_and_stands_since_it_first_came(mine_is_last: bool) -> None:
    first, last = fetched(NAMED, "Nội dung.", 2), fetched(NAMED, "Nội dung.", 3, views=7)
    there, after = (first, last) if mine_is_last else (last, first)
    made = made_to(there, Edit(None, after))
    assert made.article == a_text("Nội dung.", 2, views=7)
    assert (made.former, made.checked_at) == ((), at(3))


@pytest.mark.parametrize("mine_is_last", [False, True])
def test_that_a_page_did_not_come_takes_no_text_away(mine_is_last: bool) -> None:
    there = fetched(HERE, "Sửa.", 3)
    after = asked(HERE, 4 if mine_is_last else 2, gone=True)
    made = made_to(there, Edit(HERE, after))
    assert texts(made) == ["Cũ.", "Sửa."]
    assert (made.checked_at, made.gone_at) == ((at(4), at(4)) if mine_is_last else (at(3), None))
    assert made_to(after, Edit(HERE, there)) == made


@pytest.mark.parametrize("minute", [2, 4])
def test_what_a_page_counted_stays_where_it_is_unchanged_for_another(minute: int) -> None:
    counted = since_it_stood(HERE, fetched(HERE, "Cũ.", 3, views=9))
    for made in (
        made_to(counted, Edit(HERE, asked(HERE, minute))),
        made_to(asked(HERE, minute), Edit(HERE, counted)),
    ):
        assert made.article == a_text("Cũ.", 1, views=9)
        assert made.checked_at == at(max(minute, 3))


def test_a_text_of_which_nobody_knows_when_it_was_asked_for_is_a_revision() -> None:
    restored = replace(NAMED, article=a_text("Cũ.", 1))
    made = made_to(restored, Edit(None, fetched(NAMED, "Sửa.", 2)))
    assert (texts(made), made.checked_at) == (["Cũ.", "Sửa."], at(2))


def test_validators_go_with_the_text_that_they_came_with() -> None:
    part = fetched(NAMED, "Nội", 1, incomplete=True)
    grown = since_it_stood(part, fetched(part, "Nội dung.", 6))
    made = made_to(grown, Edit(part, fetched(part, "Sửa.", 5)))
    assert (texts(made)[-1], made.etag, made.checked_at) == ("Sửa.", '"5"', at(6))


def test_a_part_never_takes_the_place_of_a_whole() -> None:
    whole = fetched(NAMED, "Nội dung.", 2, pages=2)
    part = fetched(NAMED, "Nội.", 3, incomplete=True)
    for made in (made_to(whole, Edit(None, part)), made_to(part, Edit(None, whole))):
        assert (texts(made), made.checked_at) == (["Nội dung."], at(3))


steps = st.lists(
    st.one_of(
        st.builds(
            lambda place, minute, title: lambda entry: seen(entry, place, minute, title),
            st.sampled_from(Place), st.integers(0, 9), st.sampled_from(["Tin", "Tin khác", ""]),
        ),
        st.builds(lambda text, minute: lambda entry: fetched(entry, text, minute),
                  st.sampled_from(["Một.", "Hai.", "Ba."]), st.integers(0, 9)),
        st.builds(lambda minute, gone: lambda entry: asked(entry, minute, gone=gone),
                  st.integers(0, 9), st.booleans()),
        st.builds(lambda url, minute: lambda entry: read(entry, url, minute),
                  st.sampled_from(["a", "b"]), st.integers(0, 9)),
    ),
    max_size=4,
)  # fmt: skip


@given(steps, steps, steps)
def test_whatever_two_do_what_either_saw_and_the_newest_text_are_there(
    before: Sequence, mine: Sequence, theirs: Sequence  # type: ignore[type-arg]  # steps as above
) -> None:  # fmt: skip
    was, after, there = NAMED, NAMED, NAMED
    for step in before:
        was = step(was)
    after = there = was
    for step in mine:
        after = step(after)
    for step in theirs:
        there = step(there)
    made = made_to(there, Edit(was, after))
    places = {(one.place, one.seen_at) for entry in (there, after) for one in entry.sightings}
    newest = {place: max(at for other, at in places if other is place) for place, _ in places}
    assert {one.place: one.seen_at for one in made.sightings} == newest
    changed = [one for one in (there, after) if one.article != was.article]
    if changed:
        last = max(changed, key=lambda one: one.article.fetched_at)  # type: ignore[union-attr]  # it has one
        assert set(texts(made)) >= set(texts(last))
    assert set(texts(made)) >= set(texts(was))
    files = [
        (one.url, text.fetched_at)
        for entry in (there, after)
        for one in entry.documents
        for text in said(one)
    ]
    assert {one.url: one.fetched_at for one in made.documents} == dict(sorted(files))
    assert {(one.url, text.fetched_at) for one in made.documents for text in said(one)} == set(files)
