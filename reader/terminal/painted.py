"""What stands on the terminal: only what differs from that is written, in as few bytes as say it.

Textual writes each piece of a line that may have changed, all of the style before each word of another style,
and a reset behind it: on a bad line that is what a person waits for. While much is on its way to the
terminal, nothing is written at all (`reader.terminal.line`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from textual._compositor import ChopsUpdate
from textual.app import App

from reader.terminal.line import PATIENCE, Line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from textual.events import Resize
    from textual.screen import Screen
    from textual.timer import Timer

_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_PIXELS = "\x1bP"
"""How a picture begins that lies over the cells, whatever these have."""
_SEEN_ON_BLANKS = frozenset(("4", "7", "9", "21", "51", "52", "53"))
"""Underlined, reversed, struck out, underlined twice, framed, encircled, overlined."""
_ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
_ENDS |= {"21": "24", "51": "54", "52": "54", "53": "55"}
"""What ends each of all that Rich knows beside colours; bold and dim end together."""
_COLOURS = {"38": "letters", "48": "ground"}
_ARGUMENTS = {"5": 1, "2": 3}
"""How many numbers follow behind one that says how a colour is told."""


class Piece(NamedTuple):
    """Some cells of a line, and what Textual writes there: each style whole, behind a reset."""

    y: int
    x: int
    end: int
    text: str


class Look(NamedTuple):
    """How letters look, in the numbers of SGR (ECMA-48, 8.3.117); "" is the terminal's own colour."""

    letters: str = ""
    ground: str = ""
    others: frozenset[str] = frozenset()


PLAIN = Look()


class Painted:
    """The terminal's lines, each in the pieces that were written last."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._lines: dict[int, dict[int, Piece]] = {}

    def forget(self) -> None:
        """Know nothing: somebody else has written, or the terminal has another size."""
        self._lines.clear()

    def missing(self, pieces: Iterable[Piece]) -> str:
        """Return what has to be written so that these pieces stand there."""
        pen, are_covered = _Pen(), False
        for piece in pieces:
            if self._differs(piece):
                pen.write(piece)
            are_covered = are_covered or _PIXELS in piece.text
        if are_covered:  # what was written is not what is seen there
            self.forget()
        return pen.lift()

    def _differs(self, piece: Piece) -> bool:
        line = self._lines.setdefault(piece.y, {})
        if line.get(piece.x) == piece:
            return False
        for other in [other for other in line.values() if other.x < piece.end and piece.x < other.end]:
            del line[other.x]
        line[piece.x] = piece
        return True


class _Pen:
    """Writes pieces, and changes its look only where that is seen."""

    def __init__(self) -> None:
        self._look = PLAIN
        self._written: list[str] = []

    def write(self, piece: Piece) -> None:
        self._written.append(f"\x1b[{piece.y + 1};{piece.x + 1}H")
        for letters, look, is_blank in runs_of(piece.text):
            self._put(letters, look, is_blank=is_blank)

    def lift(self) -> str:
        """Return all that was written, the terminal's own look behind it."""
        self._change(PLAIN)
        return "".join(self._written)

    def _put(self, letters: str, look: Look, *, is_blank: bool) -> None:
        if is_blank:
            look = blank_in(self._look, look)
        self._change(look)
        self._written.append(letters)

    def _change(self, look: Look) -> None:
        if look is not self._look:
            self._written.append(change(self._look, look))
            self._look = look


@lru_cache(512)
def runs_of(text: str) -> tuple[tuple[str, Look, bool], ...]:
    """Take styled text apart: some letters, their look, and whether they are blanks."""
    letters, *styled = _STYLE.split(text)
    looks = [PLAIN, *map(look_of, styled[::2])]
    runs = zip((letters, *styled[1::2]), looks, strict=True)
    return tuple((letters, look, not letters.strip(" ")) for letters, look in runs if letters)


@lru_cache(1024)
def blank_in(has: Look, wanted: Look) -> Look:
    """Return a look in which blanks are seen as they are wanted, the nearest to what there is."""
    if _SEEN_ON_BLANKS.isdisjoint(has.others | wanted.others):
        return has._replace(ground=wanted.ground)
    return wanted


