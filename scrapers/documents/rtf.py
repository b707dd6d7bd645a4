"""Reads RTF, as word processors write it: the specification of version 1.9.1."""

import re
from dataclasses import dataclass, field, replace

from scrapers.documents.codepages import USUAL, codec_of
from scrapers.documents.composing import Composer
from scrapers.documents.faces import Face, Faces, Span, face_of, joined
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.refusal import Unreadable
from scrapers.documents.symbols import shown
from scrapers.model import NoText

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z'])|([{}])"
    rb"|[\r\n]+|([^\\{}\r\n]+)"
)
_LEFT_OUT = frozenset(
    b"colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf objdata"
    b" listtable listoverridetable filetbl fldinst nonshppict shprslt sn sv xe tc nonesttables".split()
)
"""What is no text; most of that begins with a star, which says that a program need not know it."""
_SEEN = frozenset((b"shpinst", b"do", b"footnote"))
"""What is seen, star or not."""
_NOTE = b"footnote"
_ASIDE = frozenset((b"shptxt", b"dptxbxtext", _NOTE))
"""What stands beside a paragraph, in paragraphs of its own."""
_ENDS = frozenset((b"par", b"sect", b"page"))
_CELL_ENDS, _ROW_ENDS = (b"cell", b"nestcell"), (b"row", b"nestrow")
_LETTERS = {
    b"tab": " ", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "-", b"-": "\xad", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {0: USUAL, 2: USUAL, 163: "cp1258", 204: "cp1251", 238: "cp1250"}
_DEEPEST = 500
_BODY = 9
"""The level by which an outline says that a paragraph is no heading."""


@dataclass(slots=True)
class _State:
    """What a group changes, and gives back at its end."""

    out: bool = False
    """Whether what stands here is no text."""
    table: bool = False
    """Whether it stands in a row."""
    fonts: bool = False
    """Whether it is the table of fonts."""
    font: int = -1
    skip: int = 1
    """How many letters stand in for one of Unicode."""
    hidden: bool = False
    bold: bool = False
    centred: bool = False
    level: int = 0
    """Of a heading; 0 for none."""
    aside: int = 0
    """How many texts it stands beside."""


@dataclass(slots=True)
class _Font:
    name: str = ""
    charset: str = ""


@dataclass(slots=True)
class _Part:
    """A paragraph, or a row where it has cells."""

    spans: list[Span] = field(default_factory=list)
    cells: list[list[Span]] = field(default_factory=list)
    bold: set[bool] = field(default_factory=set)
    """Whether its words are bold, and whether they are not."""
    centred: bool = False
    level: int = 0


@dataclass(slots=True)
class _Text:
    """What is read in a row: the text of the document, or one that stands beside a paragraph of another."""

    kind: bytes = b""
    """The word that began it; b"" for the text of the document."""
    parts: list[_Part] = field(default_factory=list)
    part: _Part = field(default_factory=_Part)
    """The one that has not ended yet."""
    boxes: list[_Part] = field(default_factory=list)
    """What stands in boxes beside that one."""


def read_rtf(body: bytes, kept: Kept) -> None:
    """Read a document."""
    parts = _Reading(body).parts()
    faces = Faces(span for part in parts for spans in (part.spans, *part.cells) for span in joined(spans))
    _write(parts, faces, kept)


def _write(parts: list[_Part], faces: Faces, kept: Kept) -> None:
    composer, rows = Composer(kept), list[list[str]]()
    for part in [*parts, _Part()]:
        if part.cells:
            composer.end()
            rows.append([faces.text(cell) for cell in (*part.cells, part.spans)])
            continue
        kept.table(rows)
        rows = []
        text = faces.text(part.spans)
        composer.described(text, level=part.level, strong=part.bold == {True}, centred=part.centred)
    composer.end()


class _Reading:
    """Reads the tokens of a document, until there is more text than is kept of one."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, _Font] = {}
        self._charset = USUAL
        self._text = _Text()
        self._around: list[_Text] = []
        """The texts that this one stands beside, the outermost first."""
        self._notes: list[_Part] = []
        self._called = 0
        """How many notes were called."""
        self._usual_font = -1
        self._skip = 0
        self._left = 2 * MOST

    def parts(self) -> list[_Part]:
        at = 0
        while at < len(self._body) and self._left > 0:
            match = _TOKEN.match(self._body, at)
            at = match.end() + self._take(match) if match else at + 1
        self._leave(0)
        self._end_part()
        return self._text.parts + self._notes

    def _take(self, token: re.Match[bytes]) -> int:
        """Take in a token; return how many bytes behind it are those of a picture."""
        word, number, code, sign, brace, text = token.groups()
        if word == b"bin":
            return max(int(number or b"0"), 0)
        if brace:
            self._group(brace)
        elif word:
            self._word(word, None if number is None else int(number))
        elif code or text:
            self._bytes(bytes.fromhex(code.decode()) if code else text)
        elif sign:
            self._sign(sign)
        return 0

    def _group(self, brace: bytes) -> None:
        self._skip = 0
        if brace == b"{":
            if len(self._stack) > _DEEPEST:
                raise Unreadable(NoText.TOO_MUCH)
            self._stack.append(replace(self._state))
        elif self._stack:
            self._state = self._stack.pop()
            self._leave(self._state.aside)

    def _enter(self, kind: bytes) -> None:
        """Begin what stands beside a paragraph."""
        self._around.append(self._text)
        self._text = _Text(kind)
        self._state.aside, self._state.table = len(self._around), False

    def _leave(self, aside: int) -> None:
        """End what stands beside a paragraph: boxes are read behind that, notes behind all."""
        while len(self._around) > aside:
            self._end_part()
            inner, self._text = self._text, self._around.pop()
            (self._notes if inner.kind == _NOTE else self._text.boxes).extend(inner.parts)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.out = True
        else:
            self._put(_SIGNS.get(sign, ""))

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"u":
            # What programs cannot say in one code are two halves, which the cleaning of text puts aside.
            self._say(chr((number or 0) % 0x10000))
            self._skip = self._state.skip
        elif word in _LETTERS:
            self._put(_LETTERS[word])
        elif word == b"chftn":
            self._call()
        elif not (self._begins(word) or self._ends(word)):
            self._property(word, number)

    def _begins(self, word: bytes) -> bool:
        """Begin what a group holds besides text of the document; False for a word that begins nothing."""
        state = self._state
        if word in _SEEN and self._stack:
            state.out = self._stack[-1].out
        if word in _ASIDE:
            self._enter(word)
        elif word == b"fonttbl":
            state.fonts = True
        elif word in _LEFT_OUT:
            state.out = True
        else:
            return False
        return True

    def _ends(self, word: bytes) -> bool:
        """End a paragraph, a cell or a row; False for a word that ends nothing."""
        if self._state.out and word != b"nestrow":
            return False
        if word in _ENDS and self._state.table:
            self._say("\n")
        elif word in _ENDS or word in _ROW_ENDS:
            self._end_part()
        elif word in _CELL_ENDS:
            part = self._text.part
            part.cells.append(part.spans)
            part.spans = []
        else:
            return False
        return True

    def _call(self) -> None:
        """Say the number of a note: where it is called, or at its beginning."""
        if self._text.kind == _NOTE:
            self._say(f"[{self._called}] ")
        elif not self._state.out:
            self._called += 1
            self._say(f"[{self._called}]")

    def _property(self, word: bytes, number: int | None) -> None:
        state = self._state
        if word == b"f":
            state.font = number or 0
            if state.fonts:
                self._fonts.setdefault(state.font, _Font())
        elif word == b"fcharset" and state.font in self._fonts:
            self._fonts[state.font].charset = _CHARSETS.get(number or 0, "")
        elif word == b"uc":
            state.skip = max(number or 0, 0)
        elif word == b"ansicpg":
            self._charset = codec_of(number)
        elif word == b"deff":
            self._usual_font = state.font = number or 0
        else:
            self._look(word, number)

    def _look(self, word: bytes, number: int | None) -> None:
        """Change how letters look, or a paragraph."""
        state = self._state
        if word in (b"v", b"deleted"):
            state.hidden = number != 0
        elif word == b"b":
            state.bold = number != 0
        elif word == b"plain":
            state.hidden, state.bold, state.font = False, False, self._usual_font
        elif word == b"intbl":
            state.table = True
        elif word == b"qc":
            state.centred = True
        elif word == b"outlinelevel":
            level = (number or 0) + 1
            state.level = level if 0 < level <= _BODY else 0
        elif word == b"pard":
            state.table, state.centred, state.level = False, False, 0

    def _bytes(self, text: bytes) -> None:
        if self._skip:
            text, self._skip = text[self._skip :], max(self._skip - len(text), 0)
        font = self._fonts.get(self._state.font)
        if self._state.fonts and not self._state.out:
            if font:
                font.name += text.decode("latin-1").split(";")[0]
        elif text:
            charset = (font.charset if font else "") or self._charset
            old = font is not None and face_of(font.name).encoding is not None
            self._say(text.decode(USUAL if old else charset, "replace"))

    def _put(self, text: str) -> None:
        """Say a letter that is written as a word, unless it stands in for one of Unicode."""
        if self._skip:
            self._skip -= 1
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._state.out or self._state.fonts or self._state.hidden:
            return
        font = self._fonts.get(self._state.font)
        self._left -= len(text)
        part = self._text.part
        if text.strip():
            part.bold.add(self._state.bold)
            part.centred, part.level = self._state.centred, self._state.level
        part.spans.append((face_of(font.name) if font else Face(), shown(text)))

    def _end_part(self) -> None:
        """End a paragraph, or a row."""
        text = self._text
        text.parts += (text.part, *text.boxes)
        text.part, text.boxes = _Part(), []
        self._left -= 1
