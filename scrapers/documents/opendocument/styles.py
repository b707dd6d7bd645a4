"""What the styles of an OpenDocument say: bold, in the middle, not shown (OpenDocument 1.3, part 3, 16.2)."""

from collections.abc import Iterator

from scrapers.documents.packed import Archive, Node

BOXES = ("text-box", "custom-shape", "rect", "ellipse")
"""What has a text of its own beside a paragraph."""
LEFT_OUT = frozenset((*BOXES, "frame", "annotation", "ruby-text"))
"""What is no text of the paragraph in which it stands."""
_BOLD = ("bold", "600", "700", "800", "900")
_CHAIN = 20
"""Styles that are based on each other; more go round."""


class Styles:
    """The styles of one document, by their families and names."""

    def __init__(self, archive: Archive, content: str) -> None:
        self._styles = {
            (style.attributes.get("family", ""), style.attributes.get("name", "")): style
            for part in ("styles.xml", content)
            for style in archive.elements(part, "style")
        }

    def is_shown(self, part: Node) -> bool:
        """Tell whether a part is seen: a table may be hidden."""
        return self._property(part, "table", "table-properties", "display") != "false"

    def is_centred(self, paragraph: Node) -> bool:
        """Tell whether a paragraph stands in the middle."""
        return self._property(paragraph, "paragraph", "paragraph-properties", "text-align") == "center"

    def is_strong(self, paragraph: Node) -> bool:
        """Tell whether all words of a paragraph are bold."""
        weight = self._property(paragraph, "paragraph", "text-properties", "font-weight")
        return set(self._weights(paragraph, weight in _BOLD)) == {True}

    def _weights(self, node: Node, bold: bool) -> Iterator[bool]:
        """Yield for each stretch of words whether it is bold; `bold` is whether what is around it is."""
        for child in node.children:
            if isinstance(child, str):
                if child.strip():
                    yield bold
            elif child.tag not in LEFT_OUT and child.tag != "note":
                weight = self._property(child, "text", "text-properties", "font-weight")
                yield from self._weights(child, weight in _BOLD if weight else bold)

    def _property(self, node: Node, family: str, properties: str, name: str) -> str:
        """Return what the style of an element says, or one that it is based on; "" for nothing."""
        style = node.attributes.get("style-name", "")
        for _ in range(_CHAIN):
            if (one := self._styles.get((family, style))) is None:
                return ""
            if told := one.value(properties, name=name):
                return told
            style = one.attributes.get("parent-style-name", "")
        return ""
