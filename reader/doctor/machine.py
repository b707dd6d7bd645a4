"""Directories and their permissions, portal files, the clock, the terminal."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from reader.doctor.finding import Finding, lost, odd, well
from reader.holdings.portals import Portals
from reader.i18n import _
from reader.paths import Paths
from reader.terminal.pictures import Graphics
from reader.wording.explain import portal_file
from reader.words import moment, size
from scrapers.errors import PortalFileError
from scrapers.text import clean_line

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that shows an earlier time is wrong: this program is younger."""
FEWEST_BYTES = 50 << 20
"""With less free space than this, a warning."""


def directories(paths: Paths) -> Iterator[Finding]:
    """Whether each directory is one, can be written, and is its owner's alone."""
    places = {"cache": paths.cache, "data": paths.data, "config": paths.config}
    for name, path in places.items():
        check = f"{name} directory"
        if not path.exists():
            yield _missing(check, _nearest(path))
        elif not _takes_files(path):
            advice = _("`tinvl paths` names it: fix its permissions.")
            yield lost(check, _("It is not a directory, or cannot be written."), advice)
        elif stat.S_IMODE(path.stat().st_mode) & 0o077 and name != "config":
            advice = _("`tinvl doctor --repair` closes it; a disk formatted FAT knows no permissions.")
            yield odd(check, _("Others on this machine can read it."), advice)
        else:
            yield well(check, _("Can be written."))


def _missing(check: str, above: Path) -> Finding:
    if _takes_files(above):
        return well(check, _("Not there yet."))
    said = _("Not there, and cannot be made: what it is to lie in is no directory, or cannot be written.")
    return lost(check, said, _("`tinvl paths` names it: fix its permissions."))


def _takes_files(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)


def _nearest(path: Path) -> Path:
    """Return what there is of a path: itself, or the first above it."""
    return next(place for place in (path, *path.parents) if place.exists())


def space(paths: Paths) -> Finding:
    """Whether there is room for what a sync fetches."""
    free = shutil.disk_usage(_nearest(paths.cache)).free
    said = _("{size} are free.").format(size=size(free))
    if free < FEWEST_BYTES:
        return odd("space", said, _("Free some space before the next sync."))
    return well("space", said)


def portal_files(portals: Portals) -> Finding:
    """Whether every portal file of the user can be read."""
    if wrong := portals.unreported():
        said = "; ".join(map(_wrong, wrong))
        return odd("portal files", f"{said}.", _("Fix this file."))
    known = ", ".join(portal.name for portal in portals.all())
    return well("portal files", known)


def undescribed(portal: str) -> Finding:
    """Find that the file of a portal is gone whose articles are here."""
    said = _("No file describes {portal}, of which articles are here.").format(portal=portal)
    advice = _("`tinvl portals add ADDRESS --name {name}` follows it again.").format(name=portal)
    return odd("portal files", said, advice)


def _wrong(error: PortalFileError) -> str:
    """Say what is wrong with a file, without its directory, which may be private."""
    return portal_file(error, clean_line(Path(error.where).name))


def clock(now: datetime) -> Finding:
    """Whether the clock can be right."""
    if now < EARLIEST:
        said = _("The clock shows {day}.").format(day=f"{now:%d/%m/%Y}")
        return odd("clock", said, _("Set the clock of this machine."))
    return well("clock", _("{time}, Vietnam's time").format(time=moment(now)))


def terminal(environ: Mapping[str, str], *, colours: bool) -> Finding:
    """What the terminal can show, as far as its environment tells, and whether in many `colours`."""
    kind = clean_line(environ.get("TERM", ""))
    unicode = "utf" in (getattr(sys.stdout, "encoding", "") or "").lower()
    if not unicode or kind in ("", "dumb"):
        advice = _("Use a UTF-8 locale and a terminal with TERM set.")
        return odd("terminal", _("The terminal cannot show Vietnamese, or cannot draw."), advice)
    said = _("{kind}, UTF-8, many colours.") if colours else _("{kind}, UTF-8, few colours.")
    return well("terminal", said.format(kind=kind))


def pictures(graphics: Graphics, *, colours: bool) -> Finding:
    """How the reader shows pictures there."""
    if not colours:
        return well("pictures", _("Not shown without colours."))
    if graphics == "halfcell":
        return well("pictures", _("Shown with coloured half blocks."))
    return well("pictures", _("Shown with all their pixels."))


def has_many_colours(environ: Mapping[str, str]) -> bool:
    """Whether the environment tells of more than 16 colours."""
    kind = environ.get("TERM", "")
    many = "256" in kind or kind == "xterm-kitty"
    return many or environ.get("COLORTERM") in ("truecolor", "24bit")
