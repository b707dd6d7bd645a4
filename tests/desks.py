"""What tests do with a desk as the screen does it, and what they see there."""

from reader.desk import Desk
from reader.model import Head
from reader.user.undoable import Marked, MarkedMany, Noted
from tests.fakes_store import PORTAL


def listed(desk: Desk) -> list[str]:
    """Which articles the list has."""
    return [head.id for head in desk.library.heads(desk.rows)]


def row(desk: Desk, name: str) -> int:
    """Find the row of an article by its id."""
    found = desk.library.row_of(PORTAL, name)
    assert found is not None
    return found


def head(desk: Desk, name: str) -> Head:
    """Find an article by its id."""
    found = desk.library.head(row(desk, name))
    assert found is not None
    return found


def is_open(desk: Desk) -> str:
    """Which article is open."""
    assert desk.head is not None
    return desk.head.id


def undo(desk: Desk) -> Marked | MarkedMany | None:
    """Undo the last mark, or the last many, at once; None where none is left."""
    marked = desk.pop_undo()
    assert not isinstance(marked, Noted)
    if isinstance(marked, MarkedMany):
        desk.take_many_back(marked)
        desk.reload_marks()
    elif marked is not None:
        desk.take_back(marked)
    return marked
