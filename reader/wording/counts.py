"""Words view counts and visitors, or why there are none, for both front ends; no Textual."""

from collections.abc import Iterable

from reader import words
from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.model import EVERYWHERE, Counted, Figures, History, Visitors
from reader.wording.signs import current
from reader.wording.sparkline import CELLS, sparkline

_SHORTEST = 2
"""A history of fewer cells shows nothing."""

_APART = 0.1
"""Share of the larger count; blocks of one portal lag a few views behind each other at any time."""


def spark(history: History | None, width: int) -> str:
    """Draw a history in at most `width` cells, one a round; nothing where there is one count or none."""
    if history is None or min(len(history.points), width) < _SHORTEST:
        return ""
    return sparkline(history.counts, min(len(history.points), width), plain=current().plain)


def differ(histories: Iterable[History]) -> bool:
    """Return whether places show counts so far apart that it matters which of them one reads."""
    counts = [history.count for history in histories]
    return bool(counts) and max(counts) - min(counts) > max(counts) * _APART


def places_text(article: Counted) -> str:
    """Say what each place last showed of an article and when, with its history."""
    if not article.histories:
        return words.views(article.head.views)
    return " · ".join(_history_text(history) for history in article.histories)


def _history_text(history: History) -> str:
    text = _("{place}: {views} {curve}, seen {time}").format(
        place=words.place(history.place),
        views=words.views(history.count),
        curve=spark(history, CELLS),
        time=words.hour(history.seen_at),
    )
    return text.replace(" ,", ",")


def visitors_text(visitors: tuple[Visitors, ...]) -> str:
    """Say how many visits there were in all and how many people are there now."""
    if not visitors:
        return ""
    last = visitors[-1]
    return " · ".join(filter(None, (words.visits(last.total), words.online(last.online))))


def nothing_read(figures: Figures) -> str:
    """Say why there is no list of what is read most, and what to do."""
    if figures.round_at is None:
        key = first_key("sync")
        return _("Nothing has been counted yet. {key} in the list fetches the news and their counts.").format(
            key=key
        )
    return _("The portal shows no view counts.")


def nothing_rises(figures: Figures) -> str:
    """Say why nothing rises, and what to do."""
    if figures.former_at is None:
        return _("What rises shows after the next sync: growth is measured between two syncs.")
    since = words.hour(figures.former_at)
    return _("No count has risen since the sync of {time}.").format(time=since)


def no_curve(figures: Figures) -> str:
    """Say why there is no plot of the visitors, and what to do."""
    if figures.portal == EVERYWHERE:
        text = _("Each portal counts visitors of its own; {key} leads back to one.")
        return text.format(key=first_key("leave_everywhere"))
    if figures.visitors:
        return _("A curve needs two syncs; the next one draws it.")
    if figures.round_at is None:
        return _("Visits are counted from the first sync on.")
    return _("The portal does not count its visitors.")
