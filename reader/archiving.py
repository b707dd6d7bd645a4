"""Takes the articles of portals to and from other machines, in a file; no Textual."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from reader.atomicfile import clear_leftovers, write_atomically
from scrapers import __version__
from scrapers.errors import ArchiveFileError, PortalFileError, UnknownName
from scrapers.exchange.file import read_items, write_items
from scrapers.exchange.give import Given, given
from scrapers.exchange.items import Head, PortalItem
from scrapers.exchange.take import Taken, Taking
from scrapers.portal import Portal, load
from scrapers.reach import Reach
from scrapers.textfile import read_text
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from reader.library import Library

OTHER_PORTAL, UNKNOWN_PORTAL, WRONG_RULES = "another portal", "unknown portal", "wrong rules"
"""What may be wrong with a portal that a file has articles of."""


class Archiving:
    """Writes what a library holds of portals into a file, and takes such a file in."""

    def __init__(self, library: "Library", clock: Callable[[], datetime]) -> None:
        self._library = library
        self._cache = library.cache
        self._clock = clock

    def write(
        self, into: IO[bytes], portals: Sequence[str], *, pictures: bool = True, watch: Watch = unwatched
    ) -> None:
        """Write all articles of portals, with the pictures in them; StoreBusy where a sync runs, OSError."""
        chosen = [Given(self._library.portal(name), self._file_of(name)) for name in portals]
        head = Head(made_at=self._clock(), program=__version__)
        with self._cache.lock():
            write_items(into, head, given(chosen, self._cache, pictures=pictures, watch=watch))

    def check(self, file: Path, watch: Watch = unwatched) -> Iterator[PortalItem]:
        """Read a whole file before anything of it is taken in, and yield its portals.

        Raises ArchiveFileError for one that is damaged, cut off or no such file, and where a portal of it is
        another one here.
        """
        with _opened(file) as source, closing(read_items(source, str(file))) as items:
            for number, item in enumerate(items):
                watch(number, 0)
                if isinstance(item, PortalItem):
                    self._check_portal(item, file)
                    yield item

    def take(self, file: Path, watch: Watch = unwatched) -> Taken:
        """Take in a file that `check` has read to its end; StoreBusy where a sync runs.

        Where `watch` raises, what came so far stays; the rest comes when it is taken in again.
        """
        taking = Taking(self._cache, self._library.catalogue, self._clock())
        with self._cache.lock():
            try:
                with _opened(file) as source, closing(read_items(source, str(file))) as items:
                    taking.take(items, watch)
            finally:
                taking.store()
                self._library.took(taking.taken.texts)
        return taking.taken

    # Portals -----------------------------------------------------------------------------------------

    def is_known(self, item: PortalItem) -> bool:
        """Whether a portal can be read here."""
        return item.name in self._library.portals.names()

    def add(self, item: PortalItem) -> Path:
        """Write the file of a portal that is not known here; return its path. Raises OSError."""
        file = self._library.paths.portals / f"{item.name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(file.parent)
        with write_atomically(file, exclusive=True) as into:
            into.write(item.file.encode())
        self._library.portals.forget()
        return file

    def _check_portal(self, item: PortalItem, file: Path) -> None:
        try:
            known = self._library.portal(item.name)
        except UnknownName:
            known = _described(item, file)
        if not Reach(known.base, known.hosts).is_own(item.base):
            raise ArchiveFileError(OTHER_PORTAL, where=str(file), portal=item.name)

    def _file_of(self, name: str) -> str:
        """Return the text of the file that somebody wrote for a portal; empty for one that comes along."""
        if name not in self._library.portals.own:
            return ""
        for path in sorted(self._library.paths.portals.glob("*.toml")):
            try:
                if load(path).name == name:
                    return read_text(path)
            except (PortalFileError, OSError, UnicodeDecodeError):
                continue
        return ""


def _described(item: PortalItem, file: Path) -> Portal:
    """Read the portal file that a file of articles has."""
    if not item.file:
        raise ArchiveFileError(UNKNOWN_PORTAL, where=str(file), portal=item.name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "portal.toml"
        path.write_text(item.file, encoding="utf-8")
        try:
            portal = load(path)
        except PortalFileError as error:
            raise ArchiveFileError(WRONG_RULES, where=str(file), portal=item.name) from error
    if portal.name != item.name or portal.ca_certificates:
        raise ArchiveFileError(WRONG_RULES, where=str(file), portal=item.name)
    return portal


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as error:
        raise ArchiveFileError(error.strerror or str(error), where=str(file)) from error
