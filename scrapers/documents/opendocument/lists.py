"""The lists of an ODT: OpenDocument 1.3, part 3, 5.3 and 16.31 to 16.34."""

from collections.abc import Iterator

from scrapers.documents.figures import figure
from scrapers.documents.numbering import BULLET, NONE, Counter, Step
from scrapers.documents.packed import Archive, Node

_KINDS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": NONE,
}
_NUMBERED = ("list-level-style-number", "outline-level-style")
_GOES_ON = ("continue-numbering", "continue-list")


class Lists:
    """The lists of one document, and how far each has counted."""

    def __init__(self, archive: Archive, content: str) -> None:
        self._steps: dict[str, dict[int, Step]] = {}
        self._counters: dict[str, Counter] = {}
        self.outline = Counter({})
        """The numbers of headings."""
        for part in ("styles.xml", content):
            for style in archive.elements(part, "list-style", "outline-style"):
                steps = dict(_steps(style))
                if style.tag == "outline-style":
                    self.outline = Counter(steps)
                else:
                    self._steps[style.attributes.get("name", "")] = steps

    def counter(self, node: Node) -> Counter:
        """Return what counts a list: it goes on with one of its style where it says so."""
        name = node.attributes.get("style-name", "")
        goes_on = any(node.attributes.get(key, "false") != "false" for key in _GOES_ON)
        if not (goes_on and name in self._counters):
            self._counters[name] = Counter(self._steps.get(name, {0: Step(BULLET)}))
        return self._counters[name]


def _steps(style: Node) -> Iterator[tuple[int, Step]]:
    for one in style.nodes():
        told = one.attributes
        place = figure(told.get("level", ""), 1) - 1
        if one.tag in _NUMBERED:
            kind = _KINDS.get(told.get("num-format", ""), "decimal")
            shown = min(figure(told.get("display-levels", ""), 1), place + 1)
            numbers = ".".join(f"%{at + 1}" for at in range(place + 1 - shown, place + 1))
            pattern = told.get("num-prefix", "") + numbers * (kind != NONE) + told.get("num-suffix", "")
            yield place, Step(kind, pattern, figure(told.get("start-value", ""), 1))
        elif one.tag.startswith("list-level-style"):
            yield place, Step(BULLET)
