"""What is painted while keys are pressed: the frames, and what was laid out and styled for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region


@dataclass
class Painted:
    """What was counted."""

    frames: list[frozenset[Region]] = field(default_factory=list)
    """What each frame painted anew."""
    layouts: int = 0
    """How often the screen was laid out."""
    styled: list[str] = field(default_factory=list)
    """What had its styles read anew."""

    @property
    def cells(self) -> int:
        """How much of the terminal was painted, all frames together."""
        return sum(region.area for frame in self.frames for region in frame)


@contextmanager
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Painted]:
    """Count until the end of the block."""
    seen = Painted()
    paint, lay_out, style = Compositor.render_update, Compositor.reflow, Stylesheet.apply

    def painting(self: Compositor, *arguments: object, **named: object) -> object:
        if self._dirty_regions:
            seen.frames.append(frozenset(self._dirty_regions))
        return paint(self, *arguments, **named)  # type: ignore[arg-type]  # passed on as they came

    def laying_out(self: Compositor, *arguments: object) -> object:
        seen.layouts += 1
        return lay_out(self, *arguments)  # type: ignore[arg-type]

    def styling(self: Stylesheet, node: DOMNode, **named: object) -> None:
        seen.styled.append(type(node).__name__)
        style(self, node, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Compositor, "render_update", painting)
        patch.setattr(Compositor, "reflow", laying_out)
        patch.setattr(Stylesheet, "apply", styling)
        yield seen
