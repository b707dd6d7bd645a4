"""Words what a look at a portal found, what it did not, and what to do next; both front ends say it so."""

from collections.abc import Iterator

from reader.i18n import N_, _
from reader.keyboard.commands import first_key
from reader.wording.details import detail
from reader.wording.waits import waits
from reader.words import byline, day, number, online, plural, visits
from scrapers.model import Article, Image, PortalCounts
from scrapers.portals.portal import Portal
from scrapers.survey.findings import NEEDED, Cause, Findings, Lack
from scrapers.survey.look import Asking, Moved
from scrapers.syncing.events import Waiting
from scrapers.text import clean_line

_LACKS = {
    Lack.CATEGORIES: N_("categories in a navigation"),
    Lack.ENTRIES: N_("a page that lists articles"),
    Lack.DAYS: N_("a day on which anything was published"),
    Lack.ARTICLE: N_("the text of an article"),
    Lack.AUTHOR: N_("the author"),
    Lack.PAGER: N_("the way to the next page of a list"),
    Lack.COUNTS: N_("counters of visitors"),
}
"""What is not found; message ids."""
_CAUSES = {
    Cause.LOGIN: N_("It asks for a password."),
    Cause.SCRIPT: N_("A script fills its pages, and this program runs none."),
}
"""Why nothing may have been found; message ids."""


def rows(found: Findings) -> Iterator[tuple[str, str]]:
    """Yield what was found, each with what it is called."""
    yield _("Portal"), found.title or _("does not say its name")
    yield _("Address"), found.url
    if found.categories:
        names = ", ".join(category.name for category in found.categories)
        yield _("Categories"), f"{number(len(found.categories))}: {names}"
    if found.entries:
        yield _("List"), _listing(found)
    if found.article is not None:
        yield _("Article"), found.article.title
        yield "", " · ".join((*byline(found.article), *_size(found.article, found.paragraphs)))
    if found.counts is not None:
        yield _("Counters"), _counts(found.counts)
    if found.lacks:
        yield _("Not found"), ", ".join(_(_LACKS[lack]) for lack in found.lacks)


def _listing(found: Findings) -> str:
    days = sorted(entry.published for entry in found.entries if entry.published)
    said = [plural("{n} article", "{n} articles", len(found.entries))]
    if days:
        said.append(_("{first} to {last}").format(first=day(days[0]), last=day(days[-1])))
    if found.listing.next is not None:
        said.append(_("more pages follow"))
    name = found.category.name if found.category else _("the first page")
    return f"{name}: {', '.join(said)}"


def _size(article: Article, paragraphs: int) -> tuple[str, str]:
    pictures = sum(isinstance(block, Image) for block in article.blocks)
    return (
        plural("{n} paragraph", "{n} paragraphs", paragraphs),
        plural("{n} picture", "{n} pictures", pictures),
    )


def _counts(counts: PortalCounts) -> str:
    return " · ".join(filter(None, (online(counts.online), visits(counts.total))))


def brief(found: Findings, portal: Portal) -> str:
    """Say in a message what was added, and of how many of its pages nothing is known."""
    said = _("{title} is added: {categories}. {fetch} fetches its news, {key} reads it.").format(
        title=portal.title,
        categories=plural("{n} category", "{n} categories", len(found.categories or portal.categories)),
        key=first_key("read_portal"),
        fetch=first_key("sync_portal"),
    )
    if not found.failures:
        return said
    missing = plural("{n} page could not be fetched.", "{n} pages could not be fetched.", len(found.failures))
    return f"{said} {missing}"


def doing(event: Asking | Moved | Waiting) -> str:
    """Say what is done while a portal is looked at."""
    match event:
        case Asking():
            return _("Asking for {url} …").format(url=clean_line(event.url))
        case Moved():
            return _("It leads on to {url}.").format(url=clean_line(event.url))
        case Waiting():
            return waits(event)


def verdict(found: Findings) -> str:
    """Say why a portal cannot be followed: what of what it needs was not found, and why that may be."""
    missing = ", ".join(_(_LACKS[lack]) for lack in found.lacks if lack in NEEDED)
    said = _("No portal was added: {host} shows no news that can be read. Not found: {missing}.")
    cause = f" {_(_CAUSES[found.cause])}" if found.cause else ""
    return said.format(host=found.url, missing=missing) + cause


def failures(found: Findings) -> Iterator[str]:
    """Yield each page that could not be had, with why."""
    for failure in found.failures:
        yield f"{clean_line(failure.url)}: {detail(failure.message)}"


def by_hand() -> str:
    """Say what is left to do where a portal cannot be added so."""
    return _(
        "If it is a portal all the same, write a file for it by hand, as CONTRIBUTING.md says; `tinvl parse` "
        "shows what becomes of a page that you saved."
    )
