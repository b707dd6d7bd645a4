"""Widgets that leave out what Textual would paint or style anew although nothing of it changed."""

from collections.abc import Iterator

from textual._compositor import ChopsUpdate, Compositor, CompositorMap, LayoutUpdate, ReflowResult
from textual.events import Blur, DescendantBlur, DescendantFocus, Focus
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget


class Painter(Compositor):
    """Asks only those for their lines of whom there is something to see in what is painted.

    Textual asks all that lie in a container with what changed, all between two changes, and all behind.
    """

    _changed: frozenset[Region] = frozenset()
    """The regions being painted; none for the whole screen."""
    _laid_out: "CompositorMap | None" = None
    """Where all lay by the last layout."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out, and mark what changed since the last layout.

        Textual compares with where things lay when that was asked last, which may be after they changed.
        """
        self._full_map = self._full_map if self._laid_out is None else self._laid_out
        result = super().reflow(parent, size)
        self._laid_out = self._full_map
        return result

    def render_full_update(  # type: ignore[override]  # Textual only hands it on
        self, simplify: bool = False
    ) -> LayoutUpdate | ChopsUpdate | None:
        """Paint all of it as a change everywhere, of which it is known what stands where."""
        if simplify:  # a picture of the screen is drawn so
            return super().render_full_update(simplify)
        self._dirty_regions = {self.size.region}
        return self.render_partial_update()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Paint what changed."""
        self._changed = frozenset(self._dirty_regions)
        update = super().render_partial_update()
        self._changed = frozenset()
        return update

    def _get_renders(self, crop: Region | None = None) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """Go from the front to the back, until all is covered."""
        left = self._changed or {crop or self.size.region}
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and any(map(seen.overlaps, left)):
                yield region, clip, widget.render_lines(seen - region.offset)
                left = {rest for rest in left if not seen.contains_region(rest)}
                if not left:
                    return


class Ground(Widget):
    """A container that shows only its background, and perhaps a line at its side: one line stands for all."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the first line, and have it as often as there are lines."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height


class Settled(Widget):
    """A widget whose size is settled in one layout: what is known of its scrollbar needs no second one.

    Textual lays out the whole screen once more, and paints all that changed again, when a widget has another
    height than before.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Pane(Widget):
    """A pane that knows what a focus changes in its looks.

    Textual reads the styles of a pane and of all that is in it anew, and paints all of it, whenever a focus
    comes or goes: of the way from an article to the list that was more than half.
    """

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Paint what the focus changes: nothing, unless a subclass says otherwise."""

    def on_focus(self, event: Focus) -> None:
        """Take the focus as Textual does, but paint nothing for it."""
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(DescendantFocus(self))

    def on_blur(self, event: Blur) -> None:
        """Leave the focus likewise."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(DescendantBlur(self))
