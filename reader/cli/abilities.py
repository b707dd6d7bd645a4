"""Asks a terminal once, before the interface starts, what it can show.

textual-image asks by itself, one question after the other, a tenth of a second each; where an answer is late,
as on a slow line, or keys were typed before, Textual takes what is left for keys. Here everything is asked at
once behind the position of the cursor, which every terminal tells (ECMA-48, DSR 6) and Textual reads without
harm at any time: what comes before its answer is all that comes, and what of that is no answer was typed.
Where the terminal does not tell the size of a cell (Debian's xterm is not allowed to), what the kernel knows
of the window does.
"""

import fcntl
import os
import re
import select
import struct
import sys
import termios
import time
import tty
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.terminal.line import WHERE
from reader.terminal.pictures import Cell, Graphics

PATIENCE = 2.0
"""Seconds for the first answer; only a terminal that never gives one is waited for so long."""
_FAR = 0.03
"""Seconds in which what is near has answered."""
_FENCE = WHERE.encode()
_FENCED = re.compile(rb"\x1b\[\d+;\d+R")
# Device attributes (sixel is 4 among them), what program it is (XTVERSION), the size of a cell, what became
# of a colour that is none of 256 (DECRQSS). That one is a string, which PuTTY, by its attributes a VT102,
# prints. Kitty's own question about pictures is not asked at all: urxvt prints it, and tmux and screen take
# it for a title.
_ATTRIBUTES_ASKED = b"\x1b[c"
_QUESTIONS = b"\x1b[>q\x1b[16t"
_COLOUR_ASKED = b"\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
_KNOWS_STRINGS = re.compile(rb"\x1b\[\?6\d")
"""The attributes of a VT200 or what came after it."""
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]+)c")
_PROGRAM = re.compile(rb"\x1bP>\|(?:kitty\((\d+)\.(\d+)|ghostty)")
_PLACEHOLDERS = (0, 28)
"""The version of Kitty that brought cells that stand for parts of a picture; Debian 12 has an older one."""
_CELL = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_TRUE_COLOUR = re.compile(rb"\x1bP1\$r[\d;:]*48[;:]2[;:]{1,2}1[;:]2[;:]3m")
_ANSWERS = re.compile(rb"(?s)\x1b\[\??[\d;]+[cRt]|\x1bP.*?\x1b\\")
_SIXEL = b"4"
_MOST = 4096

Clock = Callable[[], float]


class Abilities(NamedTuple):
    """How a terminal shows pictures, how many pixels a cell has, whether it has all colours and is far.

    Of colours some terminals tell nothing; others tell it also where `COLORTERM` does not, as behind ssh.
    """

    graphics: Graphics = "halfcell"
    cell: Cell | None = None
    all_colours: bool = False
    is_far: bool = False
    typed: str = ""
    """Keys that were typed before or meanwhile, as the terminal sends them."""


def abilities_in(answer: bytes) -> Abilities:
    """Read what a terminal answered. Pure."""
    size = _CELL.search(answer)
    cell = (int(size[2]), int(size[1])) if size and int(size[1]) and int(size[2]) else None
    return Abilities(_graphics_in(answer), cell, bool(_TRUE_COLOUR.search(answer)))


def typed_in(seen: bytes) -> str:
    """Return what was typed among the answers of a terminal. Pure.

    Until the reader takes the terminal it makes the end of a line of the key Enter.
    """
    return _ANSWERS.sub(b"", seen).replace(b"\n", b"\r").decode("utf-8", "ignore")


def _graphics_in(answer: bytes) -> Graphics:
    attributes, program = _ATTRIBUTES.search(answer), _PROGRAM.search(answer)
    if attributes and _SIXEL in attributes[1].split(b";"):
        return "sixel"
    if program and (not program[1] or (int(program[1]), int(program[2])) >= _PLACEHOLDERS):
        return "tgp"
    return "halfcell"


def abilities_here(patience: float = PATIENCE) -> Abilities:
    """Ask the terminal that the standard streams are, as `ask` does."""
    return ask(sys.stdin.fileno(), sys.stdout.fileno(), patience)


def colours_told(environ: Mapping[str, str], *, all_colours: bool) -> dict[str, str]:
    """Return what the environment is to say, where Rich looks and what we start does, too. Pure."""
    if all_colours:
        return {} if "COLORTERM" in environ else {"COLORTERM": "truecolor"}
    # PuTTY, too, calls itself xterm, tells nothing, and knows 256.
    return {"TERM": "xterm-256color"} if environ.get("TERM") == "xterm" else {}


def ask(keys: int, screen: int, patience: float = PATIENCE, clock: Clock = time.monotonic) -> Abilities:
    """Ask a terminal by the descriptors of its input and output.

    One that does not answer within `patience` seconds is asked nothing more, and gets half cells.
    """
    try:
        former = termios.tcgetattr(keys)
        tty.setcbreak(keys, termios.TCSANOW)
        try:
            before = _waiting(keys)
            asked = clock()
            answer = _answer(keys, screen, _ATTRIBUTES_ASKED, asked + patience, clock)
            is_far = answer is not None and clock() - asked > _FAR
            if answer is not None:
                more = _QUESTIONS + _COLOUR_ASKED * bool(_KNOWS_STRINGS.search(answer))
                answer += _answer(keys, screen, more, clock() + patience, clock) or b""
            measured = _measured(screen)
        finally:
            termios.tcsetattr(keys, termios.TCSANOW, former)
    except (OSError, termios.error):
        return Abilities()
    abilities = abilities_in(answer or b"")
    typed = typed_in(before + (answer or b""))
    return abilities._replace(cell=abilities.cell or measured, is_far=is_far, typed=typed)


def _waiting(keys: int) -> bytes:
    """Read what waits to be read: an answer in it is to nothing that is asked here."""
    return os.read(keys, _MOST) if select.select([keys], [], [], 0)[0] else b""


def _measured(screen: int) -> Cell | None:
    """Divide the pixels of a window by its cells; None where the kernel knows of no pixels."""
    rows, columns, *pixels = struct.unpack("4H", fcntl.ioctl(screen, termios.TIOCGWINSZ, bytes(8)))
    width, height = pixels[0] // (columns or 1), pixels[1] // (rows or 1)
    return (width, height) if width and height else None


def _answer(keys: int, screen: int, questions: bytes, until: float, clock: Clock) -> bytes | None:
    """Ask, and return all that comes up to the fence; None where that does not come in time."""
    os.write(screen, questions + _FENCE)
    seen = b""
    while len(seen) < _MOST and select.select([keys], [], [], max(until - clock(), 0))[0]:
        piece = os.read(keys, _MOST)
        seen += piece
        if _FENCED.search(seen):
            return seen
        if not piece:  # hung up: it would be ready to be read for ever
            break
    return None
