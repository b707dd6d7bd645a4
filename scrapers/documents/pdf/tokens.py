"""Takes the content of a PDF page apart: operators with their operands (ISO 32000-1, 7.8.2)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]++|%[^\r\n]*+"
    rb"|(?P<number>[+-]{0,2}(?:\d+\.?\d*|\.\d+)[-\d.]*)"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|\((?P<text>(?:[^()\\]|\\.)*+)\)"
    rb"|<(?P<hex>[\da-fA-F\0\t\n\f\r ]*+)>"
    rb"|(?P<sign>\[|\]|<<|>>|\()"
    rb"|(?P<operator>[A-Za-z'\"][\w'\"*]*+)",
    re.DOTALL,
)
_PAREN = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([nrtbf])|([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IMAGE_ENDS = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|\Z)")
_SPACES = re.compile(rb"[\0\t\n\f\r ]+")
_MOST_OPERANDS = 64
"""More before one operator are not meant."""


class Name(NamedTuple):
    """A name, without its slash."""

    name: str


Operand = float | bytes | Name | list["Operand"] | None
"""None is what has no use here, such as a dictionary."""


def operations(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with its operands; what is not understood is passed over."""
    operands: list[Operand] = []
    array: list[Operand] | None = None
    for kind, token in _tokens(content):
        if kind == "operator" and isinstance(token, bytes):
            yield token, operands
            operands, array = [], None
        elif kind == "sign":
            array = [] if token == b"[" else None if token == b"]" else array
            if token == b"[":
                operands.append(array)
        elif array is not None:
            array.append(token)
        elif len(operands) < _MOST_OPERANDS:
            operands.append(token)


def _tokens(content: bytes) -> Iterator[tuple[str, Operand]]:
    """Yield each operator, each operand, and the brackets of arrays and dictionaries."""
    at = 0
    while at < len(content):
        match = _TOKEN.match(content, at)
        at = match.end() if match else at + 1
        if match is None or (kind := match.lastgroup) is None:
            continue
        if match[kind] == b"(" and kind == "sign":
            text, at = _nested(content, at)
            yield "text", text
        elif kind in ("operator", "sign"):
            yield kind, match[kind]
            at = _after_image(content, at) if match[kind] == b"ID" else at
        else:
            yield kind, _value(kind, match[kind])


def _value(kind: str, token: bytes) -> Operand:
    if kind == "number":
        return number(token)
    if kind == "name":
        return Name(unescaped_name(token))
    if kind == "hex":
        return _unhexed(token)
    return _unescaped(token) if b"\\" in token else token


def number(token: bytes) -> float:
    """Read a number; those that some programs write wrong, such as "--3" or "0.-2", as viewers do."""
    try:
        return float(token)
    except ValueError:
        digits = re.match(rb"[+-]*(\d*\.?\d*)", token)
        told = digits[1] if digits else b""
        return (-1 if token[:1] == b"-" else 1) * float(told) if told.strip(b".") else 0.0


def unescaped_name(token: bytes) -> str:
    """Read a name, in which "#20" is a space."""
    return re.sub(rb"#([\da-fA-F]{2})", lambda one: bytes([int(one[1], 16)]), token).decode(
        "utf-8", "replace"
    )


def _unhexed(token: bytes) -> bytes:
    digits = _SPACES.sub(b"", token)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _unescaped(token: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, token)


def _escaped(match: re.Match[bytes]) -> bytes:
    letter, octal, line, other = match.groups()
    if letter:
        return _ESCAPED[letter]
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    return b"" if line else other


def _nested(content: bytes, start: int) -> tuple[bytes, int]:
    """Read a string that has brackets inside; one without an end goes to the end of the page."""
    deep = 1
    for match in _PAREN.finditer(content, start):
        deep += {b"(": 1, b")": -1}.get(match[0], 0)
        if not deep:
            return _unescaped(content[start : match.start()]), match.end()
    return b"", len(content)


def _after_image(content: bytes, at: int) -> int:
    """Return where the content goes on behind an image that stands in it."""
    end = _IMAGE_ENDS.search(content, at)
    return end.end() if end else len(content)
