"""The letters of the demo portal's PDF files: a font of one byte a letter, and the file around the pages.

No font lies in the file: one byte has room for all letters of Vietnamese, each called by its name, and
viewers show them in the Times New Roman of the system, or in what stands in for it.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"
_SMALL = "đ" + "".join(
    letter
    for vowel in _VOWELS
    for letter in (vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES))
)
_LETTERS = sorted({one for one in _SMALL + _SMALL.upper() + "“”–…•" if not one.isascii()})
_ASCII = range(0x20, 0x7F)
_FREE = [*range(0x80, 0x100), *range(1, 0x20)]
_CODES = {chr(code): code for code in _ASCII} | dict(zip(_LETTERS, _FREE, strict=False))
# In thousandths of the size, from the space on: those of Times.
_WIDTHS = (
    *(250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, *(500,) * 10),
    *(278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611),
    *(889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500),
    *(333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333),
    *(389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541),
)
_OTHERS = {"đ": 500, "Đ": 722, "“": 444, "”": 444, "–": 500, "…": 1000, "•": 350}
_DESCRIPTOR = (
    b"/Flags 32 /FontBBox [-568 -307 2046 1040] /ItalicAngle 0 /Ascent 891 /Descent -216 /CapHeight 662"
)


def _width(letter: str) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS[ord(base) - 0x20] if 0x20 <= ord(base) < 0x7F else 0  # noqa: PLR2004 - ASCII


class Face(NamedTuple):
    """A font of the pages."""

    name: bytes
    font: bytes
    wider: float
    """How much wider it is than the plain one."""

    def codes(self, text: str) -> bytes:
        """Return a text in the font's codes; what it lacks is a question mark."""
        return bytes(_CODES.get(letter, 0x3F) for letter in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return sum(map(_width, text)) * size * self.wider / 1000

    def objects(self, first: int) -> list[bytes]:
        """Return the objects that describe it in a file, to be numbered from `first` on."""
        letters = {code: letter for letter, code in _CODES.items()}
        names = b" ".join(b"%d /uni%04X" % (code, ord(letters[code])) for code in sorted(letters))
        widths = b" ".join(
            b"%d" % round(_width(letters[code]) * self.wider) if code in letters else b"0"
            for code in range(1, 256)
        )
        return [
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 1 /LastChar 255 /Widths [%s]"
            b" /FontDescriptor %d 0 R /Encoding << /Type /Encoding /Differences [%s] >> >>"
            % (self.font, widths, first + 1, names),
            b"<< /Type /FontDescriptor /FontName /%s %s /StemV %d >>"
            % (self.font, _DESCRIPTOR, round(80 * self.wider**8)),
        ]


PLAIN = Face(b"P", b"TimesNewRomanPSMT", 1.0)
BOLD = Face(b"B", b"TimesNewRomanPS-BoldMT", 1.07)


def file_of(pages: Sequence[bytes]) -> bytes:
    """Put the content of pages together to a PDF 1.4."""
    fonts = [*PLAIN.objects(3), *BOLD.objects(5)]
    first = 3 + len(fonts)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842]"
        b" /Resources << /Font << /P 3 0 R /B 5 0 R >> >> >>" % (kids, len(pages)),
        *fonts,
    ]
    for at, content in enumerate(pages):
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (first + 2 * at + 1))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """Write objects one after the other, and the table that finds them."""
    out, starts = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
