"""Decides which panes are seen, by the width of the terminal and where the keys go."""

from reader.keyboard.command import Place

MIDDLE, WIDE = 80, 120
"""Columns from which two panes fit, and three."""
BREADTHS = ((0, "-narrow"), (MIDDLE, "-middle"), (WIDE, "-wide"))
"""Columns from which a screen has a class that styles go by."""
PANES = (Place.SHELVES, Place.LIST, Place.ARTICLE)


def breadth(width: int) -> str:
    """Name the class of a screen so wide."""
    return next(name for least, name in reversed(BREADTHS) if width >= least)


def pane_of(place: Place) -> Place:
    """Name the pane that a place is in."""
    if place is Place.RELATED:
        return Place.ARTICLE
    return Place.LIST if place is Place.FILTER else place


def visible(width: int, pane: Place, *, alone: bool) -> frozenset[Place]:
    """List the panes to show; `alone` is the wish to read without the others."""
    if width < MIDDLE or (alone and pane is Place.ARTICLE):
        return frozenset((pane,))
    if width < WIDE:
        return frozenset((Place.LIST, Place.SHELVES if pane is Place.SHELVES else Place.ARTICLE))
    return frozenset(PANES)


def beside(pane: Place, step: int) -> Place:
    """Name the pane to the right, or with -1 to the left; the same one at the ends."""
    return PANES[max(0, min(PANES.index(pane) + step, len(PANES) - 1))]


def around(pane: Place, step: int) -> Place:
    """Name the next pane, or with -1 the one before; round at the ends."""
    return PANES[(PANES.index(pane) + step) % len(PANES)]
