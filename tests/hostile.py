"""Text that a portal, or someone who writes into its pages, could send against a terminal; for every test.

`TEXTS` names each trick. `DIRTY` matches what must never reach a terminal; assert with `harmless(text)`.
`article(text)` puts one text into every field of an article, as a store written by another program could
hold it: nothing here has been through `scrapers.text`.
"""

import re
from datetime import UTC, datetime

from scrapers.model import (
    Article,
    Attachment,
    Block,
    Document,
    Heading,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Related,
    Table,
)

_READ_AT = datetime(2018, 1, 18, tzinfo=UTC)
_TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "evil")

TEXTS = {
    "colour": "\x1b[31mđỏ\x1b[0m",
    "clear screen": "\x1b[2J\x1b[H",
    "window title": "\x1b]2;BỊ CHIẾM\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "clipboard, unterminated": "\x1b]52;c;cm0gLXJmIH4=",
    "link escape": "\x1b]8;;http://evil.example/\x1b\\bấm\x1b]8;;\x1b\\",
    "device query": "\x1b[6n\x1b[c\x1bP$q\x1b\\",
    "one-byte CSI": "\x9b31mđỏ\x9b0m",
    "one-byte OSC": "\x9d2;BỊ CHIẾM\x9c",
    "C0": "".join(map(chr, range(0x20))) + "\x7f",
    "C1": "".join(map(chr, range(0x80, 0xA0))),
    "NUL": "Vĩnh\x00Long",
    "backspaces": "an toàn\b\b\b\b\b\b\bnguy",
    "carriage return": "dòng thật\rdòng giả",
    "line separators": "một\x85hai\u2028ba\u2029bốn",
    "bidi override": "báo\u202egnoL hnĩV\u202c cáo",
    "bidi isolates": "\u2066a\u2067b\u2068c\u2069\u061c\u200e\u200f",
    "right to left": "שלום مرحبا بالعالم Vĩnh Long",
    "zero width": "Vĩnh\u200b\u200c\u200d\u2060\ufeffLong",
    "soft hyphens": "Vĩ\u00adnh Lo\u00adng",
    "surrogates": "\ud800 \udfff \ud83d",
    "private use": "\ue000\uf8ff\U000f0000",
    "non-characters": "\ufffe\uffff",
    "tag characters": f"Vĩnh{_TAGS}Long",
    "variation selectors": "☎\ufe0e☎\ufe0f",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "emoji family": "👨‍👩‍👧‍👦 👍🏽 🇻🇳 🏴\U000e0067\U000e0062\U000e007f",
    "wide": "漢字かな한글" * 8,
    "piled marks": "Z" + "\u0301\u0323\u0302" * 60,
    "marks alone": "\u0301\u0323",
    "decomposed": "Vi\u0303nh Long, Tie\u0302\u0301ng Vie\u0323\u0302t",
    "closing tag": "[/foo] tin",
    "bracketed word": "[Video] Lễ hội [Ảnh] [Infographic]",
    "markup": "[b]đậm[/b] [bold red on blue]x[/] [@]",
    "markup link": "[link=http://evil.example/]bấm[/link]",
    "markup action": "[@click=app.bell]bấm[/]",
    "markup action with call": "[@click=app.exit('x')]bấm[/]",
    "open tag": "[bold tin [ [[ ]] \\[ \\",
    "rich emoji": ":warning: :smile:",
    "markdown": "# a *b* _c_ `d` ~~e~~ > f | g [h](javascript:x) ![i](j) <b>k</b> &lt; \\",
    "markdown lines": "# a\n- b\n1. c\n> d\n---\n===\n```\n    e\n| f |\n|---|\n<script>",
    "html": "<script>alert(1)</script> <!-- x --> &amp; &#27;[31m",
    "format fields": "{n} {0} %s %(x)s $text ${x}",
    "long word": "Vĩnhlong" * 80,
    "long address": "https://vinhlong.example/" + "tin-trong-nganh/" * 30,
    "many lines": "a\n" * 50,
    "spaces": " \t \u00a0 \u3000 a \u2003 ",
    "empty": "",
}
"""Name of a trick to the text that plays it."""

DIRTY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What no screen, screenshot, stdout or stderr may hold: everything that steers a terminal or hides in it."""

URLS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<script>",
    "ftp://evil.example/",
    "http://evil.example/\x1b]52;c;eA==\x07",
    "https://evil.example/\u202etxt",
    "https://evil.example/a b)>\"'<[x]",
    "//evil.example/",
    "http://vinhlong.gov.vn@evil.example/",
    "https://user:secret@evil.example/",
    "https://vinhlоng.gov.vn/",  # a Cyrillic о
    "https://ⅴinhlong.gov.vn/",
    "http://",
    "",
)
"""Addresses that must not be opened as they stand, or must not break out of where they are written."""


def harmless(text: str) -> bool:
    """Tell whether a text can be written to a terminal as it stands."""
    return DIRTY.search(text) is None


def blocks(text: str, url: str = "https://vinhlong.example/a") -> tuple[Block, ...]:
    """Put one text into a block of each kind, with a link over all of it."""
    link = (Link(start=0, end=max(1, len(text)), url=url),)
    return (
        Paragraph(text=text, links=link),
        Heading(text=text, level=3, links=link),
        ListBlock(items=(text, text), links=link),
        ListBlock(items=(text, text), ordered=True, start=9, links=link),
        Quote(text=text, links=link),
        Table(rows=((text, text), (text, text)), header=True, links=link),
        Table(rows=((text,) * 12,), links=link),
        Image(url=url, caption=text, alt=text),
    )


def article(text: str, url: str = "https://vinhlong.example/a") -> Article:
    """Put one text into every field of an article that can hold it."""
    return Article(
        portal=text,
        id=text,
        url=url,
        title=text,
        categories=(text, text),
        published=text,
        author=text,
        summary=text,
        blocks=blocks(text, url),
        attachments=(Attachment(url=url, name=text),),
        documents=(Document(url=url, fetched_at=_READ_AT, blocks=blocks(text, url), pages=2, cut=True),),
        related=(Related(id=text, title=text, url=url),),
        views=1204,
    )
