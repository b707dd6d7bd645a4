"""`tinvl keys`: the names and keys that the settings can change, in columns and as JSON."""

import json
from pathlib import Path

from reader.keyboard.commands import TABLE
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import tinvl


def settings(home: Path, text: str) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(text)


def test_every_command_is_listed_with_its_keys(command: Command, tmp_path: Path):
    done = command("--home", tmp_path, "keys")

    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == [one.id for one in TABLE]
    assert "page_down             PgDn" in done.out


def test_chosen_keys_are_shown_as_they_are_now(tmp_path: Path):
    settings(tmp_path, '[keys]\npage_down = "PgDn ctrl+v"\n')
    done = tinvl("--home", tmp_path, "keys", "--json")
    shown = {one["id"]: one for one in json.loads(done.stdout)}

    assert done.returncode == 0
    assert shown["page_down"]["keys"] == ["pagedown", "ctrl+v"]
    assert shown["category"]["fixed"]
    assert not shown["page_up"]["fixed"]


def test_keys_of_settings_older_than_a_command_s_own_are_kept_and_shown(tmp_path: Path):
    settings(tmp_path, '[keys]\nopen_new = "Space"\n\n[pipes]\n"Ctrl+D" = "wc -w"\n')
    done = tinvl("--home", tmp_path, "keys", "--json")
    shown = {one["id"]: one["keys"] for one in json.loads(done.stdout)}

    assert (done.returncode, done.stderr) == (0, "")
    assert [shown[name] for name in ("open_new", "page_further", "page_down")] == [
        ["space"],
        [],
        ["pagedown"],
    ]


def test_wrong_keys_are_named_with_their_line_and_the_usual_ones_listed(command: Command, tmp_path: Path):
    settings(tmp_path, 'rows = "compact"\n\n[keys]\nsync = "f5"\ndown = "n"\n')
    refused = command("--home", tmp_path, "list")
    listed = command("--home", tmp_path, "keys")

    assert refused.code == 2
    assert "config.toml have an error: line 5: n is a key of next_mark" in refused.err
    assert listed.code == 0
    assert "line 5" in listed.err
    assert "\nsync                  r " in listed.out
