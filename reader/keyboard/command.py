"""What a command is: one thing that a key does, where it works, and who has its action."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from reader.i18n import N_


class Place(StrEnum):
    """Where the keys go."""

    LIST = "list"
    SHELVES = "shelves"
    ARTICLE = "article"
    RELATED = "related"
    FILTER = "filter"
    HELP = "help"
    PALETTE = "palette"
    PICTURE = "picture"
    CODE = "code"
    EXPORT = "export"
    SEARCH = "search"
    HITS = "hits"
    SPREAD = "spread"
    FIND = "find"
    PIPE = "pipe"
    NOTE = "note"
    STATS = "stats"
    NEWS = "news"
    PORTALS = "portals"
    ADDRESS = "address"
    PORTAL_ADDRESS = "portal address"


class Owner(StrEnum):
    """Who binds the keys and has the action."""

    APP = "app"
    SCREEN = "screen"
    PANE = "pane"
    """The focused pane, because only it knows how far it reaches."""
    PLACE = "place"
    """The place itself: a screen or a line over the reading, with keys of its own."""


class Group(StrEnum):
    """Sections of the help, in their order; message ids."""

    MOVE = N_("Moving about")
    READ = N_("Reading")
    LIST = N_("The list")
    MARK = N_("Marks")
    PROGRAM = N_("The portal and the program")


class Command(NamedTuple):
    """One thing that a key does."""

    id: str
    usual: str
    """Its keys unless the user chose others, as Textual names them, separated by spaces."""
    label: str
    """One or two words for the footer; a message id."""
    help: str
    """A phrase for help and palette; a message id."""
    group: Group
    where: tuple[Place, ...]
    owner: Owner = Owner.SCREEN
    palette: bool = True
    """Whether the palette offers it; not what makes sense only as a key."""
    shown: str = ""
    """How people read the keys, where naming each would not help."""
    spare: str = ""
    """Those of its usual keys that it leaves to what the settings give them to: they came after the first
    settings were written, which stay what they were."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, as Textual names them, the one to show first."""
        return tuple(_chosen.get(self.id, self.usual).split())


_chosen: dict[str, str] = {}


def choose(keys: Mapping[str, str]) -> None:
    """Give commands other keys, by their id, as `keymap.chosen` made them from the settings.

    That has to come before the interface is imported: Textual takes a class's keys when the class is made.
    """
    _chosen.clear()
    _chosen.update(keys)
