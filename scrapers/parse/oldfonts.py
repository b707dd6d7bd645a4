"""Turns text typed for the fonts of before Unicode into Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times").

Such a text has letters of Western Europe that only its font shows as Vietnamese: "C«ng nghÖ", "Coâng ngheä".
Whether one is of them is told by its words: as they stand they are no syllables, and turned they are. Pure.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

HINTS = "®«ñöÖ"
"""Letters of these encodings for đ, ô, ư and ệ: any text of a few words has one, and few others have."""
_TONES = dict(zip("fsrxj", "\u0300\u0301\u0309\u0303\u0323", strict=True))
"""The marks by the keys that write them."""
# The letters as Telex writes them, beside the codes of TCVN 5712:1993, VN3.
_TCVN3 = (
    "aw ¨|aa ©|ee ª|oo «|ow ¬|uw \xad|dd ®|af µ|ar ¶|ax ·|as ¸|aj ¹|awf »|awr ¼|awx ½|aws ¾|awj Æ|aaf Ç"
    "|aar È|aax É|aas Ê|aaj Ë|ef Ì|er Î|ex Ï|es Ð|ej Ñ|eef Ò|eer Ó|eex Ô|ees Õ|eej Ö|if ×|ir Ø|ix Ü|is Ý|ij Þ"
    "|of ß|or á|ox â|os ã|oj ä|oof å|oor æ|oox ç|oos è|ooj é|owf ê|owr ë|owx ì|ows í|owj î|uf ï|ur ñ"
    "|ux ò|us ó|uj ô|uwf õ|uwr ö|uwx ÷|uws ø|uwj ù|yf ú|yr û|yx ü|ys ý|yj þ|Aw ¡|Aa ¢|Ee £|Oo ¤|Ow ¥|Uw ¦"
    "|Dd §"
)
# As typed on Windows: a letter and one that is its mark, or one letter alone.
_VNI = (
    "af aø|as aù|ar aû|ax aõ|aj aï|ef eø|es eù|er eû|ex eõ|ej eï|of oø|os où|or oû|ox oõ|oj oï"
    "|uf uø|us uù|ur uû|ux uõ|uj uï|yf yø|ys yù|yr yû|yx yõ|yj î|owf ôø|ows ôù|owr ôû|owx ôõ"
    "|owj ôï|uwf öø|uws öù|uwr öû|uwx öõ|uwj öï|aa aâ|aaf aà|aas aá|aar aå|aax aã|aaj aä|ee eâ"
    "|eef eà|ees eá|eer eå|eex eã|eej eä|oo oâ|oof oà|oos oá|oor oå|oox oã|ooj oä|aw aê|awf aè"
    "|aws aé|awr aú|awx aü|awj aë|if ì|is í|ir æ|ix ó|ij ò|dd ñ|ow ô|uw ö"
)
_ONSET = r"(?:ngh?|nh|th|tr|ch|kh|ph|gh?|gi|qu|[bcdđhklmnprstvx])?"
_RHYME = (
    r"(?:(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|oa|oă|oe|uâ|uê|uy|iê|yê|uô|ươ|uơ|oo|uyê|ia|ua|ưa|uya)(?:ng|nh|ch|[cmnpt])?"
    r"|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oai|oao|oay|oeo|oi|ôi|ơi|uao|uây|ui|uôi|ươi|ươu|ưi|ưu|uyu|uau|uêu)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_WORD = re.compile(r"[a-zA-Z\xa1-\xb0\xb2-\xff\u0100-\u01b0\u0300-\u0323\u1ea0-\u1ef9]+")
_LATIN = re.compile("[a-zA-Z]")
MODERN = re.compile("[\u0100-\u017f\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
"""What neither encoding has: Vietnamese of Unicode."""
_SURE, _DOUBTFUL = 0.8, 0.6
"""Such a share of words must be syllables once they are turned; and no such share of them before."""


def _spelled(keys: str) -> str:
    """Return the letter that Telex keys write."""
    if keys[1:] == "d":
        return "Đ" if keys[0] == "D" else "đ"
    horn = "\u0306" if keys[0] in "Aa" else "\u031b"
    marks = (_TONES.get(key) or (horn if key == "w" else "\u0302") for key in keys[1:])
    return unicodedata.normalize("NFC", keys[0] + "".join(marks))


def _pairs(table: str) -> dict[str, str]:
    """Read a table: from code to letter."""
    split = (pair.split(" ") for pair in table.split("|"))
    return {code: _spelled(keys) for keys, code in split}


def _with_capitals(table: dict[str, str]) -> dict[str, str]:
    """Add the capitals of a table, whose marks may be capitals too."""
    capitals = {
        variant: letter.upper()
        for code, letter in table.items()
        for variant in (code.upper(), code[0].upper() + code[1:])
    }
    return table | capitals


TABLES: dict[Encoding, dict[str, str]] = {"tcvn3": _pairs(_TCVN3), "vni": _with_capitals(_pairs(_VNI))}
"""From what stands on a page to the letter of Unicode."""
_CODES = {
    name: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for name, table in TABLES.items()
}


def turned(text: str, encoding: Encoding) -> str:
    """Return a text in Unicode that was typed in an encoding."""
    table = TABLES[encoding]
    return _CODES[encoding].sub(lambda code: table[code[0]], text)


def encoding_of(
    text: str, *, among: Iterable[Encoding] = ("tcvn3", "vni"), fewest: int = 3
) -> Encoding | None:
    """Tell in which encoding a text was typed; None for Unicode, and for what is not Vietnamese.

    Of its words those count that have other letters than ASCII's; `fewest` of them at least.
    """
    if MODERN.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii() and _LATIN.search(word)]
    if len(words) < fewest or sum(map(is_syllable, words)) >= _DOUBTFUL * len(words):
        return None
    shares = {name: sum(_makes_one(word, name) for word in words) / len(words) for name in among}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _SURE else None


def _makes_one(word: str, encoding: Encoding) -> bool:
    """Tell whether a word is made of codes, and a syllable once it is turned."""
    return _CODES[encoding].sub("", word).isascii() and is_syllable(turned(word, encoding))


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Tell whether a word may be a syllable of Vietnamese, by its letters and its one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(map(parts.count, _TONES.values()))
    bare = "".join(letter for letter in parts if letter not in _TONES.values())
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
