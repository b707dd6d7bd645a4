"""The portal files that a person wrote, in their configuration directory."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scrapers.errors import PortalFileError
from scrapers.portals.portal import Portal, load
from scrapers.textfile import read_text

_NAME_LINE = re.compile(r"""^\s*name\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)


class OwnFiles(NamedTuple):
    """What a person's own portal files describe."""

    portals: dict[str, Portal]
    """By name."""
    wrong: list[tuple[str, PortalFileError]]
    """The files that are wrong: the portal that each seems to mean, and what is wrong with it."""

    @property
    def names(self) -> frozenset[str]:
        """All portals that the files mean, read or not."""
        return frozenset(self.portals) | {meant for meant, _error in self.wrong}


def own_files(directory: Path) -> OwnFiles:
    """Read the portal files in a directory; one that is wrong keeps no other from being read.

    Of two files with one name the second is wrong, and which of them is meant cannot be told.
    """
    own = OwnFiles({}, [])
    for path in _files(directory, own):
        try:
            portal = _unlike(load(path), own.portals, path)
        except PortalFileError as error:
            own.wrong.append((_meant(path), error))
        else:
            own.portals[portal.name] = portal
    for name, _error in own.wrong:
        own.portals.pop(name, None)
    return own


def _unlike(portal: Portal, others: Mapping[str, Portal], path: Path) -> Portal:
    if portal.name in others:
        raise PortalFileError(f"another file is called {portal.name} too", where=str(path), key="name")
    return portal


def _files(directory: Path, own: OwnFiles) -> list[Path]:
    try:
        return sorted(path for path in directory.iterdir() if path.suffix == ".toml")
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not directory.is_symlink():
            return []
        own.wrong.append(("", PortalFileError(error.strerror or str(error), where=str(directory))))
        return []


def _meant(path: Path) -> str:
    """Name the portal that a wrong file seems to describe."""
    with suppress(OSError, UnicodeDecodeError):
        if found := _NAME_LINE.search(read_text(path)):
            return found[1]
    return path.stem
