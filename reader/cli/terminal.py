"""Whether there is a person at the other end."""

import sys


def on_terminal() -> bool:
    """Whether the reader can open: Textual draws on stderr and reads stdin."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
