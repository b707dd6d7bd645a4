"""Articles as entries of a bibliography: BibTeX for LaTeX, RIS for Zotero, EndNote and their like."""

import re
from collections.abc import Callable, Iterable, Iterator

from reader.export import LANGUAGE
from reader.export.markup import href
from scrapers.clock import day_of, on_portals_clock
from scrapers.model import Article
from scrapers.text import clean_line

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "%&#$_"},
}  # fmt: skip
"""Characters with a meaning in LaTeX. BibTeX counts braces, even after a backslash."""
_IN_TEX = str.maketrans(_SPECIAL)
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")


def as_bibtex(articles: Iterable[Article], *, title_of: Callable[[str], str]) -> Iterator[str]:
    """Write an entry an article, for biblatex; BibTeX's own styles take its kind for "misc".

    `title_of` gives the title of a portal by its name.
    """
    for article in articles:
        values = {
            # A brace more around a name: it has no first and last part to be turned round.
            "author": f"{{{_tex(article.author)}}}" if article.author else "",
            "title": f"{{{_tex(article.title)}}}",
            "organization": f"{{{_tex(title_of(article.portal))}}}",
            "date": _day(article) + ("?" if article.published_guessed else ""),
            "year": _day(article)[:4],
            "url": href(article.url),
            "urldate": _seen(article, "%Y-%m-%d"),
            "keywords": ", ".join(_tex(name).replace(",", "") for name in article.categories),
            "abstract": _tex(article.summary),
            "langid": "vietnamese",
        }
        key = _NO_KEY.sub("-", f"{article.portal}-{article.id}")
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
        yield f"@online{{{key},\n{fields}}}\n\n"


def as_ris(articles: Iterable[Article], *, title_of: Callable[[str], str]) -> Iterator[str]:
    """Write a record an article; `title_of` as above."""
    for article in articles:
        values = [
            ("TI", article.title),
            ("AU", article.author.replace(",", "")),
            ("T2", title_of(article.portal)),
            ("PY", _day(article)[:4]),
            ("DA", _slashed(article)),
            ("UR", href(article.url)),
            ("Y2", _seen(article, "%Y/%m/%d/")),
            *(("KW", name) for name in article.categories),
            ("AB", article.summary),
            ("LA", LANGUAGE),
        ]
        lines = ((tag, clean_line(value)) for tag, value in values)
        body = "".join(f"{tag}  - {value}\n" for tag, value in lines if value)
        yield f"TY  - ELEC\n{body}ER  - \n\n"


def _tex(words: str) -> str:
    return clean_line(words).translate(_IN_TEX)


def _day(article: Article) -> str:
    return day_of(clean_line(article.published or ""))


def _slashed(article: Article) -> str:
    """Return the day as RIS has it: year, month, day, and a remark."""
    if not (day := _day(article)):
        return ""
    return f"{day.replace('-', '/')}/{'guessed' if article.published_guessed else ''}"


def _seen(article: Article, form: str) -> str:
    fetched = article.fetched_at
    return on_portals_clock(fetched).strftime(form) if fetched else ""
