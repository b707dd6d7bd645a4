"""Says why a key has nothing to do where one is: what its command lacks there, or where it works. Pure."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from reader.i18n import N_, _
from reader.keyboard.command import Command, Group, Place
from reader.keyboard.commands import TABLE, first_key
from reader.keyboard.keys import key_name

_FILES = frozenset(("save_files", "read_files"))
_SYNCS = frozenset(("sync", "sync_category"))
_ABOUT_TEXT = _FILES | {"differences", "export", "find", "next_link", "pipe", "previous_link", "related"}
"""Commands that need the text of the article, or what came with it."""
_LACKED: Mapping[str, str] = MappingProxyType(
    {
        "differences": N_("Only one version of this article is here; there is nothing to compare."),
        "save_files": N_("No files are attached to this article."),
        "read_files": N_("No files are attached to this article."),
        "next_link": N_("There are no links in this text."),
        "previous_link": N_("There are no links in this text."),
        "related": N_("There is no related news here."),
        "go_back": N_("No article was read before this one."),
        "go_forward": N_("There is no article to go forward to."),
        "undo": N_("There is no mark to undo."),
        "zoom": N_("There is room for one pane only, so the article stands alone already."),
        "fetch": N_("The text of this article is here; {page_on} reads on."),
        "everywhere": N_("There is news of only one portal here."),
        "sync_category": N_("No category is shown that could be fetched alone; {next_category} goes to one."),
        "portals": N_("The demo has a profile to itself; `tinvl` without `demo` reads other portals."),
    }
)
"""What a command lacks that belongs where the keys go; message ids."""


class Elsewhere(NamedTuple):
    """Where a command works that does not work here."""

    place: Place
    says: str
    """A message id."""
    by: str
    """The command that leads there."""


_TO_ARTICLE = Elsewhere(
    Place.ARTICLE, N_("{key} ({what}) works while you read; {way} opens an article."), "open"
)
_TO_TEXT = Elsewhere(Place.ARTICLE, N_("{key} ({what}) works in the text above; {way} leads there."), "back")
_TO_LIST = Elsewhere(Place.LIST, N_("{key} ({what}) works in the list; {way} leads there."), "pane_left")
_TO_LISTED = Elsewhere(
    Place.ARTICLE,
    N_("{key} ({what}) works while you read an article of the list; {way} leads there."),
    "pane_right",
)
_ON_TO_LIST = Elsewhere(Place.LIST, N_("{key} ({what}) works in the list; {way} leads there."), "pane_right")
_TO_SHELVES = Elsewhere(
    Place.SHELVES, N_("{key} ({what}) works among the categories; {way} leads there."), "pane_left"
)
_TO_SEARCH = Elsewhere(Place.SEARCH, N_("{key} ({what}) works in a search; {way} opens one."), "search")
_ELSEWHERE: Mapping[Place, tuple[Elsewhere, ...]] = MappingProxyType(
    {
        Place.LIST: (_TO_ARTICLE, _TO_SHELVES, _TO_SEARCH),
        Place.SHELVES: (_ON_TO_LIST, _TO_LISTED, _TO_SEARCH),
        Place.ARTICLE: (_TO_LIST, _TO_SEARCH),
        Place.RELATED: (_TO_TEXT, _TO_LIST, _TO_SEARCH),
    }
)


class Present(NamedTuple):
    """What is there for commands to work on."""

    listed: bool
    """Whether the list has an article."""
    opened: bool
    """Whether an article is open."""
    text: bool
    """Whether the text of the article that keys are about is here."""
    files: bool
    """Whether files are attached to it."""
    syncing: bool
    fetching_files: bool = False


def refusal(key: str, place: Place, present: Present) -> str:
    """Return why a key, as Textual names it, does nothing in a place; empty where nothing is known of it."""
    bound = [command for command in TABLE if key in command.keys]
    here = (_lacked(command, place, present) for command in bound if place in command.where)
    widest = sorted(bound, key=lambda command: -len(command.where))
    elsewhere = (_elsewhere(key, command, place) for command in widest)
    return next(filter(None, chain(here, elsewhere)), "")


def _lacked(command: Command, place: Place, present: Present) -> str:
    if _needs_an_article(command) and (none := _no_article(command, place, present)):
        return none
    if not present.text and command.id in _ABOUT_TEXT:
        return no_text()
    if command.id in _FILES and present.files:
        if present.syncing:
            return _("Files can be fetched once the sync has ended.")
        return _("No attached file can be read here; {key} saves them.").format(key=first_key("save_files"))
    if command.id in _SYNCS and (busy := _busy(command, present)):
        return busy
    said = _LACKED.get(command.id, "")
    keys = {name: first_key(name) for name in ("page_on", "next_category")}
    return _(said).format(**keys) if said else ""


def no_text() -> str:
    """Say that the text of the article is not here, and how it comes."""
    return _("The text of this article is not here yet; {key} fetches it.").format(key=first_key("fetch"))


def _no_article(command: Command, place: Place, present: Present) -> str:
    if place is Place.LIST and not present.listed:
        return _("There is no article in this list.")
    about_open = place is Place.ARTICLE or command.id == "zoom"
    return none_open() if about_open and not present.opened else ""


def none_open() -> str:
    """Say that no article is open, and what opens one."""
    return _("No article is open. Choose one in the list and press {key}.").format(key=first_key("open"))


def _busy(command: Command, present: Present) -> str:
    if present.fetching_files:
        return _("News can be fetched once the files have come.")
    if present.syncing and command.id == "sync":  # its key has stopped it
        return sync_ends()
    return (
        _("A sync is running; {key} stops it.").format(key=first_key("stop_sync")) if present.syncing else ""
    )


def sync_ends() -> str:
    """Say that a sync was asked to end and has not yet, so that none begins."""
    return _("The sync is ending; what has been fetched is kept. Then another one can begin.")


def _needs_an_article(command: Command) -> bool:
    """Tell whether a command does something to an article, or to the articles of a list."""
    return command.id == "filter" or (command.group in (Group.READ, Group.MARK) and command.id != "undo")


def _elsewhere(key: str, command: Command, place: Place) -> str:
    there = next((there for there in _ELSEWHERE.get(place, ()) if there.place in command.where), None)
    if there is None or place in command.where:
        return ""
    return _(there.says).format(key=key_name(key), what=_(command.help), way=first_key(there.by))
