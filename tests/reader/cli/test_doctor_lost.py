"""`tinvl doctor` and starts in homes whose databases are sound, but lack a table, an index, a trigger."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.reader.cli.conftest import Command

CACHE, CATALOGUE, MARKS = "cache/cache.db", "cache/catalogue.sqlite", "data/userdata.sqlite"
CHECKS = {CACHE: "cache", CATALOGUE: "catalogue", MARKS: "marks"}
_TWO_INDEXES = "DROP INDEX head_text; DROP INDEX head_attached;"
LOST = [
    (CACHE, "DROP TABLE Cache", "Cache"),
    (CACHE, "DROP TABLE Settings", "Settings"),
    (CACHE, "DROP INDEX Cache_key_raw", "Cache_key_raw"),
    (CACHE, "DROP TRIGGER Settings_count_insert", "Settings_count_insert"),
    (CACHE, "ALTER TABLE Cache DROP COLUMN access_count", "Cache.access_count"),
    (CATALOGUE, "DROP TABLE meta", "meta"),
    (CATALOGUE, "DROP TABLE filed", "filed"),
    (CATALOGUE, "DROP TABLE words", "words"),
    (CATALOGUE, "DROP INDEX head_uncached", "head_uncached"),
    (CATALOGUE, "DROP TRIGGER total_filed", "total_filed"),
    (CATALOGUE, "DROP TABLE total", "total"),
    (CATALOGUE, "ALTER TABLE head DROP COLUMN summary", "head.summary"),
    (CATALOGUE, f"{_TWO_INDEXES} ALTER TABLE head DROP COLUMN attached", "head.attached"),
    (MARKS, "DROP TABLE mark", "mark"),
    (MARKS, "DROP TABLE meta", "meta"),
    (MARKS, "DROP INDEX mark_noted", "mark_noted"),
    (MARKS, "ALTER TABLE views DROP COLUMN last_at", "views.last_at"),
]
AT_A_START = [lost for lost in LOST if "." not in lost[2]]
"""What is put back before anything asks for it; a column is missed by whoever does."""


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)


def findings(command: Command, home: Path, *more: str) -> dict[str, dict[str, str]]:
    done = command("--home", home, "doctor", "--portal", "demo", "--offline", "--json", *more)
    return {one["check"]: one for one in json.loads(done.out)}


@pytest.mark.parametrize(("file", "statement", "name"), LOST)
def test_what_a_store_lacks_is_named_and_put_back_on_request(
    command: Command, home: Path, file: str, statement: str, name: str
) -> None:
    change(home / file, statement)
    found = findings(command, home)[CHECKS[file]]
    assert (found["grade"], name in found["said"]) == ("odd", True)
    repaired = findings(command, home, "--repair")
    assert {repaired[check]["grade"] for check in CHECKS.values()} == {"well"}
    assert repaired["agreement"]["grade"] == "well"


@pytest.mark.parametrize(("file", "statement", "name"), AT_A_START)
def test_what_a_store_lacks_is_put_back_by_the_next_start(
    command: Command, home: Path, file: str, statement: str, name: str
) -> None:
    change(home / file, statement)
    assert command("--home", home, "list", "--portal", "demo").code == 0
    assert findings(command, home)[CHECKS[file]]["grade"] == "well"
