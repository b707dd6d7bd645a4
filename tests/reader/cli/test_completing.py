"""What a shell completes: portals, categories and articles, as far as they are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from reader.cli.group import cli

FISH = shutil.which("fish")


def completed(home: Path, typed: str) -> list[tuple[str, str | None]]:
    """Complete the last word of a command line, with what is said of each."""
    *words, last = typed.split(" ")
    shell = ShellComplete(cli, {}, "tinvl", "_TINVL_COMPLETE")
    return [(item.value, item.help) for item in shell.get_completions(["--home", str(home), *words], last)]


def test_categories_and_portals_are_completed_those_of_the_demo_too(home: Path):
    assert [slug for slug, _ in completed(home, "list --portal demo -c t")] == [
        "tin-trong-nganh",
        "thong-bao",
    ]
    assert ("demo", None) in completed(home, "list --portal ")


@pytest.mark.parametrize("begun", ["báo", "Báo chí", "BAO CHI -", "'Báo chí", '"báo c', "bao-chi"])
def test_a_category_is_completed_from_its_name_with_or_without_accents(home: Path, begun: str):
    shell = ShellComplete(cli, {}, "tinvl", "_TINVL_COMPLETE")
    found = shell.get_completions(["--home", str(home), "list", "--portal", "demo", "-c"], begun)
    assert [item.value for item in found] == ["bao-chi-xuat-ban"]


@pytest.mark.skipif(FISH is None, reason="needs fish")
def test_fish_shows_titles_to_their_end(home: Path, tmp_path: Path):
    program = tmp_path / "tinvl"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    program.chmod(0o755)
    env = {**os.environ, "HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    asked = f'tinvl completion fish | source; complete -C "tinvl --home {home} show demo/2312"'
    done = subprocess.run([str(FISH), "-c", asked], capture_output=True, text=True, env=env, check=True)
    assert done.stdout == "demo/2312\tLịch nghỉ lễ Giỗ Tổ Hùng Vương, 30/4 và 01/5 năm 2018\n"


@pytest.mark.parametrize("command", ["show", "files", "note", "mark"])
def test_articles_are_completed_by_their_ids_the_newest_first_with_their_titles(home: Path, command: str):
    found = completed(home, f"{command} --portal demo 23")
    assert len(found) > 2
    assert all(id_.startswith("23") and title for id_, title in found)
    assert found[0] == ("2312", "Lịch nghỉ lễ Giỗ Tổ Hùng Vương, 30/4 và 01/5 năm 2018")


def test_articles_are_completed_behind_the_name_of_their_portal(home: Path):
    found = completed(home, "show demo/23")
    assert found[0] == ("demo/2312", "Lịch nghỉ lễ Giỗ Tổ Hùng Vương, 30/4 và 01/5 năm 2018")
    assert all(id_.startswith("demo/23") for id_, _title in found)
    assert completed(home, "show nowhere/23") == completed(home, "show --portal demo demo/23") == []


def test_where_nothing_is_nothing_is_completed_and_nothing_made(tmp_path: Path):
    assert completed(tmp_path / "new", "show ") == []
    assert completed(tmp_path / "new", "list -c ") == []
    assert not (tmp_path / "new").exists()


def test_help_is_completed_and_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert [name for name, _ in completed(tmp_path, "help s")] == [
        "sync", "show", "search", "stats", "state",
    ]  # fmt: skip
    assert completed(tmp_path, "help state ") == completed(tmp_path, "state ")
    assert capsys.readouterr().out == ""


def test_a_command_is_completed_with_what_it_does_and_none_is_imported(tmp_path: Path):
    asked = (
        "import sys; from click.shell_completion import ShellComplete; from reader.cli.group import cli;"
        "found = ShellComplete(cli, {}, 'tinvl', 'X').get_completions([], 'sh');"
        "print([(item.value, item.help) for item in found], 'reader.cli.show' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "[('show', 'Print articles.')] False\n"


def test_the_portal_of_the_reader_is_completed(tmp_path: Path):
    assert completed(tmp_path, "--portal ha") == [("hanoi", None)]
