"""Exports the user's marks from the database, and merges those of another machine into it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from reader.user.noted import line_of
from reader.user.state import (
    Flag,
    MarkState,
    NoteState,
    Position,
    SearchState,
    State,
    ViewState,
    VisitorState,
    joined,
    merged,
)
from reader.user.userstore import UserStore
from scrapers.model import Record
from scrapers.text import clean_line, fold
from scrapers.watch import Watch, batches, unwatched

ROUND = 1800
"""Seconds within which another sync is part of the same look at the portal."""
_T = TypeVar("_T")


class Taken(Record, frozen=True):
    """What taking in a state changed."""

    marks: int = 0
    """Articles whose marks changed."""
    searches: int = 0
    removed: int = 0
    """Saved searches that were removed on another machine later."""
    views: int = 0
    let_go: tuple[tuple[str, str], ...] = ()
    """Portal and id of each article that had a star or a note and has neither any longer."""
    replaced: tuple[MarkState, ...] = ()
    """What was said of each article whose note gave way to another one, or to its removal."""

    @property
    def is_nothing(self) -> bool:
        """Whether all of it was known."""
        return self == Taken()


class StateStore(UserStore):
    """What the user made, as a whole."""

    def state(self) -> State:
        """Return all marks, positions, saved searches and view counts."""
        return State(
            form="tinvl-state",
            version=1,
            made_at=_time(self._now()),
            marks=tuple(mark for mark in _sound(_mark, self._ask(_MARKS)) if not mark.is_bare),
            searches=tuple(_sound(_search, (*self._ask(_SEARCHES), *self._ask(_REMOVED)))),
            views=tuple(_sound(_view, self._ask(_VIEWS))),
            visitors=tuple(_sound(_visitor, self._ask(_VISITORS))),
        )

    def take_in(self, state: State, watch: Watch = unwatched) -> Taken:
        """Merge what another machine says, all of it or nothing; return what changed.

        `watch` is told how many of the marks and view counts are taken in; where it raises, none is.
        """
        marks, of = len(state.marks), len(state.marks) + len(state.views)
        with self._changing() as connection:
            known = _sound(_mark, connection.execute(_MARKS))
            before = {(mark.portal, mark.id): mark for mark in known}
            changed = list(_changed(before, state.marks, lambda done, _of: watch(done, of)))
            for some in batches(changed, lambda _done, _of: watch(marks, of)):
                connection.executemany(_WRITE_MARK, [_row(mark) for mark in some])
            self._count(connection, len(changed))
            return Taken(
                marks=len(changed),
                searches=_take_searches(connection, state.searches),
                removed=_take_removed(connection, state.searches),
                views=_take_views(connection, state, lambda done, _of: watch(marks + done, of), self._now()),
                let_go=tuple(_let_go(before, changed)),
                replaced=tuple(_replaced(before, changed)),
            )

    def carry(self, portal: str, old: str, new: str, *, keep_old: bool) -> None:
        """Give an article the marks that it had under another id.

        The old ones go; where they are kept, an article that has marks of its own gets none.
        """
        with self._changing() as connection:
            rows = connection.execute(f"{_MARKS_OF} AND id IN (?, ?)", (portal, old, new)).fetchall()
            marks = {mark.id: mark for mark in _sound(_mark, rows)}
            if old not in marks or (keep_old and new in marks and not marks[new].is_bare):
                return
            moved = replace(marks[old], id=new)
            there = joined(moved, marks.get(new, moved))
            connection.execute(_WRITE_MARK, _row(there))
            if not keep_old:
                for statement in _MOVE:
                    connection.execute(statement, {"portal": portal, "old": old, "new": new})
            self._count(connection, 1)

    def take_history(self, portal: str, old: str, new: str) -> None:
        """Give an article the view counts of its former id, up to where it has its own; those there stay."""
        with self._changing() as connection:
            connection.execute(_TAKE_HISTORY, {"portal": portal, "old": old, "new": new})


def _changed(
    before: dict[tuple[str, str], MarkState], others: Sequence[MarkState], watch: Watch
) -> Iterator[MarkState]:
    """Return the marks that changed; of an article that is listed twice both count.

    A bare one says nothing: its title would count only where it came after another one.
    """
    now = dict(before)
    for mark in chain.from_iterable(batches(others, watch)):
        if mark.is_bare:
            continue
        key = mark.portal, mark.id
        there = now.get(key)
        now[key] = merged(there, _kept(mark)) if there else _kept(mark)
    yield from (mark for key, mark in now.items() if mark != before.get(key))


def _kept(mark: MarkState) -> MarkState:
    """Return a mark as the database can hold it: whole seconds, and text for one line."""
    title, published = clean_line(mark.title), clean_line(mark.published or "") or None
    return _mark((mark.portal, mark.id, title, published, *_times(mark), *_noted(mark.note)))


def _let_go(
    before: dict[tuple[str, str], MarkState], changed: Iterable[MarkState]
) -> Iterator[tuple[str, str]]:
    for mark in changed:
        there = before.get((mark.portal, mark.id))
        if there is not None and there.is_valued and not mark.is_valued:
            yield mark.portal, mark.id


def _replaced(before: dict[tuple[str, str], MarkState], changed: Iterable[MarkState]) -> Iterator[MarkState]:
    """Return the marks whose note is not part of the one that is there now."""
    for mark in changed:
        there = before.get((mark.portal, mark.id))
        if there is not None and there.note and mark.note and there.note.text not in mark.note.text:
            yield there


def _take_searches(connection: sqlite3.Connection, searches: Iterable[SearchState]) -> int:
    """Add the searches that were not removed here since they were made; say how many."""
    added = 0
    for asked in _named(search for search in searches if search.removed_at is None):
        added += connection.execute(_ADD_SEARCH, asked).rowcount
        connection.execute(_UNREMOVE, asked)
    return added


def _take_removed(connection: sqlite3.Connection, searches: Iterable[SearchState]) -> int:
    """Remove the searches that were let go of since they were made here; say how many."""
    gone = 0
    for asked in _named(search for search in searches if search.removed_at is not None):
        gone += connection.execute(_DROP_SEARCH, asked).rowcount
        connection.execute(_ADD_REMOVED, asked)
    return gone


def _named(searches: Iterable[SearchState]) -> Iterator[dict[str, object]]:
    """Return searches as the database can hold them."""
    for search in searches:
        if words := " ".join(clean_line(search.words).split()):
            at = _second(search.removed_at) if search.removed_at else None
            yield {"p": search.portal, "words": words, "made": _second(search.made_at), "at": at}


def _take_views(connection: sqlite3.Connection, state: State, watch: Watch, now: int) -> int:
    taken = 0
    for some in batches(state.views, watch):
        rows = [
            (view.portal, view.id, view.place, _second(view.at), view.count, _until(view)) for view in some
        ]
        taken += connection.executemany(_ADD_VIEWS, rows).rowcount
    seen = [(counts.portal, _second(counts.at), counts.online, counts.total) for counts in state.visitors]
    connection.executemany("INSERT OR IGNORE INTO portal_counts VALUES (?, ?, ?, ?)", seen)
    for round_ in _rounds(state, now):
        connection.execute(_ADD_ROUND, round_)
        connection.execute(_JOIN_ROUNDS, round_)
    return taken


def _until(view: ViewState) -> int:
    return _second(max(view.at, view.until or view.at))


def _rounds(state: State, now: int) -> Iterator[dict[str, object]]:
    """Return when the other machine began to look at a portal: what it saw after a pause.

    Its clock may have been ahead: a round to come would leave no room for those of this machine.
    """
    views = ((view.portal, at) for view in state.views for at in (_second(view.at), _until(view)))
    times = sorted({*views, *((counts.portal, _second(counts.at)) for counts in state.visitors)})
    for (former, before), (portal, at) in pairwise([("", 0), *times]):
        if at <= now and (portal != former or at - before >= ROUND):
            yield {"p": portal, "at": at, "apart": ROUND}


# Rows ----------------------------------------------------------------------------------------------

_COLUMNS = (
    "portal, id, title, published,"
    " read_at, read_off, starred_at, starred_off, later_at, later_off, position, position_at,"
    " noted_at, noted_off, note, note_folded"
)
_MARKS_OF = f"SELECT {_COLUMNS} FROM mark WHERE portal = ?"  # noqa: S608 - own names, as below
_MARKS = f"SELECT {_COLUMNS} FROM mark ORDER BY portal, id"  # noqa: S608
_WRITE_MARK = f"INSERT OR REPLACE INTO mark ({_COLUMNS}) VALUES ({', '.join('?' * 16)})"  # noqa: S608
_ADD_VIEWS = """
INSERT INTO views (portal, id, place, seen_at, count, last_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (portal, id, place, seen_at) DO UPDATE SET last_at = excluded.last_at
WHERE count = excluded.count AND last_at < excluded.last_at
"""
_ADD_ROUND = """
INSERT INTO rounds SELECT :p, :at
WHERE NOT EXISTS (SELECT 1 FROM rounds WHERE portal = :p AND at > :at - :apart AND at <= :at)
"""
_JOIN_ROUNDS = """
DELETE FROM rounds WHERE portal = :p AND at > :at AND at < :at + :apart
AND EXISTS (SELECT 1 FROM rounds WHERE portal = :p AND at = :at)
"""
_TAKE_HISTORY = """
INSERT OR IGNORE INTO views (portal, id, place, seen_at, count, last_at)
SELECT portal, :new, place, seen_at, count, last_at FROM views v WHERE portal = :portal AND id = :old
AND seen_at < coalesce((
    SELECT min(seen_at) FROM views WHERE portal = :portal AND id = :new AND place = v.place
), seen_at + 1)
"""
_SEARCHES = "SELECT portal, words, made_at, NULL FROM search ORDER BY id"
_REMOVED = "SELECT portal, words, made_at, at FROM search_removed ORDER BY portal, words"
_OF_IT = "WHERE portal = :p AND words = :words"
_ADD_SEARCH = f"""
INSERT OR IGNORE INTO search (portal, name, words, made_at) SELECT :p, :words, :words, :made
WHERE NOT EXISTS (SELECT 1 FROM search_removed {_OF_IT} AND at > :made)
"""  # noqa: S608 - own words, as below
_UNREMOVE = f"DELETE FROM search_removed {_OF_IT} AND at <= :made"  # noqa: S608
_DROP_SEARCH = f"DELETE FROM search {_OF_IT} AND made_at < :at"  # noqa: S608
_ADD_REMOVED = f"""
INSERT INTO search_removed (portal, words, made_at, at) SELECT :p, :words, :made, :at
WHERE NOT EXISTS (SELECT 1 FROM search {_OF_IT})
ON CONFLICT (portal, words) DO UPDATE SET at = max(at, excluded.at)
"""  # noqa: S608
_VIEWS = "SELECT portal, id, place, count, seen_at, last_at FROM views ORDER BY portal, id, place, seen_at"
_VISITORS = "SELECT portal, seen_at, online, total FROM portal_counts ORDER BY portal, seen_at"
_MOVE = (
    "DELETE FROM mark WHERE portal = :portal AND id = :old",
    "UPDATE OR IGNORE views SET id = :new WHERE portal = :portal AND id = :old",
    "DELETE FROM kept WHERE portal = :portal AND id = :old",
    "UPDATE OR IGNORE kept_picture SET id = :new WHERE portal = :portal AND id = :old",
)
"""Move an article's data to another id; the caller keeps its text anew."""


def _sound(make: Callable[[tuple[Any, ...]], _T], rows: Iterable[tuple[Any, ...]]) -> Iterator[_T]:
    """Make something of each row, except of those that a damaged disk has garbled."""
    for row in rows:
        with suppress(ValueError, TypeError, OverflowError, OSError):
            yield make(row)


def _search(row: tuple[Any, ...]) -> SearchState:
    portal, words, made_at, removed_at = row
    removed = None if removed_at is None else _time(removed_at)
    return SearchState(portal=portal, words=words, made_at=_time(made_at), removed_at=removed)


def _view(row: tuple[Any, ...]) -> ViewState:
    portal, id_, place, count, at, last = row
    until = _time(last) if last > at else None
    return ViewState(portal=portal, id=id_, place=place, count=count, at=_time(at), until=until)


def _visitor(row: tuple[Any, ...]) -> VisitorState:
    portal, at, online, total = row
    return VisitorState(portal=portal, at=_time(at), online=online, total=total)


def _mark(row: tuple[Any, ...]) -> MarkState:
    portal, id_, title, published, *flags, share, at, noted_at, noted_off, note, _folded = row
    read, starred, later = map(_flag, flags[::2], flags[1::2])
    place = Position(share=share, at=None if at is None else _time(at)) if share or at is not None else None
    return MarkState(
        portal=portal, id=id_, title=title, published=published, read=read, starred=starred, later=later,
        position=place, note=_note(noted_at, noted_off, note),
    )  # fmt: skip


def _flag(on: int | None, off: int | None) -> Flag | None:
    at = on if on is not None else off
    return Flag(on=on is not None, at=_time(at)) if at is not None else None


def _note(on: int | None, off: int | None, text: str) -> NoteState | None:
    at = on if on is not None else off
    return NoteState(text=text, at=_time(at)) if at is not None else None


def _row(mark: MarkState) -> tuple[object, ...]:
    return (mark.portal, mark.id, mark.title, mark.published, *_times(mark), *_noted(mark.note))


def _noted(note: NoteState | None) -> tuple[int | None, int | None, str, str]:
    """Return when a note was written or removed, and its text as the database can hold it."""
    if note is None:
        return None, None, "", ""
    text, at = line_of(note.text), _second(note.at)
    return (at, None, text, fold(text)) if text else (None, at, "", "")


def _times(mark: MarkState) -> tuple[int | float | None, ...]:
    times: list[int | float | None] = []
    for flag in (mark.read, mark.starred, mark.later):
        at = _second(flag.at) if flag else None
        times += (at, None) if flag is None or flag.on else (None, at)
    place = mark.position
    return (*times, place.share if place else 0.0, _second(place.at) if place and place.at else None)


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _time(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
