"""What the codes of a font of a PDF mean, and how wide they are (ISO 32000-1, 9.5 to 9.10)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# Kept by pypdf for its own reading of text, and not offered to others; they have been there in all versions
# that pyproject.toml allows.
from pypdf._codecs import adobe_glyphs, charset_encoding

from scrapers.documents.faces import Face, face_of
from scrapers.documents.pdf.cmap import CMap
from scrapers.documents.pdf.streams import data_of, name_of, numbers, resolved, value
from scrapers.documents.symbols import shown

_UNI = re.compile(r"(?:uni((?:[\dA-F]{4})+)|u([\dA-F]{4,6}))")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|(?:^\.vn\w+|[-,])b(?:i|$)", re.IGNORECASE)
_USUAL = 0.5
"""Width of a glyph of which nothing is said, in widths of the font's size."""
_SPACE = 32
_FORCED_BOLD = 1 << 18
_MOST_WIDTHS = 70_000
_TALL = 2.5


class Glyph(NamedTuple):
    """What a code shows. `text` is "" where nobody knows."""

    text: str
    width: float
    """In widths of the font's size."""
    is_space: bool = False
    """Whether spaces between words are stretched here: that of one byte is."""


class Font:
    """A font, as a page names it."""

    def __init__(self, dictionary: Any) -> None:
        name = _SUBSET.sub("", name_of(value(dictionary, "BaseFont")))
        self.face: Face = face_of(name)
        self.bold = _BOLD.search(name) is not None or _is_forced(dictionary)
        encoding, kind = value(dictionary, "Encoding"), name_of(value(dictionary, "Subtype"))
        is_composite = kind == "Type0"
        self._cmap = CMap(data_of(value(dictionary, "ToUnicode")))
        # A table of its own may say how many bytes a code of a composite font has.
        self._length = (CMap(data_of(encoding)).length or 2) if is_composite else 1
        self._is_unicode = is_composite and "UCS2" in name_of(encoding)
        self._texts = {} if is_composite else _simple_texts(dictionary)
        widths = _composite_widths if is_composite else _simple_widths
        self._widths, self._usual = widths(dictionary)
        self.height = _height(dictionary, self._widths) if kind == "Type3" else 1.0
        """What its size is to be multiplied by: fonts that are drawings may be of any size themselves."""
        self._glyphs: dict[int, Glyph] = {}

    def glyphs(self, text: bytes) -> Iterator[Glyph]:
        """Yield the glyphs that a string shows."""
        codes = text if self._length == 1 else _codes(text, self._length)
        known = self._glyphs
        for code in codes:
            yield known.get(code) or self._glyph(code)

    def _glyph(self, code: int) -> Glyph:
        shows = self._cmap.texts.get(code, "") or self._texts.get(code, "")
        if not shows and self._is_unicode:
            shows = chr(code) if code <= 0xFFFF else ""  # noqa: PLR2004 - of two bytes
        width = self._widths.get(code, self._usual)
        glyph = Glyph(_spelled(shows), width, self._length == 1 and code == _SPACE)
        self._glyphs[code] = glyph
        return glyph


def _spelled(text: str) -> str:
    """Return a glyph's text: ligatures as letters, symbols as what they show."""
    return shown(
        "".join(unicodedata.normalize("NFKC", one) if "\ufb00" <= one <= "\ufb06" else one for one in text)
    )


def _codes(text: bytes, length: int) -> list[int]:
    return [int.from_bytes(text[at : at + length]) for at in range(0, len(text), length)]


def _height(dictionary: Any, widths: dict[int, float]) -> float:
    """Return how high the glyphs of a Type 3 font are, in widths of its size; 1 where that is usual."""
    matrix, box = numbers(value(dictionary, "FontMatrix")), numbers(value(dictionary, "FontBBox"))
    drawn = (box[3] - box[1]) * abs(matrix[3]) if len(box) > 3 and len(matrix) > 3 else 0.0  # noqa: PLR2004 - a box
    height = drawn or max(widths.values(), default=1.0)
    return height if height > _TALL or 0 < height < 1 / _TALL else 1.0


def _is_forced(dictionary: Any) -> bool:
    flags = value(dictionary, "FontDescriptor", "Flags")
    return isinstance(flags, int) and bool(flags & _FORCED_BOLD)


def _simple_texts(dictionary: Any) -> dict[int, str]:
    """Read what the codes of a font of single bytes mean."""
    encoding = value(dictionary, "Encoding")
    base = name_of(encoding) or name_of(value(encoding, "BaseEncoding"))
    if not base:
        name = name_of(value(dictionary, "BaseFont"))
        base = next((one for one in ("Symbol", "ZapfDingbats") if one in name), "WinAnsiEncoding")
    letters = charset_encoding.get(f"/{base}") or charset_encoding["/WinAnsiEncoding"]
    texts = {code: letter for code, letter in enumerate(letters) if letter >= " "}
    differences = value(encoding, "Differences") if isinstance(encoding, dict) else None
    code = 0
    for one in map(resolved, differences if isinstance(differences, list) else ()):
        if isinstance(one, int):
            code = int(one)
        elif isinstance(one, str):
            texts[code] = glyph_text(name_of(one))
            code += 1
    return texts


def glyph_text(name: str) -> str:
    """Return what a glyph shows by its name: of Adobe's list, "uni1EA3", or either with a suffix."""
    name = name.partition(".")[0]
    if text := adobe_glyphs.get(f"/{name}"):
        return str(text)
    if match := _UNI.fullmatch(name):
        digits = match[1] or match[2].zfill(8)
        code = bytes.fromhex(digits)
        return code.decode("utf-16-be" if match[1] else "utf-32-be", "ignore")
    return ""


def _simple_widths(dictionary: Any) -> tuple[dict[int, float], float]:
    scale = 1 / 1000
    if name_of(value(dictionary, "Subtype")) == "Type3":
        matrix = numbers(value(dictionary, "FontMatrix"))
        scale = abs(matrix[0]) if matrix else scale
    first = value(dictionary, "FirstChar")
    first = int(first) if isinstance(first, int) else 0
    widths = {first + at: one * scale for at, one in enumerate(numbers(value(dictionary, "Widths"))[:256])}
    missing = value(dictionary, "FontDescriptor", "MissingWidth")
    return widths, missing * scale if isinstance(missing, int | float) and missing else _USUAL


def _composite_widths(dictionary: Any) -> tuple[dict[int, float], float]:
    """Return the widths that a composite font tells of letters, and that of all others (9.7.4.3)."""
    descendants = value(dictionary, "DescendantFonts")
    inner = descendants[0] if isinstance(descendants, list) and descendants else None
    usual, told = value(inner, "DW"), value(inner, "W")
    widths = _widths([resolved(one) for one in told] if isinstance(told, list) else [])
    return widths, usual / 1000 if isinstance(usual, int | float) else 1.0


def _widths(items: Sequence[Any]) -> dict[int, float]:
    """Read widths, told as "first [w1 w2]" or as "first last w"."""
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(items) and len(widths) < _MOST_WIDTHS:
        first, second = items[at], items[at + 1]
        if isinstance(first, int) and isinstance(second, list):
            widths |= {first + place: width / 1000 for place, width in enumerate(numbers(second))}
            at += 2
        elif isinstance(first, int) and isinstance(second, int) and at + 2 < len(items):
            width = numbers(items[at + 2 : at + 3])[0] / 1000
            widths |= dict.fromkeys(range(first, min(second, first + _MOST_WIDTHS) + 1), width)
            at += 3
        else:
            at += 1
    return widths
