"""Takes the articles of portals to and from other machines, in a file; no Textual."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from shutil import copyfileobj, disk_usage
from tempfile import TemporaryDirectory, TemporaryFile, gettempdir
from typing import IO, TYPE_CHECKING, NamedTuple

import msgspec

from reader.words import input_name
from scrapers import __version__
from scrapers.errors import ArchiveFileError, NoRoom, PortalFileError, UnknownName
from scrapers.exchange.file import MAGIC, NO_ARCHIVE, read_items, write_items
from scrapers.exchange.give import ALL, Given, Part, bytes_of_pictures, given
from scrapers.exchange.items import ArticleItem, Head, Item, PictureItem, PortalItem
from scrapers.exchange.take import Taken, Taking
from scrapers.net.reach import Reach
from scrapers.portals.portal import Portal, load
from scrapers.textfile import read_text
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from reader.library import Library

OTHER_PORTAL, UNKNOWN_PORTAL, WRONG_RULES = "another portal", "unknown portal", "wrong rules"
ELSEWHERE, CHANGED = "elsewhere", "changed"
"""What may be wrong with a portal that a file has articles of."""
NO_COPY = "no copy"
"""What is wrong where the disk has no room for what comes by a pipe."""
STDIN = Path("-")


_STORED = 3
"""An article takes 2.6 times the bytes of its line in cache, catalogue and full text; measured."""


def free_bytes(directory: Path) -> int:
    """Return how much room the disk of a directory has; as much as there can be, where it does not tell."""
    usage = disk_usage(directory)
    return usage.free if usage.total else sys.maxsize


class Opened(NamedTuple):
    """A file of articles that can be read twice, and what it is called."""

    source: IO[bytes]
    name: str


class Archiving:
    """Writes what a library holds of portals into a file, and takes such a file in."""

    def __init__(self, library: "Library", free: Callable[[Path], int] = free_bytes) -> None:
        self._library = library
        self._cache = library.cache
        self.free = free
        """Returns how many bytes the disk of a directory has left."""

    def write(
        self,
        into: IO[bytes],
        portals: Sequence[str],
        part: Part = ALL,
        *,
        pictures: bool = True,
        watch: Watch = unwatched,
    ) -> int:
        """Write the articles of portals, or a part of them, with the pictures in them; return how many.

        Raises StoreBusy where a sync runs, and OSError.
        """
        chosen = [Given(self._library.portal(name), self._file_of(name)) for name in portals]
        head = Head(made_at=self._library.clock(), program=__version__)
        with self._locked() as alone:
            items = given(chosen, self._cache, pictures=pictures, part=part, walks=alone, watch=watch)
            return write_items(into, head, items)

    def least(self, portals: Sequence[str], free: int, part: Part) -> int:
        """Return how many bytes a file of portals takes at least: those of its pictures, which do not pack.

        They are not counted, and 0 returned, where all that is kept would fit into `free`; how much that is
        only a cache tells that can be written.
        """
        fits = self._cache.writable and self._cache.size() <= free
        return 0 if fits else bytes_of_pictures(portals, self._cache, part)

    @contextmanager
    def _locked(self) -> Iterator[bool]:
        """Hold the cache's lock, and tell whether it is held: where nothing can be written it cannot be."""
        if self._cache.writable:
            with self._cache.lock():
                yield True
        else:
            yield False

    def check(self, file: Opened, watch: Watch = unwatched) -> Iterator[PortalItem]:
        """Read a whole file before anything of it is taken in, and yield its portals.

        Raises ArchiveFileError for one that is damaged, cut off or no such file, where a portal of it is
        another one here, and, as NoRoom, where the disk has no room for what is not here.
        """
        directory, needed = self._library.paths.cache, 0
        free = self.free(directory)
        with closing(_items(file)) as items:
            for number, item in enumerate(items):
                watch(number, 0)
                if isinstance(item, PortalItem):
                    self._check_portal(item, file.name)
                    yield item
                elif (needed := needed + self._bytes_for(item)) > free:
                    raise NoRoom(where=file.name, needed=needed, free=free, directory=str(directory))

    def _bytes_for(self, item: ArticleItem | PictureItem) -> int:
        """Return how many bytes an item takes on the disk; of what is here none, though it may change."""
        if isinstance(item, PictureItem):
            return 0 if self._cache.pictures.has(item.url) else len(item.body)
        here = self._cache.entry(item.entry.portal, item.entry.id)
        if here is not None and here.article is not None:
            return 0
        return _STORED * len(msgspec.json.encode(item.entry))

    def take(self, file: Opened, portals: Iterable[PortalItem], watch: Watch = unwatched) -> Taken:
        """Take in a file that `check` has read to its end and found these portals in; StoreBusy in a sync.

        Where `watch` raises, what came so far stays; the rest comes when it is taken in again.
        """
        taking = Taking(self._cache, self._library.catalogue, self._library.clock())
        with self._cache.lock():
            try:
                with closing(_items(file)) as items:
                    taking.take(_as_checked(items, portals, file.name), watch)
            finally:
                taking.store()
                self._library.keep_imported(taking.taken.texts)
        return taking.taken

    # Portals -----------------------------------------------------------------------------------------

    def is_known(self, item: PortalItem) -> bool:
        """Whether a portal can be read here."""
        return item.name in self._library.portals.names()

    def add(self, item: PortalItem) -> Path:
        """Write the file of a portal that is not known here; return its path. Raises OSError."""
        return self._library.portals.write(item.name, item.file)

    def file_of(self, item: PortalItem) -> Path:
        """Return where the file of a portal that is not known here is to lie."""
        return self._library.portals.file_of(item.name)

    def lowers_security(self, item: PortalItem) -> bool:
        """Whether a portal is asked with other settings of TLS than usual."""
        return self._library.portal(item.name).lowers_security

    def _check_portal(self, item: PortalItem, file: str) -> None:
        try:
            known = self._library.portal(item.name)
        except UnknownName:
            known = _described(item, file)
        reach = Reach(known.base, known.hosts)
        if not reach.is_own(item.base):
            raise ArchiveFileError(OTHER_PORTAL, where=file, portal=item.name)
        asked = [one.url for one in item.categories]
        asked += [state.resume.url for state in item.listings if state.resume]
        if not all(map(reach.is_own, asked)):
            raise ArchiveFileError(ELSEWHERE, where=file, portal=item.name)

    def _file_of(self, name: str) -> str:
        """Return the text of the file that somebody wrote for a portal; empty for one that comes along."""
        if name not in self._library.portals.own:
            return ""
        likely = self._library.portals.file_of(name)  # where it is not that one, all are looked through
        others = self._library.paths.portals.glob("*.toml")
        for path in (likely, *sorted(path for path in others if path != likely)):
            try:
                if load(path).name == name:
                    return read_text(path)
            except (PortalFileError, OSError, UnicodeDecodeError):
                continue
        return ""


