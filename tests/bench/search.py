"""Searching all articles: the first results after each letter as it is typed, and all results."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from reader.screens.answering import FIRST
from reader.searching.query import parse
from scrapers.articletext import texts_of
from scrapers.text import fold
from tests.bench import data
from tests.bench.harness import Bar, Plan, Row, Sample, wall
from tests.bench.peers import newsboat
from tests.bench.terminal import Terminal, reader_of

TYPED = {
    "common word": ("hội nghị", "thông tin", "nam"),
    "rare word": ("trà ôn", "giao liên", "12345"),
    "phrase": ('"chuyển đổi số"', '"một cửa liên thông"'),
    "no accents": ("chu ky so", "buu chinh vien thong"),
    "accents": ("chữ ký số", "bưu chính viễn thông"),
    "narrowed": ("chuyenmuc:báo hội nghị", "tu:2016 đài truyền thanh"),
}
"""What people look for; every beginning of it is a search of its own, as its letters are typed."""


_FIRST = f"first {FIRST}, each letter"
_WORDS = "hội nghị"
_SEARCH, _BACKSPACE = "\x06", "\x7f"
_TIMES = 5
_WHOLE, _PATIENT = 0.6, 1.0
"""Seconds without output after which all results are there."""


def measure(plan: Plan) -> Iterator[Row]:
    """Search full articles at every size, then heads alone.

    The work is n: the index has, of each word, a list of the articles with it, and joins these lists.
    """
    for size in plan.sizes:
        with Library.open(Paths.choose(plan.home(size))) as library:
            yield from _typed(library, size, plan)
            whole = {kind: _all(library, words, plan.runs) for kind, words in TYPED.items()}
        like = _like(plan, size)
        for kind, sample in whole.items():
            peers = {"SQLite LIKE": like[kind]} if kind in like else {}
            yield Row("search", f"all results, {kind}", "ms", sample, peers, size=size, work="n")
        peers = {"newsboat": _newsboat(size)} if newsboat.missing() is None else {}
        painted = _painted(plan.home(size))
        yield Row("search", f"“{_WORDS}” until painted", "ms", painted, peers, size=size, work="n")
    for size in plan.heads:
        with Library.open(Paths.choose(data.home(size, bodies=False))) as library:
            times = [time for kind in TYPED for time in _times(library, kind, plan.runs)]
        first = Sample(tuple(times))
        yield Row("search", f"{_FIRST}, titles and summaries alone", "ms", first, size=size, work="n")


def _typed(library: Library, size: int, plan: Plan) -> Iterator[Row]:
    everything: list[float] = []
    for kind in TYPED:
        times = _times(library, kind, plan.runs)
        everything += times
        yield Row("search", f"first {FIRST}, {kind}", "ms", Sample(tuple(times)), size=size, work="n")
    bars = (Bar("median", most=30), Bar("p99", most=100)) if size == plan.most else ()
    yield Row("search", _FIRST, "ms", Sample(tuple(everything)), {}, bars, size=size, work="n")


def _times(library: Library, kind: str, runs: int) -> list[float]:
    """Search for every beginning of the words of a kind."""
    beginnings = [word[:end] for word in TYPED[kind] for end in range(1, len(word) + 1)]
    return [
        wall(lambda typed=typed: library.search.find(data.PORTAL, parse(typed), FIRST)) * 1000  # type: ignore[misc]
        for _ in range(runs)
        for typed in beginnings
    ]


def _all(library: Library, words: tuple[str, ...], runs: int) -> Sample:
    def once() -> None:
        for word in words:
            library.search.find(data.PORTAL, parse(word))

    return Sample(tuple(wall(once) * 1000 / len(words) for _ in range(runs)))


def _painted(home: Path) -> Sample:
    """Type the words in the reader's own search; time its last letter, typed several times."""
    with Terminal(reader_of(home)) as terminal:
        terminal.until(data.newest_title(home)[:16])
        terminal.settle(1.0)
        terminal.press(_SEARCH, quiet=0.5)
        for letter in _WORDS[:-1]:
            terminal.press(letter, quiet=_WHOLE)
        times = []
        for _ in range(_TIMES):
            times.append(terminal.press(_WORDS[-1], quiet=_WHOLE) * 1000)
            terminal.press(_BACKSPACE, quiet=_WHOLE)
        return Sample(tuple(times))


def _like(plan: Plan, size: int) -> dict[str, Sample]:
    """Look the same words up in a plain table of folded texts."""
    with closing(sqlite3.connect(_table(plan, size))) as connection:
        found = {}
        for kind in ("common word", "rare word", "phrase", "no accents"):
            patterns = [f"%{fold(word).strip(chr(34))}%" for word in TYPED[kind]]

            def once(patterns: list[str] = patterns) -> None:
                for pattern in patterns:
                    connection.execute("SELECT id FROM text WHERE folded LIKE ?", (pattern,)).fetchall()

            found[kind] = Sample(tuple(wall(once) * 1000 / len(patterns) for _ in range(min(plan.runs, 3))))
        return found


def _table(plan: Plan, size: int) -> Path:
    path = data.FOLDER / f"like-{size}.sqlite"
    if path.exists():
        return path
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with Library.open(Paths.choose(plan.home(size))) as library, closing(sqlite3.connect(new)) as connection:
        connection.execute("CREATE TABLE text (id TEXT PRIMARY KEY, folded TEXT)")
        texts = (
            (entry.id, fold("\n".join(texts_of(entry.article))))
            for entry in library.cache.entries()
            if entry.article
        )
        connection.executemany("INSERT INTO text VALUES (?, ?)", texts)
        connection.commit()
    new.rename(path)
    return path


def _newsboat(size: int) -> Sample:
    """Let newsboat search all its articles; what it finds comes when Enter is pressed."""
    times = []
    with Terminal(newsboat.command(size)) as terminal:
        terminal.until(newsboat.FEED)
        terminal.settle()
        for _ in range(_TIMES):
            terminal.press("/")
            terminal.press(_WORDS)
            times.append(terminal.press("\r", quiet=_PATIENT, patience=60.0) * 1000)
            terminal.press("q", quiet=_WHOLE)
    return Sample(tuple(times))
