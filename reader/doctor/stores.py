"""The three stores as they lie on disk: their integrity, and whether they agree."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from reader.doctor.finding import Finding, Grade, lost, odd, well
from reader.i18n import _
from reader.paths import Paths
from reader.user import migrations
from reader.wording.explain import explain, explain_notice
from reader.words import number, plural
from scrapers.errors import StoreError
from scrapers.model import SCHEMA
from scrapers.stores import index, repair
from scrapers.stores.connections import uri_of
from scrapers.stores.reading import NAME
from scrapers.stores.readonly import connect_to_read
from scrapers.stores.shared import (
    SQL_ERRORS,
    closed_file,
    is_broken,
    is_there,
    refuse_blocked,
    store_errors,
)

_WANTED = "SELECT portal, id FROM mark WHERE coalesce(starred_at, later_at, noted_at) IS NOT NULL"
_REPAIR = "`tinvl doctor --repair`"
_Lacks = Callable[[sqlite3.Connection], list[str]]
_ROOM = 1 << 20
"""Bytes without which a store may neither be made nor read: SQLite needs files beside it for both."""


def check(paths: Paths) -> Iterator[Finding]:
    """Look at each store without changing it, then at whether cache and catalogue agree."""
    cache, catalogue = paths.cache / NAME, paths.catalogue
    both = _looked_at("cache", cache, repair.APPLICATION, SCHEMA, repair.lacks), of_catalogue(catalogue)
    yield from both
    yield _of_marks(paths.userdata)
    if all(one.grade is not Grade.LOST for one in both) and _is_there(cache) and _is_there(catalogue):
        yield _agreement(cache, catalogue)
    yield from _marked(catalogue, paths.userdata)


def of_catalogue(path: Path) -> Finding:
    """Look at the catalogue alone."""
    return _looked_at("catalogue", path, index.APPLICATION, index.SCHEMA, index.lacks)


def _of_marks(path: Path) -> Finding:
    newest = len(migrations.MIGRATIONS)
    found = _looked_at("marks", path, migrations.APPLICATION, newest, migrations.lacks)
    if found.grade is Grade.WELL and (blocked := migrations.copy_blocked(path)):
        return odd("marks", explain_notice(blocked[0]))
    return found


def _looked_at(name: str, path: Path, application: int, newest: int, lacks: _Lacks) -> Finding:
    try:
        with store_errors(path):
            if not _is_there(path):
                return well(name, _("Not there yet; the first sync makes it."))
            return _looked_into(name, path, application, newest, lacks)
    except StoreError as error:
        return lost(name, explain(error), "")


def _looked_into(name: str, path: Path, application: int, newest: int, lacks: _Lacks) -> Finding:
    try:
        with closing(_opened(path)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == application
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            gone = lacks(connection) if ours and whole and version <= newest else []
    except SQL_ERRORS as error:
        if not is_broken(error) and not _is_full(path):
            raise StoreError(str(error), where=str(path)) from error
        ours, version, whole, gone = True, 0, False, []
    if version > newest and ours:
        return lost(name, _("Written by a newer version of this program."), _("Update this program."))
    if _is_full(path) and not (ours and whole):
        return odd(name, _("It cannot be read on a full disk."), _("Free some space, then look again."))
    if not ours or not whole:
        advice = _("{command} moves it aside and takes what can be read, or the last good copy.")
        return odd(name, _("The file is damaged, or another program's."), advice.format(command=_REPAIR))
    return _lacking(name, path, gone)


def _lacking(name: str, path: Path, gone: list[str]) -> Finding:
    if closed := closed_file(path):
        said = _("{name} can be read, but not written.").format(name=closed.name)
        return odd(name, said, _("If it is yours, `chmod u+rw` allows it."))
    if not gone:
        return well(name, _("Intact."))
    advice = _("{command} puts it back, with what the cache or the last good copy has of it.")
    return odd(name, _("It lacks {what}.").format(what=", ".join(gone)), advice.format(command=_REPAIR))


def _is_there(path: Path) -> bool:
    """Whether there is a store; an empty file, for which there was no room, is filled by the next start."""
    is_empty = path.is_file() and not path.stat().st_size
    return is_there(path) and (not is_empty or migrations.copy_of(path).exists())


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _ROOM


def _agreement(cache: Path, catalogue: Path) -> Finding:
    """Whether every article of the cache is in the catalogue, and no other."""
    try:
        entries, heads, waiting, are_even = _totals(cache, catalogue)
    except (*SQL_ERRORS, StoreError):
        return odd("agreement", _("Cannot be told while a store is damaged."))
    advice = _("{command} rebuilds the list from the cache.").format(command=_REPAIR)
    if entries != heads + waiting:
        said = _("The cache has {entries} articles, the list of them {heads}.")
        return odd("agreement", said.format(entries=number(entries), heads=number(heads)), advice)
    if not are_even:
        return odd("agreement", _("The list counts its articles wrongly."), advice)
    said = plural("Cache and list agree on {n} article.", "Cache and list agree on {n} articles.", heads)
    more = plural(
        "{n} more was stored last, and is listed by the next command.",
        "{n} more were stored last, and are listed by the next command.",
        waiting,
    )
    return well("agreement", f"{said} {more}" if waiting else said)


class _Totals(NamedTuple):
    """How many articles the cache has, the catalogue, and the former alone, stored and yet to be listed."""

    entries: int
    heads: int
    waiting: int
    are_even: bool
    """Whether the catalogue counts its own articles as they are."""


def _totals(cache: Path, catalogue: Path) -> _Totals:
    with closing(_opened(cache)) as stored, closing(_opened(catalogue)) as filed:
        keys = "SELECT count(*) FROM Cache WHERE raw = 1 AND key >= ? AND key < ?"
        return _Totals(
            entries=int(stored.execute(keys, ("entry/", "entry0")).fetchone()[0]),
            heads=int(filed.execute("SELECT count(*) FROM head").fetchone()[0]),
            waiting=_waiting(stored, filed),
            are_even=not index.has_totals(filed) or filed.execute(index.UNEVEN).fetchone() is None,
        )


def _waiting(stored: sqlite3.Connection, filed: sqlite3.Connection) -> int:
    """Count what was stored and not listed, as a killed program leaves it; who opens both lists it."""
    keys = "SELECT key FROM Cache WHERE raw = 1 AND key GLOB 'pending/*/*'"  # a flipped bit names nothing
    names = [str(key).split("/", 2)[1:] for (key,) in stored.execute(keys)]
    known = "SELECT 1 FROM head WHERE portal = ? AND id = ?"
    return sum(filed.execute(known, (unquote(portal), id_)).fetchone() is None for portal, id_ in names)


def _marked(catalogue: Path, marks: Path) -> Iterator[Finding]:
    """Whether what is starred or kept for later is among the articles, where both stores can be read."""
    try:
        with closing(_opened(catalogue)) as filed, closing(_opened(marks)) as own:
            wanted = own.execute(_WANTED).fetchall()
            known = set(filed.execute("SELECT portal, id FROM head").fetchall()) if wanted else set()
    except (*SQL_ERRORS, StoreError):
        return
    if missing := len(set(wanted) - known):
        said = plural(
            "{n} marked article is not in the cache; its mark waits for it.",
            "{n} marked articles are not in the cache; their marks wait for them.",
            missing,
        )
        yield odd("marked articles", said, _("`tinvl sync --full` looks for them on the portal."))
        return
    if not wanted:
        return
    said = plural("{n} marked article is there.", "{n} marked articles are there.", len(wanted))
    yield well("marked articles", said)


def _opened(path: Path) -> sqlite3.Connection:
    refuse_blocked(path)
    if not os.access(path.parent, os.W_OK):
        return connect_to_read(path)
    return sqlite3.connect(uri_of(path, "mode=ro"), uri=True, timeout=5)
