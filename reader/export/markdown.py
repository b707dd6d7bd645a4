"""Articles as Markdown (CommonMark with pipe tables): foreign text is escaped, so none of it is markup."""

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from reader import words
from reader.i18n import _
from reader.links import Worded, in_rows, openable, runs
from reader.wording.documents import file_facts, file_label, lowered, remarked, with_text
from scrapers.model import Article, Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from scrapers.text import clean_line

_INLINE = re.compile(r"[\\`*\[\]<>&~|]|(?<![^\W_])_|_(?![^\W_])|!(?=\[|$)")
"""What is markup anywhere in a line; an underscore inside a word is not."""
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[#+=:-]))", re.MULTILINE)
"""Where a backslash keeps a line from being a heading, an item, a rule or the second line of a table."""
_IN_URL = re.compile(r"[\s<>()\[\]\\\"`|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DEEPEST = 6
_HIGHEST_NUMBER = 999_999_999
"""CommonMark takes no list numbers of ten digits."""


def as_markdown(article: Article, *, front_matter: bool = False) -> str:
    """Set an article as Markdown without raw HTML; `front_matter` puts its fields before it as YAML."""
    chunks = [
        _front_matter(article) if front_matter else "",
        _heading(_inline(clean_line(article.title)), 1),
        _line(" · ".join(words.byline(article))),
        _emphasised(article.summary),
        *_blocks(article.blocks),
        _emphasised(words.unfinished(article)),
        *_section(_("Attachments"), ((file.name, file.url, why) for file, why in remarked(article))),
        *_documents(article),
        *_section(_("Related news"), ((entry.title, entry.url, "") for entry in article.related)),
        _link(_line(article.url), article.url),
    ]
    return "\n\n".join(filter(None, chunks)) + "\n"


def _front_matter(article: Article) -> str:
    fields = {
        "id": clean_line(article.id),
        "portal": clean_line(article.portal),
        "url": clean_line(article.url),
        "title": clean_line(article.title),
        "categories": [clean_line(name) for name in article.categories],
        "published": clean_line(article.published) if article.published else None,
        "published_guessed": article.published_guessed,
        "author": clean_line(article.author),
        "views": article.views,
        "fetched_at": article.fetched_at.isoformat() if article.fetched_at else None,
        "revision": article.revision,
        "pages": article.pages,
        "incomplete": article.incomplete,
    }
    # JSON's strings, numbers and lists are YAML as they stand.
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return "\n".join(("---", *lines, "---"))


def _blocks(blocks: Iterable[Block]) -> list[str]:
    chunks: list[str] = []
    turn = 0
    for block in blocks:
        if isinstance(block, ListBlock):
            turn += 1  # two lists in a row are one unless their marks differ
        chunks.append(_block(block, odd=bool(turn % 2)))
    return chunks


def _block(block: Block, *, odd: bool) -> str:
    match block:
        case Paragraph():
            return _words(block)[0]
        case Heading():
            return _heading(_words(block, flat=True)[0], block.level)
        case ListBlock():
            return _list(block, odd=odd)
        case Quote():
            return _prefixed(_words(block)[0], "> ", "> ")
        case Table():
            return _table(block)
        case Image():
            return _image(block)


def _heading(text: str, level: int) -> str:
    open_end = re.sub(r"(#+)$", r"\\\1", text)  # a closing run of # would be dropped
    return f"{'#' * min(max(level, 1), _DEEPEST)} {open_end}" if text else ""


def _list(block: ListBlock, *, odd: bool) -> str:
    ordered = block.ordered and 0 <= block.start <= _HIGHEST_NUMBER - len(block.items)
    items = []
    for number, item in enumerate(_words(block), block.start):
        mark = f"{number}{'.' if odd else ')'} " if ordered else ("- " if odd else "* ")
        items.append(_prefixed(item, mark, " " * len(mark)))
    return "\n".join(items)


def _table(block: Table) -> str:
    width = max(map(len, block.rows), default=0)
    if not width:
        return ""
    rows = in_rows(block, _words(block, flat=True))
    if not block.header:
        rows.insert(0, [])
    rows = [row + [""] * (width - len(row)) for row in rows]
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _image(block: Image) -> str:
    alt = _inline(clean_line(block.alt) or _("Picture"))
    picture = f"![{alt}]({_destination(block.url)})" if openable(block.url) else ""
    return "\n\n".join(filter(None, (picture, _emphasised(block.caption))))


def _section(title: str, entries: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Set a list of names, addresses and remarks under a heading; "" is no remark."""
    lines = [
        f"- {_starts(_link(_inline(clean_line(name)), url))}{_aside(said)}" for name, url, said in entries
    ]
    return (_heading(_inline(title), 2), "\n".join(lines)) if lines else ()


def _aside(said: str) -> str:
    return f" ({_inline(said)})" if said else ""


def _documents(article: Article) -> Iterator[str]:
    for file, document in with_text(article):
        yield _heading(_inline(file_label(file)), 2)
        yield _emphasised(" · ".join(file_facts(document)))
        yield from _blocks(lowered(document.blocks))


def _line(text: str) -> str:
    return _starts(_inline(clean_line(text)))


def _emphasised(text: str) -> str:
    inner = _inline(clean_line(text))
    return f"*{inner}*" if inner else ""


def _words(block: Worded, *, flat: bool = False) -> list[str]:
    """Escape the parts of a block, with their links; `flat` makes one line of each."""
    wholes = ("".join(_run(text, url) for text, url in part) for part in runs(block))
    return [re.sub(r"\n+", " ", whole) if flat else _broken(_starts(whole)) for whole in wholes]


def _run(text: str, url: str) -> str:
    if not url:
        return _inline(text)
    # No link of Markdown reaches over an empty line.
    return "\n\n".join(_link(_inline(part), url) for part in text.split("\n\n"))


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _starts(text: str) -> str:
    return _LINE_START.sub(r"\1\\", text)


def _broken(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", "\\\\\n", text)


def _link(text: str, url: str) -> str:
    return f"[{text}]({_destination(url)})" if openable(url) else text


def _destination(url: str) -> str:
    return _ENTITY.sub(r"\\&", _IN_URL.sub(lambda found: quote(found[0], safe=""), url))


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = (f"{rest if index else first}{line}".rstrip() for index, line in enumerate(text.split("\n")))
    return "\n".join(lines)
