"""The list of articles."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.reactive import reactive

from reader.model import ArticleKey, Head, History, history_of, key_of
from reader.render.rows import ROOM_FOR_VIEWS, Bit, comfortable, compact
from reader.widgets.rowlist import RowList
from reader.wording.columns import cells, wrapped

if TYPE_CHECKING:
    from textual.timer import Timer

TALL = 3
_KEPT = 500
"""Heads held for drawing; more than any terminal has rows."""
_REST = 0.02
"""Seconds behind a scroll after which the next page is made; its frame has left by then."""
Histories = Mapping[ArticleKey, tuple[History, ...]]
"""What the places of its portal showed of each article's views."""


class HeadList(RowList[int]):
    """Shows the rows of a list, asked for as they come into sight.

    The cursor stays on its article when the rows change, and the article stays on its line of the pane. Until
    somebody has moved it, or opened an article, it stays at the top, where news come in.
    """

    rows: reactive[Sequence[int]] = reactive(array("q"), repaint=False, init=False, always_update=True)
    """Row numbers in the catalogue, in order."""
    opened: reactive[int | None] = reactive(None, repaint=False, init=False)
    """Row number of the open article."""
    compact: reactive[bool] = reactive(default=False, repaint=False, init=False)
    """Whether rows have one line."""
    nothing: reactive[str] = reactive("", repaint=False, init=False)
    """What to say where there are no rows."""

    def __init__(
        self,
        heads_of: Callable[[Sequence[int]], Mapping[int, Head]],
        histories_of: Callable[[Sequence[Head]], Histories],
        origin_of: Callable[[Head], str],
    ) -> None:
        """`heads_of` returns rows to draw by number, `histories_of` what is known of articles' views.

        `origin_of` returns the title of an article's portal where a row is to say it, else nothing.
        """
        super().__init__()
        self.set_reactive(RowList.row_height, TALL)
        self._heads_of = heads_of
        self._heads: dict[int, Head | None] = {}
        self._histories_of = histories_of
        self._histories: dict[ArticleKey, tuple[History, ...]] = {}
        self._origin_of = origin_of
        self._here: Head | None = None
        self._untouched = True
        """Whether nobody has moved the cursor or opened an article since the list had none."""
        self._made: dict[tuple[int, int], list[list[Bit]]] = {}
        """Rows as they were drawn last, by number and width: a step of the cursor only colours them anew."""
        self._resting: Timer | None = None
        """Runs out when nobody has scrolled for a while."""

    def head(self, index: int) -> Head | None:
        """Return the article of a row."""
        if not 0 <= index < len(self.rows):
            return None
        row = self.rows[index]
        if row not in self._heads:
            if len(self._heads) >= _KEPT:
                self._drop()
            # One question for a row is as slow as four are for all in sight.
            self._ask_for((index, *self._indexes_in_sight()))
        return self._heads[row]

    def _ask_for(self, indexes: Iterable[int]) -> None:
        """Ask for the rows that are not known."""
        rows = (self.rows[index] for index in indexes)
        if wanted := tuple(dict.fromkeys(row for row in rows if row not in self._heads)):
            self._heads |= {**dict.fromkeys(wanted), **self._heads_of(wanted)}

    def forget(self) -> None:
        """Ask for the rows again, as after a mark; those that say something else now are drawn anew."""
        heads, self._heads = self._heads, {}
        histories, self._histories = self._histories, {}
        same: set[int] = set()
        for index in self._indexes_in_sight():
            head = self.head(index)
            if head is not None and head == heads.get(self.rows[index]):
                self._history(head)
                if self._histories.get(key_of(head)) == histories.get(key_of(head)):
                    same.add(index)
        self._made = {at: bits for at, bits in self._made.items() if at[0] in same}
        self.redraw_rows(set(self._indexes_in_sight()) - same)

    def _drop(self) -> None:
        self._heads.clear()
        self._histories.clear()
        self._made.clear()

    def _history(self, head: Head) -> History | None:
        """Return the history of the views of a row; all rows that are held are asked for at once."""
        if head.views is None:
            return None
        key = key_of(head)
        if key not in self._histories:
            viewed = {key_of(one): one for one in self._heads.values() if one and one.views is not None}
            wanted = {name: one for name, one in viewed.items() if name not in self._histories}
            found = self._histories_of(tuple(wanted.values()))
            self._histories |= {name: found.get(name, ()) for name in wanted}
        return history_of(head.views, self._histories[key])

    def _indexes_in_sight(self) -> range:
        first, end = self.top // self.row_height, -(-(self.top + self.size.height) // self.row_height)
        return range(first, min(end, self.count()))

    def draw_lines(self, numbers: Sequence[int], width: int) -> Iterator[list[Segment]]:
        """Draw the rows in sight, or say why there are none."""
        if self.rows:
            return super().draw_lines(numbers, width)
        said = wrapped(self.nothing, width - 2)
        return (self._said(said[number] if number < len(said) else "", width) for number in numbers)

    def _said(self, line: str, width: int) -> list[Segment]:
        return [Segment(f" {line}{' ' * (width - 1 - cells(line))}", self._look("detail", ""))]

    def watch_nothing(self) -> None:
        """Show another text."""
        self.redraw()

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw an article, or nothing where it went since the list was made."""
        if (index, width) not in self._made:
            self._made[index, width] = self._make(self.head(index), width)
        return self._made[index, width]

    def _make(self, head: Head | None, width: int) -> list[list[Bit]]:
        if head is None:
            return []
        portal = self._origin_of(head)
        if self.compact:
            history = self._history(head) if width >= ROOM_FOR_VIEWS else None
            return compact(head, width, history, portal)
        return comfortable(head, width, self._history(head), portal)

    def watch_top(self, old: int, new: int) -> None:
        """Show other rows, and make the next page while it is not asked for."""
        super().watch_top(old, new)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, partial(self._make_ahead, down=new > old))

    def _make_ahead(self, *, down: bool) -> None:
        """Make the rows of the page that comes next, a third of showing it; at an end, of the way back."""
        indexes = self._indexes_beyond(down=down) or self._indexes_beyond(down=not down)
        self._ask_for(indexes)
        for index in indexes:
            self.draw(index, self.width_of_lines() - 1)

    def _indexes_beyond(self, *, down: bool) -> range:
        seen = self._indexes_in_sight()
        if down:
            return range(seen.stop, min(seen.stop + len(seen), self.count()))
        return range(max(0, seen.start - len(seen)), seen.start)

    def is_current(self, index: int) -> bool:
        """Return whether the article is open."""
        return self.rows[index] == self.opened

    def watch_rows(self, _old: Sequence[int], _new: Sequence[int]) -> None:
        """Find the article of the cursor again."""
        line = self.cursor * self.row_height - self.top
        here, self._here = None if self._untouched else self._here, None
        self._untouched |= not self.rows
        self._drop()
        self.redraw()
        index = self._index_of(here)
        if index != self.cursor:
            self.set_reactive(RowList.cursor, index)
            self.top = index * self.row_height - line
        self.show_cursor()
        self._here = self.head(index)

    def _index_of(self, head: Head | None) -> int:
        """Find an article, under the number it has now; the same place where it is not in the list."""
        now = self._heads_of([head.row]).get(head.row) if head else None
        try:
            return self.rows.index(now.row) if now else 0
        except ValueError:
            return self.validate_cursor(self.cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Remember which article the cursor is on, asked for with those that come into sight with it."""
        self._untouched = False
        super().watch_cursor(old, new)
        self._here = self.head(new)

    def watch_opened(self, old: int | None, new: int | None) -> None:
        """Show which article is open."""
        self._untouched &= new is None
        self.redraw_rows(index for index in self._indexes_in_sight() if self.rows[index] in (old, new))

    def watch_compact(self) -> None:
        """Draw rows of the other height."""
        self._made.clear()
        self.row_height = 1 if self.compact else TALL
