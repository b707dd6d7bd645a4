"""Words what a sync of the reader does, and what it came to."""

from reader import words
from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.progress import Progress
from reader.wording.ended import missing, nothing_read, out_of_reach, weakly, why
from reader.wording.waits import waits
from reader.words import plural
from scrapers.syncing.events import Summary
from scrapers.text import clean_line


def doing(progress: Progress, left: float | None = None) -> str:
    """Say what a sync does, or why it waits; `left` is how many seconds it will take, where that is known."""
    if progress.waiting:
        return waits(progress.waiting)
    if progress.fetching:
        what = _("Reading attached files") if progress.files else _("Fetching articles")
        return " · ".join(filter(None, (what, words.time_left(left))))
    if not progress.of:
        return _("Asking the portal …")
    return _("Syncing {index}/{of} {category}").format(
        index=progress.index, of=progress.of, category=clean_line(progress.category)
    )


def ended(summary: Summary, *, saved: bool = True) -> str:
    """Say what a sync came to, and what is missing still; `saved` is whether there are news to read."""
    text = _outcome(summary, saved=saved)
    if summary.drift:
        text += " " + _("The portal changed its layout; `tinvl sync` says where.")
    if left := missing(summary):
        said = _("Still missing: {what}; {key} asks for them again.")
        text += " " + said.format(what=left, key=first_key("sync"))
    return f"{text} {weakly(summary)}".rstrip()


def came(summary: Summary) -> str:
    """Say how many articles came, and how many files were read."""
    counts = [plural("{n} new article", "{n} new articles", summary.new)]
    if summary.updated:
        counts.append(plural("{n} corrected", "{n} corrected", summary.updated))
    if summary.files:
        counts.append(plural("{n} file read", "{n} files read", summary.files))
    return ", ".join(counts)


def _outcome(summary: Summary, *, saved: bool) -> str:
    """Say what came, and whether it came to an end."""
    news = _news(summary)
    if summary.interrupted:
        return _("Stopped; what was fetched stays: {news}").format(news=news)
    if text := nothing_read(summary):
        return text
    if not summary.unreachable:
        return _("Synced: {news}").format(news=news)
    if summary.new:
        return _("Cut short, the portal no longer answers: {news}").format(news=news)
    return out_of_reach(summary, saved=saved)


def _news(summary: Summary) -> str:
    counts = [came(summary)]
    if summary.failures:
        failed = plural("{n} failed", "{n} failed", len(summary.failures))
        counts.append(f"{failed}: {why(summary.failures[-1])}")
    return ", ".join(counts) + "."
