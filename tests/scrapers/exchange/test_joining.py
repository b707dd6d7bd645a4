"""What two machines know of one article, and of a portal as a whole, joined."""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.exchange.joining import joined, joined_portal
from scrapers.merge import revised, sighted
from scrapers.model import (
    Article,
    Category,
    Document,
    Entry,
    Paragraph,
    Place,
    Sighting,
)
from scrapers.states import PortalState, Tab

START = datetime(2018, 1, 1, tzinfo=UTC)
URL = "http://example.test/tin/1"


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def a_text(word: str, *, pages: int = 1, incomplete: bool = False, views: int | None = None) -> Article:
    """What the page of the article says at some time."""
    blocks = tuple(Paragraph(text=f"{word} {page}") for page in range(1, pages + 1))
    return Article(
        portal="p",
        id="1",
        url=URL,
        title="Tin",
        blocks=blocks,
        pages=pages,
        incomplete=incomplete,
        views=views,
    )


def fetched(entry: Entry, text: Article, at: int) -> Entry:
    """The entry after a sync at that hour, as one stores it."""
    before = entry.article
    fresh = replace(text, fetched_at=hour(at))
    after = revised(entry, fresh, checked_at=hour(at), etag=f"e{at}", last_modified=f"m{at}")
    if before is not None and after.article is not None and after.article.revision == before.revision:
        return replace(after, article=replace(after.article, fetched_at=before.fetched_at))
    return after


def read_at(history: list[str], hours: list[int]) -> Entry:
    """What a machine knows that asked for the page at these hours; `history` has its text hour by hour."""
    entry = Entry(portal="p", id="1", url=URL)
    for at in sorted(set(hours)):
        entry = fetched(entry, a_text(history[at], views=at), at)
    return entry


def texts_of(entry: Entry) -> list[Article]:
    """The texts of an article, oldest first."""
    return [*entry.former, entry.article] if entry.article else []


def said(entry: Entry) -> list[str]:
    """What they say."""
    first = [text.blocks[0] for text in texts_of(entry)]
    return [block.text.split()[0] for block in first if isinstance(block, Paragraph)]


def runs(words: list[str]) -> list[str]:
    """Words without those that repeat the one before."""
    return [word for at, word in enumerate(words) if at == 0 or words[at - 1] != word]


HOURS = st.lists(st.integers(0, 9), min_size=1, max_size=5)
HISTORIES = st.lists(st.integers(0, 2), min_size=10, max_size=10).map(
    lambda steps: [f"w{sum(steps[: at + 1])}" for at in range(10)]
)
"""Texts that change now and then, and never back."""


@given(HISTORIES, HOURS, HOURS)
def test_of_one_portal_both_machines_come_to_know_the_same(
    history: list[str], mine: list[int], theirs: list[int]
) -> None:
    assume(not set(mine) & set(theirs))  # no two ask at the very same moment
    here, there = read_at(history, mine), read_at(history, theirs)
    entry = joined(here, there)

    last = history[max(*mine, *theirs)]
    both = [*mine, *theirs]
    assert said(entry)[-1] == last
    assert [word for word in said(here) if word not in said(entry)] == []
    if set(said(here)) & set(said(there)):
        assert said(entry) == runs([history[at] for at in sorted(both)])
        assert said(joined(there, here)) == said(entry)
        first = {history[at]: hour(at) for at in sorted(both, reverse=True)}
        assert [text.fetched_at for text in texts_of(entry)] == [first[word] for word in said(entry)]
        assert joined(entry, here) == entry
    assert joined(entry, there) == entry
    assert joined(here, here) == here
    assert [text.revision for text in texts_of(entry)] == list(range(1, len(said(entry)) + 1))
    asked = max(both)
    assert (entry.checked_at, entry.etag, entry.last_modified) == (hour(asked), f"e{asked}", f"m{asked}")
    assert entry.article is not None
    assert entry.article.views == asked


def test_what_is_not_here_is_taken_as_it_is() -> None:
    there = read_at(["a"] * 10, [3])
    assert joined(None, there) is there
    name = Entry(portal="p", id="1", url=URL)
    assert joined(name, there).article == there.article
    assert joined(there, name) == there


def test_other_rules_make_no_correction() -> None:
    here, there = read_at(["a"] * 10, [1, 5]), read_at(["A"] * 10, [3])
    assert said(joined(here, there)) == ["a"]
    assert said(joined(here, read_at(["A"] * 10, [6]))) == ["a", "A"]


def test_of_a_text_that_was_put_back_it_counts_when_it_came() -> None:
    here = replace(read_at(["a"] * 10, [3]), checked_at=None)
    assert said(joined(here, read_at(["A"] * 10, [2]))) == ["a"]
    assert said(joined(here, read_at(["A"] * 10, [6]))) == ["a", "A"]


