"""The lists of a DOCX (ISO/IEC 29500-1, 17.9)."""

from collections.abc import Iterator

from scrapers.documents.docx.switches import is_on
from scrapers.documents.figures import figure
from scrapers.documents.numbering import LEVELS, Counter, Level, Step
from scrapers.documents.packed import Node, Parts

_NOWHERE = -1


class Numbering:
    """The lists of one document: several of them may count on together."""

    def __init__(self, archive: Parts, part: str) -> None:
        self._lists: dict[str, Node] = {}
        self._counters: dict[str, Counter] = {}
        styles, linked = dict[str, Counter](), dict[str, str]()
        for node in archive.elements(part, "abstractNum", "num"):
            if node.tag == "num":
                self._lists[node.attributes.get("numId", "")] = node
                continue
            name = node.attributes.get("abstractNumId", "")
            self._counters[name] = styles[node.value("styleLink")] = Counter(dict(_steps(node)))
            linked[name] = node.value("numStyleLink")
        # What says to be as a style of lists has no levels itself.
        self._counters |= {name: styles[style] for name, style in linked.items() if style and style in styles}
        self._begun: dict[str, Counter] = {}

    def next(self, number: str, place: int) -> Level | None:
        """Count one paragraph of a list; None where there is no such list, or it writes nothing."""
        if number not in self._begun:
            told = self._lists.get(number)
            counter = self._counters.get(told.value("abstractNumId")) if told else None
            if told is None or counter is None:
                return None
            self._begun[number] = _begun(told, counter)
        return self._begun[number].next(place, number)


def _begun(told: Node, counter: Counter) -> Counter:
    """Return a list with levels of its own; it begins anew where it says so, though others have counted."""
    for one in told.nodes():
        start = figure(one.value("startOverride"), _NOWHERE)
        if start != _NOWHERE:
            counter.restart(_place(one), start)
    return counter.formed({place: step for one in told.nodes() for place, step in _steps(one)})


def _steps(holder: Node) -> Iterator[tuple[int, Step]]:
    for one in holder.nodes():
        if one.tag == "lvl":
            kind = one.value("numFmt") or "decimal"
            restart = figure(one.value("lvlRestart"), LEVELS)
            legal = is_on(one.find("isLgl"))
            yield _place(one), Step(kind, one.value("lvlText"), figure(one.value("start"), 1), restart, legal)


def _place(level: Node) -> int:
    return figure(level.attributes.get("ilvl", ""), 0)
