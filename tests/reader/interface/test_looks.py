"""How screens look, character by character; TINVL_REWRITE_SNAPSHOTS=1 writes the expected ones anew.

Each line is followed by the looks of its words: b bold, i italic, u underlined, r reversed; colours are
left to the tests of contrast.
"""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader import i18n
from reader.config import Config
from reader.library import Library
from reader.themes import DARK, LIGHT
from scrapers.model import Attachment, Document, Entry, Heading, ListBlock, NoText, Paragraph, Table
from tests.counting import a_week
from tests.fakes_store import NOW, an_entry, fill
from tests.reading import Reading, reading

FOLDER = Path(__file__).parent / "snapshots"
REWRITE = "TINVL_REWRITE_SNAPSHOTS"
LOOKS = {"b": "bold", "i": "italic", "u": "underline", "r": "reverse"}


def picture(reader: Reading) -> str:
    """Write a screen down: each line, and under it the looks of its characters where it has any."""
    told: list[str] = []
    for strip in reader.strips:
        marks = "".join(
            next((sign for sign, look in LOOKS.items() if style and getattr(style, look)), " ") * len(text)
            for text, style, _control in strip
        )
        told.append("|" + "".join(segment.text for segment in strip).rstrip())
        told += [":" + marks.rstrip()] if marks.strip() else []
    return "\n".join(told) + "\n"


CASES: tuple[tuple[str, tuple[int, int], str, str, tuple[str, ...]], ...] = (
    ("list-80-vi", (80, 24), "vi", DARK.name, ()),
    ("article-80-en", (80, 24), "en", DARK.name, ("j", "enter")),
    ("article-120-vi-light", (120, 40), "vi", LIGHT.name, ("j", "enter", "s")),
    ("related-200-en", (200, 50), "en", DARK.name, ("j", "enter", "R", "down")),
    ("filter-80-vi", (80, 24), "vi", DARK.name, ("slash", "s", "o")),
    ("article-60-vi", (60, 20), "vi", LIGHT.name, ("enter",)),
    ("categories-60-en", (60, 20), "en", DARK.name, ("left", "down")),
    ("stats-80-en", (80, 24), "en", DARK.name, ("v",)),
    ("stats-120-en-light", (120, 40), "en", LIGHT.name, ("v", "tab", "j")),
    ("spread-80-vi", (80, 24), "vi", DARK.name, ("ctrl+f", "s", "ctrl+o")),
    ("histories-120-en", (120, 40), "en", DARK.name, ("j", "enter")),
    ("missing-120-vi", (120, 40), "vi", DARK.name, ("down", "down", "enter")),
    ("everywhere-120-vi", (120, 40), "vi", DARK.name, ("ctrl+t", "j", "enter")),
    ("everywhere-60-en", (60, 20), "en", LIGHT.name, ("ctrl+t", "c")),
    ("files-80-vi", (80, 24), "vi", DARK.name, ("enter", "T")),
    ("files-120-en-light", (120, 40), "en", LIGHT.name, ("enter",)),
)


def a_notice() -> Entry:
    """An article that is little but its files: one that was read, one that gives no text."""
    files = ("https://vinhlong.example/ke-hoach.pdf", "https://vinhlong.example/bieu-mau.docx")
    said = (
        Heading(text="I. Mục tiêu", level=3),
        Paragraph(text="Mỗi xã có một điểm đo độ mặn; số đo được báo trước 16 giờ hằng ngày."),
        ListBlock(items=("Xã báo huyện.", "Huyện báo Sở."), ordered=True),
        Table(rows=(("Huyện", "Điểm đo"), ("Vũng Liêm", "12"), ("Trà Ôn", "9")), header=True),
    )
    entry = an_entry("6", "Kế hoạch ứng phó hạn mặn", published="2018-01-19")
    assert entry.article is not None
    article = replace(
        entry.article,
        blocks=(Paragraph(text="Xem tệp đính kèm."),),
        attachments=(Attachment(url=files[0], name="Kế hoạch 15"), Attachment(url=files[1], name="Biểu mẫu")),
    )
    read = Document(url=files[0], fetched_at=NOW, blocks=said, pages=12, cut=True)
    locked = Document(url=files[1], fetched_at=NOW, no_text=NoText.LOCKED)
    return replace(entry, article=article, documents=(read, locked))


@pytest.mark.parametrize(
    ("name", "size", "language", "theme", "keys"), CASES, ids=[case[0] for case in CASES]
)
async def test_a_screen_looks_as_it_did(
    library: Library, *, name: str, size: tuple[int, int], language: str, theme: str, keys: tuple[str, ...]
):
    i18n.install(language)
    if name.startswith(("stats", "histories")):
        a_week(library)
    if name.startswith("everywhere"):
        entry = an_entry("1", "Hà Nội họp báo về đường dây nóng", portal="hanoi", published="2018-01-17")
        fill(library.cache, library.catalogue, [entry])
    if name.startswith("files"):
        library.cache.put_many([a_notice()])
        library.catalogue.upsert_many([a_notice()])
    async with reading(library, size, config=Config(theme=theme)) as reader:
        for key in keys:
            await reader.press(key)
            await reader.app.workers.wait_for_complete()
        reader.app.clear_notifications()
        await reader.pilot.pause()
        seen = picture(reader)
    expected = FOLDER / f"{name}.txt"
    if os.environ.get(REWRITE):
        expected.write_text(seen, encoding="utf-8")

    assert seen == expected.read_text(encoding="utf-8")


def test_every_snapshot_belongs_to_a_case():
    assert {path.stem for path in FOLDER.iterdir()} == {case[0] for case in CASES}