def test_texts_that_were_left_out_stay_out_when_the_file_comes_again() -> None:
    history = ["a", "b", "c", *["d"] * 7]
    here, there = read_at(history, [1]), read_at(history, [0, 3])
    once = joined(here, there)
    assert said(once) == ["b", "d"]
    assert joined(once, there) == once
    later = joined(once, read_at(history, [0, 2, 3]))
    assert said(later) == ["b", "d"]
    assert said(joined(once, read_at(history, [1, 2, 3]))) == ["b", "c", "d"]


def test_older_texts_come_too_where_the_oldest_here_is_known_there_by_its_time() -> None:
    history = ["a", *["b"] * 9]
    assert said(joined(read_at(history, [3]), read_at(history, [0, 3]))) == ["a", "b"]


def test_a_part_never_takes_the_place_of_a_whole() -> None:
    start = Entry(portal="p", id="1", url=URL)
    whole, part = a_text("a", pages=2), a_text("a", incomplete=True)
    here, there = fetched(start, whole, 1), fetched(start, part, 5)
    for entry in (joined(here, there), joined(there, here)):
        assert entry.former == ()
        assert entry.article is not None
        assert (entry.article.pages, entry.article.incomplete) == (2, False)
        assert entry.article.fetched_at == hour(1)


def test_a_whole_takes_the_place_of_a_part_whichever_was_asked_for_last() -> None:
    start = Entry(portal="p", id="1", url=URL)
    part = replace(fetched(start, a_text("a", incomplete=True), 1), checked_at=hour(9))
    whole = fetched(start, a_text("a", pages=2), 5)
    for entry in (joined(part, whole), joined(whole, part)):
        assert entry.former == ()
        assert entry.article is not None
        assert (entry.article.pages, entry.article.incomplete) == (2, False)
        assert entry.article.fetched_at == hour(1)


def test_that_it_is_gone_counts_if_it_was_seen_last() -> None:
    here = read_at(["a"] * 10, [5])
    gone = replace(here, gone_at=hour(7), checked_at=hour(7))
    assert joined(here, gone).gone_at == hour(7)
    assert joined(read_at(["a"] * 10, [9]), gone).gone_at is None
    assert joined(gone, here).gone_at == hour(7)


def test_of_each_place_the_newest_sighting_stays() -> None:
    def seen(at: int, views: int, place: Place = Place.LISTING) -> Sighting:
        return Sighting(place=place, page=URL, seen_at=hour(at), category="c", title=f"t{at}", views=views)

    name = Entry(portal="p", id="1", url=URL)
    here = sighted(sighted(name, seen(5, 50)), seen(5, 5, Place.LATEST))
    there = sighted(sighted(name, seen(7, 70)), seen(1, 1, Place.LATEST))
    for entry in (joined(here, there), joined(there, here)):
        assert {(s.place, s.views) for s in entry.sightings} == {(Place.LISTING, 70), (Place.LATEST, 5)}


def test_what_either_machine_read_of_files_is_here() -> None:
    def read(at: int, *urls: str) -> Entry:
        name = Entry(portal="p", id="1", url=URL)
        text = Paragraph(text=f"Điều {at}.")
        files = tuple(Document(url=url, fetched_at=hour(at), blocks=(text,)) for url in urls)
        return replace(name, documents=files)

    here, there = read(3, "a", "b"), read(5, "b", "c")
    assert {one.url: one.fetched_at for one in joined(here, there).documents} == {
        "a": hour(3), "b": hour(5), "c": hour(5)
    }  # fmt: skip
    (b,) = (one for one in joined(there, here).documents if one.url == "b")
    assert (b.fetched_at, [text.fetched_at for text in b.former]) == (hour(5), [hour(3)])


def test_an_article_that_is_kept_under_another_id_stays_under_it() -> None:
    here = replace(read_at(["a"] * 10, [1]), id="7", aliases=("9",))
    here = replace(here, article=replace(here.article, id="7") if here.article else None)
    there = replace(read_at(["a", *["b"] * 9], [0, 5]), aliases=("8",))
    entry = joined(here, there)
    assert entry.id == "7"
    assert entry.aliases == ("9", "8", "1")
    assert {text.id for text in texts_of(entry)} == {"7"}


def test_categories_are_added_and_tabs_stay_tabs() -> None:
    one, two, tab = (Category(slug=slug, name=slug, url=URL) for slug in ("one", "two", "tab"))
    mine = PortalState(
        portal="p", categories=(one,), tabs=(Tab(category=tab, looked_at=START),), synced_at=hour(5)
    )
    state = joined_portal(mine, (two, one, tab), hour(3))
    assert state == replace(mine, categories=(one, two))
    assert joined_portal(PortalState(portal="p"), (two,), hour(3)) == PortalState(
        portal="p", categories=(two,), synced_at=hour(3)
    )
    assert joined_portal(mine, (), hour(7)).synced_at == hour(7)
