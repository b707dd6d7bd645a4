"""JSON Lines against the model, Markdown with its front matter by other people's parsers, and half files."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml
from markdown_it import MarkdownIt

from reader.cli.session import Session
from reader.export.exporting import FORMS, Form, Selection, pieces, write_file, write_folder
from reader.library import Library
from scrapers.model import Article
from tests import hostile
from tests.fakes_store import an_article, an_entry, fill
from tests.reader.cli.processes import world
from tests.selections import evil, rich, selected

FIELDS = {
    "id", "portal", "url", "title", "categories", "published", "published_guessed", "author", "summary",
    "blocks", "attachments", "documents", "related", "views", "fetched_at", "revision", "pages", "incomplete",
}  # fmt: skip


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


# JSON Lines ----------------------------------------------------------------------------------------------


def test_every_line_is_an_article_of_the_model_again(library: Library):
    articles = [rich(), *evil()]
    lines = "".join(pieces("jsonl", selected(library, articles))).split("\n")

    assert lines.pop() == ""
    assert len(lines) == len(articles)
    for line, article in zip(lines, articles, strict=True):
        found = json.loads(line)
        assert set(found) == FIELDS
        assert all("cached" in one for one in found["related"])
        again = msgspec.json.decode(line, type=Article)
        assert again.title == article.title
        assert [type(block) for block in again.blocks] == [type(block) for block in article.blocks]
        assert hostile.harmless(line)


def test_an_ordinary_article_comes_back_whole(library: Library):
    (line,) = "".join(pieces("jsonl", selected(library, [rich()]))).splitlines()

    assert msgspec.json.decode(line, type=Article) == rich()


# Markdown ------------------------------------------------------------------------------------------------


def front_matter(text: str) -> dict[str, object]:
    start, fields, _body = text.split("---\n", 2)
    assert start == ""
    found = yaml.safe_load(fields)
    assert isinstance(found, dict)
    return found


def test_each_article_goes_into_a_file_of_its_own_with_front_matter_that_yaml_reads(
    library: Library, tmp_path: Path
):
    write_folder(selected(library, [rich(), an_article("8", "Bài kia", published=None)]), tmp_path)

    assert left(tmp_path) == ["2018-01-17-7-tong-ket-lon-nho-mot.md", "8-bai-kia.md"]
    text = (tmp_path / "2018-01-17-7-tong-ket-lon-nho-mot.md").read_text(encoding="utf-8")
    found = front_matter(text)
    assert found["title"] == 'Tổng kết "lớn" & nhỏ: <một>'
    assert found["categories"] == ["Tin trong ngành", "Báo chí - Xuất bản"]
    assert (found["views"], found["revision"], found["published_guessed"]) == (1204, 1, False)
    assert str(found["published"]) == "2018-01-17T08:05:00+07:00"
    heading = MarkdownIt().parse(text.split("---\n", 2)[2])[1]
    assert heading.children is not None
    assert "".join(child.content for child in heading.children) == 'Tổng kết "lớn" & nhỏ: <một>'


def test_hostile_articles_stay_in_their_folder_and_their_front_matter_is_read(
    library: Library, tmp_path: Path
):
    folder = tmp_path / "out"
    folder.mkdir()
    articles = [*evil(), an_article("../../x", "../../etc/passwd"), an_article("9", "a/../../b\x00c")]
    write_folder(selected(library, articles), folder)

    assert len(left(folder)) == len(articles)
    assert left(tmp_path) == []
    assert sorted(path.parent for path in tmp_path.rglob("*.md")) == [folder] * len(articles)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert set(front_matter(text)) >= {"id", "title", "url", "revision"}
        html = MarkdownIt("commonmark").render(text.split("---\n", 2)[2]).lower()
        assert "<script" not in html
        assert 'href="javascript:' not in html
        assert 'href="data:' not in html


# Half files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError()])
def test_what_breaks_off_leaves_nothing_and_keeps_what_was_there(
    library: Library, tmp_path: Path, form: Form, error: BaseException
):
    target = tmp_path / "tin.x"
    target.write_text("before")

    def broken_off() -> Iterator[Article]:
        yield rich()
        raise error

    with pytest.raises(type(error)):
        write_file(Selection(library, broken_off(), "Tin"), form, target)
    assert left(tmp_path) == ["tin.x"]
    assert target.read_text() == "before"


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_that_breaks_off_leaves_nothing(
    library: Library, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    selection = selected(library, [rich()])
    monkeypatch.setattr(Library, "picture", refuse)
    if form in ("html", "epub"):
        with pytest.raises(OSError, match="Input/output"):
            write_file(selection, form, tmp_path / "tin.x")
        assert left(tmp_path) == []
    else:
        write_file(selection, form, tmp_path / "tin.x")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_told_to_stop_leaves_no_half_file(tmp_path: Path, number: int):
    home, out = tmp_path / "home", tmp_path / "out"
    out.mkdir()
    session = Session(home)
    fill(session.library.cache, session.library.catalogue, [an_entry(str(n)) for n in range(30)])
    session.close()
    code = (
        "import os, sys; from reader.export import exporting; from reader.cli.run import run\n"
        f"def stop(count): count == 20 and os.kill(os.getpid(), {int(number)})\n"
        "exporting.Selection.watch = property(lambda self: stop, lambda self, value: None)\n"
        f"sys.exit(run(['--home', {str(home)!r}, 'export', '-o', {str(out / 'tin.jsonl')!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=world(), check=False, capture_output=True, text=True
    )

    assert done.returncode == 130, done.stderr
    assert list(out.iterdir()) == []
    assert "Traceback" not in done.stderr
