"""Wraps escape sequences so that tmux passes them on to the terminal around it."""

import os
from collections.abc import Mapping


def inside(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal is a pane of tmux, which drops most sequences that it does not know."""
    return bool(environ.get("TMUX"))


def wrapped(sequence: str) -> str:
    """Wrap a sequence so that tmux passes it on where `allow-passthrough` is set; else tmux drops it."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"
