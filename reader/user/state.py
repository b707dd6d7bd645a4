"""The JSON document in which the user's marks travel between machines, and how two are merged. Pure.

docs/state.md describes the document for other programs.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from reader.export.jsonout import dumps
from reader.i18n import _
from scrapers.errors import StateFileError
from scrapers.model import Record
from scrapers.text import clean_line

FORM = "tinvl-state"
VERSION = 1
"""Version of the document; a higher one is not read."""
_FIRST, _LAST = 1970, 2999
"""Years that a time may lie in."""
Time = Annotated[datetime, msgspec.Meta(tz=True)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
Text = Annotated[str, msgspec.Meta(max_length=10_000)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Item(Record, frozen=True, forbid_unknown_fields=True):
    """Base of what the document holds."""

    def __post_init__(self) -> None:
        """Refuse names that are no plain text, and times that no clock shows."""
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if field in ("portal", "id", "place") and clean_line(value) != value:
                raise ValueError(f"`{field}` is no plain text")
            if isinstance(value, datetime) and not _FIRST <= value.year <= _LAST:
                raise ValueError(f"`{field}` lies outside the years {_FIRST} to {_LAST}")


class Flag(Item, frozen=True):
    """A mark as it was last set (`on`) or taken."""

    on: bool
    at: Time


class Position(Item, frozen=True):
    """Where reading stopped, from 0 to 1. `at` is missing where it was noted before times were."""

    share: Annotated[float, msgspec.Meta(ge=0, le=1)]
    at: Time | None = None


class NoteState(Item, frozen=True):
    """A note as it was last written; empty where it was removed."""

    text: Text
    at: Time


class MarkState(Item, frozen=True):
    """All marks of one article, with its title and date, by which it is known under another id."""

    portal: Name
    id: Name
    title: Text = ""
    published: Text | None = None
    read: Flag | None = None
    starred: Flag | None = None
    later: Flag | None = None
    position: Position | None = None
    note: NoteState | None = None

    @property
    def is_valued(self) -> bool:
        """Whether the article has a star or a note, for which it is kept whole."""
        return bool((self.starred and self.starred.on) or (self.note and self.note.text))

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing of the article."""
        return not (self.read or self.starred or self.later or self.position or self.note)


class SearchState(Item, frozen=True):
    """A saved search, or one that was removed."""

    portal: Name
    words: Name
    made_at: Time
    removed_at: Time | None = None


class ViewState(Item, frozen=True):
    """How often an article had been read when a block of a page said so."""

    portal: Name
    id: Name
    place: Name
    count: Count
    at: Time
    until: Time | None = None
    """When it was last seen to stand so; missing where it was seen once."""


class VisitorState(Item, frozen=True):
    """The counters of a portal when they were seen."""

    portal: Name
    at: Time
    online: Count | None = None
    total: Count | None = None


class State(Record, frozen=True, forbid_unknown_fields=True, omit_defaults=False):
    """The document."""

    form: Literal["tinvl-state"]
    version: Literal[1]
    made_at: Time | None = None
    marks: tuple[MarkState, ...] = ()
    searches: tuple[SearchState, ...] = ()
    views: tuple[ViewState, ...] = ()
    visitors: tuple[VisitorState, ...] = ()


class _Begin(Record, frozen=True):
    """What tells whether a file is such a document at all."""

    form: str = ""
    version: int = 0


def read_state(data: bytes, where: str) -> State:
    """Read a document and check all of it; StateFileError names what is wrong and where in it."""
    try:
        # msgspec does not look at text that it skips: bytes that are none would show only later.
        text = data.decode("utf-8-sig")
        begin = msgspec.json.decode(text, type=_Begin)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise StateFileError(_("not what tinvl state export writes"), where=where) from error
    if begin.form != FORM:
        what = _('not a state of this program: its `form` is not "{form}"')
        raise StateFileError(what.format(form=FORM), where=where)
    if begin.version > VERSION:
        what = _("version {n} of a newer program; this one reads {known}")
        raise StateFileError(what.format(n=begin.version, known=VERSION), where=where)
    try:
        return msgspec.json.decode(text, type=State)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise StateFileError(_told(str(error)), where=where) from error


def _told(error: str) -> str:
    """Put in front where in a document something is wrong, and behind it what."""
    what, at, place = error.partition(" - at ")
    return f"{place}: {what[:1].lower()}{what[1:]}" if at else what


def write_state(state: State) -> bytes:
    """Write a document for people and programs."""
    return dumps(state, indent=1).encode() + b"\n"


def joined(one: MarkState, other: MarkState) -> MarkState:
    """Merge what was said of one article under two ids: as `merged` does, but both notes stay."""
    notes = sorted((note for note in (one.note, other.note) if note), key=_age)
    both = " · ".join(dict.fromkeys(note.text for note in notes if note.text))
    there = merged(one, other)
    return replace(there, note=there.note and replace(there.note, text=both))


def merged(one: MarkState, other: MarkState) -> MarkState:
    """Merge what two machines say of one article: of each mark the later word counts.

    At the same moment a set mark counts, the further position and the longer note: nothing is lost. The order
    of the two does not matter, nor how often they are merged.
    """
    older, newer = sorted((one, other), key=_last_word)
    return replace(
        newer,
        title=newer.title or older.title,
        published=newer.published or older.published,
        read=_later(one.read, other.read),
        starred=_later(one.starred, other.starred),
        later=_later(one.later, other.later),
        position=_further(one.position, other.position),
        note=_last_note(one.note, other.note),
    )


def _last_word(mark: MarkState) -> tuple[datetime, str, str]:
    said = [said.at for said in (mark.read, mark.starred, mark.later, mark.note) if said]
    return max(said, default=datetime.min.replace(tzinfo=UTC)), mark.title, mark.published or ""


def _later(one: Flag | None, other: Flag | None) -> Flag | None:
    return max((flag for flag in (one, other) if flag), key=lambda flag: (flag.at, flag.on), default=None)


def _further(one: Position | None, other: Position | None) -> Position | None:
    places = (place for place in (one, other) if place)
    return max(places, key=lambda place: (place.at is not None, place.at, place.share), default=None)


def _last_note(one: NoteState | None, other: NoteState | None) -> NoteState | None:
    notes = (note for note in (one, other) if note)
    return max(notes, key=_age, default=None)


def _age(note: NoteState) -> tuple[datetime, int, str]:
    return note.at, len(note.text), note.text
