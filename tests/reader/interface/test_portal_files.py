"""The file of a portal comes, changes, breaks or goes beside an open reader."""

from reader.library import Library
from tests.listed_portals import show_portals
from tests.reader.cli.mini import Mini
from tests.reading import WIDE, Reading, reading


async def sync(reader: Reading, says: str) -> None:
    await reader.press("r")
    await reader.until(lambda: any(says in said for said in reader.said))


async def test_a_portal_whose_file_came_meanwhile_is_listed_and_one_that_is_wrong_is_told(library: Library):
    async with reading(library, WIDE) as reader:
        await show_portals(reader)
        await reader.press("escape")
        with Mini() as portal:
            portal.install(library.paths.config.parent)
            (library.paths.portals / "mine.toml").write_text('name = "mine"\ncolour = 3\n')
            await show_portals(reader)
        assert "Cổng nhỏ" in reader.text
        assert [said for said in reader.said if "mine.toml, line 2" in said] == reader.said


async def test_the_list_begins_at_its_top_where_the_file_of_the_one_that_is_read_is_gone(library: Library):
    with Mini() as portal:
        portal.install(library.paths.config.parent)
        async with reading(library, WIDE, portal="mini", base_url=portal.base) as reader:
            (library.paths.portals / "mini.toml").unlink()
            shown = await show_portals(reader)
            assert shown.cursor == 0
            assert "mini" not in [row.status.portal for row in shown.rows]


async def test_a_portal_is_asked_as_its_file_says_by_now_and_read_on_where_that_breaks_or_goes(
    library: Library,
):
    with Mini() as portal:
        portal.install(library.paths.config.parent)
        file = library.paths.portals / "mini.toml"
        text = file.read_text()
        file.write_text(text.replace("/muc/", "/other/").replace("nav a", "aside a"))
        async with reading(library, WIDE, portal="mini", base_url=portal.base) as reader:
            file.write_text(text)
            await sync(reader, "3 new articles")
            assert len(reader.listed) == 3

            file.write_text(text + "oops = [")
            await sync(reader, "mini.toml, line")
            file.unlink()
            await sync(reader, "There is no portal")
            await reader.press("down", "enter")
            assert reader.desk.article is not None
            assert "mini" in reader.lines[0]
