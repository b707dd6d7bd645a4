"""Says why a place on this machine cannot be used: too long a path, a closed directory, a closed file."""

import errno
import os
from pathlib import Path

from reader.i18n import _
from reader.wording.details import short
from reader.words import number
from scrapers.stores.shared import closed_file

_SAID = {
    os.strerror(errno.EACCES),
    os.strerror(errno.ENAMETOOLONG),
    "unable to open database file",
    "attempt to write a readonly database",
}
"""What the system and SQLite say of such a place."""
_LONGEST_PATH, _LONGEST_NAME = 500, 255
"""Bytes of a path that SQLite opens (512 with what it appends), and those that disks take in a name."""


def why_closed(where: str, what: str) -> str:
    """Say why a place cannot be used, of which the system said `what`; empty for any other reason."""
    if not where or what not in _SAID:
        return ""
    path = Path(where)
    return _too_long(path) or _closed_directory(path) or _closed_file(path)


def _too_long(path: Path) -> str:
    whole, longest = len(os.fsencode(path)), max(len(os.fsencode(part)) for part in path.parts)
    if longest > _LONGEST_NAME:
        text = _(
            "{where} has a name of {n} bytes in it; disks take {most}. Name a directory with --home DIR."
        )
        return text.format(where=short(str(path)), n=number(longest), most=_LONGEST_NAME)
    if whole > _LONGEST_PATH:
        text = _("The path {where} has {n} bytes; stores take {most}. Name a directory with --home DIR.")
        return text.format(where=short(str(path)), n=number(whole), most=_LONGEST_PATH)
    return ""


def _closed_directory(path: Path) -> str:
    for directory in (*reversed(path.parents), path):
        if not directory.is_dir():
            break
        if not os.access(directory, os.X_OK):
            text = _("The directory {where} may not be entered. If it is yours, `chmod u+rwx` opens it.")
            return text.format(where=short(str(directory)))
    return ""


def _closed_file(path: Path) -> str:
    if not (closed := closed_file(path)):
        return ""
    text = _("{where} may not be read and written. If it is yours, `chmod u+rw` allows it.")
    return text.format(where=short(str(closed)))
