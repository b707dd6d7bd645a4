"""The only place that knows control characters and đ: every string of the network is cleaned here."""

import re
import unicodedata

# Tab, newline and carriage return are white space and stay for the folding below; U+0085, U+2028 and U+2029
# are line ends. What remains of C0, DEL, C1, bidi controls, zero-width, soft hyphen, BOM, surrogates, private
# use, tag characters and non-characters would reach the terminal as it stands (measured: Textual strips only
# 7, 8, 11, 12, 13).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_NEWLINE = re.compile(r" ?\n ?")
_MANY_NEWLINES = re.compile(r"\n{3,}")
# Vietnamese as most pages write it: nothing here is forbidden, changes in NFC or combines, and the white
# space is what `str.split` knows. Such a line needs no more than its spaces folded, at a tenth of the cost.
_ORDINARY = re.compile("[\t\n\r -~\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]*")
# Of these, all but the white space that is no space: most lines, whose words need not even be taken apart.
_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]*")
# What ordinary text comes to in any normal form: the only marks that combine in it are those of one block.
_KNOWN_MARKS = re.compile("[\t\n\r -~\xa0-\u034e\u1e00-\u1eff\u2010-\u205e]*")
_MARKS = re.compile("[\u0300-\u034e]+")
WORD = re.compile(r"[^\W_]+")
"""A word, as search parts both texts and queries."""
# Letters of other languages whose capitals look like Đ: old keyboards and converters took them for it.
_TAKEN_FOR_D = "ðɖ"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Two schools put the tone of these on different letters, at the end of a word only: hoà, hòa; thuỷ, thủy.
_TONE_MOVED = {
    unicodedata.normalize("NFC", first + last + tone): unicodedata.normalize("NFC", first + tone + last)
    for first, last in ("oa", "oe", "uy")
    for tone in _TONES
}
_TONE_LATE = re.compile(rf"(?:{'|'.join(_TONE_MOVED)})(?!\w)")


def clean_block(text: str) -> str:
    """Make foreign text safe and even, keeping its line breaks.

    NFC; no control, bidi, zero-width or private characters; runs of white space are one space; at most one
    empty line together; none at the ends. Idempotent.
    """
    text = _SPACES.sub(" ", made_safe(_LINE_ENDS.sub("\n", text)))
    return _MANY_NEWLINES.sub("\n\n", _AROUND_NEWLINE.sub("\n", text)).strip()


def made_safe(text: str) -> str:
    """Return a text in NFC without what cleaning takes out of it, white space aside."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def is_safe(text: str) -> bool:
    """Tell whether a text has nothing that cleaning takes out of it, white space aside."""
    return _FORBIDDEN.search(text) is None


def is_ordinary(text: str) -> bool:
    """Tell whether cleaning a text means no more than folding its white space."""
    return _ORDINARY.fullmatch(text) is not None


def clean_line(text: str) -> str:
    """Make foreign text safe and even on one line: `clean_block` with newlines as spaces. Idempotent."""
    if _PLAIN.fullmatch(text):
        return text.strip() if "  " not in text else " ".join(text.split())
    if not is_ordinary(text):
        text = made_safe(text)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Reduce text to what search compares: no marks, no case, đ as d, and so is what looks like it.

    SQLite's `remove_diacritics 2` leaves đ alone (measured), so both the index and the query come from here.
    Idempotent.
    """
    bare = _unmarked(unicodedata.normalize("NFKD", text.casefold()))
    return _barred(unicodedata.normalize("NFC", bare).casefold()).replace("đ", "d")


def words_of(name: str) -> str:
    """Reduce a name to its folded words: portals write “ and – between them, keyboards do not."""
    return " ".join(WORD.findall(fold(name)))


def spelled(text: str) -> str:
    """Reduce text to what search compares where accents were typed: no case, one place for a tone, one đ.

    `fold` of it is `fold` of the text, word by word. Idempotent.
    """
    even = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _TONE_LATE.sub(lambda late: _TONE_MOVED[late[0]], _barred(_unmarked(even)))


def _barred(text: str) -> str:
    """Write đ where another letter was taken for it; of long texts a tenth of what `str.translate` costs."""
    for letter in _TAKEN_FOR_D:
        text = text.replace(letter, "đ")
    return text


def _unmarked(text: str) -> str:
    """Remove combining marks from a normalized text; letters that a mark kept apart, as in Hangul, join."""
    if _KNOWN_MARKS.fullmatch(text):
        return _MARKS.sub("", text)
    return unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
