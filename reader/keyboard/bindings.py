"""Textual's bindings, made from the table of commands."""

from textual.binding import Binding

from reader.keyboard.command import Command, Owner, Place
from reader.keyboard.commands import TABLE


def bindings(owner: Owner, place: Place | None = None) -> list[Binding]:
    """Make the bindings of all commands that an owner binds, or of those in one place."""
    return [
        Binding(key, _action(command, key), command.label, show=False, priority=owner is Owner.APP)
        for command in TABLE
        if command.owner is owner and (place is None or place in command.where)
        for key in command.keys
    ]


def _action(command: Command, key: str) -> str:
    return f"{command.id}({key})" if command.id == "category" else command.id
