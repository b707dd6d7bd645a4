"""The help says in Vietnamese what stands for a value, too: no FILE, DIR or WORDS is left in English."""

import re
from pathlib import Path

import pytest

from tests.reader.cli.processes import tinvl

NAMES = {"ID", "JSON", "HTML", "OR", "TINVL_HOME"}
"""What is called, or typed, so in Vietnamese as well."""


@pytest.mark.parametrize(
    "name",
    [
        "",
        "sync",
        "search",
        "export",
        "files",
        "mark",
        "note",
        "parse",
        "state import",
        "cache prune",
        "doctor",
    ],
)
def test_what_stands_for_a_value_is_vietnamese(name: str) -> None:
    shown = tinvl("--lang", "vi", *name.split(), "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert set(re.findall(r"(?<![\w-])[A-Z_]{2,}(?!\w)", shown.stdout)) - NAMES == set()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list", "[mặc định: 20; từ 1 trở lên]"),
        ("demo", "[từ 1 đến 2]"),
        ("list", "từ ngày này trở đi: 31/01/2018, 01/2018, 2018 hoặc 7ngay."),
        ("sync", "trước ngày này: 31/01/2018, 01/2018, 2018 hoặc 7ngay."),
        ("sync", "dưới 1 chỉ cho cổng chạy trên chính máy này."),
        ("search", "co:ghichu co:tep ghichu:TỪ"),
    ],
)
def test_bounds_and_forms_of_values_are_named(name: str, said: str) -> None:
    assert said in " ".join(tinvl("--lang", "vi", name, "--help").stdout.split())


def test_a_number_out_of_bounds_is_refused_with_them_in_vietnamese() -> None:
    done = tinvl("--lang", "vi", "list", "--limit", "0")
    assert done.stderr.endswith("'--limit': 0 không được: cần một số từ 1 trở lên.\n")


def test_a_choice_that_is_missing_is_asked_for_in_vietnamese() -> None:
    asked = tinvl("--lang", "vi", "completion")
    assert asked.returncode == 2
    assert "{bash|zsh|fish}" in asked.stderr
    assert "Choose" not in asked.stderr


def test_a_home_that_cannot_be_looked_into_is_told_in_the_language_of_the_environment(tmp_path: Path) -> None:
    home = tmp_path / ("x" * 300)  # as one of another user that is closed: even to ask for it is refused
    done = tinvl("--home", str(home), "list", LANG="vi_VN.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tinvl: Trong {home.parent}/xx")
    assert "có một tên dài 300 byte" in done.stderr
    assert tinvl("--home", str(home), "paths").returncode == 0


def test_a_word_of_two_syllables_has_one_capital_at_most(tmp_path: Path) -> None:
    (tmp_path / "tep").touch()
    done = tinvl("--lang", "vi", "--home", str(tmp_path / "tep"), "list")
    assert done.returncode == 2
    assert "Thư mục" in done.stderr