@contextmanager
def opened(file: Path) -> Iterator[Opened]:
    """Open a file of articles, or what comes by a pipe, of which a copy is made; ArchiveFileError."""
    name = input_name(file)
    try:
        if file == STDIN:
            with _copied(sys.stdin.buffer, name) as copy:
                yield Opened(copy, name)
            return
        if not (file.is_file() or file.is_fifo()):
            file.stat()
            raise ArchiveFileError(NO_ARCHIVE, where=name)
        with file.open("rb") as source:
            if source.seekable():
                yield Opened(source, name)
            else:
                with _copied(source, name) as copy:
                    yield Opened(copy, name)
    except OSError as error:
        raise ArchiveFileError(error.strerror or str(error), where=name) from error


@contextmanager
def _copied(source: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """Copy what can be read only once; not what never ends and is no such file."""
    begins = source.read(len(MAGIC))
    if begins != MAGIC:
        raise ArchiveFileError(NO_ARCHIVE, where=name)
    try:
        with TemporaryFile() as copy:
            copy.write(begins)
            copyfileobj(source, copy)
            copy.flush()
            yield copy
    except OSError as error:  # closing it fails once more where it could not be written
        if error.errno not in (ENOSPC, EDQUOT, EFBIG):
            raise
        raise ArchiveFileError(NO_COPY, where=gettempdir()) from error


def _items(file: Opened) -> Generator[Item]:
    """Read a file from its beginning."""
    file.source.seek(0)
    return read_items(file.source, file.name)


def _as_checked(items: Iterable[Item], portals: Iterable[PortalItem], file: str) -> Iterator[Item]:
    """Yield items as long as their portals are those that were found in the file when it was checked."""
    expected = iter(portals)
    for item in items:
        if isinstance(item, PortalItem) and item != next(expected, None):
            raise ArchiveFileError(CHANGED, where=file)
        yield item


def _described(item: PortalItem, file: str) -> Portal:
    """Read the portal file that a file of articles has."""
    if not item.file:
        raise ArchiveFileError(UNKNOWN_PORTAL, where=file, portal=item.name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "portal.toml"
        path.write_text(item.file, encoding="utf-8")
        try:
            portal = load(path)
        except PortalFileError as error:
            raise ArchiveFileError(WRONG_RULES, where=file, portal=item.name) from error
    if portal.name != item.name or portal.ca_certificates:
        raise ArchiveFileError(WRONG_RULES, where=file, portal=item.name)
    return portal
