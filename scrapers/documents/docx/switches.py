"""Tells whether a property of a DOCX is on: it is by being there, unless its value says no."""

from scrapers.documents.packed import Node

_OFF = ("0", "false", "off", "none")


def is_on(switch: Node | None) -> bool:
    """Tell whether a property that is there or not is on."""
    return switch is not None and is_yes(switch.attributes.get("val", "1"))


def is_yes(told: str) -> bool:
    """Tell whether an attribute says yes."""
    return told not in _OFF
