"""Prints what came of each article that `tinvl get` was asked for, for people or as JSON."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from reader.cli.exits import Exit
from reader.cli.output import say, tell
from reader.fetching.addresses import Kind
from reader.getting import Got, Outcome, Sought
from reader.i18n import _
from reader.wording.ended import out_of_reach
from reader.words import plural
from scrapers.syncing.events import Summary
from scrapers.text import clean_line


class Asked(NamedTuple):
    """One thing that the user asked for."""

    text: str
    where: str
    """Names the line of a list that it stood on; empty on the command line."""
    line: int
    sought: Sought | None
    """The article that is meant; None where `trouble` says why there is none."""
    trouble: str = ""
    kind: Kind = Kind.NONE
    """What was meant in place of an article."""


class Fetched(NamedTuple):
    """What came of all of it: by portal and id, each portal's summary, and whether somebody stopped it."""

    got: dict[tuple[str, str], Got]
    summaries: list[Summary]
    stopped: bool = False


class Ended(NamedTuple):
    """One thing that the user asked for, and what came of it."""

    asked: Asked
    got: Got

    @classmethod
    def of(cls, asked: Asked, fetched: Fetched) -> Self:
        """Put together what is known."""
        if (sought := asked.sought) is None:
            return cls(asked, Got(Outcome.REFUSED, why=asked.trouble))
        if (got := fetched.got.get((sought.portal, sought.id))) is not None:
            return cls(asked, got)
        return cls(asked, Got(Outcome.HERE if sought.here else Outcome.LEFT, sought.id, sought.title))

    @property
    def has_come(self) -> bool:
        """Whether the article is here now."""
        return self.got.outcome not in (Outcome.FAILED, Outcome.LEFT, Outcome.REFUSED)


def exit_of(ended: Sequence[Ended], fetched: Fetched) -> Exit:
    """Return how it ended, as an exit code."""
    if fetched.stopped:
        return Exit.INTERRUPTED
    if any(summary.unreachable for summary in fetched.summaries):
        return Exit.UNREACHABLE
    outcomes = {one.got.outcome for one in ended}
    if outcomes == {Outcome.REFUSED}:
        return Exit.USAGE
    return Exit.DONE if all(one.has_come for one in ended) else Exit.PARTLY


def print_here(ended: Sequence[Ended]) -> None:
    """Print what is here now: what `tinvl show` takes, and its title."""
    from reader.cli.tables import print_table  # noqa: PLC0415 - for this form alone

    rows = [
        (clean_line(f"{one.asked.sought.portal}/{one.got.id}"), clean_line(one.got.title))
        for one in ended
        if one.has_come and one.asked.sought
    ]
    if rows:
        print_table(rows, looks={0: "dim"})


def print_json(ended: Sequence[Ended]) -> None:
    """Print everything that was asked for, in its order."""
    from reader.export.jsonout import dumps  # noqa: PLC0415 - for this form alone

    say(dumps([_plain(one) for one in ended]))


def _plain(one: Ended) -> dict[str, object]:
    sought, got = one.asked.sought, one.got
    return {
        "asked": one.asked.text,
        "line": one.asked.line or None,
        "portal": sought.portal if sought else None,
        "id": got.id or (sought.id if sought else None),
        "url": sought.url if sought else None,
        "title": got.title or None,
        "outcome": got.outcome.value,
        "error": got.error or None,
        "why": got.why or None,
    }


def tell_ended(ended: Sequence[Ended], fetched: Fetched, *, quiet: bool) -> None:
    """Say on stderr what came, and what did not and why; when `quiet`, only the latter."""
    if not quiet and (came := ", ".join(_counted(ended))):
        tell(f"{came}.")
    for one in ended:
        if one.got.why:
            tell(": ".join(filter(None, (one.asked.where, one.got.why, _address(one)))))
    if any(one.asked.kind is Kind.FOREIGN for one in ended):
        tell(_("`tinvl portals` lists the portals that are known; `tinvl portals add ADDRESS` adds another."))
    for line in _left(ended, fetched):
        tell(line)


def _counted(ended: Sequence[Ended]) -> Iterator[str]:
    outcomes = [one.got.outcome for one in ended]
    if new := outcomes.count(Outcome.NEW):
        yield plural("{n} new article", "{n} new articles", new)
    if updated := outcomes.count(Outcome.UPDATED):
        yield plural("{n} corrected", "{n} corrected", updated)
    if unchanged := outcomes.count(Outcome.UNCHANGED):
        yield plural("{n} unchanged", "{n} unchanged", unchanged)
    if here := outcomes.count(Outcome.HERE):
        yield plural("{n} was here already", "{n} were here already", here)


def _address(one: Ended) -> str:
    """Return what was asked for, where what is said does not name it: `reader.getting.why_none` does."""
    if one.asked.kind is not Kind.NONE:
        return ""
    return clean_line(one.asked.sought.url if one.asked.sought else one.asked.text)


def _left(ended: Sequence[Ended], fetched: Fetched) -> Iterator[str]:
    """Say why some were not asked for."""
    left = sum(one.got.outcome is Outcome.LEFT for one in ended)
    for summary in fetched.summaries:
        if summary.unreachable:
            yield out_of_reach(summary)
    if fetched.stopped:
        yield _("Stopped. What was fetched is kept.")
    if left:
        yield plural(
            "{n} was not asked for; the same command asks for it.",
            "{n} were not asked for; the same command asks for them.",
            left,
        )
