"""Finds the line of a TOML file on which a key stands, which the standard library's parser does not tell."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$""", re.DOTALL
)
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[\[\]{},\n]|[^\s\[\]{},"'#]+''',
    re.DOTALL,
)

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Return the line, from 1, of the key or array element at `path`, or of the nearest thing that holds it.

    `path` is like `("layout", 0, "article", "title", 1, "css")`. 0 where nothing of it stands in the file.
    """
    holding = ((len(found), line) for line, found in _places(text) if found == path[: len(found)])
    return max(holding, default=(0, 0))[1]


def _places(text: str) -> list[tuple[int, Path]]:
    """List every header, key and array element with its line; keys of inline tables are not told apart."""
    lines = [f"{line}\n" for line in text.split("\n")]
    table: Path = ()
    counts: dict[Path, int] = {}
    places: list[tuple[int, Path]] = []
    at = 0
    while at < len(lines):
        if header := _HEADER.match(lines[at]):
            table = _table(header[1] == "[[", _parts(header[2]), counts)
            places.append((at + 1, table))
        elif key := _KEY.match(lines[at]):
            path = table + _parts(key[1])
            places.append((at + 1, path))
            inside, used = _elements(key[2] + "".join(lines[at + 1 :]), path, at + 1)
            places += inside
            at += used
        at += 1
    return places


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table(is_array: bool, parts: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the path of a header; a table below an array of tables belongs to the array's last element."""
    path: Path = ()
    for i, part in enumerate(parts):
        path += (part,)
        if is_array and i == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _elements(value: str, path: Path, line: int) -> tuple[list[tuple[int, Path]], int]:
    """List the elements of an array that begins `value`, and how many further lines the value takes."""
    places: list[tuple[int, Path]] = []
    depth = used = 0
    for token in _TOKEN.finditer(value):
        mark = token[0][0]
        if mark == "\n" and depth == 0:
            break
        if depth == 1 and mark not in ",]#\n":
            places.append((line + used, (*path, len(places))))
        used += token[0].count("\n")
        depth += (mark in "[{") - (mark in "]}")
    return places, used
