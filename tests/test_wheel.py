"""What people get who install the package with pip, without a checkout."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip lays it out; its dependencies are those of the test environment."""
    target = tmp_path_factory.mktemp("installed")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        "--target",
        str(target),
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    return target


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel: Path):
    tracked = ["git", "ls-files", "reader", "scrapers"]
    listed = subprocess.run(tracked, cwd=ROOT, check=False, capture_output=True, text=True).stdout.split()
    if not listed:
        pytest.skip("not a git checkout, so nobody says which files belong to the packages")
    packed = {
        name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name and ".data/" not in name
    }
    assert packed >= set(listed)
    assert {Path(name).parts[0] for name in packed} == {"reader", "scrapers"}


@pytest.mark.parametrize("page", ["man1/tinvl.1", "vi/man1/tinvl.1"])
def test_the_manual_pages_lie_where_man_looks_for_them(installed: Path, page: str):
    assert ".SH" in (installed / "share/man" / page).read_text(encoding="utf-8")


def test_the_installed_program_reads_the_demo_portal_in_vietnamese(installed: Path, tmp_path: Path):
    done = _run(installed, tmp_path, "demo", "--no-tui")
    assert done.returncode == 0, done.stderr
    assert "Cổng tin mẫu" in done.stderr
    assert "30/03/2018" in done.stdout


def test_the_installed_reader_finds_its_styles(installed: Path, tmp_path: Path):
    code = "from pathlib import Path; import reader.app as a; print(a.__file__, a.ReaderApp.CSS_PATH)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=_world(installed), capture_output=True, text=True, check=True
    )
    module, styles = done.stdout.split()
    assert Path(module).is_relative_to(installed)
    assert (Path(module).parent / styles).is_file()


def _run(installed: Path, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        str(installed / "bin" / "tinvl"),
        "--home",
        str(home),
        "--lang",
        "vi",
        *arguments,
    ]
    return subprocess.run(
        command, env=_world(installed), cwd=home, capture_output=True, text=True, check=False, timeout=60
    )


def _world(installed: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(installed)}
