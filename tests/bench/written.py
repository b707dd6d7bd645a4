"""How many bytes a key has the terminal take: on a bad line that is what a person waits for."""

from collections.abc import Iterator, Sequence

from tests.bench import listed
from tests.bench.harness import Plan, Row, Sample
from tests.bench.keys import DOWN, PAGE
from tests.bench.listed import BARE, ENTER
from tests.bench.peers import newsboat
from tests.bench.terminal import Terminal

_SEARCH = "\x06"
_TIMES = 10


def measure(plan: Plan) -> Iterator[Row]:
    """Press each key some times, at the smallest size: what is painted is the same at any."""
    size = plan.sizes[0]
    with listed.reader(plan, size) as terminal:
        ours = _listed(terminal) | _read(terminal) | _searched(terminal)
    peers = {}
    with listed.bare(size) as terminal:
        peers[BARE] = _listed(terminal)
    if newsboat.missing() is None:
        with listed.feed(size) as terminal:
            peers["newsboat"] = _listed(terminal) | _read(terminal)
    for name, sample in ours.items():
        beside = {peer: found[name] for peer, found in peers.items() if name in found}
        yield Row("written", name, "B", sample, beside, size=size, work="constant")


def _listed(terminal: Terminal) -> dict[str, Sample]:
    return {
        "down": _each(terminal, [DOWN] * _TIMES),
        "page down": _each(terminal, [PAGE] * _TIMES),
    }


def _read(terminal: Terminal) -> dict[str, Sample]:
    three = _each(terminal, [DOWN, ENTER, "q"] * _TIMES).values
    return {"open an article": Sample(three[1::3]), "back to the list": Sample(three[2::3])}


def _searched(terminal: Terminal) -> dict[str, Sample]:
    terminal.press(_SEARCH, quiet=0.5)
    return {"a letter of a search": _each(terminal, list("hoi nghi"))}


def _each(terminal: Terminal, keys: Sequence[str]) -> Sample:
    return Sample(tuple(_bytes(terminal, key) for key in keys))


def _bytes(terminal: Terminal, key: str) -> float:
    terminal.press(key, quiet=0.3)
    return len(terminal.output)
