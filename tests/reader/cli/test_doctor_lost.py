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
INNER = [
    (CATALOGUE, f"DROP TABLE {name}", name)
    for name in ("words_data", "words_docsize", "words_config", "tokens_data", "tokens_idx", "tokens_config")
]
"""What FTS5 keeps its indexes in; without it SQLite calls the whole file damaged."""
AT_A_START = [lost for lost in LOST if "." not in lost[2]] + INNER
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


@pytest.mark.parametrize("lose", ["DROP TABLE Cache", "DELETE FROM Cache"])
def test_a_start_says_how_many_articles_a_cache_has_lost_and_what_gets_them(
    command: Command, home: Path, lose: str
) -> None:
    (newest,) = json.loads(command("--home", home, "list", "--portal", "demo", "--limit", "1", "--json").out)
    command("--home", home, "mark", f"demo/{newest['id']}", "--star")
    had = len(json.loads(command("--home", home, "list", "--portal", "demo", "--limit", "999", "--json").out))
    change(home / CACHE, lose)

    listed = command("--home", home, "list", "--portal", "demo", "--json")
    assert [head["id"] for head in json.loads(listed.out)] == [newest["id"]]
    assert f"{had} articles are no longer in the cache" in listed.err
    assert "sync --full` fetches again" in listed.err
    assert "no longer" not in command("--home", home, "list", "--portal", "demo").err
