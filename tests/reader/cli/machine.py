"""A home with some news on a disk that can be full or read-only."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini

ARTICLES = 12
SYNC = ("sync", "--portal", "mini", "--delay", "0")


def some_news(command: Command, home: Path, mini: Mini) -> None:
    """Fetch three articles and star one."""
    mini.install(home)
    whole = mini.pages["/muc/tin"]
    mini.pages["/muc/tin"] = (200, "<ul>" + "".join(f'<li><a href="/tin/{n}">T</a></li>' for n in (3, 2, 1)))
    assert command("--home", home, *SYNC).code == 0
    with Library.open(Paths.choose(home)) as library:
        library.star("mini", "2")
    mini.pages["/muc/tin"] = whole


def is_whole(command: Command, home: Path) -> bool:
    """Sync again; tell whether all articles and the star are there, and the stores agree."""
    assert command("--home", home, *SYNC).code == 0
    heads = json.loads(command("--home", home, "list", "--portal", "mini", "--limit", 99, "--json").out)
    starred = json.loads(command("--home", home, "list", "--portal", "mini", "--starred", "--json").out)
    looked = json.loads(command("--home", home, "doctor", "--offline", "--portal", "mini", "--json").out)
    grades = {one["check"]: one["grade"] for one in looked}
    assert grades["agreement"] == grades["marks"] == grades["cache"] == "well", looked
    return sum(head["cached"] for head in heads) == ARTICLES and [head["id"] for head in starred] == ["2"]


@contextmanager
def a_disk(at: Path, size: str) -> Iterator[Callable[[str], None]]:
    """Mount a small disk; gives what changes its settings."""
    at.mkdir()
    if not (mount := shutil.which("mount")) or not (umount := shutil.which("umount")) or os.geteuid() != 0:
        pytest.skip("only root, where it may mount, can make a small disk")
    mounted = [mount, "-t", "tmpfs", "-o", f"size={size}", "none", str(at)]
    if subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("this root may not mount")
    try:
        yield (
            lambda setting: subprocess.run([mount, "-o", f"remount,{setting}", str(at)], check=True) and None
        )
    finally:
        subprocess.run([umount, "--lazy", str(at)], check=True)
