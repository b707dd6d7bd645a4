"""From a key to the last byte of what it paints, in the list, in an article, and while a filter is typed."""

from collections.abc import Iterator

from tests.bench.data import newest_title
from tests.bench.harness import Bar, Plan, Row, Sample
from tests.bench.peers import newsboat
from tests.bench.terminal import Terminal, reader_of

_DOWN, _PAGE, _END, _TOP, _ENTER, _ESCAPE = "\x1b[B", "\x1b[6~", "G", "g", "\r", "\x1b"
_FILTER = "hoi nghi tong ket"
_PRESSES = 30
_WHOLE = 0.2


def measure(plan: Plan) -> Iterator[Row]:
    """Press each key many times, at every size."""
    for size in plan.sizes:
        ours = _reader(plan, size)
        peers = _newsboat(size) if newsboat.missing() is None else {}
        bars = (Bar("median", most=8), Bar("p99", most=33))
        for name, sample in ours.items():
            barred = bars if name in ("down", "page down") and size == plan.most else ()
            peer = {"newsboat": peers[name]} if name in peers else {}
            yield Row("keys", f"{name}, {size:,} articles", "ms", sample, peer, barred)


def _reader(plan: Plan, size: int) -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    with Terminal(reader_of(plan.home(size))) as terminal:
        terminal.until(newest_title(size)[:16])
        terminal.settle(1.0)
        found["down"] = _each(terminal, [_DOWN] * _PRESSES * 3)
        found["page down"] = _each(terminal, [_PAGE] * _PRESSES)
        found["end"], found["top"] = _pairs(terminal, _END, _TOP)
        found["next category"] = _each(terminal, ["]"] * _PRESSES)
        terminal.press(_TOP, quiet=0.3)
        found["filter, a letter"] = _filtered(terminal)
        found["open an article"], found["back to the list"] = _pairs(terminal, _ENTER, "q")
        terminal.press(_ENTER, quiet=0.5)
        found["next article"] = _each(terminal, ["n"] * _PRESSES)
    return found


def _each(terminal: Terminal, keys: list[str]) -> Sample:
    return Sample(tuple(terminal.press(key) * 1000 for key in keys))


def _pairs(terminal: Terminal, there: str, back: str) -> tuple[Sample, Sample]:
    # Long enough for an article to be there, or the way back would be the way out.
    pairs = [
        (terminal.press(there, quiet=_WHOLE) * 1000, terminal.press(back, quiet=_WHOLE) * 1000)
        for _ in range(_PRESSES)
    ]
    return Sample(tuple(one for one, _ in pairs)), Sample(tuple(other for _, other in pairs))


def _filtered(terminal: Terminal) -> Sample:
    terminal.press("/", quiet=0.3)
    typed = _each(terminal, list(_FILTER))
    terminal.press(_ESCAPE, quiet=0.5)
    return typed


def _newsboat(size: int) -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    with Terminal(newsboat.command(size)) as terminal:
        terminal.until(newsboat.FEED)
        terminal.settle()
        found["open the list"] = _each(terminal, [_ENTER])
        found["down"] = _each(terminal, [_DOWN] * _PRESSES)
        found["page down"] = _each(terminal, [_PAGE] * _PRESSES)
        found["open an article"], found["back to the list"] = _pairs(terminal, _ENTER, "q")
    return found
