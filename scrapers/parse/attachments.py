"""Files that an article offers."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from scrapers.model import Attachment
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.text import clean_line
from scrapers.urls import slug

# Liferay puts an id behind the name: /documents/10/20/ke-hoach.pdf/3f2a…; DotNetNuke hides the name whole.
_FILE = re.compile(
    r"[^/?&=]+\.(?:pdf|docx?|xlsx?|pptx?|ppsx?|zip|rar|7z|odt|ods|odp|rtf|txt|csv|epub|mp3)(?=$|[/?&])|/linkclick\.aspx",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:xem|tải|download|nhấn|bấm)? ?(?:tại|ở|vào)? ?(?:đây|này|file|tệp|chi tiết|về|xuống|đính kèm)?)+",
    re.IGNORECASE,
)


def attachments_in(page: Page, lines: Iterable[Line]) -> tuple[Attachment, ...]:
    """List the files that links of these lines lead to, each once, in page order."""
    found: dict[str, Attachment] = {}
    for line in lines:
        for start, end, href in line.links:
            url = page.address(href)
            if url and url not in found and (name := file_name(url)):
                words = line.text[start:end].strip(" .,:;()[]")
                found[url] = Attachment(url=url, name=name if _SAYS_NOTHING.fullmatch(words) else words)
    return tuple(found.values())


def file_name(url: str) -> str:
    """Give the name of the file that an address leads to; an empty string where it leads to a page."""
    parts = urlsplit(url)
    for text in (parts.path, parts.query):
        if match := _FILE.search(unquote(text)):
            return clean_line(match[0].lstrip("/")) or slug(url)
    return ""
