"""What screens ask of the app, whichever of them does; and how messages with fields are made."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from textual.message import Message

_Message = TypeVar("_Message", bound=Message)


@dataclass_transform(eq_default=False)
def with_fields(message: type[_Message]) -> type[_Message]:
    """Make a message of the fields that its class names.

    Nobody compares or prints them: without that a class takes a third of the time to make, at each start.
    """
    return dataclass(eq=False, repr=False)(message)


@with_fields
class SyncAsked(Message):
    """The news of some portals are to be fetched in the background."""

    portals: tuple[str, ...]
    by_itself: bool = False
    """Whether the reader asks for them by itself, not the user by a key."""
    category: str = ""
    """The slug of the one category that is asked for, of one portal; all where none is named."""


@with_fields
class StopAsked(Message):
    """The sync of a portal is to end."""

    portal: str
