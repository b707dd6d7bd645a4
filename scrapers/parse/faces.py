"""Finds what of a page was typed for the fonts of before Unicode, and writes the page in Unicode. Pure."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

from scrapers.parse.oldfonts import MODERN, Encoding, encoding_of, turned

_TAG = re.compile(r"<!--|<(?P<end>/?)(?P<tag>[a-z][\w:]*)[^<>]*>", re.IGNORECASE)
_FAMILY = re.compile(
    r"(?:\bface\s*+=|\bfont-family\s*+:|\bfont\s*+:[^;,>]{0,40}?[\s\d](?=[\"'.v]))"
    r"(?:[\"'\s]|&quot;)*+([^,;\"'<>&]{1,40})",
    re.IGNORECASE,
)
_NAME = re.compile(r"\.?[\w-]+")
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]{1,100})", re.IGNORECASE)
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "col", "area", "base", "wbr"))
_CLOSED_BY_NEXT = frozenset(("p", "li", "td", "th", "tr", "dd", "dt", "option"))
_ENDINGS = {
    tag: re.compile(ending, re.IGNORECASE)
    for tag, ending in {"": "-->", "script": "</script", "style": "</style"}.items()
}
"""What ends comments, and elements that hold no text."""
_DEEPEST = 200
_LONGEST_NAME = 100
_MANY, _SOME, _FEW = 10, 4, 2
"""Words that tell an encoding: of a page that names no font, of one text, and where font or page say it."""


class Face(NamedTuple):
    """What the font of a text says of it."""

    encoding: Encoding | None = None
    capitals: bool = False
    """Whether the font shows small letters as capitals, as ".VnTimeH" does."""


class Run(NamedTuple):
    """A text between two tags, by its place in the page."""

    start: int
    end: int
    text: str
    face: Face


def in_unicode(html: str) -> str | None:
    """Return a page in Unicode; None where nothing of it was typed for an old font."""
    runs = list(_runs(html))
    known = _known(runs)
    written: list[str] = []
    at = 0
    for run in runs:
        if (text := _modern(run, known)) is not None:
            written += (html[at : run.start], escape(text, quote=False))
            at = run.end
    return "".join((*written, html[at:])) if written else None


def _known(runs: list[Run]) -> dict[Encoding | None, Encoding]:
    """Tell by all texts of a font that they are what it is for; by all that name no font, what they are."""
    known: dict[Encoding | None, Encoding] = {}
    for face in {run.face.encoding for run in runs}:
        text = "\n".join(run.text for run in runs if run.face.encoding == face)
        encoding = encoding_of(text, among=(face,), fewest=_FEW) if face else encoding_of(text, fewest=_MANY)
        if encoding:
            known[face] = encoding
    return known


def _modern(run: Run, known: dict[Encoding | None, Encoding]) -> str | None:
    """Return a text in Unicode; None where it is that."""
    face = run.face.encoding
    if MODERN.search(run.text) or (run.text.isascii() and not run.face.capitals):
        return None
    encoding = known.get(face)
    if encoding is None:
        fewest = _FEW if face or known else _SOME
        among = (face,) if face else tuple(known.values()) or ("tcvn3", "vni")
        encoding = encoding_of(run.text, among=among, fewest=fewest)
    if encoding is None:
        return None
    text = turned(run.text, encoding)
    return text.upper() if run.face.capitals else text


def _runs(html: str) -> Iterator[Run]:
    """List the visible texts of a page with the font that each stands in."""
    styles: dict[str, Face] = {}
    faces: list[tuple[str, Face]] = [("", Face())]
    at = 0
    for end, match, following in _tags(html):
        text = unescape(html[at:end])
        if text and not text.isspace():
            yield Run(at, end, text, faces[-1][1])
        tag = (match["tag"] or "").lower() if match else ""
        if match and tag == "style":
            _learn(html[match.end() : following], styles)
        elif match and tag:
            _turn(faces, tag, match, styles)
        at = following


def _tags(html: str) -> Iterator[tuple[int, re.Match[str] | None, int]]:
    """List where tags begin and end, those of scripts with what they hold; at last the end of the page."""
    at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        if not match["end"] and (ending := _ENDINGS.get((match["tag"] or "").lower())):
            if (ended := ending.search(html, at)) is None:
                break
            at = ended.end() if match["tag"] is None else ended.start()  # a comment's end is none of the text
        yield match.start(), match, at
    yield len(html) if match is None else match.start(), None, len(html)


def _turn(faces: list[tuple[str, Face]], tag: str, match: re.Match[str], styles: dict[str, Face]) -> None:
    """Go into or out of an element."""
    if match["end"] or tag in _CLOSED_BY_NEXT:
        _leave(faces, tag)
    if not match["end"] and tag not in _VOID and len(faces) < _DEEPEST:
        own = _own(match[0], styles) or styles.get(tag)
        faces.append((tag, faces[-1][1] if own is None else own))


def _leave(faces: list[tuple[str, Face]], tag: str) -> None:
    for i in range(len(faces) - 1, 0, -1):
        if faces[i][0] == tag:
            del faces[i:]
            return
        if faces[i][0] == "table":
            return


def _own(tag: str, styles: dict[str, Face]) -> Face | None:
    """Return the font that an element names, itself or by its class; None where it names none."""
    if family := _FAMILY.search(tag):
        return face_of(family[1])
    classes = _CLASS.search(tag)
    found = (styles.get(f".{name}") for name in classes[1].split()) if classes else ()
    return next((face for face in found if face), None)


def _learn(code: str, styles: dict[str, Face]) -> None:
    """Learn from a style sheet of the page which old fonts its classes and elements have."""
    for rule in code.split("}"):
        selectors, _, said = rule.rpartition("{")
        if (family := _FAMILY.search(said)) and (face := face_of(family[1])).encoding:
            for selector in selectors.split(","):
                if names := _NAME.findall(selector[-_LONGEST_NAME:]):
                    styles[names[-1] if names[-1][0] == "." else names[-1].lower()] = face


def face_of(family: str) -> Face:
    """Tell by the name of a font what it is for."""
    name = family.strip().casefold()
    if name.startswith(".vn"):
        return Face("tcvn3", name.endswith("h"))
    return Face("vni") if name.startswith("vni") else Face()
