"""Saves the files attached to an article into a directory, or has them read; both front ends use it.

No file is replaced: one with the same bytes counts as saved, other bytes get a name with a number.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from mimetypes import guess_extension
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.atomicfile import clear_leftovers, write_atomically
from reader.export.names import file_name, parted
from reader.i18n import _
from reader.wording.documents import file_label
from reader.wording.explain import cannot_write, explain_file
from reader.words import size
from scrapers.errors import Unreachable
from scrapers.model import Attachment
from scrapers.rawfile import RawFile
from scrapers.syncing.attached import FileCame, FileComing, FileEvent, FileFailed
from scrapers.text import clean_line

if TYPE_CHECKING:
    from scrapers.syncing.filetexts import FileRead

_NO_ENDING = "bin"


@dataclass(frozen=True, slots=True)
class FileSaved:
    """A file lies at `path`, whole; `already` is whether it was there before."""

    file: Attachment
    path: Path
    bytes: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class FileLost:
    """A file could not be fetched, or not be written; `why` is a sentence."""

    file: Attachment
    why: str
    unreachable: bool = False


_Came = TypeVar("_Came", "FileSaved", "FileRead")


@dataclass
class FilesOutcome(Generic[_Came]):
    """What came of saving or reading `of` files, in the order in which the article offers them."""

    of: int
    ended: list[_Came | FileLost] = field(default_factory=list)

    @property
    def came(self) -> list[_Came]:
        """Those that are there now, or were read, whether or not they have a text."""
        return [ended for ended in self.ended if not isinstance(ended, FileLost)]

    @property
    def lost(self) -> list[FileLost]:
        """Those that are not."""
        return [ended for ended in self.ended if isinstance(ended, FileLost)]

    @property
    def stopped(self) -> bool:
        """Whether it ended before its end."""
        return len(self.ended) < self.of

    @property
    def unreachable(self) -> bool:
        """Whether nothing came because nobody answered."""
        return bool(self.ended) and all(
            isinstance(ended, FileLost) and ended.unreachable for ended in self.ended
        )


def progress_text(coming: FileComing) -> str:
    """Say how much of a file has come, or that it waits for others; empty where there is nothing to say."""
    if coming.bytes:
        return size(coming.bytes)
    return _("waiting: another sync or command is asking the same host") if coming.waits else ""


def loss_text(lost: FileLost) -> str:
    """Say which file could not be had, where it lies and why."""
    name, url = file_label(lost.file), clean_line(lost.file.url)
    return f"{name}: {lost.why}" if url in lost.why else f"{name} ({url}): {lost.why}"


def make_ready(folder: Path) -> str:
    """Make a directory to save files into, and clear what a killed program left there.

    Gives a sentence that says why nothing can be written there; an empty one where all is well.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_leftovers(folder)
        with TemporaryFile(dir=folder):
            return ""
    except (FileExistsError, NotADirectoryError):
        return _("{file} is not a directory.").format(file=folder)
    except OSError as error:
        return cannot_write(folder, error)


def save(
    events: Iterator[FileEvent], of: int, folder: Path, tell: Callable[[FileComing], None]
) -> FilesOutcome[FileSaved]:
    """Save files; `tell` is called while they come. Raises TinvlError where none can."""
    return outcome_of(_saved(events, folder), of, tell)


def _saved(events: Iterator[FileEvent], folder: Path) -> Iterator[FileEvent | FileSaved | FileLost]:
    for event in events:
        yield _kept(event.file, event.raw, folder) if isinstance(event, FileCame) else event


def outcome_of(
    events: Iterator[FileEvent | _Came | FileLost], of: int, tell: Callable[[FileComing], None]
) -> FilesOutcome[_Came]:
    """Collect what comes of files; `tell` is called while they come. Raises TinvlError where none can."""
    outcome = FilesOutcome[_Came](of)
    for event in events:
        match event:
            case FileComing():
                tell(event)
            case FileFailed():
                outcome.ended.append(_lost(event))
            case FileCame():
                pass  # it is read now
            case _:
                outcome.ended.append(event)
    return outcome


def _lost(event: FileFailed) -> FileLost:
    return FileLost(event.file, explain_file(event.error), isinstance(event.error, Unreachable))


def _kept(file: Attachment, raw: RawFile, folder: Path) -> FileSaved | FileLost:
    words, ending = parts_of(file, raw)
    try:
        path, already = _written(raw.body, folder, words, ending)
    except OSError as error:
        return FileLost(file, cannot_write(folder / file_name(words, ending), error))
    return FileSaved(file, path, len(raw.body), already)


def parts_of(file: Attachment, raw: RawFile) -> tuple[str, str]:
    """Choose words and ending of a file's name: from its header, its address, then what the article says."""
    names = [parted(name) for name in (*raw.names(), file_label(file))]
    words = next((words for words, _ending in names if any(map(str.isalnum, words))), "")
    _words, guessed = parted(f"x{guess_extension(raw.content_type.partition(';')[0].strip()) or ''}")
    endings = [ending for _words, ending in names]
    return words, next(filter(None, (*endings[:-1], guessed, endings[-1])), _NO_ENDING)


def _written(body: bytes, folder: Path, words: str, ending: str) -> tuple[Path, bool]:
    """Write a file under the first free name; return its path, and whether the same file was there before."""
    for number in count(1):
        path = folder / file_name(words, ending, number)
        with suppress(FileExistsError):  # someone was quicker
            if not os.path.lexists(path):
                with write_atomically(path, exclusive=True) as target:
                    target.write(body)
                return path, False
        if _holds(path, body):
            break
    return path, True


def _holds(path: Path, body: bytes) -> bool:
    """Return whether a file holds these bytes; what cannot be read does not."""
    try:
        return path.is_file() and path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False
