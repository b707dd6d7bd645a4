"""`a` on the list of portals adds another one by its address, while one reads on."""

import threading
from collections.abc import Iterator

import pytest
from textual.widgets import Input

from reader.fetching.adding import Adding
from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.portaladdress import PortalAddressScreen
from reader.screens.portals import PortalsScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.portallist import PortalList
from tests.fakes_store import PORTAL
from tests.reader.cli.mini import Mini
from tests.reading import STANDARD, Reading, reading
from tests.small_portal import NAME, NEWS, small

NARROW = (40, 24)
ADDED = "portal-127-0-0-1"


@pytest.fixture
def site() -> Iterator[Mini]:
    """A portal that nobody has described, on loopback."""
    with Mini() as portal:
        portal.pages = {path: (200, str(text)) for path, text in small().items()}
        yield portal


@pytest.fixture
def hasty(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that asks this machine without a delay."""
    monkeypatch.setattr(
        library, "adding", lambda: Adding(library.portals, library.paths, library.clock, delay=0)
    )
    return library


def listed(reader: Reading) -> PortalList:
    """Return the list of portals."""
    return reader.app.screen.query_one(PortalList)


def hints(reader: Reading) -> list[str]:
    """Return what the hints name."""
    return [command.id for command in reader.app.screen.query_one(HintBar).commands]


async def give(reader: Reading, address: str) -> None:
    """Open the list of portals, and type an address."""
    await reader.press("P", "a")
    assert isinstance(reader.app.screen, PortalAddressScreen)
    await reader.type(address)
    await reader.press("enter")


def files(library: Library) -> list[str]:
    folder = library.paths.portals
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_a_portal_is_added_and_read(hasty: Library, site: Mini, size: tuple[int, int]):
    async with reading(hasty, size) as reader:
        await give(reader, site.base)
        await reader.until(lambda: reader.said)
        shown = listed(reader)

        assert reader.said == [f"{NAME} is added: 1 category. r fetches its news, Enter reads it."]
        assert [row.status.portal for row in shown.rows] == ["hanoi", ADDED, PORTAL]
        assert (shown.cursor, files(hasty)) == (1, [f"{ADDED}.toml"])
        assert any(line.lstrip("▌› ").startswith(NAME) for line in reader.lines)
        assert ["Vĩnh Long" in line for line in reader.lines if line.startswith("›")] == [True], "read still"
        await reader.until(lambda: all(row.counted for row in shown.rows))
        await reader.press("a")
        assert reader.app.screen.query_one(Input).value == "", "that address was good"
        await reader.press("escape", "enter")
        await reader.until(lambda: reader.desk.portal == ADDED)
        assert "Nothing here yet." in reader.text
        assert "r " in reader.text


async def test_pages_that_could_not_be_had_are_counted(hasty: Library, site: Mini):
    site.pages[NEWS[0]] = (404, "")
    async with reading(hasty) as reader:
        await give(reader, site.base)
        await reader.until(lambda: reader.said)
        assert reader.said[0].endswith("Enter reads it. 1 page could not be fetched.")


async def test_what_it_asks_for_is_shown_and_escape_stops_it(hasty: Library, site: Mini):
    site.gates["/tin-tuc"] = threading.Event()
    async with reading(hasty) as reader:
        await give(reader, site.base)
        await reader.until(lambda: f"Asking for {site.base}/tin-tuc …" in reader.text)
        assert hints(reader)[0] == "stop_adding"
        assert "leave_portals" not in hints(reader), "Esc stops first"
        await reader.press("a")
        assert isinstance(reader.app.screen, PortalsScreen)
        assert reader.said == ["One portal is added at a time; Esc stops looking at that one."]
        await reader.press("escape")
        await reader.until(lambda: "Stopped: nothing was written." in reader.text)
        site.gates["/tin-tuc"].set()

        assert files(hasty) == []
        assert {"add_portal", "leave_portals"} <= set(hints(reader)) - {"stop_adding"}
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_leaving_the_list_stops_it_too(hasty: Library, site: Mini):
    site.gates["/tin-tuc"] = threading.Event()
    async with reading(hasty) as reader:
        await give(reader, site.base)
        await reader.until(lambda: "/tin-tuc" in site.asked)
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)
        site.gates["/tin-tuc"].set()
        await reader.app.workers.wait_for_complete()

        assert (reader.said, files(hasty)) == (["Stopped: nothing was written."], [])


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_why_none_was_added_stays_on_the_screen(hasty: Library, site: Mini, size: tuple[int, int]):
    right, site.pages = site.pages, {"/": (200, "<p>Mở cửa từ sáng.</p>")}
    async with reading(hasty, size) as reader:
        await give(reader, site.base)
        await reader.until(lambda: "No portal was added" in reader.text)

        told = " ".join(" ".join(reader.lines).split())
        assert "Not found: a page that lists articles" in told
        assert "tinvl parse" in told
        assert files(hasty) == []
        await reader.press("a")
        assert site.base.removeprefix("http://")[-5:] in reader.text, "to be put right"
        site.pages = right
        await reader.press("enter")
        await reader.until(lambda: reader.said)
        assert "No portal was added" not in reader.text, "it was"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xa", "“xa” is no address of a portal."),
        ("stttt.vinhlong.gov.vn", "The portal vinhlong reads stttt.vinhlong.gov.vn already."),
    ],
)
async def test_what_cannot_be_one_is_said(hasty: Library, typed: str, said: str):
    async with reading(hasty) as reader:
        await give(reader, typed)
        await reader.until(lambda: said in reader.text)
        await reader.press("down")
        assert isinstance(reader.app.screen, PortalsScreen)


async def test_a_folder_that_cannot_be_written_is_said(hasty: Library, site: Mini):
    hasty.paths.config.mkdir(parents=True, exist_ok=True)
    hasty.paths.portals.write_text("no folder")
    hasty.portals.forget()
    async with reading(hasty) as reader:
        await give(reader, site.base)
        await reader.until(lambda: "Cannot write" in reader.text)


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["space", "enter"]])
async def test_no_address_adds_none(hasty: Library, keys: list[str]):
    async with reading(hasty) as reader:
        await reader.press("P", "plus", *keys)

        assert isinstance(reader.app.screen, PortalsScreen)
        assert "stop_adding" not in hints(reader)
