"""Hostile text and hostile sizes: no screen falls, and no escape reaches the terminal."""

import msgspec
import pytest

from reader.library import Library
from tests import hostile
from tests.fakes_store import an_entry
from tests.reading import WIDE, Reading, reading


def clean(reader: Reading) -> bool:
    return all(hostile.harmless(line) for line in reader.lines)


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
async def test_no_trick_of_a_text_reaches_the_terminal(
    library: Library, monkeypatch: pytest.MonkeyPatch, text: str
):
    """Whatever a store written by another program holds: heads, articles, related news and categories."""
    head_of, shelves_of = Library.head, Library.shelves
    text = text.encode(errors="ignore").decode()  # no store gives half a character
    evil = hostile.article(text)

    def head(self: Library, row: int) -> object:
        found = head_of(self, row)
        return found and msgspec.structs.replace(found, title=text, author=text, summary=text)

    def shelves(self: Library, portal: str) -> object:
        return tuple(
            msgspec.structs.replace(one, name=text) if one.is_category else one
            for one in shelves_of(self, portal)
        )

    def article(self: Library, portal: str, id: str) -> object:  # noqa: A002 - the field's word
        return msgspec.structs.replace(evil, portal=portal, id=id)

    monkeypatch.setattr(Library, "head", head)
    monkeypatch.setattr(Library, "shelves", shelves)
    monkeypatch.setattr(Library, "article", article)
    async with reading(library, WIDE) as reader:
        assert clean(reader)
        await reader.press("enter")
        assert clean(reader)
        await reader.press("R", "escape", "f", "e")
        assert clean(reader)
        await reader.press("escape", "escape", "]", "c")
        assert clean(reader)
        assert reader.app.is_running


@pytest.mark.parametrize("title", ["[/foo] tin", "[Video] Lễ hội"])
async def test_what_looks_like_markup_is_shown_as_it_stands(library: Library, title: str):
    entry = an_entry("9", title, published="2018-02-09")
    library.cache.put_many([entry])
    library.catalogue.upsert_many([entry])
    async with reading(library, WIDE) as reader:
        await reader.press("enter")

        assert reader.text.count(title) == 2


async def test_any_size_of_the_terminal_is_borne(library: Library):
    async with reading(library, (160, 45)) as reader:
        await reader.press("enter")
        for size in ((80, 24), (60, 20), (20, 5), (1, 1), (5, 40), (200, 3), (160, 45)):
            await reader.pilot.resize_terminal(*size)
            await reader.press("j")

        assert "Nội dung của tin số 2." in reader.text
        assert "CATEGORIES" in reader.text


@pytest.mark.parametrize("keys", ["question_mark", "ctrl+p", "e", "slash"])
async def test_what_lies_over_the_panes_bears_a_tiny_terminal(library: Library, keys: str):
    async with reading(library, (20, 5)) as reader:
        await reader.press(keys)
        await reader.pilot.resize_terminal(3, 2)
        await reader.press("escape")

        assert reader.app.is_running
