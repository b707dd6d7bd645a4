"""Many articles to one file: the form by its ending, whole or not at all, counted as they pass."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from reader.export.exporting import ENDINGS, FORMS, Form, Selection, form_of, pieces, write_file
from reader.library import Library
from reader.model import STARRED, Query
from reader.searching.query import parse
from scrapers.model import Article
from tests.fakes_store import PORTAL


def everything(library: Library) -> Selection:
    return Selection.of_rows(library, library.rows(Query(portal=PORTAL)), "Tất cả")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("a.HTML", "html"),
        ("b.epub", "epub"),
        ("c.md", "markdown"),
        ("d.e.jsonl", "jsonl"),
        ("e.atom", "atom"),
        ("f.bib", "bibtex"),
        ("g.ris", "ris"),
    ],
)
def test_the_ending_names_the_form(name: str, form: Form):
    assert form_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a", "a.pdf", ".html", "html", "a.htmlx", "a.html.bak"])
def test_other_endings_name_none(name: str):
    assert form_of(Path(name)) is None


def test_every_form_has_an_ending():
    assert set(ENDINGS.values()) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_each_form_holds_the_articles_that_are_here(library: Library, tmp_path: Path, form: Form):
    selection, target = everything(library), tmp_path / f"tin.{form}"
    write_file(selection, form, target)
    text = target.read_bytes()
    if form == "epub":
        with zipfile.ZipFile(target) as book:
            text = b"".join(book.read(name) for name in book.namelist())

    said = "/xem/{}" if form in ("bibtex", "ris") else "Nội dung của tin số {}."
    assert selection.count == 4
    for name in "1234":
        assert said.format(name).encode() in text
    assert said.format(5).encode() not in text
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_found_no_room_is_whole_where_it_is_written_after_all(
    library: Library, tmp_path: Path, form: Form
):
    again, once = everything(library), everything(library)
    with pytest.raises(OSError, match="No space left"):
        write_file(again, form, Path("/dev/full"))
    write_file(again, form, tmp_path / "again")
    write_file(once, form, tmp_path / "once")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "once").read_bytes()
    assert again.count == once.count == 4


def test_jsonl_has_an_article_a_line_with_what_can_be_read_of_its_related_news(library: Library):
    lines = "".join(pieces("jsonl", everything(library))).splitlines()
    found = {article["id"]: article for article in map(json.loads, lines)}

    assert sorted(found) == ["1", "2", "3", "4"]
    assert [(one["id"], one["cached"]) for one in found["1"]["related"]] == [
        ("2", True), ("5", False), ("77", False),
    ]  # fmt: skip


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(library: Library, tmp_path: Path):
    target = tmp_path / "tin.md"
    target.write_text("before", encoding="utf-8")

    def broken_off() -> Iterator[Article]:
        yield library.article(PORTAL, "1")
        assert target.read_text(encoding="utf-8") == "before"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_file(Selection(library, broken_off(), "Tin"), "markdown", target)
    assert target.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["tin.md"]


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_is_not_there_is_an_error(library: Library, tmp_path: Path, form: Form):
    with pytest.raises(FileNotFoundError):
        write_file(everything(library), form, tmp_path / "no" / "a.x")


@pytest.mark.parametrize("form", FORMS)
def test_nothing_selected_is_a_file_all_the_same(library: Library, tmp_path: Path, form: Form):
    selection, target = Selection.of_rows(library, (), "Không có"), tmp_path / "a.x"
    write_file(selection, form, target)

    assert selection.count == 0
    assert target.exists()


def test_a_selection_has_one_identifier_however_it_grows(library: Library):
    asked = Query(portal=PORTAL, shelf=STARRED)
    first, again = Selection.of_query(library, asked), Selection.of_query(library, asked)
    other = Selection.of_query(library, Query(portal=PORTAL))

    assert first.identifier == again.identifier != other.identifier
    assert first.identifier.startswith("urn:uuid:")


def test_the_identifier_of_a_search_says_only_what_it_asks_for(library: Library):
    found = library.search.find(PORTAL, parse("số is:starred"))
    selection = Selection.of_found(library, Query(portal=PORTAL), found, "số is:starred")

    name = 'tinvl:vinhlong?{"terms":[{"words":["số"]}],"starred":true}'
    assert selection.identifier == uuid5(NAMESPACE_URL, name).urn, "what else one may ask for is not in it"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({}, "Sở Thông tin và Truyền thông Vĩnh Long"),
        ({"starred": True}, "Sở Thông tin và Truyền thông Vĩnh Long · starred"),
        ({"since": "2018-01-17"}, "Sở Thông tin và Truyền thông Vĩnh Long · since 17/01/2018"),
        ({"until": "2018-01-17"}, "Sở Thông tin và Truyền thông Vĩnh Long · until 17/01/2018"),
        (
            {"since": "2018-01-01", "until": "2018-01-31"},
            "Sở Thông tin và Truyền thông Vĩnh Long · 01/01/2018 – 31/01/2018",
        ),
        (
            {"since": "2018-01-01", "until": "2018-01-01"},
            "Sở Thông tin và Truyền thông Vĩnh Long · 01/01/2018",
        ),
    ],
)
def test_a_selection_is_named_by_what_narrows_it(library: Library, asked: dict[str, str], title: str):
    query = Query(portal=PORTAL, **asked)  # type: ignore[arg-type]  # each case asks by fields of its own

    assert Selection.of_query(library, query).title == title
