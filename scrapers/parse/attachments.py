"""Finds the files that an article offers."""

import re
from collections.abc import Iterable

from scrapers.model import Attachment
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.urls import file_name

_SAYS_NOTHING = re.compile(
    r"(?:(?:xem|tải|download|nhấn|bấm)? ?(?:tại|ở|vào)? ?(?:đây|này|file|tệp|chi tiết|về|xuống|đính kèm)?)+",
    re.IGNORECASE,
)


def attachments_in(page: Page, lines: Iterable[Line]) -> tuple[Attachment, ...]:
    """List the files that links of these lines lead to, each once, in page order."""
    found: dict[str, Attachment] = {}
    for line in lines:
        for said, url in page.links(line):
            if url and url not in found and (name := file_name(url)):
                words = said.strip(" .,:;()[]")
                found[url] = Attachment(url=url, name=name if _SAYS_NOTHING.fullmatch(words) else words)
    return tuple(found.values())
