"""Reads words as an input method would have: what was typed by Telex or VNI while none was on. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from reader.searching.spellings import is_syllable
from scrapers.text import spelled

_HAT, _HORN, _BREVE, _BAR = "\u0302", "\u031b", "\u0306", "\u0335"
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TELEX = dict(zip("sfrxj", _TONES, strict=True)) | {"z": ""}
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
            if not (syllable.shape(_HORN, "uo") or syllable.shape(_BREVE, "a")):
                syllable.letters.append("u" + _HORN)
        elif not (key in "aeo" and syllable.shape(_HAT, key)) and not (key == "d" and syllable.bar()):
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
        """Give the last of these letters a mark, and with a horn the u before an o too; False without any."""
        at = next((at for at in reversed(range(len(self.letters))) if self.letters[at] in bare), None)
        if at is None:
            return False
        if mark == _HORN and self.letters[at] == "o" and at and self.letters[at - 1] == "u":
            self.letters[at - 1] += mark
        self.letters[at] += mark
        return True

    def bar(self) -> bool:
        """Make the d that the word begins with a đ."""
        return self.letters[:1] == ["d"] and self.shape(_BAR, "d")

    def read(self, typed: str) -> str:
        """Write the syllable; what was typed where it is none, or says the same."""
        bare = "".join(letter[0] for letter in self.letters)
        shaped = bool(self.tone) or any(len(letter) > 1 for letter in self.letters)
        if not shaped or not is_syllable(bare) or (self.tone and not self._takes_tone(bare)):
            return typed
        letters = "".join(self.letters).replace("d" + _BAR, "đ")
        return spelled(unicodedata.normalize("NFC", letters))

    def _takes_tone(self, bare: str) -> bool:
        """Put the tone on the letter that takes it; False where there is none."""
        start = 2 if bare.startswith("qu") or (bare.startswith("gi") and bare[2:3] in tuple(_VOWELS)) else 0
        vowels = [at for at in range(start, len(bare)) if bare[at] in _VOWELS]
        if not vowels:
            return False
        marked = [at for at in vowels if len(self.letters[at]) > 1]
        closed = vowels[-1] < len(bare) - 1
        plain = vowels[-1] if closed else vowels[max(len(vowels) - 2, 0)]
        self.letters[marked[-1] if marked else plain] += self.tone
        return True
