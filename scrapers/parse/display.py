"""What an element's own style or class makes of it: nothing, an icon, lines of its own."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal

from scrapers.parse.frame import climbed
from scrapers.text import clean_line, fold

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
_UNFOLDS = frozenset(
    (
        *("xem them", "doc them", "xem tiep", "doc tiep", "xem day du", "doc day du", "xem toan bo"),
        *("xem toan van", "mo rong", "hien thi them", "read more", "show more"),
    )
)
"""What a button or a link says that shows a text which is folded away, without decoration."""
_PARAGRAPH = 60
"""A text that is folded away has so many characters at least beside its links."""
_UP = 2
"""The control stands beside the text or beside what ends or begins in it, as many elements up less one."""
_DECORATION = " .…:»›>+▼[]()"
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


def unfolding(node: "LexborNode") -> "LexborNode | None":
    """Find the control that shows what an element keeps folded away: "Xem thêm"; None where that is no text.

    Menus and lists of news are folded away too, and are links for the most part; forms are no text.
    """
    linked = sum(len(link.text()) for link in node.css("a"))
    if len(clean_line(node.text())) - linked < _PARAGRAPH or node.css_first("input, textarea") is not None:
        return None
    return next(filter(None, (_control(beside) for beside in _around(node))), None)


def _around(node: "LexborNode") -> Iterator["LexborNode"]:
    """Yield the elements right behind an element and ahead of it, and then those of what holds it."""
    for around in islice(climbed(node), _UP):
        for ahead in (False, True):
            beside = around.prev if ahead else around.next
            while beside is not None and not beside.is_element_node:
                beside = beside.prev if ahead else beside.next
            if beside is not None:
                yield beside


def _control(beside: "LexborNode") -> "LexborNode | None":
    """Return the link or the button that an element is, or ends in, where it unfolds a text of this page."""
    controls = beside.css("a, button")
    if not controls:
        return None
    last = controls[-1]
    said, href = clean_line(last.text()), last.attributes.get("href") or "#"
    if fold(said).strip(_DECORATION) not in _UNFOLDS or not clean_line(beside.text()).endswith(said):
        return None
    return last if href.startswith(("#", "javascript:")) else None
