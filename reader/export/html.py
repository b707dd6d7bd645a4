"""Articles as one HTML page that needs nothing else: pictures inlined, no script, readable on paper too."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from reader import words
from reader.export import LANGUAGE
from reader.export.contents import Contents, titled
from reader.export.markup import Setting, article_markup, text
from reader.export.rasters import Pictures, raster
from reader.i18n import _
from scrapers.model import Article
from scrapers.text import clean_line

_STYLE = Path(__file__).parent / "page.css"
_TITLE = 2
"""Level of the headings with the articles' titles."""


def as_html(articles: Iterable[Article], *, title: str, pictures: Pictures) -> Iterator[str]:
    """Write one self-contained page in pieces: its head, its contents, one piece an article, its end.

    `title` heads the page. Pictures are inlined where their bytes are PNG, JPEG, GIF or WebP. The page
    forbids itself everything but those and its own style; its links lead to the web or into itself.
    """
    contents = Contents(articles)

    def place(portal: str, id: str) -> str:
        number = contents.number(portal, id)
        return f"#a{number}" if number else ""

    setting = Setting(level=_TITLE, picture=lambda url: _inlined(pictures(url)), place=place)
    yield _head(clean_line(title))
    yield _contents(clean_line(title), contents, place)
    for number, article in enumerate(contents, 1):
        yield f'<article id="a{number}">\n{article_markup(article, setting)}\n</article>\n'
    yield "</main>\n</body>\n</html>\n"


def _head(title: str) -> str:
    style = _STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
        '<meta name="referrer" content="no-referrer"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _contents(title: str, contents: Contents, place: Callable[[str, str], str]) -> str:
    counted = words.plural("{n} article", "{n} articles", len(contents))
    parts = []
    for name, group in contents.groups.items():
        items = "".join(_entry(article, place(article.portal, article.id)) for article in group)
        parts.append(f"<h3>{text(name)}</h3>\n<ul>{items}</ul>\n")
    return (
        f"<header>\n<h1>{text(title)}</h1>\n<p>{counted}</p>\n</header>\n"
        f"<nav>\n<h2>{text(_('Contents'))}</h2>\n{''.join(parts)}</nav>\n<main>\n"
    )


def _entry(article: Article, place: str) -> str:
    day = words.day(clean_line(article.published or ""))
    when = f" <small>{text(day)}</small>" if day else ""
    return f'<li><a href="{place}">{text(titled(article))}</a>{when}</li>'


def _inlined(picture: bytes | None) -> str:
    kind = raster(picture) if picture else None
    return f"data:{kind.media_type};base64,{b64encode(picture).decode()}" if picture and kind else ""
