"""Tells people how a sync ended: what came, what failed and why, what to do."""

from collections.abc import Iterator, Sequence

from reader.cli.exits import Exit
from reader.cli.output import tell
from reader.i18n import _
from reader.wording.ended import missing, nothing_read, out_of_reach, weakly, why
from reader.words import number, plural, size
from scrapers.states import Drift
from scrapers.syncing.events import Summary
from scrapers.text import clean_line

SHOWN_FAILURES = 5


def exit_of(summary: Summary) -> Exit:
    """How a sync ended, as an exit code."""
    if summary.interrupted:
        return Exit.INTERRUPTED
    if summary.unreachable:
        return Exit.UNREACHABLE
    return Exit.PARTLY if summary.failures else Exit.DONE


def tell_summary(
    summary: Summary, *, quiet: bool = False, among_others: bool = False, saved: bool = True
) -> None:
    """Say in a few lines what a sync did; when `quiet`, only what went wrong.

    Where it is one `among_others` its portal is named in any case.
    """
    trouble = list(_trouble(summary, saved=saved))
    if not quiet:
        tell(_came(summary))
        if said := weakly(summary):
            tell(said)
    elif among_others and trouble:
        tell(f"{summary.portal}:")
    for line in trouble:
        tell(line)
    for failure in summary.failures[:SHOWN_FAILURES]:
        tell(f"{why(failure)}: {clean_line(failure.url)}", indent=2)
    if (more := len(summary.failures) - SHOWN_FAILURES) > 0:
        tell(plural("and {n} more", "and {n} more", more), indent=2)
    if (left := missing(summary)) and not (quiet and exit_of(summary) is Exit.DONE):
        tell(_("Still missing: {what}. The same command asks for them again.").format(what=left))


def _came(summary: Summary) -> str:
    counted = [
        plural("{n} new article", "{n} new articles", summary.new),
        plural("{n} corrected", "{n} corrected", summary.updated),
    ]
    if summary.gone:
        counted.append(_("{n} gone from the portal").format(n=number(summary.gone)))
    if summary.pictures:
        counted.append(plural("{n} picture", "{n} pictures", summary.pictures))
    if lost := summary.pictures_failed:
        counted.append(plural("{n} picture did not come", "{n} pictures did not come", lost))
    if summary.files:
        counted.append(plural("{n} file read", "{n} files read", summary.files))
    if lost := summary.files_failed:
        counted.append(plural("{n} file did not come", "{n} files did not come", lost))
    requests = plural("{n} request", "{n} requests", summary.requests)
    return f"{summary.portal}: {', '.join(counted)}; {requests}, {size(summary.bytes)}."


def _trouble(summary: Summary, *, saved: bool) -> Iterator[str]:
    """Say what went wrong, and what that means for what is here."""
    if summary.interrupted:
        yield _("Stopped. What was fetched is kept; the next sync goes on from here.")
    if summary.unreachable:
        yield out_of_reach(summary, saved=saved)
    if text := nothing_read(summary):
        yield text
    elif summary.layout_changed and not summary.unreachable:
        yield plural(
            "{n} page could not be read: the portal may have changed. What was saved stays.",
            "{n} pages could not be read: the portal may have changed. What was saved stays.",
            summary.layout_changed,
        )
    yield from _drifted(summary.drift)
    if summary.failures and not (summary.layout_changed or summary.unreachable or text):
        yield plural(
            "{n} page could not be fetched; the next sync tries again:",
            "{n} pages could not be fetched; the next sync tries again:",
            len(summary.failures),
        )


def _drifted(drifts: Sequence[Drift]) -> Iterator[str]:
    """Say which rules no longer give their fields, and what to do."""
    for drift in drifts[:SHOWN_FAILURES]:
        text = _(
            "The portal changed: on {missed} of {pages} pages ({kind}) "
            "the rule “{rule}” no longer gives “{field}”."
        )
        yield text.format(
            missed=number(drift.pages - drift.held), pages=number(drift.pages), kind=drift.kind,
            rule=clean_line(drift.rule), field=clean_line(drift.field),
        )  # fmt: skip
    if drifts:
        yield _("The pages are kept: fix the portal file, then `tinvl reparse` reads them again.")
