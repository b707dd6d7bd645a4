"""Ctrl+T in the search looks in all portals; what is found elsewhere is read there, and Esc leads back."""

import pytest

from reader.desk import Desk
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE
from reader.screens.search import SearchScreen
from reader.widgets.hitlist import HitList
from scrapers.errors import StoreError
from scrapers.portals.portal import builtin
from tests.fakes_store import PORTAL, an_entry, fill
from tests.reading import STANDARD, Reading, reading

HANOI = "hanoi"


@pytest.fixture
def two(library: Library) -> Library:
    """A library of two portals, each with a tide."""
    entries = [
        an_entry("90", "Triều cường ở Vĩnh Long", published="2017-01-01"),
        an_entry("h1", "Triều cường ở Hà Nội", portal=HANOI, published="2018-01-01"),
    ]
    fill(library.cache, library.catalogue, entries)
    return library


def hits(reader: Reading) -> int:
    return reader.app.screen.query_one(HitList).count()


async def search(reader: Reading, typed: str, *, count: int) -> None:
    await reader.press("ctrl+f", *typed)
    await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and hits(reader) == count)


async def test_it_finds_on_all_portals_and_says_where(two: Library):
    async with reading(two, STANDARD) as reader:
        await search(reader, "cuong", count=1)
        assert builtin(HANOI).title not in reader.text
        await reader.press("ctrl+t")
        await reader.until(lambda: hits(reader) == 2)

        assert "Search all portals" in reader.lines[0]
        assert "Triều cường ở Hà Nội" in reader.text
        named = [line for line in reader.lines for name in (HANOI, PORTAL) if builtin(name).title in line]
        assert [line.split(" · ")[0].strip("▌ ") for line in named] == ["01/01/2018", "01/01/2017"], (
            "never cut off"
        )
        await reader.press("ctrl+t")
        await reader.until(lambda: hits(reader) == 1)
        assert "Search all portals" not in reader.text


async def test_what_is_found_elsewhere_is_read_there_and_escape_leads_back(two: Library):
    async with reading(two, STANDARD) as reader:
        await search(reader, "cuong", count=1)
        await reader.press("ctrl+t")
        await reader.until(lambda: hits(reader) == 2)
        await reader.press("enter")
        await reader.until(lambda: reader.desk.portal == HANOI and reader.open_id == "h1")
        assert reader.place is Place.ARTICLE
        assert reader.article.marker is not None, "the words are marked there too"

        await reader.press("escape", "escape")  # the marks first
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and hits(reader) == 2)
        assert "Search all portals" in reader.lines[0]
        await reader.press("down", "enter")
        await reader.until(lambda: reader.desk.portal == PORTAL and reader.open_id == "90")


async def test_a_store_that_fails_on_the_other_portal_is_said_there(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(two, STANDARD) as reader:
        await search(reader, "cuong", count=1)
        await reader.press("ctrl+t")
        await reader.until(lambda: hits(reader) == 2)

        def fail(_desk: Desk, _row: int) -> bool:
            raise StoreError("disk I/O error", where="catalogue")

        monkeypatch.setattr(Desk, "open", fail)
        await reader.press("enter")
        await reader.until(lambda: reader.desk.portal == HANOI and bool(reader.said))
        assert "disk I/O error" in reader.said[-1]


async def test_a_search_of_all_portals_is_saved_in_their_list_not_beside_the_categories_of_one(two: Library):
    async with reading(two, STANDARD) as reader:
        await search(reader, "cuong", count=1)
        await reader.press("ctrl+t", "ctrl+s")
        await reader.until(lambda: hits(reader) == 2)
        assert two.searches.key_of(PORTAL, "cuong") is None
        assert two.searches.key_of(EVERYWHERE, "cuong") is not None
        assert reader.said == [
            "Saved for all portals; it is in their list, to which Ctrl+T leads from yours."
        ]
        await reader.press("ctrl+s")
        assert two.searches.key_of(EVERYWHERE, "cuong") is None
        await reader.press("ctrl+t", "ctrl+s")
        await reader.until(lambda: two.searches.key_of(PORTAL, "cuong") is not None)
        assert two.searches.key_of(EVERYWHERE, "cuong") is None


async def test_what_is_unread_on_all_portals_is_a_key_away(two: Library):
    async with reading(two, STANDARD) as reader:
        await reader.press("U")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and hits(reader) == 7)
        assert "Search all portals is:unread" in " ".join(reader.lines[0].split())
        await reader.press("enter")
        await reader.until(lambda: reader.desk.head is not None)
        await reader.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and hits(reader) == 6)


async def test_a_portal_whose_file_is_gone_is_no_other(library: Library):
    fill(library.cache, library.catalogue, [an_entry("f1", "Tin cũ", portal="forgotten")])
    async with reading(library, STANDARD) as reader:
        await reader.press("U")
        assert reader.said == ["No other portal was fetched yet."]


async def test_where_one_portal_was_fetched_there_is_no_such_key(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", "t")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        assert "all portals" not in reader.text
        await reader.press("ctrl+t")
        assert "Search all portals" not in reader.text
        assert reader.said[-1:] == ["No other portal was fetched yet."]
        await reader.press("escape", "U")
        assert reader.app.screen is reader.screen
        assert reader.said[-2:] == ["No other portal was fetched yet."] * 2
