"""Tells which files of an article are to be read, and which again. Pure."""

from pathlib import PurePosixPath

from scrapers.filerevisions import asked_at
from scrapers.model import Article, Attachment, NoText
from scrapers.urls import file_name

_NO_DOCUMENT = frozenset(
    (
        *(".rar", ".zip", ".7z", ".gz", ".bz2", ".xz", ".tar", ".iso", ".exe", ".apk"),
        *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg"),
        *(".mp3", ".wav", ".wma", ".mp4", ".m4a", ".m4v", ".avi", ".mov", ".wmv", ".flv", ".mkv", ".webm"),
    )
)
"""How archives, pictures and recordings are called: that they have no text is known without fetching them."""


def files_with_text(article: Article) -> tuple[Attachment, ...]:
    """Return the attachments that can be read at all, each file once."""
    return tuple({file.url: file for file in article.attachments if _may_have_text(file)}.values())


def unread_files(article: Article) -> tuple[Attachment, ...]:
    """Return those that are still to be read; a damaged one may come whole."""
    read = {one.url for one in article.documents if one.no_text is not NoText.DAMAGED}
    return tuple(file for file in files_with_text(article) if file.url not in read)


def files_to_read(article: Article, *, again: bool) -> tuple[Attachment, ...]:
    """Return those that somebody asks for, `again` where they were read before."""
    return files_with_text(article) if again else unread_files(article)


def due_files(article: Article) -> tuple[Attachment, ...]:
    """Return those that a sync asks for: what is still to be read, and what a correction may have replaced.

    Whoever corrects an article, or the name of a file in it, may have changed a file at its old address.
    """
    asked, since = {one.url: asked_at(one) for one in article.documents}, article.fetched_at
    stale = {url for url, at in asked.items() if since and at < since}
    unread = unread_files(article)
    return tuple(file for file in files_with_text(article) if file in unread or file.url in stale)


def _may_have_text(file: Attachment) -> bool:
    names = (file_name(file.url), file.name.strip())
    return not any(PurePosixPath(name).suffix.lower() in _NO_DOCUMENT for name in names)
