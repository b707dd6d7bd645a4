"""Articles as markup that is HTML and well-formed XML at once; every foreign word is escaped here."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from reader import words
from reader.export.contents import titled
from reader.i18n import _
from reader.links import Worded, in_rows, openable, runs
from reader.wording.columns import numeric
from reader.wording.documents import file_facts, file_label, lowered, remarked, with_text
from scrapers.model import (
    Article,
    Attachment,
    Block,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Related,
    Table,
)
from scrapers.text import clean_block, clean_line

_DEEPEST = 6
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?(:\d{1,5})?")
"""Name or IPv4, with a port; user names before it serve to pass one host off as another."""
_LONE_PERCENT = re.compile("%(?![0-9a-fA-F]{2})")
_IN_PATH = "/:@!$&'()*+,;=~%?"


class Setting(NamedTuple):
    """The document an article is set in."""

    level: int
    """Level of the heading with the article's title."""
    picture: Callable[[str], str]
    """From the address of a picture to where the document has it; "" where it has not."""
    place: Callable[[str, str], str]
    """From portal and id of an article to where the document has it; "" where it has not."""


def article_markup(article: Article, setting: Setting) -> str:
    """Set a whole article: title, byline, summary, blocks, attachments, related news, its address."""
    parts = (
        _around(f"h{setting.level}", text(titled(article))),
        _paragraph(" · ".join(words.byline(article)), "byline"),
        _paragraph(article.summary, "summary"),
        body_markup(article, setting),
        f'<p class="source">{link(article.url, article.url)}</p>',
    )
    return "\n".join(filter(None, parts))


def body_markup(article: Article, setting: Setting) -> str:
    """Set what stands below the summary of an article: blocks, attachments, related news."""
    parts = (
        *(_block(block, setting) for block in article.blocks),
        _paragraph(words.unfinished(article), "unfinished"),
        _entries(_("Attachments"), (_file(file, why) for file, why in remarked(article)), setting),
        *_documents(article, setting),
        _entries(
            _("Related news"), (_related(article, entry, setting) for entry in article.related), setting
        ),
    )
    return "\n".join(filter(None, parts))


def text(words: str) -> str:
    """Escape clean text; its line breaks stay."""
    return escape(words).replace("\n", "<br/>")


def link(words: str, url: str) -> str:
    """Set words as a link where the address is one of the web, else as words."""
    return _anchored(text(clean_line(words)), url)


def _anchored(inner: str, url: str) -> str:
    target = href(url) if url else ""
    return f'<a href="{escape(target)}" rel="noopener noreferrer">{inner}</a>' if target else inner


def href(url: str) -> str:
    """Spell an http(s) address without a character that URLs do not have; "" for every other one."""
    if not openable(url):
        return ""
    split = urlsplit(url)
    if not _HOST.fullmatch(split.netloc) or not _has_port(split):
        return ""
    return urlunsplit((split.scheme, split.netloc, *map(_spelled, split[2:])))


def _has_port(split: SplitResult) -> bool:
    try:
        return split.port != 0
    except ValueError:  # past 65535
        return False


def _spelled(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_IN_PATH)


def _paragraph(words: str, kind: str) -> str:
    inner = text(clean_block(words))
    return f'<p class="{kind}">{inner}</p>' if inner else ""


# Blocks --------------------------------------------------------------------------------------------


def _block(block: Block, setting: Setting) -> str:
    match block:
        case Paragraph():
            return _around("p", _worded(block)[0])
        case Heading():
            level = min(max(block.level, 2) + setting.level - 1, _DEEPEST)
            return _around(f"h{level}", _worded(block)[0])
        case Quote():
            return _around("blockquote", _around("p", _worded(block)[0]))
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Image():
            return _figure(block, setting)


def _around(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _list(block: ListBlock) -> str:
    items = "".join(f"<li>{item}</li>" for item in _worded(block))
    start = f' start="{block.start}"' if block.start != 1 else ""
    return items and (f"<ol{start}>{items}</ol>" if block.ordered else f"<ul>{items}</ul>")


def _table(block: Table) -> str:
    rows = in_rows(block, _worded(block))
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    columns = zip_longest(*block.rows[block.header :], fillvalue="")
    flush = [numeric(column) for column in columns] or [False] * width
    head = f"<thead>{_row(rows[0], 'th', flush, width)}</thead>" if block.header else ""
    body = "".join(_row(row, "td", flush, width) for row in rows[block.header :])
    return f'<div class="table"><table>{head}<tbody>{body}</tbody></table></div>'


def _row(row: list[str], tag: str, flush: list[bool], width: int) -> str:
    padded = row + [""] * (width - len(row))
    cells = zip_longest(padded, flush, fillvalue=False)
    return f"<tr>{''.join(f'<{tag}{_flush(right)}>{cell}</{tag}>' for cell, right in cells)}</tr>"


def _flush(right: object) -> str:
    return ' class="number"' if right else ""


def _figure(block: Image, setting: Setting) -> str:
    caption = text(clean_block(block.caption))
    source = setting.picture(block.url)
    if source:
        alt = escape(clean_line(block.alt or block.caption))
        shown = f'<img src="{escape(source)}" alt="{alt}"/>'
    else:
        shown = _around("p", link(clean_line(block.alt) or _("Picture"), block.url))
    return f"<figure>{shown}{_around('figcaption', caption)}</figure>"


def _worded(block: Worded) -> list[str]:
    return ["".join(_anchored(text(words), url) for words, url in part) for part in runs(block)]


# Below the text ------------------------------------------------------------------------------------


def _entries(title: str, entries: Iterable[str], setting: Setting) -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    level = min(setting.level + 1, _DEEPEST)
    return items and f"<aside><h{level}>{text(title)}</h{level}><ul>{items}</ul></aside>"


def _file(file: Attachment, remark: str) -> str:
    return link(file.name, file.url) + (f" ({text(remark)})" if remark else "")


def _documents(article: Article, setting: Setting) -> Iterator[str]:
    """Set the texts of the files of an article, each under the name of its file."""
    for file, document in with_text(article):
        parts = (
            _around(f"h{min(setting.level + 1, _DEEPEST)}", text(file_label(file))),
            _paragraph(" · ".join(file_facts(document)), "byline"),
            *(_block(block, setting) for block in lowered(document.blocks)),
        )
        yield _around("section", "\n".join(filter(None, parts)))


def _related(article: Article, entry: Related, setting: Setting) -> str:
    place = setting.place(article.portal, entry.id)
    if not place:
        return link(entry.title, entry.url)
    return f'<a href="{escape(place)}">{text(clean_line(entry.title)) or "…"}</a>'
