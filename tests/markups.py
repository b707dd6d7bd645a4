"""Lays one article out in many page markups, as portals of this family might have written it.

A page is put together of parts that vary on their own: how the page is arranged, how category and title,
paragraphs, pictures, author, tools, counters and the most-read list are written, and what an export did to
the whole. What a reader sees is the same on all of them.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from tests import markup_forms as forms
from tests.samples import Picture, Sample


@dataclass(frozen=True)
class Markup:
    """Which form each part of a page takes; names from the tables above."""

    page: str = "divs"
    head: str = "span and h1"
    body: str = "p"
    picture: str = "two lines"
    author: str = "plain"
    tools: str = "links"
    counters: str = "breaks"
    most_read: str = "link and span"
    related: str = "empty"
    export: str = "utf-8"

    def __str__(self) -> str:
        """Name it in the report of a test."""
        return "; ".join(getattr(self, name) for name in _AXES)


def laid_out(sample: Sample, markup: Markup) -> bytes:
    """Write the page of an article."""
    article = forms.heads(escape(sample.category), escape(sample.title))[markup.head]
    article += body(sample, markup) + forms.TOOLS[markup.tools] + forms.RELATED_BLOCKS[markup.related]
    left = forms.LINK_BLOCKS + forms.counters(sample.online, sample.total)[markup.counters]
    right = forms.PICTURE_BLOCKS + forms.most_read(sample.most_read)[markup.most_read]
    page = forms.PAGES[markup.page](article, left, right)
    head = f"<title>{escape(sample.title)}</title><script>var a = '<p>Quay lại</p>';</script>"
    return forms.EXPORTS[markup.export](f"<!DOCTYPE html><html><head>{head}</head><body>{page}</body></html>")


def body(sample: Sample, markup: Markup) -> str:
    """Write the text of an article."""
    line, before, after = forms.BODIES[markup.body]
    written = []
    for sign, group in groupby(sample.parts, key=_sign):
        parts = list(group)
        if markup.body == "real lists" and sign:
            written.append(_list(sign, [part for part in parts if isinstance(part, str)]))
        else:
            written += [_part(line, markup, part) for part in parts]
    return before + "".join(written) + forms.AUTHORS[markup.author](line, escape(sample.author)) + after


def _part(line: forms.Line, markup: Markup, part: str | Picture) -> str:
    return (
        forms.PICTURES[markup.picture](line, part)
        if isinstance(part, Picture)
        else line(forms.text(part), "")
    )


def _sign(part: str | Picture) -> str:
    """Tell which list a part is an item of: `-`, `1`, or none."""
    if isinstance(part, Picture):
        return ""
    return "-" if part.startswith("- ") else "1" if part[:1].isdigit() else ""


def _list(sign: str, parts: list[str]) -> str:
    items = "".join(f"<li>{forms.text(part.partition(' ')[2])}</li>" for part in parts)
    return f"<ul>{items}</ul>" if sign == "-" else f"<ol>{items}</ol>"


_AXES: Mapping[str, tuple[str, ...]] = {
    "page": tuple(forms.PAGES),
    "head": tuple(forms.heads("", "")),
    "body": tuple(forms.BODIES),
    "picture": tuple(forms.PICTURES),
    "author": tuple(forms.AUTHORS),
    "tools": tuple(forms.TOOLS),
    "counters": tuple(forms.counters(0, 0)),
    "most_read": tuple(forms.most_read(())),
    "related": tuple(forms.RELATED_BLOCKS),
    "export": tuple(forms.EXPORTS),
}


def markups(count: int) -> list[Markup]:
    """Return so many markups in which every form of every part occurs, each beside ever other neighbours."""
    chance = random.Random(2018)  # noqa: S311 - which forms meet, nothing secret
    columns = {}
    for name, names in _AXES.items():
        columns[name] = [names[i % len(names)] for i in range(count)]
        chance.shuffle(columns[name])
    return [Markup(**{name: column[i] for name, column in columns.items()}) for i in range(count)]
