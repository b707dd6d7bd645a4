"""Reads words as an input method would have: what was typed by Telex or VNI while none was on. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from reader.searching.spellings import is_syllable
from scrapers.text import spelled

_HAT, _HORN, _BREVE, _BAR = "\u0302", "\u031b", "\u0306", "\u0335"
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TELEX = dict(zip("sfrxj", _TONES, strict=True)) | {"z": ""}
_TELEX_SHAPES = {"a": (_HAT, "a"), "e": (_HAT, "e"), "o": (_HAT, "o"), "d": (_BAR, "d")}
_VNI = dict(zip("12345", _TONES, strict=True)) | {"0": ""}
_VNI_SHAPES = {"6": (_HAT, "aeo"), "7": (_HORN, "uo"), "8": (_BREVE, "a"), "9": (_BAR, "d")}
_VOWELS = "aeiouy"
_WORD = re.compile(r"\b[A-Za-z0-9]{1,16}\b", re.ASCII)
"""What may be the keys of one syllable: eight letters, marks on some of them, a tone."""


def readings(typed: str) -> Iterator[str]:
    """Yield what the keys of a text come to by Telex and by VNI, where that is another text.

    A word that does not come to a syllable stays, and so does what narrows a search (`tu:2018`).
    """
    words = typed.split()
    for read in (_telex, _vni):
        come_to = [word if ":" in word else _read(word, read) for word in words]
        if come_to != words:
            yield " ".join(come_to)


def _read(word: str, read: Callable[[str], str]) -> str:
    return _WORD.sub(lambda found: read(found[0]), word)


def _telex(word: str) -> str:
    syllable = _Syllable()
    for key in word.lower():
        if key in _TELEX and syllable.has_vowel:
            syllable.tone = _TELEX[key]
        elif key == "w":
            if not syllable.hook():
                syllable.letters.append("u" + _HORN)
        elif key not in _TELEX_SHAPES or not syllable.shape(*_TELEX_SHAPES[key]):
            syllable.letters.append(key)
    return syllable.read(word)


def _vni(word: str) -> str:
    syllable = _Syllable()
    for key in word.lower():
        if key in _VNI and syllable.has_vowel:
            syllable.tone = _VNI[key]
        elif key not in _VNI_SHAPES or not syllable.shape(*_VNI_SHAPES[key]):
            syllable.letters.append(key)
    return syllable.read(word)


class _Syllable:
    """What was typed of a syllable: its letters, each with the mark that shapes it, and its tone."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.tone = ""

    @property
    def has_vowel(self) -> bool:
        """Whether there is a letter that can have a tone."""
        return any(letter[0] in _VOWELS for letter in self.letters)

    def shape(self, mark: str, bare: str) -> bool:
        """Give a mark to the first of these letters, but to no u behind a q; False without any."""
        for at, letter in enumerate(self.letters):
            if letter in bare and self.letters[at - 1 : at] != ["q"]:
                self.letters[at] += mark
                return True
        return False

    def hook(self) -> bool:
        """Give the mark that Telex writes as w: of mua, hoa and qua to the u, the a and the a."""
        is_breve = "a" in self.letters and "ua" not in "".join(self.letters).removeprefix("qu")
        return self.shape(_BREVE, "a") if is_breve else self.shape(_HORN, "uo")

    def read(self, typed: str) -> str:
        """Write the syllable; what was typed where it is none, or says the same."""
        bare = "".join(letter[0] for letter in self.letters)
        shaped = bool(self.tone) or any(len(letter) > 1 for letter in self.letters)
        if not shaped or not is_syllable(bare):
            return typed
        self._spread_horn(bare)
        self.letters[self._toned(bare)] += self.tone
        letters = "".join(self.letters).replace("d" + _BAR, "đ")
        return spelled(unicodedata.normalize("NFC", letters))

    def _spread_horn(self, bare: str) -> None:
        """Have u and o both a horn where one of them has it, the o alone at the end: trường, rượu, thuở."""
        at = bare.find("uo", 2 * bare.startswith("qu"))
        if at >= 0 and any(_HORN in letter for letter in self.letters[at : at + 2]):
            self.letters[at : at + 2] = ["u" + _HORN * (at + 2 < len(bare)), "o" + _HORN]

    def _toned(self, bare: str) -> int:
        """Tell which letter takes the tone."""
        vowels = [at for at in range(len(bare)) if bare[at] in _VOWELS]
        if bare[:2] in ("qu", "gi") and len(vowels) > 1:
            del vowels[0]
        marked = [at for at in vowels if len(self.letters[at]) > 1]
        if marked:
            return marked[-1]
        is_closed = vowels[-1] < len(bare) - 1
        return vowels[-1] if is_closed or len(vowels) == 1 else vowels[-2]
