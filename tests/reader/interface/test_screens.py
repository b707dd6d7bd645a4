"""Help, palette, themes, links out, export: what lies over the panes or leaves them."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from textual.widgets import Input

from reader import i18n
from reader.config import Config
from reader.keyboard.command import Place
from reader.keyboard.commands import BY_ID, in_place, with_own_keys
from reader.library import Library
from reader.screens.export import ExportScreen
from reader.screens.help import HelpScreen
from reader.screens.palette import CommandList, PaletteScreen
from reader.themes import LIGHT, ORDER
from scrapers.model import Link, Paragraph
from tests.fakes_store import PORTAL, an_article, an_entry, fill
from tests.reading import TALL, WIDE, Browser, Reading, reading

# The help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), Place.LIST),
        (("left",), Place.SHELVES),
        (("enter",), Place.ARTICLE),
        (("j", "enter", "R"), Place.RELATED),
    ],
)
async def test_help_lists_the_keys_of_the_place_that_it_was_asked_in(
    library: Library, keys: tuple[str, ...], place: Place
):
    async with reading(library, TALL) as reader:
        await reader.press(*keys)
        working = [one for one in in_place(place) if reader.screen.check_action(one.id, ())]
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        text = " ".join(reader.text.split())
        for command, names in with_own_keys(working):
            assert f"{names} {command.help}" in text, command.id
        only_elsewhere = {"run", "write_file", "keep_filter", "browse_picture"}
        assert [name for name in only_elsewhere if BY_ID[name].help in text] == []
        await reader.press("q")
        assert reader.place is place


async def test_help_names_no_key_that_does_nothing_now(library: Library):
    async with reading(library, TALL) as reader:
        idle = [BY_ID[name].help for name in ("stop_sync", "stop_files", "stop_marking", "clear_filter")]
        await reader.press("question_mark")
        assert [told for told in idle if told in reader.text] == []
        await reader.press("q", "/", "s", "o", "enter", "question_mark")
        text = " ".join(reader.text.split())
        assert f"Esc {BY_ID['clear_filter'].help}" in text
        assert f"q {BY_ID['quit'].help}" in text
        assert f"q Esc {BY_ID['quit'].help}" not in text


async def test_help_scrolls_on_a_small_terminal(library: Library):
    async with reading(library, (60, 12)) as reader:
        await reader.press("?", "G")
        assert "Quit at once" in reader.text
        await reader.press("g")
        assert "Moving about" in reader.text


async def test_what_goes_on_in_a_further_line_stands_below_itself(library: Library):
    async with reading(library, (48, 40)) as reader:
        await reader.press("?")
        first = next(line for line in reader.lines if "To the pane on the left" in line)
        rest = reader.lines[reader.lines.index(first) + 1]

        assert rest.strip("│ ") == "the list, the categories"
        assert rest.index("the list") == first.index("To the pane")
        await reader.press("escape", "ctrl+f")
        first = next(line for line in reader.lines if "tu:2017" in line)
        rest = reader.lines[reader.lines.index(first) + 1]
        assert rest.index(rest.strip()) == first.index("days")


# On the way in ------------------------------------------------------------------------------------------


async def test_a_wrong_portal_file_is_told_once_and_the_reader_opens(library: Library):
    library.paths.portals.mkdir(parents=True)
    (library.paths.portals / "mine.toml").write_text('name = "mine"\ncolour = 3\n')
    async with reading(library) as reader:
        assert [said for said in reader.said if "mine.toml, line 2" in said] == reader.said
        assert reader.heads.count()
    assert library.portals.unreported() == []


# The palette ---------------------------------------------------------------------------------------------


async def test_the_palette_finds_a_command_by_its_words_and_runs_it(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        await reader.type("star, or")
        await reader.press("enter")

        assert reader.head("2").starred
        assert reader.place is Place.LIST


async def test_the_palette_says_that_nothing_is_called_so(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        assert "There is no such command." not in reader.text
        await reader.type("xyzzy")
        assert "There is no such command." in reader.text
        await reader.press("enter", *["backspace"] * 5)
        assert "There is no such command." not in reader.text
        assert isinstance(reader.app.screen, PaletteScreen)


async def test_the_palette_shows_its_cursor_without_colours(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        hits = reader.app.screen.query_one(CommandList)
        for at in range(2):
            rows = [line for line in reader.lines if "│▌" in line]
            assert [hits.rows[at].help in row for row in rows] == [True]
            await reader.press("down")


@pytest.mark.parametrize("height", [9, 12, 15, 24])
async def test_the_palette_shows_its_keys_however_low_the_terminal(library: Library, height: int):
    async with reading(library, (60, height)) as reader:
        await reader.press("ctrl+p")
        border = max(number for number, line in enumerate(reader.lines) if line.startswith("╰"))

        assert reader.lines[border - 1].strip("│ ").startswith("Enter run")


async def test_the_palette_offers_only_what_can_be_done_now(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        offered = {command.id for command in reader.app.screen.query_one(CommandList).rows}

        assert "undo" not in offered
        assert "stop_sync" not in offered
        assert "pictures" not in offered
        assert {"sync", "filter", "toggle_star", "theme"} <= offered
        await reader.press("escape", "s", "ctrl+p")
        assert "undo" in {command.id for command in reader.app.screen.query_one(CommandList).rows}


async def test_the_palette_speaks_vietnamese_and_needs_no_accents(library: Library):
    i18n.install("vi")
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        await reader.type("chu de")
        found = reader.app.screen.query_one(CommandList).rows
        await reader.press("escape", "ctrl+p")
        await reader.type("giao dien")
        found = [*found, *reader.app.screen.query_one(CommandList).rows]

        assert "theme" in [command.id for command in found]


async def test_nothing_found_runs_nothing(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        await reader.type("xyzzy")
        await reader.press("enter", "down", "up")
        assert isinstance(reader.app.screen, PaletteScreen)
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_the_palette_goes_by_pages_too(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p", "pagedown")
        hits = reader.app.screen.query_one(CommandList)
        assert hits.cursor == hits.size.height - 1
        await reader.press("pageup")
        assert hits.cursor == 0


# Looks ---------------------------------------------------------------------------------------------------


async def test_the_theme_key_goes_through_all_themes_and_each_draws(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("enter")
        seen = [reader.app.theme]
        for _theme in ORDER:
            await reader.press("t")
            seen.append(reader.app.theme)
            assert reader.said[-1] == seen[-1]

        assert seen == [*ORDER, ORDER[0]]
        assert "Nội dung của tin số 2." in reader.text


async def test_the_settings_choose_the_theme_and_a_wrong_name_is_said(library: Library):
    async with reading(library, config=Config(theme=LIGHT.name)) as reader:
        assert reader.app.theme == LIGHT.name
    async with reading(library, config=Config(theme="no-such")) as reader:
        assert reader.app.theme == ORDER[0]
        assert "There is no theme “no-such” (config.toml)." in reader.said[0]


@pytest.mark.parametrize("theme", ORDER[:2])
async def test_words_have_contrast_wherever_they_stand(library: Library, theme: str):
    def luminance(colour: tuple[int, int, int]) -> float:
        linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def faint(reader: Reading) -> list[tuple[float, str]]:
        found = []
        for strip in reader.strips:
            for segment in strip:
                style = segment.style
                if not (style and style.color and style.bgcolor and any(map(str.isalnum, segment.text))):
                    continue
                one, other = style.color.triplet, style.bgcolor.triplet
                assert one is not None
                assert other is not None
                light, dark = sorted((luminance(one), luminance(other)), reverse=True)
                if (light + 0.05) / (dark + 0.05) < 4.5:
                    found.append((round((light + 0.05) / (dark + 0.05), 2), segment.text.strip()))
        return found

    async with reading(library, WIDE, config=Config(theme=theme)) as reader:
        for keys in (
            (),
            ("down",),
            ("enter",),
            ("R",),
            ("escape", "escape", "left"),
            ("/", "s"),
            ("escape",),
        ):
            await reader.press(*keys)
            assert faint(reader) == [], keys
        await reader.press("s")
        assert faint(reader) == []
        await reader.press("question_mark")
        assert [one for one in faint(reader) if one[1] in reader.lines] == []


# Out of the program --------------------------------------------------------------------------------------


async def test_the_browser_gets_the_address_of_the_article(library: Library):
    async with reading(library) as reader:
        await reader.press("o", "enter", "n", "o")

        assert reader.browser.opened == [reader.head("2").url, reader.head("1").url]
        assert reader.said[0] == f"Opened in the browser: {reader.head('2').url}"


async def test_without_a_browser_the_address_is_copied_and_this_said(library: Library):
    async with reading(library, browser=Browser(there=False)) as reader:
        await reader.press("o")

        assert reader.app.clipboard == reader.head("2").url
        assert reader.said == [f"There is no browser here. Link copied: {reader.head('2').url}"]


async def test_the_link_is_copied(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "y")

        assert reader.app.clipboard == reader.head("1").url


async def test_the_source_is_copied_and_what_is_selected_before_it(library: Library):
    async with reading(library, WIDE) as reader:
        head = reader.head("2")
        source = f"“{head.title}”, Sở Thông tin và Truyền thông Vĩnh Long, 18/01/2018, {head.url}"
        await reader.press("Y")
        assert reader.app.clipboard.endswith(source)
        await reader.press("enter")
        reader.screen.text_select_all()
        quote = reader.screen.get_selected_text()
        assert quote
        await reader.press("Y")
        assert reader.app.clipboard.startswith("“")
        assert reader.app.clipboard.endswith(f"”\n{head.author}{', ' if head.author else ''}{source}")
        assert reader.said == ["Source copied.", "Quotation and source copied."]
        assert not reader.screen.get_selected_text()


@pytest.mark.parametrize("tmux", ["", "/run/tmux,1,0"])
async def test_inside_tmux_the_link_is_copied_by_both_ways_there(
    library: Library, tmux: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TMUX", tmux)
    written: list[str] = []
    async with reading(library) as reader:
        assert reader.app._driver is not None
        monkeypatch.setattr(reader.app._driver, "write", written.append)
        await reader.press("y")
        encoded = b64encode(reader.head("2").url.encode()).decode()

        told = [text for text in written if "]52;" in text]
        plain, wrapped = f"\x1b]52;c;{encoded}\a", f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\a\x1b\\"
        assert told == ([plain, wrapped] if tmux else [plain])


async def test_links_of_the_text_are_gone_through_and_opened(library: Library):
    text = "Xem kế hoạch và nghị quyết."
    links = (
        Link(start=4, end=12, url="https://a.vn/ke-hoach"),
        Link(start=16, end=26, url="https://a.vn/nghi-quyet"),
    )
    entry = an_entry("9", published="2018-02-09")
    whole = an_article("9", published="2018-02-09", blocks=[Paragraph(text=text, links=links)])
    fill(
        library.cache,
        library.catalogue,
        [type(entry)(portal=PORTAL, id="9", url=entry.url, article=whole, sightings=entry.sightings)],
    )
    async with reading(library) as reader:
        await reader.press("enter", "f", "f", "enter", "F", "enter")

        assert reader.browser.opened == ["https://a.vn/nghi-quyet", "https://a.vn/ke-hoach"]


# Export --------------------------------------------------------------------------------------------------


async def test_an_article_is_written_where_the_line_says(library: Library, tmp_path: Path):
    target = tmp_path / "out" / "bai.md"
    target.parent.mkdir()
    async with reading(library) as reader:
        await reader.press("enter", "e")
        screen = reader.app.screen
        assert isinstance(screen, ExportScreen)
        field = screen.query_one(Input)
        assert Path(field.value) == Path.home() / "day-manh-chuyen-doi-so.html"
        field.value = str(target)
        await reader.press("enter")
        await reader.until(target.exists)
        await reader.until(lambda: reader.said)

        assert reader.said == [f"1 article written to {target}."]
        assert "Nội dung của tin số 2." in target.read_text(encoding="utf-8")
        assert reader.place is Place.ARTICLE


async def test_the_list_is_written_as_it_is_filtered(library: Library, tmp_path: Path):
    target = tmp_path / "tin.jsonl"
    async with reading(library) as reader:
        await reader.press("/", "s", "o", "enter", "e")
        reader.app.screen.query_one(Input).value = str(target)
        await reader.press("enter")
        await reader.until(lambda: reader.said)

    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == ["2", "4"]


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("a.pdf", "The name must end in one of these: .html, .epub, .md, .markdown, .jsonl"),
        ("there.md", "There is already a file of that name; choose another one."),
        ("no/such/folder/a.md", "No such file or directory"),
    ],
)
async def test_what_cannot_be_written_is_said_and_nothing_lost(
    library: Library, tmp_path: Path, name: str, trouble: str
):
    (tmp_path / "there.md").write_text("mine", encoding="utf-8")
    async with reading(library, WIDE) as reader:
        await reader.press("enter", "e")
        reader.app.screen.query_one(Input).value = str(tmp_path / name)
        await reader.press("enter")
        await reader.until(lambda: trouble in " ".join(reader.text.replace("│", " ").split()))
        await reader.press("escape")

        assert reader.place is Place.ARTICLE
        assert (tmp_path / "there.md").read_text(encoding="utf-8") == "mine"


async def test_there_is_nothing_to_write_of_an_article_that_is_not_here(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "down", "enter", "e")

        assert not isinstance(reader.app.screen, ExportScreen)
