"""The lists of a DOCX (ISO/IEC 29500-1, 17.9)."""

from collections.abc import Iterator

from scrapers.documents.figures import whole
from scrapers.documents.numbering import Counter, Level, Step
from scrapers.documents.packed import Node, Parts

_NOWHERE = -1


class Numbering:
    """The lists of one document: several of them may count on together."""

    def __init__(self, archive: Parts, part: str) -> None:
        self._lists: dict[str, Node] = {}
        self._counters: dict[str, Counter] = {}
        for node in archive.elements(part, "abstractNum", "num"):
            if node.tag == "num":
                self._lists[node.attributes.get("numId", "")] = node
            else:
                self._counters[node.attributes.get("abstractNumId", "")] = Counter(dict(_steps(node)))
        self._begun: set[str] = set()

    def next(self, number: str, place: int) -> Level | None:
        """Count one paragraph of a list; None where there is no such list, or it writes nothing."""
        told = self._lists.get(number)
        counter = self._counters.get(told.value("abstractNumId")) if told else None
        if told is None or counter is None:
            return None
        if number not in self._begun:
            self._begun.add(number)
            self._begin(told, counter)
        return counter.next(place, number)

    @staticmethod
    def _begin(told: Node, counter: Counter) -> None:
        """Let a list begin anew where it says so, though others of its kind have counted."""
        for one in told.nodes():
            start = whole(one.value("startOverride"), _NOWHERE)
            if start != _NOWHERE:
                counter.restart(_place(one), start)


def _steps(abstract: Node) -> Iterator[tuple[int, Step]]:
    for one in abstract.nodes():
        if one.tag == "lvl":
            kind = one.value("numFmt") or "decimal"
            yield _place(one), Step(kind, one.value("lvlText"), whole(one.value("start"), 1))


def _place(level: Node) -> int:
    return whole(level.attributes.get("ilvl", ""), 0)
