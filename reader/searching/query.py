"""Parses what people type to search. Pure; whatever is typed means something, nothing is an error."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from reader.searching.days import before, days_ago, first_day, last_day, moved
from reader.searching.pieces import Piece, pieces, typed_as
from scrapers.model import Record
from scrapers.text import WORD, fold, spelled

_LISTED = {
    **dict.fromkeys(("category", "chuyenmuc"), "categories"),
    **dict.fromkeys(("author", "tacgia"), "authors"),
    **dict.fromkeys(("note", "ghichu"), "notes"),
}
"""Labels that may stand several times, and the fields of `Wanted` that they add to."""
_BOUNDS = {"since": "since", "tu": "since", "until": "until", "den": "until"}
"""Labels of days, and which bound they set."""
_NAME = frozenset(("name", "ten"))
"""Labels of what a search is called, in quotes; without them they are words like others."""
_TITLE = frozenset(("title", "tieude"))
"""Labels of words that the title has."""
_GROUPED = frozenset(("categories", "authors"))
_JOINED = _GROUPED | {"terms"}
"""Fields of `Wanted` of which a bar makes one of two things."""
_MARKS = {
    **dict.fromkeys(("is:unread", "chua:doc", "la:chuadoc"), "unread"),
    **dict.fromkeys(("is:read", "da:doc", "la:dadoc"), "read"),
    **dict.fromkeys(("is:starred", "gan:sao", "danh:dau"), "starred"),
    **dict.fromkeys(("is:later", "doc:sau"), "later"),
    **dict.fromkeys(("is:noted", "ghi:chu", "co:ghichu"), "noted"),
    **dict.fromkeys(("is:attached", "co:tep"), "attached"),
}
"""What asks for a mark, or for attached files, and the field of `Wanted` that it sets."""
_OPPOSITE = {"unread": "read", "read": "unread", "attached": "unattached"}
_MARK = frozenset(("is", "la", "chua", "co"))
"""Labels that ask for a mark whatever follows; the others are words of their own as well."""


class Term(Record, frozen=True):
    """A word, or words that stand together in this order."""

    words: tuple[str, ...]
    """As they were typed, with their accents, in lower case; never empty."""
    prefix: bool = False
    """Whether words that begin like the last one count too: it may not be typed to its end."""
    quoted: bool = False
    """Whether it stands in quotes, and is meant as it stands: no abbreviation is looked for in its place."""
    in_title: bool = False
    """Whether only the title counts."""
    either: "tuple[Term, ...]" = ()
    """What may stand in its place."""

    @property
    def alternatives(self) -> "tuple[Term, ...]":
        """The term itself, and what may stand in its place."""
        return (replace(self, either=()), *self.either)

    @property
    def folded(self) -> tuple[str, ...]:
        """The words without accents."""
        return tuple(map(fold, self.words))


class Wanted(Record, frozen=True):
    """What a search asks for: all of it at once."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    """What the articles must not have."""
    categories: tuple[tuple[str, ...], ...] = ()
    """Names or slugs as they were typed; in one of each group."""
    authors: tuple[tuple[str, ...], ...] = ()
    """Parts of names as they were typed; by one of each group."""
    since: str | None = None
    """ISO day, inclusive."""
    until: str | None = None
    since_ago: int | None = None
    """Days before the one on which is searched, inclusive; `dated` makes `since` of it."""
    until_ago: int | None = None
    unread: bool = False
    read: bool = False
    starred: bool = False
    later: bool = False
    noted: bool = False
    attached: bool = False
    """Only articles that offer files."""
    unattached: bool = False
    """Only those that offer none, as far as their text is here."""
    notes: tuple[str, ...] = ()
    """Folded, what the user's note on an article has: all of these."""
    not_categories: tuple[str, ...] = ()
    """Names or slugs; in none of them."""
    not_authors: tuple[str, ...] = ()
    """Parts of names; by none of them."""
    not_marks: tuple[str, ...] = ()
    """Of starred, later and noted those that the articles must not be."""
    not_notes: tuple[str, ...] = ()
    """As `notes`; with none of these in the user's note."""
    called: str = ""
    """What the reader calls the search where it is saved; nothing is searched for by it."""
    no_days: tuple[str, ...] = ()
    """What stands where a day belongs and is none, so that it was taken literally."""
    no_marks: tuple[str, ...] = ()
    """Likewise for marks: `is:foo`."""
    no_bar: bool = False
    """Whether a bar stands between unlike things, which it does not join."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return replace(self, called="", no_bar=False) == Wanted()

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked for than words."""
        return not replace(self, terms=(), without=()).is_empty

    @property
    def is_by_mark(self) -> bool:
        """Whether a mark that the user makes may change what is found."""
        return self.unread or self.read or self.starred or self.later or bool(self.not_marks)

    @property
    def has_accents(self) -> bool:
        """Whether some word was typed with accents, so that articles that have them come first."""
        return any(one.words != one.folded for term in self.terms for one in term.alternatives)


