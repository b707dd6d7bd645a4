"""Tells whether a portal's layout drifted: rules that used to give a field and no longer do. Pure.

Each sync counts which rule gave each field of the pages it read. The rules that usually hold are the
habit; one that holds on fewer than half of the pages of a sync has stopped to. A broken habit stays as it is,
so that every sync says so until the pages are read again with rules that fit.
"""

from collections.abc import Mapping

from msgspec import field
from msgspec.structs import replace

from scrapers.model import Record
from scrapers.states import Drift, PortalState

USUAL = 0.8
"""A rule is a habit where it gave its field on so many of the pages of a kind."""
MOST = 0.5
ENOUGH = 5
"""So many pages of a kind, before and now, say something."""
_LONGEST_HABIT = 200
"""Pages after which older ones count half, for a habit may change slowly."""


class Habits(Record, frozen=True):
    """How many pages of each kind were asked to give fields, and how often each rule gave one."""

    pages: dict[str, int] = field(default_factory=dict)
    """Kind ("article", "listing", "home") to the number of pages, unreadable ones included."""
    rules: dict[str, int] = field(default_factory=dict)
    """Rule ("article.title: css h1") to the number of pages; as `scrapers.syncing.events.Summary` has it."""


def judged(state: PortalState, now: Habits) -> PortalState:
    """Return what is known of a portal after a sync: what it taught of its rules, and which drifted."""
    before = Habits(pages=state.pages, rules=state.rules)
    found = drifts(before, now)
    habits = learned(before, now, found)
    return replace(state, pages=habits.pages, rules=habits.rules, drift=found or still(state.drift, now))


def drifts(before: Habits, now: Habits) -> tuple[Drift, ...]:
    """Return the rules that used to hold, and now did not on most pages."""
    found = (_drift(name, before, now) for name in sorted(before.rules))
    return tuple(drift for drift in found if drift is not None)


def _drift(name: str, before: Habits, now: Habits) -> Drift | None:
    kind, named, rule = _parts(name)
    had, has = before.pages.get(kind, 0), now.pages.get(kind, 0)
    held = now.rules.get(name, 0)
    if min(had, has) < ENOUGH or before.rules[name] < USUAL * had or held >= MOST * has:
        return None
    return Drift(kind=kind, field=named, rule=rule, pages=has, held=held)


def _parts(name: str) -> tuple[str, str, str]:
    """Return kind, field and rule of "article.title: css h1"."""
    place, _, rule = name.partition(": ")
    kind, _, named = place.partition(".")
    return kind, named, rule


def learned(before: Habits, now: Habits, broken: tuple[Drift, ...]) -> Habits:
    """Add the pages of a sync to the habits, except for kinds of page whose habits they broke."""
    odd = {drift.kind for drift in broken}
    pages = {kind: count for kind, count in now.pages.items() if kind not in odd}
    rules = {name: count for name, count in now.rules.items() if _parts(name)[0] not in odd}
    worn = {kind for kind, count in before.pages.items() if count > _LONGEST_HABIT and kind not in odd}
    old_pages = {kind: count // 2 if kind in worn else count for kind, count in before.pages.items()}
    old_rules = {n: count // 2 if _parts(n)[0] in worn else count for n, count in before.rules.items()}
    return Habits(pages=_sum(old_pages, pages), rules=_sum(old_rules, rules))


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in one.keys() | other.keys()}


def still(former: tuple[Drift, ...], now: Habits) -> tuple[Drift, ...]:
    """Return the earlier drifts that a later sync cannot take back: it read too few pages of their kind."""
    return tuple(drift for drift in former if now.pages.get(drift.kind, 0) < ENOUGH)
