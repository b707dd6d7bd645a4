"""What the search screen says: how much was found and when it was published, and how to search."""

from textual.content import Content

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.render.text import Drawn, stacked, two_columns
from reader.searching.search import Found
from reader.searching.spread import Spread
from reader.wording.nothingfound import loose_bar, nothing_found
from reader.wording.signs import current
from reader.wording.sparkline import sparkline
from reader.words import number, plural
from scrapers.text import clean_line

_CURVE = 24
"""Cells of the widest curve."""
_SHORTEST = 3
"""Spans of time from which a curve says more than its ends."""


def told(found: Found, meant: str, curve: str = "") -> str:
    """Say how much was found; of nothing, what would be if the keys had come to other words."""
    return f"{loose_bar(found.wanted)} {_told(found, meant, curve)}".lstrip()


def _told(found: Found, meant: str, curve: str) -> str:
    lack = ""
    if found.unknown:
        lack = _("There is no category “{name}”.").format(name=clean_line(", ".join(found.unknown)))
    if meant and not lack:
        text = _("Nothing found. Did you mean “{meant}”? {key} searches for it.")
        return text.format(key=first_key("search_again"), meant=meant)
    if not found.rows:
        return lack or nothing_found(found.wanted)
    return f"{lack} {_counted(found, curve)}".lstrip()


def _counted(found: Found, curve: str) -> str:
    count = len(found.rows)
    if not found.complete:
        return _("more than {n} articles").format(n=number(count - 1))
    order = _("newest first") if found.by_date else ""
    return " · ".join(filter(None, (plural("{n} article", "{n} articles", count), order, curve)))


def nothing_here() -> str:
    """Say that there is nothing to search, and how news come."""
    text = _("There is no news here yet to search; {leave} leads back, and {sync} fetches it there.")
    return text.format(leave=first_key("leave_search"), sync=first_key("sync"))


def where_saved(*, all_read: bool, everywhere: bool) -> str:
    """Say where a search was saved: of all portals where they are read together, or from one of them."""
    if all_read:
        return _("Saved; it is below the portals.")
    if everywhere:
        text = _("Saved for all portals; it is in their list, to which {key} leads from yours.")
        return text.format(key=first_key("everywhere"))
    return _("Saved; it is below the categories.")


def curve_of(over_time: Spread) -> str:
    """Draw when what was found was published, from the oldest to the newest; "" where that says little."""
    spans = over_time.spans[::-1]
    if len(spans) < _SHORTEST:
        return ""
    counts, width = [span.count for span in spans], min(len(spans), _CURVE)
    curve = sparkline(counts, width, plain=current().plain, from_zero=True)
    return f"{spans[0].name} {curve} {spans[-1].name}"


def how_to_search(width: int) -> Drawn:
    """Say what can be typed, with examples, for so many cells."""
    examples = (
        ("thu tuong", _("accents or not; as typed come first")),
        ('"chuyển đổi số"', _("words that stand together")),
        ("bưu chính -viễn", _("a word that must not be there")),
        ("bảo hiểm | an sinh", _("one or the other; also OR, and between categories")),
        ('tieude:"họp báo"', _("words of the title; also title:")),
        ("chuyenmuc:báo", _("in a category; also category:")),
        ("-chuyenmuc:báo", _("outside of a category; so with -is:starred and -note:")),
        ("tacgia:hạnh", _("by an author; also author:")),
        ("tu:2017 den:01/2018", _("days, months, years, or 7d; also since: and until:")),
        ("chua:doc da:doc", _("unread, read; also is:unread and is:read")),
        ("gan:sao", _("starred; also is:starred")),
        ("doc:sau", _("kept to read later; also is:later")),
        ("ghichu:họp", _("words of your notes; also note: and is:noted")),
        ("co:tep", _("with files attached; also is:attached")),
        ('ten:"Nên đọc"', _("what it is called once it is saved; also name:")),
    )
    named = ((Content.styled(example, "bold $text-accent"), said) for example, said in examples)
    return stacked(two_columns(named, width))
