"""Reads what AES hides in a PDF that anybody may open: only printing or changing it takes a password.

pypdf leaves that (FIPS 197) to a library of compiled code, which a machine may lack; RC4 it knows itself.
Blocks are turned back many at once: each of their sixteen bytes is a row, which one call translates or adds.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from struct import Struct
from typing import Any, NamedTuple

from pypdf import _crypt_providers, _encryption

_BLOCK = 16
_WORDS = Struct(">4L")
_BACK = (14, 11, 13, 9)
"""By what the bytes of a column are multiplied to turn back that they were mixed."""


def install() -> None:
    """Have pypdf use this where it has nothing better."""
    if _crypt_providers.crypt_provider[0] == "local_crypt_fallback":
        known: Any = _encryption
        known.CryptAES = Cipher
        known.aes_cbc_encrypt = lambda key, start, data: Cipher(key).chained(start, data)
        known.aes_cbc_decrypt = lambda key, start, data: Cipher(key).unchained(start, data)
        known.aes_ecb_decrypt = lambda key, data: Cipher(key).turned_back(data)


class Cipher:
    """AES with a key of 16 or 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._keys = _expanded(key)
        self._words = [_WORDS.unpack(one) for one in self._keys[1:-1]]

    def decrypt(self, data: bytes, **_: bool) -> bytes:
        """Return a string or a stream: its first block is what the next was added to; the last is filled."""
        whole = data[: len(data) // _BLOCK * _BLOCK]
        text = self.unchained(whole[:_BLOCK], whole[_BLOCK:])
        return text[: -text[-1]] if text and 0 < text[-1] <= _BLOCK else text

    def unchained(self, start: bytes, data: bytes) -> bytes:
        """Return blocks each of which was added to the one before it."""
        return _added(self.turned_back(data), start + data[:-_BLOCK]) if data else b""

    def chained(self, start: bytes, data: bytes) -> bytes:
        """Hide blocks, each added to the one before it."""
        blocks = (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK))
        hidden = accumulate(blocks, lambda before, block: self._hidden(_added(before, block)), initial=start)
        return b"".join(hidden)[_BLOCK:]

    def turned_back(self, data: bytes) -> bytes:
        """Return blocks as they were."""
        rows = [data[at::_BLOCK] for at in range(_BLOCK)]
        rows = _keyed(rows, self._keys[-1])
        for key in reversed(self._keys[:-1]):
            rows = [rows[(at - 4 * (at % 4)) % _BLOCK].translate(_tables().back) for at in range(_BLOCK)]
            rows = _keyed(rows, key)
            if key is not self._keys[0]:
                rows = [_mixed(rows, at) for at in range(_BLOCK)]
        out = bytearray(len(data))
        for at, row in enumerate(rows):
            out[at::_BLOCK] = row
        return bytes(out)

    def _hidden(self, block: bytes) -> bytes:
        """Hide one block by its words: each is added to the one before, so that rows are of no use."""
        first, second, third, fourth = _tables().mixed
        a, b, c, d = _WORDS.unpack(_added(block, self._keys[0]))
        for k, m, n, o in self._words:
            a, b, c, d = (
                first[a >> 24] ^ second[b >> 16 & 255] ^ third[c >> 8 & 255] ^ fourth[d & 255] ^ k,
                first[b >> 24] ^ second[c >> 16 & 255] ^ third[d >> 8 & 255] ^ fourth[a & 255] ^ m,
                first[c >> 24] ^ second[d >> 16 & 255] ^ third[a >> 8 & 255] ^ fourth[b & 255] ^ n,
                first[d >> 24] ^ second[a >> 16 & 255] ^ third[b >> 8 & 255] ^ fourth[c & 255] ^ o,
            )
        state = _WORDS.pack(a, b, c, d).translate(_tables().box)
        return _added(bytes(state[(at + 4 * (at % 4)) % _BLOCK] for at in range(_BLOCK)), self._keys[-1])


def _mixed(rows: Sequence[bytes], at: int) -> bytes:
    """Turn back the mixing of one byte of each block with the others of its column."""
    times, column = _tables().times, at // 4 * 4
    parts = (rows[column + one].translate(times[_BACK[(one - at) % 4]]) for one in range(4))
    total = 0
    for part in parts:
        total ^= int.from_bytes(part)
    return total.to_bytes(len(rows[at]))


def _keyed(rows: Sequence[bytes], key: bytes) -> list[bytes]:
    return [_added(row, key[at : at + 1] * len(row)) for at, row in enumerate(rows)]


def _added(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))


def _expanded(key: bytes) -> list[bytes]:
    """Return the keys of all rounds."""
    words = [key[at : at + 4] for at in range(0, len(key), 4)]
    box, many, mark = _tables().box, len(words), 1
    for at in range(many, 4 * (many + 7)):
        word = words[-1]
        if at % many == 0:
            word = _added((word[1:] + word[:1]).translate(box), bytes((mark, 0, 0, 0)))
            mark = _product(mark, 2)
        elif many > 6 and at % many == 4:  # noqa: PLR2004 - of the long keys
            word = word.translate(box)
        words.append(_added(words[-many], word))
    return [b"".join(words[at : at + 4]) for at in range(0, len(words), 4)]


class _Tables(NamedTuple):
    """What bytes become."""

    box: bytes
    """Their substitutes, and below, from these back."""
    back: bytes
    mixed: tuple[list[int], ...]
    """What the substitutes add to the four words of a column, by the place of each."""
    times: dict[int, bytes]
    """Their products by `_BACK`."""


@cache
def _tables() -> _Tables:
    box = bytearray(256)
    one = inverse = 1
    for _ in range(255):
        # Three makes every byte but 0, and its inverse, 246, the inverses.
        one, inverse = _product(one, 3), _product(inverse, 0xF6)
        box[one] = 0x63
        for turn in range(5):
            box[one] ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
    box[0] = 0x63
    words = [_product(at, 2) << 24 | at << 16 | at << 8 | _product(at, 3) for at in box]
    mixed = tuple(
        [one >> 8 * turn | one << (32 - 8 * turn) & 0xFFFFFFFF for one in words] for turn in range(4)
    )
    times = {by: bytes(_product(at, by) for at in range(256)) for by in _BACK}
    return _Tables(bytes(box), bytes(map(box.index, range(256))), mixed, times)


def _product(one: int, other: int) -> int:
    """Multiply two bytes in the field of AES."""
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product