@lru_cache(1024)
def look_of(codes: str) -> Look:
    """Read the numbers of one SGR, which say all of a look."""
    colours, others, numbers = {"letters": "", "ground": ""}, set(), iter(codes.split(";"))
    for number in numbers:
        if number in _COLOURS:
            kind = next(numbers)
            colours[_COLOURS[number]] = ";".join((number, kind, *islice(numbers, _ARGUMENTS[kind])))
        elif (tens := number[:-1]) in ("3", "9"):
            colours["letters"] = number
        elif tens in ("4", "10"):
            colours["ground"] = number
        elif number.strip("0"):
            others.add(number)
    return Look(**colours, others=frozenset(others))


@lru_cache(4096)
def change(has: Look, wanted: Look) -> str:
    """Return the SGR that makes one look of another; none where they are the same."""
    if wanted == has:
        return ""
    if wanted == PLAIN:
        return "\x1b[0m"
    ended = {_ENDS[one] for one in has.others - wanted.others}
    left = {one for one in has.others if _ENDS[one] not in ended}
    codes = [*sorted(ended), *sorted(wanted.others - left)]
    if has.letters != wanted.letters:
        codes.append(wanted.letters or "39")
    if has.ground != wanted.ground:
        codes.append(wanted.ground or "49")
    return f"\x1b[{';'.join(codes)}m"


class _Missing(ChopsUpdate):
    """What an update changes of what stands on the terminal."""

    def __init__(self, update: ChopsUpdate, painted: Painted) -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self._painted = painted
        self.size = 0
        """Bytes written."""

    def render_segments(self, console: "Console") -> str:
        missing = self._painted.missing(self._pieces(console))
        self.size = len(missing.encode())
        return missing

    def _pieces(self, console: "Console") -> Iterator[Piece]:
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is not None and x < last and first < end:
                    shown = strip if end <= last else strip.crop(0, last - x)
                    yield Piece(y, x, min(end, last), shown.render(console))


class SparingApp(App[None], inherit_bindings=False):
    """Writes to the terminal only what is missing there, and nothing where it would only wait."""

    def __init__(self) -> None:
        """Know nothing of the terminal."""
        super().__init__()
        self.painted = Painted()
        self.line = Line()
        self.typed_ahead = ""
        """What was typed before the terminal was taken."""
        self._held_back: Timer | None = None
        """Until when something waits to be painted."""
        self._later: set[Callable[[], object]] = set()

    def on_resize(self, _event: "Resize") -> None:
        """Paint everything: terminals cut or wrap what stands there."""
        self.painted.forget()

    def holds_back(self) -> bool:
        """Tell whether to paint later, for which the app sees to it itself."""
        is_full = self.line.is_full
        if is_full and self._held_back is None:
            self._held_back = self.set_timer(PATIENCE, self._give_up)
        elif not is_full and self._held_back is not None:
            self._held_back.stop()
            self._held_back = None
        return is_full

    def when_come(self, then: Callable[[], object]) -> None:
        """Call once what was to be painted has come, but for little; at once where the terminal is near."""
        self._later.add(then)
        self._do_later()

    def _do_later(self) -> None:
        while self._later and self.line.is_free:
            self._later.pop()()

    def on_cursor_position(self) -> None:
        """Paint what was held back, where enough has come through; go on where nearly all has."""
        if self._held_back is not None:
            self.screen._compositor_refresh()  # noqa: SLF001 - all is laid out, and nothing else asks for it
        self._do_later()

    def _give_up(self) -> None:
        self.line.forget()
        self.on_cursor_position()

    def _display(self, screen: "Screen[object]", renderable: "RenderableType | None") -> None:
        if isinstance(renderable, ChopsUpdate):
            renderable = _Missing(renderable, self.painted)
        super()._display(screen, renderable)
        if isinstance(renderable, _Missing) and renderable.size and self._driver is not None:
            self._driver.write(self.line.question(renderable.size))
