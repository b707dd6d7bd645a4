"""The demo's profile: commands told `--portal demo`, or an address of it, find its news there."""

from pathlib import Path

import pytest

from reader.holdings.portals import DEMO
from reader.paths import Paths
from tests.reader.cli.conftest import Command, copied


@pytest.fixture
def _profile(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the demo's news where `tinvl demo` puts them for a person, beside an empty profile of theirs."""
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.delenv("TINVL_HOME", raising=False)
    paths = Paths.choose(profile=DEMO)
    for name in Paths._fields:
        copied(filled / name, getattr(paths, name))


@pytest.mark.usefixtures("_profile")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--portal", DEMO), "Ba tháng đầu năm 2018, hơn 212.000 văn bản"),
        (("search", "--portal", DEMO, "chữ ký số"), "chữ ký số"),
        (("export", "--portal", DEMO), '"id":"2023"'),
        (("export", "--portal", DEMO, "--search", "chữ ký số"), "chữ ký số"),
        (("stats", "--portal", DEMO), "Mười dấu ấn của ngành Thông tin và Truyền thông"),
        (("digest", "--portal", DEMO), "Ba tháng đầu năm 2018, hơn 212.000 văn bản"),
        (("categories", "--portal", DEMO), "Lễ hội - Sự kiện"),
        (("show", "--portal", DEMO, "2023"), "212.000 văn bản"),
        (("show", "demo/2023"), "212.000 văn bản"),
        (
            ("show", "http://demo.invalid/cong-nghe-thong-tin/ctl/detail/mid/5335/ID/2023"),
            "212.000 văn bản",
        ),
    ],
)
def test_what_is_asked_of_the_demo_is_found_in_its_profile(
    command: Command, arguments: tuple[str, ...], said: str
):
    done = command(*arguments)

    assert done.code == 0, done.err
    assert said in done.out


@pytest.mark.usefixtures("_profile")
def test_an_article_that_only_the_demo_has_is_told_with_the_name_that_finds_it(command: Command):
    done = command("show", "2023")

    assert (done.code, done.out) == (2, "")
    assert "the demo portal has one; write demo/2023 for it" in done.err
    assert "demo" not in command("show", "99999").err
    assert "demo" not in command("show", "2023", "--portal", "vinhlong").err


@pytest.mark.usefixtures("_profile")
def test_articles_of_two_profiles_are_not_marked_at_once(command: Command):
    done = command("mark", "demo/2112", "2109")

    assert (done.code, done.out) == (2, "")
    assert "Articles of the demo portal go into a command of their own." in done.err


def test_without_a_demo_profile_none_is_spoken_of_or_made(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.delenv("TINVL_HOME", raising=False)

    assert "demo" not in command("show", "2023").err
    assert not Paths.choose(profile=DEMO).data.exists()


def test_settings_of_ones_own_that_are_wrong_do_not_hinder_the_demo(command: Command) -> None:
    theirs = Paths.choose().config_file
    theirs.parent.mkdir(parents=True)
    theirs.write_text('marks = "none such"\n')
    shown = command("demo", "--no-tui")
    assert shown.code == 0, shown.err
    assert len(shown.out.splitlines()) == 10
    assert str(theirs) not in shown.err
    assert str(theirs) in command("list").err


@pytest.mark.parametrize("chosen", [True, False], ids=["home", "profile"])
def test_settings_of_the_demo_that_are_wrong_are_said_before_anything_is_fetched(
    command: Command, tmp_path: Path, *, chosen: bool
) -> None:
    home = ("--home", tmp_path / "home") if chosen else ()
    paths = Paths.choose(tmp_path / "home" if chosen else None, DEMO)
    paths.config.mkdir(parents=True)
    paths.config_file.write_text('marks = "none such"\n')
    refused = command(*home, "demo", "--no-tui")
    assert (refused.code, refused.out) == (2, "")
    assert f"The settings in {paths.config_file} have an error: line 1" in refused.err
    assert not paths.cache.exists()
