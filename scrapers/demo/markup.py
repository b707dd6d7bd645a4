"""Writes the body of an article in the HTML that editors of such portals leave, each by its own habits.

Which habits an article shows goes by its id, so that the same article always has the same markup. What they
have in common with the real portals is listed in PORTALS: Word's spans, FONT, runs of &nbsp;, text between
`<br>`, captions as bare short paragraphs, lists that are paragraphs with a dash, the author as a bare last
line, text that is not in NFC.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from html.entities import codepoint2name

from scrapers.demo import addresses
from scrapers.demo.news import NewsArticle
from scrapers.model import Block, Heading, Image, Link, ListBlock, Paragraph, Quote, Table

_GAP = "&nbsp;"
_SOURCE_WIDTH = 118
_LATIN = re.compile("[\xa0-\xff]")


@dataclass(frozen=True, slots=True)
class Habits:
    """How one editor works."""

    line: Callable[[str, str], str]
    """Makes a line of HTML of its words; the second argument is `""`, `center` or `right`."""
    between: str
    """What stands between two lines."""
    around: tuple[str, str] = ("", "")
    """What stands before and after the whole body."""
    real_lists: bool = True
    """Whether lists are lists, or lines that begin with a dash or a number."""
    real_headings: bool = True
    """Whether headings are headings, or bold lines."""
    framed_pictures: bool = False
    """Whether a picture and its caption lie in a table."""
    entities: bool = False
    """Whether the letters of Latin-1 are written as entities."""
    noisy: bool = False
    """Whether Word cut the text into spans."""


def _wrapped(words: str) -> str:
    """Break the lines of the source, as the editor's own formatter does."""
    return textwrap.fill(words, _SOURCE_WIDTH, break_long_words=False, break_on_hyphens=False)


def _plain(words: str, side: str) -> str:
    if side:
        return f'<p style="text-align: {side};">{words}</p>'
    source = words if "<" in words else _wrapped(words)
    return f'<p style="text-align: justify;">{source}</p>'


def _font(words: str, side: str) -> str:
    return f"<P align={side or 'justify'}><FONT face=Arial size=3>{_GAP * 4}{words}{_GAP}</FONT></P>"


def _division(words: str, side: str) -> str:
    words = f'<span style="font-size: 14px;">{words}{_GAP * 3} </span>'
    return f'<div style="text-align: {side or "justify"};">{words}</div>'


def _bare(words: str, side: str) -> str:
    return f"<center>{words}</center>" if side == "center" else words


def _word(words: str, side: str) -> str:
    style = f"margin:6.0pt 0cm 0cm 0cm;text-align:{side or 'justify'};text-indent:36.0pt"
    span = '<span lang="VI" style="font-size:14.0pt;mso-bidi-font-family:Arial;mso-ansi-language:VI">'
    return f'<p class="MsoNormal" style="{style}">{span}{words}<o:p></o:p></span></p>'


def _cell(words: str, side: str) -> str:
    return f"<P class=noidung style='TEXT-ALIGN: {side or 'justify'}'>{words}</P>"


_HABITS = (
    Habits(_plain, "\n\n"),
    Habits(_font, "\n", real_lists=False, real_headings=False, framed_pictures=True),
    Habits(_division, "\n<div>&nbsp;</div>\n", real_lists=False),
    Habits(_bare, "<br />\n<br />\n", real_lists=False, real_headings=False),
    Habits(_word, "\n", real_lists=False, real_headings=False, noisy=True),
    Habits(
        _cell,
        "\n<P>&nbsp;</P>\n",
        ("<TABLE cellSpacing=0 width='100%'><TBODY><TR><TD>", "</TD></TR></TBODY></TABLE>"),
    ),
    Habits(_plain, "\n", framed_pictures=True, entities=True),
    Habits(_division, "\n", entities=True, real_headings=False),
)


def habits_of(article: NewsArticle) -> Habits:
    """Tell by whose habits an article is written."""
    return _HABITS[article.id % len(_HABITS)]


def body(article: NewsArticle) -> str:
    """Write the body of an article with its author's name as the last line."""
    writer = _Writer(article, habits_of(article))
    lines = [line for block in article.blocks for line in writer.lines(block)]
    if article.author:
        lines.append(writer.author())
    before, after = writer.habits.around
    return before + writer.habits.between.join(lines) + after


def is_decomposed(article: NewsArticle) -> bool:
    """Tell whether the body of an article is in NFD, as text from some machines is."""
    return article.id % 11 == 3 and not habits_of(article).entities  # noqa: PLR2004 - any one in eleven


