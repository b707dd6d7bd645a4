"""Reads files that people write by hand: settings and portal files."""

import errno
from pathlib import Path


def read_text(path: Path) -> str:
    """Read a file in UTF-8, with or without a byte order mark.

    UnicodeDecodeError where it is in something else; OSError also for a pipe or a device: it might never end.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "not a plain file")
    return path.read_text(encoding="utf-8-sig")
