"""Tells which files of an article are still to be read. Pure."""

import re

from scrapers.model import Article, Attachment, NoText
from scrapers.urls import file_name

_NO_DOCUMENT = re.compile(
    r"\.(?:rar|zip|7z|gz|bz2|xz|tar|iso|exe|apk|jpe?g|png|gif|bmp|tiff?|webp|svg|mp3|wav|wma|mp4|m4[av]|avi|mov|wmv"
    r"|flv|mkv|webm)$",
    re.ASCII | re.IGNORECASE,
)
"""How archives, pictures and recordings are called: that they have no text is known without fetching them."""


def unread_files(article: Article) -> tuple[Attachment, ...]:
    """Return the attachments that are still to be read, each file once; a damaged one may come whole."""
    read = {one.url for one in article.documents if one.no_text is not NoText.DAMAGED}
    files = {file.url: file for file in article.attachments if file.url not in read and _may_have_text(file)}
    return tuple(files.values())


def _may_have_text(file: Attachment) -> bool:
    return not any(map(_NO_DOCUMENT.search, (file_name(file.url), file.name.strip())))
