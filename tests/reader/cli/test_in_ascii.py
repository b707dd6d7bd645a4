"""Where marks are to be plain ASCII, no command prints anything else for people, but letters; data stay."""

from datetime import timedelta
from pathlib import Path

import pytest

from reader.cli.group import COMMANDS
from reader.cli.run import run
from reader.library import Library
from tests.everything import add_everything, foreign_to_ascii
from tests.fakes_store import NOW, PORTAL, an_entry

PRINTED = [
    *([name, "--help"] for name in COMMANDS),
    ["list"],
    ["list", "--noted"],
    ["list", "--by", "category"],
    ["show", "6"],
    ["show", "6", "--diff"],
    ["show", "6", "--qr"],
    ["show", "77"],
    ["search", "huyện"],
    ["search", "trà ôn"],
    ["search", "huyện", "--by", "day"],
    ["search", "huyện", "--category", "không có"],
    ["files", "6", "--read"],
    ["note", "5"],
    ["digest", "--peek"],
    ["stats"],
    ["stats", "--all"],
    ["categories"],
    ["portals"],
    ["keys"],
    ["paths"],
    ["doctor", "--offline"],
    ["get"],
    ["--wrong"],
    ["sync", "--portal", "không có"],
]


def set_plain(home: Path, settings: str = 'marks = "ascii"\nlanguage = "vi"\n') -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text(settings, encoding="utf-8")


@pytest.fixture
def plain_home(library: Library, tmp_path: Path) -> Path:
    add_everything(library)
    library.userdata.digest(PORTAL, NOW - timedelta(days=999))
    library.close()
    set_plain(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", PRINTED, ids=" ".join)
def test_no_command_prints_a_glyph_that_is_no_ascii(
    plain_home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    run(["--home", str(plain_home), *arguments])
    printed = "".join(capsys.readouterr())
    assert printed
    assert not foreign_to_ascii(printed), printed


@pytest.mark.parametrize(
    ("form", "shown"), [((), '"Mặn" - 4 phần nghìn'), (("--json",), "“Mặn” – 4 phần nghìn")]
)
def test_what_programs_read_stays_as_the_portal_wrote_it(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: tuple[str, ...], shown: str
) -> None:
    entries = [an_entry("9", "“Mặn” – 4 phần nghìn")]
    library.cache.put_many(entries)
    library.catalogue.upsert_many(entries)
    library.close()
    set_plain(tmp_path)
    run(["--home", str(tmp_path), "show", "9", *form])
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(("term", "plain"), [("linux", True), ("xterm-256color", False)])
def test_the_linux_console_has_ascii_by_itself(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    *, term: str, plain: bool,
) -> None:  # fmt: skip
    library.close()
    monkeypatch.setenv("TERM", term)
    for settings, is_plain in (("", plain), ('marks = "unicode"\n', False), ('marks = "ascii"\n', True)):
        set_plain(tmp_path, settings)
        run(["--home", str(tmp_path), "list"])
        assert foreign_to_ascii(capsys.readouterr().out) is not is_plain
