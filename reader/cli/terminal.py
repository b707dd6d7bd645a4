"""What the standard streams are connected to: a terminal or not, its width, whether it shows colours."""

import os
import shlex
import shutil
import sys
from pathlib import Path


def on_terminal() -> bool:
    """Whether the reader can open: Textual draws on stderr, which a dumb terminal cannot, and reads stdin."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(map(_is_tty, streams)) and os.environ.get("TERM") != "dumb"


def can_answer() -> bool:
    """Whether a person is there to be asked something: questions go to stderr, answers come from stdin."""
    return _is_tty(sys.stdin) and _is_tty(sys.stderr)


def columns() -> int | None:
    """Width of the terminal that stdout is; None where it is a file or a pipe."""
    return shutil.get_terminal_size().columns if _is_tty(sys.stdout) else None


def text_width(widest: int) -> int:
    """Columns of the terminal, at most the reading width; the reading width where there is none."""
    return min(widest, columns() or widest)


def has_colours() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody asked for none."""
    return _is_tty(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def follows_progress() -> bool:
    """Whether stderr is a terminal on which a line can be drawn over."""
    return _is_tty(sys.stderr) and os.environ.get("TERM") != "dumb"


def _is_tty(stream: object) -> bool:
    """Whether a standard stream is there at all, open, and a terminal."""
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]  # a text stream
    except ValueError:  # closed
        return False


def command_name() -> str:
    """Return what to type for this program here: its name, or its path if a shell does not find it."""
    if shutil.which("tinvl"):
        return "tinvl"
    here = Path(sys.argv[0])
    if here.name != "tinvl":
        return "tinvl"
    return shlex.quote(str(here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here))
