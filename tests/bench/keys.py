"""From a key to the last byte of what it paints, in the list, in an article, and while a filter is typed."""

from collections.abc import Iterator

from tests.bench import listed
from tests.bench.harness import Bar, Plan, Row, Sample, Work
from tests.bench.listed import BARE, ENTER
from tests.bench.peers import newsboat
from tests.bench.terminal import Terminal

DOWN, PAGE, _END, _TOP, _ESCAPE = "\x1b[B", "\x1b[6~", "G", "g", "\x1b"
_FILTER = "hoi nghi tong ket"
_PRESSES = 30
_SOME, _FEW = 15, 5
"""Articles that are opened and left again; few by newsboat, whose way back takes seconds among 100,000."""
_FRAME = 0.01
"""Seconds without output behind a frame: what comes behind an article's text, of its subject, is another."""
_WHOLE = 0.2
_WORK: dict[str, Work] = {"filter, a letter": "n"}
"""What is more work the more articles there are: every title is looked at."""


def measure(plan: Plan) -> Iterator[Row]:
    """Press each key many times, at every size."""
    for size in plan.sizes:
        ours = _reader(plan, size)
        peers = {BARE: _bare(size)}
        if newsboat.missing() is None:
            peers["newsboat"] = _newsboat(size)
        bars = (Bar("median", most=8), Bar("p99", most=33))
        for name, sample in ours.items():
            barred = bars if name in ("down", "page down") and size == plan.most else ()
            beside = {peer: found[name] for peer, found in peers.items() if name in found}
            work = _WORK.get(name, "log n")
            yield Row("keys", name, "ms", sample, beside, barred, size=size, work=work)


def _reader(plan: Plan, size: int) -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    with listed.reader(plan, size) as terminal:
        found |= _moved(terminal)
        # There and back, for what follows is pressed in the list of all news.
        found["next category"] = _each(terminal, ["]"] * (_PRESSES // 2) + ["["] * (_PRESSES // 2))
        found["filter, a letter"] = _filtered(terminal)
        found["open an article"], found["back to the list"] = _pairs(terminal, ENTER, "q", _SOME)
        terminal.press(ENTER, quiet=0.5)
        found["next article"] = _turned(terminal)
    return found


def _bare(size: int) -> dict[str, Sample]:
    with listed.bare(size) as terminal:
        return _moved(terminal)


def _moved(terminal: Terminal) -> dict[str, Sample]:
    """Go through the list, in the same steps whoever shows it."""
    found = {
        "down": _each(terminal, [DOWN] * _PRESSES * 3),
        "page down": _each(terminal, [PAGE] * _PRESSES),
    }
    ends = _each(terminal, [_END, _TOP] * _PRESSES).values
    found["end"], found["top"] = Sample(ends[::2]), Sample(ends[1::2])
    return found


def _each(terminal: Terminal, keys: list[str]) -> Sample:
    return Sample(tuple(terminal.press(key) * 1000 for key in keys))


def _pairs(terminal: Terminal, there: str, back: str, times: int) -> tuple[Sample, Sample]:
    """Go there and back from each of some rows; what comes after an article's text is waited for."""
    pairs = []
    for _ in range(times):
        terminal.press(DOWN)
        came = terminal.press(there, quiet=_FRAME) * 1000
        terminal.settle(_WHOLE)  # or the way back would be the way out
        pairs.append((came, terminal.press(back, quiet=_WHOLE) * 1000))
    return Sample(tuple(one for one, _ in pairs)), Sample(tuple(other for _, other in pairs))


def _turned(terminal: Terminal) -> Sample:
    """Go from article to article."""
    times = []
    for _ in range(_PRESSES):
        times.append(terminal.press("n", quiet=_FRAME) * 1000)
        terminal.settle(_WHOLE)
    return Sample(tuple(times))


def _filtered(terminal: Terminal) -> Sample:
    terminal.press("/", quiet=0.3)
    # Long enough for the rows, which come after the letter where they are many.
    typed = Sample(tuple(terminal.press(letter, quiet=_WHOLE) * 1000 for letter in _FILTER))
    terminal.press(_ESCAPE, quiet=0.5)
    return typed


def _newsboat(size: int) -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    with listed.feed(size) as terminal:
        found["down"] = _each(terminal, [DOWN] * _PRESSES)
        found["page down"] = _each(terminal, [PAGE] * _PRESSES)
        found["open an article"], found["back to the list"] = _pairs(terminal, ENTER, "q", _FEW)
    return found
