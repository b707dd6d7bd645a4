"""Two portals with news, read in one list; and what stands in it."""

from reader.model import EVERYWHERE
from scrapers.portals.portal import builtin
from tests.fakes_store import PORTAL, an_entry
from tests.reading import Reading

HANOI = "hanoi"
TITLES = {name: builtin(name).title for name in (HANOI, PORTAL)}
ENTRIES = (
    an_entry("1", "Tổng kết năm ở Vĩnh Long", published="2018-01-17", views=10, related=("2",)),
    an_entry("2", "Chuyển đổi số ở Vĩnh Long", published="2018-01-15", views=300),
    an_entry("1", "Tổng kết năm ở Hà Nội", portal=HANOI, published="2018-01-16", views=200, related=("2",)),
    an_entry("2", "Chưa tải ở Hà Nội", portal=HANOI, published="2018-01-18", cached=False),
)
NEWEST = ["hanoi/2", "vinhlong/1", "hanoi/1", "vinhlong/2"]


async def go_everywhere(reader: Reading) -> None:
    await reader.press("ctrl+t")
    await reader.until(lambda: reader.desk.portal == EVERYWHERE and reader.heads.rows)


def listed(reader: Reading) -> list[str]:
    return [f"{head.portal}/{head.id}" for head in reader.desk.library.heads(reader.heads.rows)]


def cursor(reader: Reading) -> str:
    head = reader.heads.head(reader.heads.cursor)
    return f"{head.portal}/{head.id}" if head else ""


def opened(reader: Reading) -> str:
    head = reader.desk.head
    return f"{head.portal}/{head.id}" if head else ""
