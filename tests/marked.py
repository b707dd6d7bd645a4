"""Asks the user's data which marks an article has, and which articles have a mark."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.model import Mark
from reader.user.userdata import UserData


def is_marked(data: UserData, portal: str, id: str, mark: Mark) -> bool:
    """Whether an article has a mark."""
    asked = f"SELECT {mark}_at IS NOT NULL FROM mark WHERE portal = ? AND id = ?"  # noqa: S608 - own names
    found = data._ask(asked, portal, id)
    return found == [(1,)]


def marked(path: Path, mark: Mark) -> list[str]:
    """Which articles have a mark in a database, whoever has it open."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"SELECT id FROM mark WHERE {mark}_at IS NOT NULL ORDER BY id")  # noqa: S608 - own names
        return [id_ for (id_,) in found]
