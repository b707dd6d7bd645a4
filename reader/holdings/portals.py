"""The portals that a profile knows: the user's own files, the built-in ones, and the demo."""

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.errors import PortalFileError, UnknownName
from scrapers.urls import host

if TYPE_CHECKING:
    from scrapers.portals.ownfiles import OwnFiles
    from scrapers.portals.portal import Portal

DEMO = "demo"
_NOWHERE = ".invalid"
"""A name that ends so is no host's, by RFC 2606."""
_DEMO_RULES, _DEMO_BASE = "vinhlong", f"http://demo{_NOWHERE}/"
"""The demo follows another portal's rules; its pages lie wherever its server answers, as on a mirror."""


def is_nowhere(portal: "Portal") -> bool:
    """Tell whether a portal has no address of its own, as the demo, which answers only while it runs."""
    return host(portal.base).endswith(_NOWHERE)


class Portals:
    """Portals by name. Files in `directory` come before built-in portals of the same name.

    A file that is wrong takes nothing away but the portal that it means.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._told: set[str] = set()
        """Files whose error was reported."""
        self._seen: dict[str, tuple[int, ...]] = {}
        """What there was of the files when they were read."""

    def get(self, name: str) -> "Portal":
        """Return a portal. Raises UnknownName, which lists all, and PortalFileError for a wrong file."""
        self.check(name)
        if name in self._own.portals:
            return self._own.portals[name]
        return self._demo if name == DEMO else self._shipped(name)

    def check(self, name: str) -> None:
        """Raise PortalFileError where the file that means this portal is wrong; others are not read."""
        for meant, error in self._wrong:
            if meant == name:
                self._told.add(error.where)
                raise error

    def unreported(self) -> "list[PortalFileError]":
        """Return the errors of wrong files that nobody was told of yet."""
        found = [error for _meant, error in self._wrong if error.where not in self._told]
        self._told.update(error.where for error in found)
        return found

    def forget(self) -> None:
        """Read the files anew when they are next asked for."""
        for name in ("_own", "_known"):
            self.__dict__.pop(name, None)

    def look_again(self) -> None:
        """Read the files anew if one has come, changed or gone since, as beside an open reader."""
        if self.are_read and _state(self._directory) != self._seen:
            self._told.clear()
            self.forget()

    def write(self, name: str, text: str) -> Path:
        """Write the file of a portal, whole or not at all; return its path. FileExistsError, OSError."""
        from reader.atomicfile import clear_leftovers, write_atomically  # noqa: PLC0415 - hardly ever

        file = self.file_of(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(file.parent)
        with write_atomically(file, exclusive=True) as into:
            into.write(text.encode())
        self.forget()
        return file

    def file_of(self, name: str) -> Path:
        """Return where the file of a portal lies that the program writes."""
        return self._directory / f"{name}.toml"

    def names(self) -> frozenset[str]:
        """Return every name that a portal has, the demo's and those of wrong files among them."""
        return frozenset((DEMO, *self._known, *self._own.names))

    @property
    def are_read(self) -> bool:
        """Whether anything has looked at the files."""
        return "_own" in self.__dict__

    def _shipped(self, name: str) -> "Portal":
        """Return a built-in portal; the files of the others are not read."""
        from scrapers.portals.portal import builtin  # noqa: PLC0415 - many commands need no rules

        try:
            return builtin(name)
        except UnknownName as error:
            raise UnknownName("no such portal", where=name, known=tuple(sorted(self.names()))) from error

    def all(self) -> "tuple[Portal, ...]":
        """Return every portal by name, without the demo."""
        return tuple(self._known[name] for name in sorted(self._known))

    def with_demo(self) -> "tuple[Portal, ...]":
        """Return every portal, the demo last unless one of the user's own files has its name."""
        return self.all() if DEMO in self._own.names else (*self.all(), self.get(DEMO))

    @property
    def own(self) -> frozenset[str]:
        """The names of the portals that a person's own files describe."""
        return frozenset(self._own.portals) if os.path.lexists(self._directory) else frozenset()

    @property
    def _wrong(self) -> "list[tuple[str, PortalFileError]]":
        """The portals whose files are wrong; most people have no such directory, and no need of rules."""
        return self._own.wrong if os.path.lexists(self._directory) else []

    @cached_property
    def _own(self) -> "OwnFiles":
        from scrapers.portals.ownfiles import own_files  # noqa: PLC0415 - as above

        self._seen = _state(self._directory)
        return own_files(self._directory)

    @cached_property
    def _known(self) -> "dict[str, Portal]":
        """All that can be read, a person's own in place of built-in ones."""
        from scrapers.portals.portal import builtin, builtins  # noqa: PLC0415 - many commands need no rules

        shipped = {name: builtin(name) for name in builtins() if name not in self._own.names}
        return shipped | self._own.portals

    @cached_property
    def _demo(self) -> "Portal":
        from scrapers.portals.portal import builtin  # noqa: PLC0415 - as above

        return builtin(_DEMO_RULES).moved(DEMO, _DEMO_BASE)


def _state(directory: Path) -> dict[str, tuple[int, ...]]:
    """Return what changes with any file of a directory, without reading one."""
    found: dict[str, tuple[int, ...]] = {}
    with suppress(OSError):
        for path in directory.iterdir():
            found[path.name] = ()
            with suppress(OSError):  # a link to nothing, which may lead to something later
                about = path.stat()
                found[path.name] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found
