"""An article that was corrected twice, as three syncs leave it."""

from datetime import timedelta

from msgspec.structs import replace

from scrapers.merge import revised
from scrapers.model import Block, Entry, Paragraph
from tests.fakes_store import NOW, an_article, an_entry

TEXTS = (
    "Sáng 17/01, Sở họp với 23 đơn vị tại hội trường.",
    "Sáng 17/01, Sở họp với 32 đơn vị tại hội trường.",
    "Sáng 18/01, Sở họp với 32 đơn vị tại hội trường lớn.",
)
PAGES: tuple[Block, ...] = tuple(Paragraph(text=f"Đoạn {n}. " + "Lời kể dài. " * 30) for n in range(12))
"""What follows, the same in all three, so that there is something to scroll."""


def thrice(id: str = "9", *below: Block, published: str = "2018-02-09") -> Entry:
    """Make it, newer than all others; `below` are blocks that never changed."""
    entry = an_entry(id, "Tin được sửa", published=published, views=20)
    entry = replace(entry, article=None)
    for day, text in enumerate(TEXTS):
        article = an_article(id, "Tin được sửa", blocks=(Paragraph(text=text), *below), published=published)
        at = NOW + timedelta(days=day - 3)
        entry = revised(entry, replace(article, fetched_at=at), checked_at=at)
    return entry
