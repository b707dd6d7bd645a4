"""Writes files that appear under their name only when complete, and removes what killed writers left."""

import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

_OWN = re.compile(r"\.tinvl-[0-9a-f]{16}\.part")
_OLD = 3600.0
"""Seconds after which an unlocked draft is left over: a new one is locked a moment after it is named."""
_PRIVATE, _COMMON = 0o600, 0o666


@contextmanager
def write_atomically(target: Path, *, private: bool = False, exclusive: bool = False) -> Iterator[BinaryIO]:
    """Write a file that replaces `target` once it is complete and on disk; if that fails nothing changes.

    A target that is no regular file, such as a pipe or /dev/null, is written into: to replace it would take
    it from the whole machine. `private` lets only the owner read the file. `exclusive` replaces nothing:
    FileExistsError if the name is taken by then. Raises OSError.
    """
    if target.exists() and not target.is_file() and not exclusive:
        with target.open("wb") as file:
            yield file
        return
    draft = target.with_name(f".tinvl-{token_hex(8)}.part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(draft, flags, _PRIVATE if private else _COMMON), "wb") as file:
            with suppress(OSError):  # a file system without locks: its drafts are told by their age
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if exclusive:
            _name_exclusively(draft, target)
        else:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _name_exclusively(draft: Path, target: Path) -> None:
    """Rename a draft to a free name, whatever other processes do meanwhile."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system on which a file has one name
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        draft.rename(target)


def clear_leftovers(directory: Path) -> None:
    """Remove drafts of killed programs from a directory: named as ours, of this user, old, held by nobody."""
    with suppress(OSError):
        for path in directory.iterdir():
            if _OWN.fullmatch(path.name):
                _clear(path)


def _clear(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(handle)
            ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
            if ours and time.time() - found.st_mtime > _OLD:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
        finally:
            os.close(handle)
