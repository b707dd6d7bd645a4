"""What breaks under the reader's hands is said, and reading goes on."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from reader import i18n
from reader.cli.missing import nothing_fetched
from reader.i18n import _
from reader.library import Library
from reader.screens.main import saving
from reader.screens.search import SearchScreen
from scrapers.errors import StoreError, UnknownHome
from scrapers.model import Attachment
from tests.fakes_fetching import fetching_by
from tests.fakes_store import a_library
from tests.reading import reading


async def test_a_list_that_breaks_while_it_is_read_is_said_once(library: Library):
    async with reading(library) as reader:
        library.catalogue.ask("DROP TABLE head")
        reader.heads.forget()
        await reader.press("down", "down", "c", "pagedown")
        await reader.until(lambda: reader.said)

        assert reader.app.is_running
        rows = [text for text in reader.said if "catalogue.sqlite" in text]
        assert len(rows) == 1


async def test_a_list_that_breaks_while_its_results_are_drawn_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise StoreError("disk I/O error", where="catalogue")

    async with reading(library) as reader:
        await reader.press("ctrl+f")
        monkeypatch.setattr(library.search, "hit", fail)
        await reader.press(*"tin")
        await reader.until(lambda: "disk I/O error" in reader.text)

        assert isinstance(reader.app.screen, SearchScreen)


async def test_marks_that_break_leave_the_search_without_what_was_searched_for(library: Library):
    async with reading(library) as reader:
        library.userdata._ask("DROP TABLE searched")
        await reader.press("ctrl+f")
        await reader.until(lambda: reader.said)

        assert isinstance(reader.app.screen, SearchScreen)
        assert "userdata.sqlite" in reader.said[-1]


async def test_a_sync_that_ends_as_nobody_expected_is_said_and_may_begin_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise LookupError("no such thing")

    fetching_by(monkeypatch, sync=fail)
    async with reading(library) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)

        assert "no such thing" in reader.said[-1]
        assert not reader.screen.sync_bar.running


async def test_work_in_a_thread_that_ends_as_nobody_expected_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise LookupError("no such thing")

    async with reading(library) as reader:
        monkeypatch.setattr(reader.desk, "look", fail)
        reader.screen.look_up()
        await reader.until(lambda: reader.said)

        assert "no such thing" in reader.said[-1]


async def test_files_that_have_no_place_to_go_are_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    def fail() -> None:
        raise UnknownHome("no such home directory", where="~")

    monkeypatch.setattr(saving, "downloads", fail)
    async with reading(library) as reader:
        await reader.press("enter")
        assert reader.desk.article is not None
        files = (Attachment(url="https://a.vn/a.pdf", name="a"),)
        reader.desk.article = replace(reader.desk.article, attachments=files)
        await reader.press("a")
        await reader.until(lambda: reader.said)

        assert "~ is not a directory" in reader.said[-1]
        assert not reader.screen.fetches_files


async def test_panes_and_messages_name_commands_as_they_are_to_be_typed(tmp_path: Path):
    i18n.lie_below("/of/my own")
    with a_library(tmp_path, []) as empty:
        async with reading(empty, (200, 24)) as reader:
            assert "Without a network, `tinvl --home '/of/my own' demo` shows" in reader.text
            reader.screen.say(_("The portal changed its layout; `tinvl sync` says where."), trouble=True)
            await reader.pilot.pause()
            assert reader.seen[-1].startswith(
                "The portal changed its layout; `tinvl --home '/of/my own' sync`"
            )


async def test_trouble_stays_longer_than_other_messages_and_no_message_has_markup(library: Library):
    async with reading(library) as reader:
        reader.app.notify("[b]Bảo tàng[/b]")
        reader.app.notify("một", severity="warning")
        reader.app.notify("hai", severity="error")
        await reader.until(lambda: len(reader.said) == 3)

        shown = [(one.message, one.timeout, one.markup) for one in reader.app._notifications]
        assert shown == [("[b]Bảo tàng[/b]", 4, False), ("một", 12, False), ("hai", 12, False)]


@pytest.mark.parametrize(("home", "named"), [("/a/{b}", "tinvl"), ("/a/b", "tinvl --home /a/b")])
def test_a_home_with_braces_is_no_field_of_a_message(home: str, named: str):
    i18n.lie_below(home)
    fetches = nothing_fetched("hanoi")
    assert fetches == f"Nothing here yet. `{named} sync --portal hanoi` fetches the news."
