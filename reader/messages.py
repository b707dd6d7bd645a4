"""What screens ask of the app, whichever of them does."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class SyncAsked(Message):
    """The news of some portals are to be fetched in the background."""

    portals: tuple[str, ...]
    by_itself: bool = False
    """Whether the reader asks for them by itself, not the user by a key."""
    category: str = ""
    """The slug of the one category that is asked for, of one portal; all where none is named."""


@dataclass
class StopAsked(Message):
    """The sync of a portal is to end."""

    portal: str
