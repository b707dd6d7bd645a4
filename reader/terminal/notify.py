"""Desktop notifications: by notify-send where there is a display, else by the terminal (OSC 9)."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from html import escape
from typing import IO

from reader.terminal import tmux
from scrapers.text import clean_line

_LONGEST = 300
_PATIENCE = 5.0
Run = Callable[[list[str], Mapping[str, str]], bool]


def notify(
    title: str,
    body: str,
    *,
    environ: Mapping[str, str] = os.environ,
    terminal: IO[str] | None = None,
    find: Callable[[str], str | None] = shutil.which,
    run: "Run | None" = None,
) -> str:
    """Show a notification; return how: by "notify-send", by the "terminal", or "" where neither can.

    `terminal` is where escape sequences may be written. Foreign text is cleaned, and never goes through a
    shell.
    """
    title, body = _line(title), "\n".join(map(_line, body.splitlines()))
    program, watched = find("notify-send"), terminal is not None and terminal.isatty()
    session = _desktop(environ, alone=not watched)
    # After "--" nothing is an option; notify-send reads markup and escapes in the text, none in the title.
    told = escape(body, quote=False).replace("\\", "\\\\")
    words = [program or "", "--app-name=tinvl", "--", title, told]
    if program and session and (run or _carried_out)(words, session):
        return "notify-send"
    if terminal is not None and watched and environ.get("TERM") != "dumb":
        sequence = osc_9(f"{title} {body}")
        terminal.write(tmux.wrapped(sequence) if tmux.inside(environ) else sequence)
        terminal.flush()
        return "terminal"
    return ""


def _desktop(environ: Mapping[str, str], *, alone: bool) -> Mapping[str, str]:
    """Return what notify-send finds the desktop by; nothing where there is none.

    `alone` says that nobody sits at a terminal, as under cron, which has no address of the desktop's bus:
    systemd keeps that in one place.
    """
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return environ
    bus = f"{environ.get('XDG_RUNTIME_DIR') or f'/run/user/{os.getuid()}'}/bus"
    if not (alone and os.access(bus, os.W_OK)):
        return {}
    return {**environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"}


def osc_9(text: str) -> str:
    """Write a notification for a terminal; a text that begins with a number would be another command."""
    return f"\x1b]9;tinvl: {_line(text)}\x1b\\"


def _line(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _carried_out(words: list[str], environ: Mapping[str, str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, its program found by its name
            words, env={**environ}, timeout=_PATIENCE, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
