"""`tinvl parse`, and the commands that say what there is."""

import json
from pathlib import Path

import pytest

from tests.markups import Markup, laid_out, markups
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import RULES
from tests.samples import SAMPLE


@pytest.mark.parametrize("markup", markups(3), ids=str)
def test_a_saved_page_gives_its_fields_and_the_rule_of_each(command: Command, tmp_path: Path, markup: Markup):
    page = tmp_path / "page.html"
    page.write_bytes(laid_out(SAMPLE, markup))
    home = tmp_path / "home"
    done = command("--home", home, "parse", page, "--url", SAMPLE.url, "--portal", "vinhlong")
    assert (done.code, done.err) == (0, "")
    read = json.loads(done.out)
    assert read["kind"] == "article"
    assert read["article"]["title"] == SAMPLE.title
    assert read["rules"]
    assert not (home / "cache").exists()


def test_an_address_that_is_none_is_refused(command: Command, tmp_path: Path):
    (tmp_path / "page.html").write_text("<p>")
    done = command("parse", tmp_path / "page.html", "--url", "javascript:alert(1)")
    assert (done.code, done.out) == (2, "")
    assert "javascript:alert(1)" in done.err


def test_a_file_that_is_missing_is_named(command: Command, tmp_path: Path):
    done = command("parse", tmp_path / "none.html", "--url", "http://stttt.vinhlong.gov.vn/")
    assert (done.code, done.out) == (2, "")
    assert "none.html" in done.err


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://xa.vn/tin/1.html", "By the rules of xa this page is an article, but none finds its title: "),
        ("http://xa.vn/muc/tin", "By the rules of xa this page is a list, but none finds its items: "),
    ],
)
def test_who_writes_rules_is_told_what_a_page_was_taken_for(
    command: Command, tmp_path: Path, address: str, said: str
):
    folder = tmp_path / "config/portals"
    folder.mkdir(parents=True)
    (folder / "xa.toml").write_text(RULES.format(base="http://xa.vn").replace('"mini"', '"xa"'))
    (tmp_path / "page.html").write_text("<p>Không có gì</p>")
    done = command("--home", tmp_path, "parse", tmp_path / "page.html", "--url", address, "--portal", "xa")
    assert (done.code, done.out, done.err) == (1, "", f"tinvl: {said}{address}\n")


def test_the_portals_are_listed_with_their_addresses(command: Command, tmp_path: Path):
    rows = json.loads(command("--home", tmp_path, "portals", "--json").out)
    assert {row["name"] for row in rows} >= {"vinhlong", "hanoi"}
    assert all(row["base"].startswith("http") for row in rows)


def test_all_paths_lie_below_a_given_home(command: Command, tmp_path: Path):
    places = json.loads(command("--home", tmp_path, "paths", "--json").out)
    assert set(places) == {"cache", "data", "config", "config_file", "portals"}
    assert all(Path(place).is_relative_to(tmp_path) for place in places.values())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(command: Command, shell: str):
    done = command("completion", shell)
    assert done.code == 0
    assert "tinvl" in done.out


def test_an_export_of_a_category_holds_its_articles_one_a_line(
    command: Command, filled: Path, tmp_path: Path
):
    file = tmp_path / "out.jsonl"
    done = command("--home", filled, "export", "--category", "thong bao", "-o", file)
    assert done.code == 0, done.err
    articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert articles
    assert all("Thông báo" in article["categories"] for article in articles)


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(
    command: Command, filled: Path, tmp_path: Path
):
    (tmp_path / "file").write_text("")
    done = command("--home", filled, "export", "-o", tmp_path / "file" / "out.jsonl")
    assert done.code == 2
    assert "out.jsonl" in done.err
