import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.cli.group import COMMANDS
from tests import manual
from tests.documents import GUIDE, ROOT, TABLES, filled_in, settings

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("page", TABLES, ids=lambda page: page.name)
def test_the_pages_name_the_commands_keys_and_settings_that_the_program_has(page: Path):
    assert filled_in(page) == page.read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path):
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_make_targets_that_a_page_names_exist(page: Path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)`", page.read_text(encoding="utf-8")))
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_modules_that_a_page_names_exist(page: Path):
    named = re.findall(
        r"`((?:reader|scrapers)(?:/[a-z_]+)*/[a-z_]+\.(?:py|toml))`", page.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_by_its_module_is_there(page: Path):
    named = re.findall(r"`((?:reader|scrapers)(?:\.\w+)+)", page.read_text(encoding="utf-8"))
    assert [name for name in named if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Whether a dotted name is that of a room, of a module, or of what a module defines."""
    place = ROOT.joinpath(*name.split("."))
    if place.is_dir() or place.with_suffix(".py").exists():
        return True
    module = place.parent.with_suffix(".py")
    defined = re.compile(rf"^(?:def |class )?{place.name}\b", re.MULTILINE)
    return module.exists() and defined.search(module.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("language", manual.PAGES)
def test_the_manual_pages_have_what_the_program_has(language: str):
    assert manual.page_now(language) == manual.PAGES[language].read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("language", manual.PAGES)
def test_the_manual_pages_name_all_of_it(language: str):
    text = manual.PAGES[language].read_text(encoding="utf-8")
    assert [f'.SS "tinvl {name} ' in text for name in COMMANDS] == [True] * len(COMMANDS)
    written = [f"{name} = {default}" if default else name for name, default, _said in settings()]
    assert [line for line in written if f".B {line}\n" not in text] == []
    assert re.findall(r"^\.B (\d+)$", text, re.MULTILINE) == [str(code.value) for code in Exit]


@pytest.mark.parametrize("language", manual.PAGES)
def test_the_manual_pages_name_what_searches_ask_for_and_show_no_request_of_troff(language: str):
    text = manual.PAGES[language].read_text(encoding="utf-8")
    asked = set(re.findall(r"`(is:[a-z]+)`", GUIDE.read_text(encoding="utf-8")))
    assert len(asked) > 1
    assert [mark for mark in asked if mark not in text] == []
    assert re.findall(r"^\\&\.[A-Z]+$", text, re.MULTILINE) == []


@pytest.mark.parametrize("language", manual.PAGES)
def test_troff_finds_nothing_wrong_with_the_manual_pages(language: str):
    if (groff := shutil.which("groff")) is None:
        pytest.skip("no groff on this machine, which would set the page")
    command = [groff, "-man", "-Kutf8", "-Tutf8", "-ww", "-z", str(manual.PAGES[language])]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
