"""Two machines read one listing and bring each other what they know: no entry is missing for ever."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.exchange.walks import Walks, begun_anew, joined_walk
from scrapers.model import Category, Entry, ListingPage, PageRequest, Place, Sighting, Teaser
from scrapers.states import ListingState
from scrapers.syncing.walk import Bound, Walk

START = datetime(2018, 1, 1, tzinfo=UTC)
FIRST = "https://p.vn/tin"
TIN = Category(slug="tin", name="Tin", url=FIRST)
SIZE = 3


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def an_entry(number: int | str, category: str = "tin") -> Entry:
    seen = Sighting(place=Place.LISTING, page=FIRST, seen_at=START, category=category)
    return Entry(portal="p", id=str(number), url=f"https://p.vn/{number}", sightings=(seen,))


class Machine:
    """What one of them knows of the listing; its clock may be wrong by years."""

    def __init__(self, years: int = 0) -> None:
        self.known: dict[str, Entry] = {}
        self.state: ListingState | None = None
        self.walk: Walk | None = None
        self.moved = 0
        """How often news came since the walk began."""
        self.wrong_by = timedelta(days=365 * years)

    def begin(self, pages: int | None = None) -> None:
        """Begin to walk; a walk that was not at its end is broken off."""
        state = self.state or ListingState(portal="p", category="tin")
        self.walk, self.moved = Walk(TIN, state, Bound(pages)), 0

    def take(self, request: PageRequest, page: ListingPage, at: datetime) -> None:
        assert self.walk is not None
        self.walk.note(walked_at=at + self.wrong_by)
        step = self.walk.took(request, page, self.known.__contains__)
        self.known.update((teaser.id, an_entry(teaser.id)) for teaser in step.keep)
        self.state = step.state or self.state

    def bring(self, other: "Machine", stop_after: int | None = None) -> None:
        """Take what this machine knows to another one; no walk goes on meanwhile."""
        self.walk = other.walk = None
        theirs = (self.state,) if self.state else ()
        walks = Walks(theirs, lambda _slug: other.state, list(other.known.values()))
        for entry in list(self.known.values())[:stop_after]:
            for state in walks.take(other.known.get(entry.id), entry):
                other.state = state
            other.known[entry.id] = entry
        if stop_after is None:
            for state in walks.joined():
                other.state = state


class World:
    """A listing that grows, and two machines that read it now and then."""

    def __init__(self, years: Sequence[int] = (0, 0)) -> None:
        self.count = 9
        self.hours = 0
        self.machines = [Machine(wrong) for wrong in years]

    def publish(self, count: int) -> None:
        """Publish news; a walk bears that once, two pages at most: pages that come again end it."""
        self.count += count
        for machine in self.machines:
            machine.moved += 1
            if machine.moved > 1 or count > 2 * SIZE:
                machine.walk = None

    def _page(self, request: PageRequest) -> ListingPage:
        at = int(request.url.partition("?")[2] or 1)
        there = range(self.count - (at - 1) * SIZE, max(0, self.count - at * SIZE), -1)
        teasers = (
            Teaser(id=str(one), url=f"https://p.vn/{one}", title="Tin", place=Place.LISTING) for one in there
        )
        more = at * SIZE < self.count
        following = PageRequest(url=f"{FIRST}?{at + 1}") if more else None
        return ListingPage(teasers=tuple(teasers), next=following)

    def step(self, machine: Machine, pages: int = 1) -> None:
        """Let a machine walk on for so many pages."""
        while pages and machine.walk is not None and (request := machine.walk.request) is not None:
            self.hours += 1
            machine.take(request, self._page(request), hour(self.hours))
            pages -= 1

    def walk(self, machine: Machine, pages: int | None = None) -> None:
        """Let it walk to the end."""
        machine.begin(pages)
        self.step(machine, -1)

    def missing(self, machine: Machine) -> set[int]:
        """Sync until nothing more comes, and return what is still not known."""
        for _time in range(3):
            self.walk(machine)
        return {number for number in range(1, self.count + 1) if str(number) not in machine.known}


WHO = st.integers(0, 1)
MOVES = st.one_of(
    st.tuples(st.just("publish"), st.integers(1, 8)),
    st.tuples(st.just("walk"), WHO, st.sampled_from((None, None, 1, 2))),
    st.tuples(st.just("begin"), WHO, st.sampled_from((None, None, 1, 2))),
    st.tuples(st.just("step"), WHO, st.integers(1, 4)),
    st.tuples(st.just("finish"), WHO),
    st.tuples(st.just("bring"), WHO, st.one_of(st.none(), st.none(), st.integers(0, 9))),
)


def play(world: World, moves: Sequence[tuple[object, ...]]) -> None:
    """Do one thing after the other."""
    for what, *how in moves:
        if what == "publish":
            world.publish(how[0])  # type: ignore[arg-type]  # as drawn above
            continue
        machine, other = world.machines[:: -1 if how[0] else 1]
        match what:
            case "walk":
                world.walk(machine, how[1])  # type: ignore[arg-type]  # likewise
            case "begin":
                machine.begin(how[1])  # type: ignore[arg-type]  # likewise
            case "step":
                world.step(machine, how[1])  # type: ignore[arg-type]  # likewise
            case "finish":
                world.step(machine, -1)
            case "bring":
                machine.bring(other, how[1])  # type: ignore[arg-type]  # likewise


@settings(max_examples=300)
@given(st.lists(MOVES, max_size=14), st.tuples(st.sampled_from((0, -30, 60)), st.just(0)))
def test_no_entry_is_missing_for_ever(moves: list[tuple[object, ...]], years: tuple[int, int]) -> None:
    world = World(years)
    play(world, moves)
    for machine in world.machines:
        assert world.missing(machine) == set()


@pytest.mark.parametrize("years", [(0, 0), (60, 0), (-30, 0), (0, 60), (0, -30)])
def test_a_walk_that_ended_later_may_have_begun_earlier(years: tuple[int, int]) -> None:
    world = World(years)
    slow, quick = world.machines
    slow.begin()
    world.step(slow, 2)
    world.publish(7)
    world.walk(quick, pages=1)
    world.step(slow, -1)
    slow_before, there = slow.state, dict(slow.known)
    quick.bring(slow)
    assert world.missing(slow) == set()
    slow.state, slow.known = slow_before, there
    slow.bring(quick)
    assert world.missing(quick) == set()


def test_a_file_that_has_all_that_is_known_here_spares_the_walk() -> None:
    world = World()
    mine, theirs = world.machines
    world.walk(mine, pages=1)
    world.walk(theirs)
    theirs.bring(mine)
    assert mine.state == theirs.state
    assert mine.state is not None
    assert mine.state.complete


def test_a_whole_walk_that_ended_before_what_is_known_here_came_leaves_no_hole_between() -> None:
    world = World()
    mine, theirs = world.machines
    world.walk(theirs)
    world.publish(SIZE + 1)
    world.walk(mine, pages=1)
    theirs.bring(mine)
    assert world.missing(mine) == set()


def test_an_import_that_was_broken_off_is_made_up_for_by_another() -> None:
    world = World()
    theirs, mine = world.machines
    world.walk(mine)
    world.publish(4)
    world.walk(theirs)
    theirs.bring(mine, stop_after=6)
    assert mine.state == ListingState(portal="p", category="tin")
    theirs.bring(mine)
    assert mine.state == theirs.state


def test_what_brings_nothing_changes_nothing() -> None:
    world = World()
    mine, theirs = world.machines
    world.walk(mine, pages=2)
    before = mine.state
    mine.bring(theirs)
    assert theirs.state == before
    theirs.bring(mine)
    mine.bring(mine)
    assert mine.state == before


def test_a_walk_begins_anew_before_the_first_of_its_news_comes() -> None:
    complete = ListingState(portal="p", category="tin", complete=True)
    page = replace(an_entry(4), sightings=(replace(an_entry(4).sightings[0], place=Place.ARTICLE),))
    walks = Walks((), lambda slug: complete if slug == "tin" else None, ())
    assert walks.take(None, page) == ()
    assert walks.take(an_entry(1), an_entry(1)) == ()
    assert walks.take(None, an_entry(2)) == (begun_anew(complete),)
    assert walks.take(None, an_entry(3)) == ()
    assert walks.take(None, an_entry(3, "khac")) == ()
    assert walks.joined() == (begun_anew(complete),)


def test_an_article_that_has_another_id_here_is_known_here_all_the_same() -> None:
    mine, theirs = (ListingState(portal="p", category="tin", complete=done) for done in (False, True))
    walks = Walks([theirs], lambda _slug: mine, [an_entry("x1")])
    assert walks.take(an_entry("x1"), an_entry("1")) == ()
    assert walks.joined() == (theirs,)


def test_articles_of_another_listing_say_nothing_of_this_one() -> None:
    mine, theirs = (ListingState(portal="p", category="tin", complete=done) for done in (False, True))
    walks = Walks([theirs], lambda _slug: mine, [an_entry(1), an_entry(2, "khac")])
    walks.take(an_entry(1), an_entry(1))
    assert walks.joined() == (theirs,)


def a_walk(at: int, *, complete: bool = False, pages: int = 0) -> ListingState:
    resume = PageRequest(url=f"{FIRST}?{pages}") if pages else None
    ends = (str(pages),) if pages else ()
    return ListingState(
        portal="p", category="tin", complete=complete, resume=resume, ends=ends, walked_at=hour(at)
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (None, None, None),
        (None, a_walk(1, pages=3), replace(a_walk(1, pages=3), ends=())),
        (None, a_walk(1, complete=True), begun_anew(a_walk(1))),
        (a_walk(2, complete=True), a_walk(1, complete=True), a_walk(2, complete=True)),
        (a_walk(1, complete=True), a_walk(2, complete=True), a_walk(2, complete=True)),
        (a_walk(1, pages=3), a_walk(2, complete=True), replace(a_walk(1, pages=3), ends=())),
        (a_walk(1, complete=True), a_walk(2, pages=3), replace(a_walk(2, pages=3), ends=())),
        (a_walk(1, pages=9), a_walk(2, pages=3), replace(a_walk(1, pages=9), ends=())),
        (begun_anew(a_walk(1)), a_walk(2, pages=3), begun_anew(a_walk(1))),
        (begun_anew(a_walk(1)), None, begun_anew(a_walk(1))),
        (ListingState(portal="p", category="tin", complete=True), *[a_walk(2, complete=True)] * 2),
        (begun_anew(a_walk(1)), a_walk(2, complete=True), begun_anew(a_walk(1))),
        (a_walk(2, complete=True), begun_anew(a_walk(1)), begun_anew(a_walk(1))),
    ],
)
def test_where_both_know_what_the_other_does_not_the_next_walk_goes_through_all(
    mine: ListingState | None, theirs: ListingState | None, expected: ListingState | None
) -> None:
    assert joined_walk(mine, theirs, no_news=False, all_there=False) == expected
