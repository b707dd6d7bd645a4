"""Going to the list of portals, and by it to another one."""

from reader.screens.portals import PortalsScreen
from reader.widgets.portallist import PortalList
from tests.reading import Reading
from tests.two_portals import HANOI


async def show_portals(reader: Reading) -> PortalList:
    """Press the key and wait until what is here stands there."""
    await reader.press("P")
    screen = reader.app.screen
    assert isinstance(screen, PortalsScreen)
    shown = screen.query_one(PortalList)
    await reader.until(lambda: all(row.counted for row in shown.rows) or "disk" in reader.text)
    return shown


async def go_to_hanoi(reader: Reading) -> None:
    """Choose the other portal."""
    await show_portals(reader)
    await reader.press("up", "enter")
    await reader.until(lambda: reader.desk.portal == HANOI and "Tin Hà Nội" in reader.text)
