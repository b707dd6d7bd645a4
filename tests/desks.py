"""What tests do with a desk as the screen does it."""

from reader.desk import Desk
from reader.user.undoable import Marked, MarkedMany, Noted


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
