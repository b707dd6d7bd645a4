"""Says why a search found nothing, and what to type instead. Pure."""

from reader.i18n import _
from reader.searching.query import Wanted
from reader.words import day
from scrapers.text import clean_line


def no_time(since: str | None, until: str | None) -> str:
    """Say that no day is within these bounds, ISO dates; empty where there are such days."""
    if not since or not until or since <= until:
        return ""
    return _("{since} is after {until}: swap the two days.").format(since=day(since), until=day(until))


def misread(wanted: Wanted) -> str:
    """Return which part of a search cannot be meant, and what to write instead; empty where all of it can."""
    if wanted.no_days:
        text = _("“{typed}” is no day; write 09/01/2017, 01/2017, 2017 or 7d.")
        return text.format(typed=clean_line(wanted.no_days[0]))
    if wanted.no_marks:
        text = _(
            "“{typed}” is no mark; there are is:unread, is:read, is:starred, is:later, is:noted and "
            "is:attached."
        )
        return text.format(typed=clean_line(wanted.no_marks[0]))
    return no_time(wanted.since, wanted.until)


def loose_bar(wanted: Wanted) -> str:
    """Say that a bar joins nothing; empty where each does."""
    if not wanted.no_bar:
        return ""
    return _("“|” joins only like things: words, categories, authors.")


def nothing_found(wanted: Wanted) -> str:
    """Return what is likely wrong with a search that found nothing."""
    if said := misread(wanted):
        return said
    if wanted.is_narrowed:
        return _("Nothing fits all of this. Leave something out: a day, a category, a mark or a word.")
    return _("Nothing found. Try fewer words, or without accents.")
