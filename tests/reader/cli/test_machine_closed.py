"""A home whose owner made its directories read-only is read, and stays as he made it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

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
        listed = tinvl_bound("--home", home, "list")
        looked = tinvl_bound("--home", home, "doctor", "--offline", "--json")
        repaired = tinvl_bound("--home", home, "doctor", "--offline", "--repair", "--json")
    finally:
        (home / name).chmod(0o700)
    assert (listed.returncode, f"The store {home / name}" in listed.stderr) == (4, True)
    for done in (looked, repaired):
        said = {one["check"]: one["said"] for one in json.loads(done.stdout)}
        assert (done.returncode, "Permission denied" in said[check]) == (4, True)
