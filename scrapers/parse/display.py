"""What an element's own style or class makes of it: nothing, an icon, lines of its own."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Display = Literal["none", "icon", "block"]
"""How an element's own style shows it: not at all, as an icon, or on lines of its own."""
_ICONS = ("material-icons", "material-symbols")
"""Classes of elements whose text is the name of a picture: "visibility"."""
UNSEEN = '[class*="hid"]'
"""Selects the elements that `keeps_from_sight` is asked of."""
_UNSEEN = frozenset(
    ("hidden", "visually-hidden", "element-hidden", "hide-accessible", "helper-hidden-accessible")
)
"""Classes by which the usual frameworks keep an element from sight."""
STYLED = '[style*="display" i], [hidden], [class*="material-" i]'
"""Selects the elements whose own style or class may say so."""


def display_of(node: "LexborNode") -> Display | None:
    """Tell what an element's own style makes of it; None for nothing special."""
    attributes = node.attributes
    style = "".join((attributes.get("style") or "").lower().split())
    classes = (attributes.get("class") or "").lower()
    if "hidden" in attributes or "display:none" in style:
        return "none"
    if any(icon in classes for icon in _ICONS):
        return "icon"
    return "block" if "display:block" in style else None


def keeps_from_sight(node: "LexborNode") -> bool:
    """Tell whether a class keeps an element from sight: there are machines' names for what people see."""
    return not _UNSEEN.isdisjoint((node.attributes.get("class") or "").casefold().split())