def within(wanted: Wanted, *categories: str) -> Wanted:
    """Narrow a search to what is in each of some categories, too."""
    return replace(wanted, categories=(*wanted.categories, *((one,) for one in categories)))


def bounded(wanted: Wanted, since: str | None, until: str | None) -> Wanted:
    """Bound a search by two days, where they bound it more than its words do."""
    first = max(filter(None, (wanted.since, since)), default=None)
    return replace(wanted, since=first, until=min(filter(None, (wanted.until, until)), default=None))


def dated(wanted: Wanted, today: str) -> Wanted:
    """Bound a search that counts its days from today, an ISO day, by the days that these are then."""
    since, until = (
        None if ago is None else before(today, ago) for ago in (wanted.since_ago, wanted.until_ago)
    )
    return bounded(replace(wanted, since_ago=None, until_ago=None), since, until)


def parse(typed: str) -> Wanted:
    """Read words, "phrases", -words, and what narrows a search: `category:`, `since:`, `note:`, `is:unread`.

    Each label has a Vietnamese form (`chuyenmuc:`, `tu:`, `den:`, `ghichu:`, `chua:doc`), with or without
    accents. The marks are unread, read, starred, later, noted; attached asks for files in the same way. Days
    are 2017-01-09 or 09/01/2017, also a month or a year alone, or so many before today (`tu:7ngay`,
    `since:yesterday`). A minus before a category, a mark, a note or a bound leaves out what has it.
    `name:"…"`, also `ten:`, only names the search. What is none of these is taken literally: words that are
    joined by signs, as in 19/01 or covid-19, stand together. `title:`, also `tieude:`, looks for words in
    titles alone, and `author:`, also `tacgia:`, for who wrote it. A bar, or OR, asks for one of what stands
    before and behind it: words, categories, authors.
    """
    wanted, last = Wanted(), ""
    for number, piece in enumerate(pieces(typed_as(typed))):
        read = _asked(piece, wanted) or _literally(piece, wanted)
        field = next(iter(_JOINED.intersection(read)), "")
        if number and piece.bar is not None:
            read |= _either(field, read) if field and field == last else {"no_bar": True}
        wanted, last = replace(wanted, **read), field
    return wanted


def _either(field: str, read: Mapping[str, Any]) -> dict[str, object]:
    """Make one of the last two things of a field, of which either may be."""
    *others, one, other = read[field]
    return {field: (*others, replace(one, either=(*one.either, other)) if field == "terms" else one + other)}


def narrowed(typed: str, more: str = "", *, without: Collection[str] = ()) -> str:
    """Put what narrows a search before what was typed, and take out what sets these fields of `Wanted`.

    Before it, for the last word may be unfinished, and an open quote goes on to the end.
    """
    text = typed_as(typed)
    for start, end in [*_spans(text, without)][::-1]:
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    if first := next(pieces(text), None):
        text = text[first.span[0] :]
    return f"{more} {text.lstrip()}".lstrip()


