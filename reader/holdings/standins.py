"""Reads copies in place of stores that can neither be written nor, without a change, be read."""

import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

from scrapers.errors import StoreError, StoreNoStandIn, StoreTooNew
from scrapers.stores.shared import Closing, Notice, Trouble, is_there, store_errors

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_BESIDE = ("", "-wal", ".bak")
"""The files of a store: the database, its write-ahead log, and its last good copy."""


class Store(Protocol):
    """A store as far as it matters here."""

    @property
    def notices(self) -> list[Notice]:
        """What it did on its own."""

    def close(self) -> None:
        """Close its connections."""


_Store = TypeVar("_Store", bound=Store)
_Store_co = TypeVar("_Store_co", bound=Store, covariant=True)


class Opening(Protocol[_Store_co]):
    """Opens the store at a path, `writable` or only to be read."""

    def __call__(self, path: Path, /, *, writable: bool) -> _Store_co:
        """Open it."""


class StandIns(Closing):
    """A private directory, made at need, for copies that stand in for stores; closing removes it."""

    def __init__(self) -> None:
        self._made: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Remove the directory, if there is one."""
        if self._made is not None:
            self._made.cleanup()

    def read(self, path: Path, opening: Opening[_Store]) -> _Store:
        """Open a store for nothing but reading: as it lies, or as the program makes a copy of it good."""
        try:
            return opening(path, writable=False)
        except StoreTooNew:
            raise
        except StoreError:
            with store_errors(path):
                if is_there(path) and not path.is_file():
                    raise
            return self._made_good(path, opening)

    def _made_good(self, path: Path, opening: Opening[_Store]) -> _Store:
        try:
            with store_errors(path):
                stand_in = self._directory / path.name
                _copy(path, stand_in)
            mended = opening(stand_in, writable=True)
            mended.close()
            store = opening(stand_in, writable=False)
        except StoreTooNew as error:
            raise StoreTooNew(error.what, where=str(path)) from error
        except StoreError as error:
            raise StoreNoStandIn(error.what, where=str(path)) from error
        store.notices.extend(replace(notice, where=str(path), kept=str(path)) for notice in mended.notices)
        store.notices.append(Notice(trouble=Trouble.STAND_IN, where=str(path), kept=str(stand_in)))
        return store

    @cached_property
    def _directory(self) -> Path:
        import tempfile  # noqa: PLC0415 - hardly ever

        self._made = tempfile.TemporaryDirectory(prefix="tinvl-")
        return Path(self._made.name)


def _copy(path: Path, stand_in: Path) -> None:
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.is_file():
            shutil.copyfile(beside, stand_in.with_name(stand_in.name + suffix))
