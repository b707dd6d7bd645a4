"""A portal that nobody here knows: its file says no more than it must, and its news are here all the same."""

import json
import shutil
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini

RULES = """
name = "xa"
title = "Xã Hòa Ninh"
base = "{base}/"

[[layout]]
[layout.article]
title = [{{ css = "h1" }}]
body = [{{ css = "div.noi-dung" }}]
[layout.listing]
items = [{{ css = "article" }}]
"""
MENU = '<nav><a href="/">Trang chủ</a><a href="/tin-hoat-dong/">Tin hoạt động</a></nav>'
ENTRY = '<article><h2><a href="/{slug}/">{title}</a></h2><time>{when}</time></article>'
NEWS = (
    ("to-hop-tac-trong-sen", "Tổ hợp tác trồng sen", "09/01/2017"),
    ("ngay-hoi-banh-dan-gian-nam-2017", "Ngày hội bánh dân gian năm 2017", "3 ngày trước"),
    ("hop-mat-cuoi-nam-2017", "Họp mặt cuối năm 2017", "05/01/2017"),
)


def serve(portal: Mini, home: Path) -> None:
    """Serve three articles whose ids are words, and install the file that reads them."""
    entries = "".join(ENTRY.format(slug=slug, title=title, when=when) for slug, title, when in NEWS)
    portal.pages = {"/": (200, MENU), "/tin-hoat-dong/": (200, f"{MENU}<h1>Tin hoạt động</h1>{entries}")}
    for slug, title, _ in NEWS:
        text = f"{MENU}<h1>{title}</h1><div class=noi-dung><p>Bà con nói về {title.lower()}.</p></div>"
        portal.pages[f"/{slug}/"] = (200, text)
    portal.install(home)
    (home / "config/portals/xa.toml").write_text(RULES.format(base=portal.base), encoding="utf-8")


def test_a_file_of_seven_lines_is_enough(command: Command, tmp_path: Path) -> None:
    with Mini() as portal:
        serve(portal, tmp_path)
        done = command("--home", tmp_path, "sync", "--portal", "xa", "--delay", "0")

    assert (done.code, "xa: 3 new articles, 0 corrected" in done.err) == (0, True)
    listed = command("--home", tmp_path, "list", "--portal", "xa").out
    assert all(slug in listed and title in listed for slug, title, _ in NEWS)
    assert "09/01/2017" in listed
    guessed = next(line for line in listed.splitlines() if NEWS[1][0] in line)
    assert "~" in guessed
    assert "tổ hợp tác trồng sen" in command("--home", tmp_path, "show", "to-hop-tac-trong-sen").out
    assert NEWS[1][0] in command("--home", tmp_path, "search", "bánh dân gian").out
    found = command("--home", tmp_path, "search", "bánh dân gian").out
    assert f"{NEWS[1][0]}  ~" in found
    digest = command("--home", tmp_path, "digest", "--portal", "xa", "--peek").out
    assert any(NEWS[1][0] in line and "~" in line for line in digest.splitlines())


def test_marks_of_ids_of_words_go_to_another_machine(command: Command, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "marks.json"
    sync = ("sync", "--portal", "xa", "--delay", "0")
    with Mini() as portal:
        serve(portal, here)
        shutil.copytree(here / "config", there / "config")
        assert command("--home", here, *sync).code == 0
        with Library.open(Paths.choose(here)) as library:
            library.mark_read("xa", NEWS[0][0])
            library.star("xa", NEWS[1][0])
        assert command("--home", here, "state", "export", "-o", file).code == 0
        assert command("--home", there, "state", "import", file).code == 0
        assert command("--home", there, *sync).code == 0

    def marks(home: Path) -> object:
        return json.loads(command("--home", home, "state", "export").out)["marks"]

    assert marks(there) == marks(here)
    starred = json.loads(command("--home", there, "list", "--portal", "xa", "--starred", "--json").out)
    assert [head["id"] for head in starred] == [NEWS[1][0]]
    unread = json.loads(command("--home", there, "list", "--portal", "xa", "--unread", "--json").out)
    assert NEWS[0][0] not in [head["id"] for head in unread]
