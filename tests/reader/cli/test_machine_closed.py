"""A home whose owner made its directories read-only is read, and stays as he made it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import words, world

_BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Lets permissions bind root as they do others."""


def tinvl_bound(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run a command that may do what permissions let it."""
    bound = _BOUND if os.geteuid() == 0 else ()
    if bound and (not shutil.which(bound[0]) or subprocess.run([*bound, "true"], check=False).returncode):
        pytest.skip("root writes everywhere, and cannot be kept from it here")
    return subprocess.run(
        [*bound, *words(arguments)], env=world(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def closed(home: Path, *names: str) -> None:
    for name in names:
        (home / name).mkdir(exist_ok=True)
        (home / name).chmod(0o500)


def modes(home: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in home.iterdir() if path.is_dir()}


def test_what_its_owner_made_read_only_is_read_and_stays_so(home: Path) -> None:
    closed(home, "cache", "data", "config")
    listed = tinvl_bound("--home", home, "list", "--limit", 3)
    assert (listed.returncode, len(listed.stdout.splitlines())) == (0, 3), listed.stderr
    assert "Nothing can be written to " in listed.stderr
    marked = tinvl_bound("--home", home, "mark", listed.stdout.split()[1])
    assert (marked.returncode, "cannot be written, so this is not kept." in marked.stderr) == (4, True)
    assert set(modes(home).values()) == {0o500}


def test_settings_that_are_read_only_hinder_nothing(home: Path) -> None:
    closed(home, "config")
    listed = tinvl_bound("--home", home, "list", "--limit", 1)
    assert (listed.returncode, "Nothing can be written" in listed.stderr) == (0, False)
    assert tinvl_bound("--home", home, "mark", listed.stdout.split()[1]).returncode == 0
    assert modes(home) == {"cache": 0o700, "data": 0o700, "config": 0o500}


@pytest.mark.parametrize(("name", "check"), [("cache", "cache"), ("data", "marks")])
def test_a_directory_that_may_not_be_entered_is_named_by_starts_and_by_doctor(
    home: Path, name: str, check: str
) -> None:
    (home / name).chmod(0)
    try:
        listed = [tinvl_bound("--home", home, command) for command in ("list", "portals")]
        looked = tinvl_bound("--home", home, "doctor", "--offline", "--json")
        repaired = tinvl_bound("--home", home, "doctor", "--offline", "--repair", "--json")
    finally:
        (home / name).chmod(0o700)
    advice = f"The directory {home / name} may not be entered. If it is yours, `chmod u+rwx` opens it."
    assert [(done.returncode, advice in done.stderr) for done in listed] == [(4, True), (0, True)]
    for done in (looked, repaired):
        said = {one["check"]: one["said"] for one in json.loads(done.stdout)}
        assert (done.returncode, said[check]) == (4, advice)


def test_settings_that_may_not_be_read_are_not_called_wrong(home: Path) -> None:
    settings = home / "config" / "config.toml"
    settings.touch(mode=0o200)
    done = tinvl_bound("--home", home, "list")
    assert (done.returncode, f"{settings} may not be read" in done.stderr) == (2, True)
    (home / "config").chmod(0)
    try:
        done = tinvl_bound("--home", home, "list")
    finally:
        (home / "config").chmod(0o700)
    assert (done.returncode, f"The directory {home / 'config'} may not" in done.stderr) == (2, True)


@pytest.mark.parametrize("left", ["", "-shm"])
def test_a_closed_file_in_an_open_directory_is_named_where_it_hinders_and_by_doctor(
    home: Path, left: str
) -> None:
    """What SQLite makes beside a database that is read-only stays so when the database no longer is."""
    marks = home / "data" / "userdata.sqlite"
    marks.chmod(0o400)
    tinvl_bound("--home", home, "list")
    if left:
        marks.chmod(0o600)
    done = tinvl_bound("--home", home, "mark", "demo/2023", "--star")
    looked = tinvl_bound("--home", home, "doctor", "--offline", "--json")
    closed = f"{marks}{left}"
    assert (done.returncode, f"{closed} may not be read and written." in done.stderr) == (4, True), (
        done.stderr
    )
    found = {one["check"]: (one["grade"], one["said"]) for one in json.loads(looked.stdout)}
    said = f"{Path(closed).name} can be read, but not written."
    assert (looked.returncode, found["marks"]) == (1, ("odd", said))


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("long/" * 120, 4, "bytes; stores take 500."),
        ("n" * 300, 2, "a name of 300 bytes in it; disks take 255."),
    ],
)
def test_a_path_that_is_too_long_is_called_so(
    command: Command, tmp_path: Path, name: str, code: int, told: str
) -> None:
    done = command("--home", tmp_path / name, "list")
    assert (done.code, told in done.err) == (code, True), done.err
