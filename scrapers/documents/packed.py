"""Reads members of a zip archive and the XML in them, with bounds on how much that may be.

Nothing that the archive says of its members is trusted: what comes out is counted. A document type, which
could define entities, ends the reading: no word processor writes one.
"""

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, NoReturn, Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText
from scrapers.parse.charset import as_utf8

_MOST_MEMBERS = 10_000
_MOST_BYTES = 200 << 20
"""So much may come out of one archive, counted over all that is read of it."""
_MOST_ELEMENTS = 6_000_000
_DEEPEST = 200
"""Elements inside of each other; documents have some thirty."""
_PIECE = 1 << 16
_MEMBER = b"PK\x01\x02"
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the reading of an archive fails with that is not what it says to be."""
_LOCKED = 1
"""The flag of a member under a password."""


class Node:
    """An element of XML with what is inside of it. Names are without their namespaces."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    def nodes(self) -> Iterator["Node"]:
        """Yield the elements right inside."""
        return (child for child in self.children if isinstance(child, Node))

    def find(self, *path: str) -> "Node | None":
        """Return the first element on a path of names; None where there is none."""
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.nodes() if child.tag == tag), None) if node else None
        return node

    def inside(self, *tags: str) -> Iterator["Node"]:
        """Yield the outermost elements of these names, however deep."""
        for child in self.nodes():
            if child.tag in tags:
                yield child
            else:
                yield from child.inside(*tags)

    def value(self, *path: str, name: str = "val") -> str:
        """Return an attribute of the first element on a path; "" where there is none."""
        node = self.find(*path)
        return node.attributes.get(name, "") if node else ""

    def text(self) -> str:
        """Return all text inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class Parts(Protocol):
    """Where the parts of a document are found by their names: in an archive, or elsewhere."""

    def elements(self, name: str, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names in a part; nothing where there is no such part."""


class Archive:
    """An opened archive."""

    def __init__(self, body: bytes) -> None:
        if body.count(_MEMBER) > _MOST_MEMBERS:
            raise Unreadable(NoText.TOO_MUCH)
        try:
            self._zip = ZipFile(BytesIO(body))
        except _BROKEN as error:
            raise Unreadable(NoText.DAMAGED) from error
        self._members = {member.filename.lstrip("/").lower(): member for member in self._zip.infolist()}
        self._left = _MOST_BYTES

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str, most: int = 1 << 20) -> bytes:
        """Return the beginning of a member; b"" where there is none."""
        if name not in self:
            return b""
        return b"".join(self._pieces(self._members[name.lower()], most))[:most]

    def elements(self, name: str, *tags: str) -> Iterator[Node]:
        """Yield the outermost elements of these names in a member; nothing where there is no such member."""
        if name in self:
            yield from _elements(self._pieces(self._members[name.lower()]), _Builder(frozenset(tags)))

    def _pieces(self, member: ZipInfo, most: int = _MOST_BYTES) -> Iterator[bytes]:
        if member.flag_bits & _LOCKED:
            raise Unreadable(NoText.LOCKED)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable(NoText.DAMAGED)
        try:
            with self._zip.open(member) as stream:
                while most > 0 and (piece := stream.read(_PIECE)):
                    self._left -= len(piece)
                    most -= len(piece)
                    if self._left < 0:
                        raise Unreadable(NoText.TOO_MUCH)
                    yield piece
        except _BROKEN as error:
            raise Unreadable(NoText.DAMAGED) from error


def elements_of(body: bytes, *tags: str, bare: str = "") -> Iterator[Node]:
    """Yield the outermost elements of these names in a file that is XML, whatever encoding it says to have.

    Programs that write UTF-8 say UTF-16. Those that are called `bare` come when they begin, and are empty.
    """
    text = as_utf8(body.strip())
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return _elements(pieces, _Builder(frozenset(tags), bare, "utf-8"))


def _elements(pieces: Iterable[bytes], builder: "_Builder") -> Iterator[Node]:
    """Yield the elements that are asked for in XML; Unreadable where it is none."""
    for piece in pieces:
        builder.feed(piece)
        yield from builder.done
        builder.done.clear()
    builder.feed(b"", final=True)


class _Builder:
    """Makes nodes of what expat finds, inside the elements that are asked for."""

    def __init__(self, tags: frozenset[str], bare: str = "", encoding: str | None = None) -> None:
        self.done: list[Node] = []
        self._tags, self._bare = tags, bare
        self._open: list[Node] = []
        self._depth = 0
        self._count = 0
        parser = expat.ParserCreate(encoding, " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        self._parser = parser

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        try:
            self._parser.Parse(piece, final)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unreadable(NoText.DAMAGED) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise Unreadable(NoText.TOO_MUCH)
        tag = _local(name)
        is_kept = bool(self._open) or tag in self._tags
        if not is_kept and tag != self._bare:
            return
        node = Node(tag, {_local(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(node)
        (self._open if is_kept else self.done).append(node)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self.done.append(node)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: Any) -> NoReturn:
    raise Unreadable(NoText.DAMAGED)
