"""Keeps what a terminal answers late from being taken for keys.

Over a slow line an answer comes when nobody waits for it any more, and Textual 8.2 makes a key of each letter
of what it does not know: `ESC [ ? 1 ; 2 c`, what a terminal is, opened the help. The same goes for keys that
it does not know, which send a sequence of the same form.
"""

import re

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

_WHOLE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""A control sequence; its last byte says what it is (ECMA-48, 5.4)."""
_GOES_ON = frozenset(sequence[:-1] for sequence in ANSI_SEQUENCES_KEYS)
"""What looks whole and may go on: `ESC [ [ A` is F1 on the Linux console."""
_READ_AFTER_KEYS = re.compile(r"\x1b\[(?:M|<?[-\d;]+[Mm]\Z|\?\d+;\d\$y\Z)")
"""What Textual looks for where there was no key: the mouse, and what a terminal says of its modes."""
_STRING = re.compile(r"\x1b[P\]_][^\x1b\a]*(?:\x1b\\|\a)")
"""A control string (ECMA-48, 5.6), as in answers about colours and what program a terminal is."""


def is_no_key(sequence: str) -> bool:
    """Tell whether a sequence in which Textual finds no key is whole, and nothing else that it reads."""
    whole = _WHOLE.fullmatch(sequence) and sequence not in _GOES_ON
    return bool(whole) and not _READ_AFTER_KEYS.match(sequence)


def without_strings(data: str) -> str:
    """Take the control strings out of what came from a terminal. Pure."""
    return _STRING.sub("", data) if "\x1b" in data else data