class _Writer:
    """Writes the blocks of one article."""

    def __init__(self, article: NewsArticle, habits: Habits) -> None:
        self.article = article
        self.habits = habits
        self._pictures = 0

    def lines(self, block: Block) -> Sequence[str]:
        match block:
            case Paragraph():
                return [self._line(self._inline(block.text, block.links))]
            case Heading():
                return [self._heading(block)]
            case ListBlock():
                return self._list(block)
            case Quote():
                return [f"<blockquote>{self._inline(block.text, block.links)}</blockquote>"]
            case Table():
                return [self._table(block)]
            case Image():
                return self._picture(block)

    def author(self) -> str:
        """Write the last line; half of the editors set it apart."""
        words = self._inline(self.article.author, ())
        return self._line(words) if self.article.id % 2 else self._line(f"<strong>{words}</strong>", "right")

    def _line(self, words: str, side: str = "") -> str:
        return self.habits.line(words, side)

    def _inline(self, text: str, links: Sequence[Link]) -> str:
        """Write running text with its links."""
        out, at = "", 0
        for link in links:
            out += self._text(text[at : link.start])
            out += _anchor(link.url, self._text(text[link.start : link.end]))
            at = link.end
        rest = self._text(text[at:])
        return out + rest if links or not self.habits.noisy else _cut(rest)

    def _text(self, text: str) -> str:
        if is_decomposed(self.article):
            text = unicodedata.normalize("NFD", text)
        written = escape(text, quote=False).replace("\n", "<br />")
        if not self.habits.entities:
            return written
        return _LATIN.sub(lambda letter: f"&{codepoint2name[ord(letter[0])]};", written)

    def _heading(self, block: Heading) -> str:
        words = self._inline(block.text, block.links)
        if self.habits.real_headings:
            return f"<h{block.level + 1}>{words}</h{block.level + 1}>"
        return self._line(f"<strong>{words}</strong>")

    def _list(self, block: ListBlock) -> Sequence[str]:
        items = [
            self._inline(item, [link for link in block.links if link.part == part])
            for part, item in enumerate(block.items)
        ]
        if not self.habits.real_lists:
            marks = (f"{block.start + at}." if block.ordered else "-" for at in range(len(items)))
            return [self._line(f"{mark} {item}") for mark, item in zip(marks, items, strict=True)]
        first = f' start="{block.start}"' if block.start != 1 else ""
        opening, closing = (f"<ol{first}>", "</ol>") if block.ordered else ("<ul>", "</ul>")
        return ["\n".join((opening, *(f"<li>{item}</li>" for item in items), closing))]

    def _table(self, block: Table) -> str:
        rows, part = list[str](), 0
        for at, row in enumerate(block.rows):
            tag, cells = ("th" if block.header and at == 0 else "td"), list[str]()
            for cell in row:
                links = [link for link in block.links if link.part == part]
                cells.append(f"<{tag}>{self._inline(cell, links)}</{tag}>")
                part += 1
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return (
            '<table border="1" cellpadding="3" cellspacing="0"><tbody>\n'
            + "\n".join(rows)
            + "\n</tbody></table>"
        )

    def _picture(self, block: Image) -> Sequence[str]:
        source = addresses.picture(self.article, block.url, self._pictures)
        self._pictures += 1
        shown = f'<img alt="" src="{source}" style="width: 480px; height: 270px;" />'
        caption = self._inline(block.caption, ())
        if self.habits.framed_pictures:
            rows = f"<TR><TD>{shown}</TD></TR>"
            rows += f"<TR><TD align=center class=Image>{caption}</TD></TR>" if caption else ""
            return [f"<TABLE align=center border=0 width=1><TBODY>{rows}</TBODY></TABLE>"]
        lines = [self._line(shown, "center")]
        if caption:
            lines.append(self._line(f"<em>{caption}</em>", "center"))
        return lines


def _anchor(url: str, words: str) -> str:
    address = escape(addresses.target(url))
    attributes = ' class="attach" target="_blank"' if addresses.is_file(url) else ""
    return f'<a{attributes} href="{address}">{words}</a>'


def _cut(words: str) -> str:
    """Cut a text into spans as Word does, at a space in its first third and within its last word."""
    first, last = words.find(" ", len(words) // 3), len(words) - 2
    if first < 0 or first >= last or "&" in words or "<" in words:
        return words
    middle = f'<span lang="EN-US" style="font-size:14.0pt">{words[first:last]}</span>'
    return f'<span style="mso-spacerun:yes">{words[:first]}</span>{middle}{words[last:]}'