def _spans(text: str, fields: Collection[str]) -> Iterator[tuple[int, int]]:
    """Return where pieces that set some fields stand, with the bars around them: those join nothing else."""
    for piece, following in pairwise((*pieces(text), None)):
        if piece is not None and _sets(piece, fields):
            start, end = piece.span
            if following is not None and not _sets(following, fields):
                end = following.span[0]
            yield start if piece.bar is None else piece.bar, end


def _sets(piece: Piece, fields: Collection[str]) -> bool:
    return not _asked(piece, Wanted()).keys().isdisjoint(fields)


def phrase(typed: str) -> Wanted:
    """Read words that stand together as they were typed, the last of them perhaps only begun."""
    words = typed_as(typed).replace('"', " ")
    return parse(f'"{words}')


def _asked(piece: Piece, wanted: Wanted) -> dict[str, object]:
    """Read a label with what it narrows the search to, or leaves out; nothing where it is none."""
    label = fold(piece.label)
    if (field := _LISTED.get(label)) and WORD.search(piece.text):
        text = (fold(piece.text) if field == "notes" else piece.text).strip()
        field = f"not_{field}" if piece.minus else field
        return {field: (*getattr(wanted, field), (text,) if field in _GROUPED else text)}
    if mark := _MARKS.get(fold(f"{label}:{piece.text}")):
        return _left_out(mark, wanted) if piece.minus else {mark: True}
    if bound := _BOUNDS.get(label):
        return _bounded(bound, piece, wanted)
    if piece.minus:
        return {}
    name = " ".join(piece.text.split()) if label in _NAME and piece.quoted else ""
    return {"called": name} if name else {}


def _left_out(mark: str, wanted: Wanted) -> dict[str, object]:
    if opposite := _OPPOSITE.get(mark):
        return {opposite: True}
    return {"not_marks": (*wanted.not_marks, mark)}


def _bounded(bound: str, piece: Piece, wanted: Wanted) -> dict[str, object]:
    """Read the day on which a search begins or ends; of several the narrowest counts.

    Behind a minus it is the day before it begins, or after it ends, that bounds it from the other side.
    """
    day, ago = (first_day if bound == "since" else last_day)(piece.text), days_ago(piece.text)
    if piece.minus:
        back, bound = (1, "until") if bound == "since" else (-1, "since")
        day, ago = day and moved(day, back), None if ago is None else ago + back
    later, fewer = (max, min) if bound == "since" else (min, max)
    if day:
        return {bound: later(day, getattr(wanted, bound) or day)}
    former = getattr(wanted, f"{bound}_ago")
    return {} if ago is None else {f"{bound}_ago": ago if former is None else fewer(ago, former)}


def _literally(piece: Piece, wanted: Wanted) -> dict[str, object]:
    """Take a piece as it is typed, a misread one also behind a minus: to leave it out would leave all."""
    misread = _misread(piece, wanted)
    return {**_worded(piece._replace(minus=False) if misread else piece, wanted), **misread}


def _misread(piece: Piece, wanted: Wanted) -> dict[str, object]:
    """Note a label whose value means nothing, to be told of where nothing is found."""
    label = fold(piece.label)
    if label in _BOUNDS:
        return {"no_days": (*wanted.no_days, piece.text)}
    return {"no_marks": (*wanted.no_marks, piece.literally)} if label in _MARK else {}


def _worded(piece: Piece, wanted: Wanted) -> dict[str, object]:
    """Take a piece literally, or its words in titles alone; nothing where it has no word."""
    in_title = fold(piece.label) in _TITLE and WORD.search(piece.text) is not None
    text = piece.text if in_title else piece.literally
    words = tuple(WORD.findall(spelled(text)))
    if not words:
        return {}
    if piece.minus:
        return {"without": (*wanted.without, Term(words=words, in_title=in_title))}
    prefix = piece.open and bool(WORD.match(text[-1:]))
    return {"terms": (*wanted.terms, Term(words, prefix, piece.quoted, in_title))}
