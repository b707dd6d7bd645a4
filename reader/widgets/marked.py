"""A pane of pieces with keys that go from link to link, from one marked word or correction to the next."""

from dataclasses import dataclass

from textual import on
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from reader.render.text import HIT_META
from reader.searching.marking import Marker
from reader.widgets.piece import PieceView
from reader.widgets.textpane import TextPane


class MarkedPane(TextPane):
    """Knows which link the keys are on, and which hit; what the pieces are is its subclass's."""

    @dataclass
    class LinkOpened(Message):
        """A link of the text is to be opened; only addresses of http(s) with a host come here."""

        url: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._views: list[PieceView] = []
        self._links: list[tuple[PieceView, int]] = []
        self._link: int | None = None
        self._hit: tuple[int, int] | None = None
        self._seeks = False
        """Whether the first hit is to be gone to, once the pieces have their places."""

    @property
    def marker_now(self) -> Marker | None:
        """What marks words in the text that is shown."""
        return None

    def action_next_link(self) -> None:
        """Mark the next link; the first from the top of the pane where none is marked."""
        self._mark_link(1)

    def action_previous_link(self) -> None:
        """Mark the link before."""
        self._mark_link(-1)

    def action_open_link(self) -> None:
        """Open the marked link."""
        if self._link is not None:
            view, number = self._links[self._link]
            self.post_message(self.LinkOpened(view.piece.targets[number]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to others while no link is marked."""
        if action == "open_link":
            return self._link is not None
        return super().check_action(action, parameters)

    def _mark_link(self, step: int) -> None:
        if not self._links:
            return
        if self._link is None:
            below = (
                at for at, (view, _n) in enumerate(self._links) if view.virtual_region.bottom > self.scroll_y
            )
            self._link = (next(below, 0) - (step < 0)) % len(self._links)
        else:
            self._links[self._link][0].mark(None)
            self._link = (self._link + step) % len(self._links)
        view, number = self._links[self._link]
        view.mark(number)
        self._reveal(view, view.place_of(number))

    def _reveal(self, view: Widget, place: Region) -> None:
        region = place.translate(view.virtual_region.offset)
        self.scroll_to_region(region, animate=False, immediate=True, x_axis=False)

    def step_hit(self, step: int) -> bool:
        """Go to the next marked word or correction, with -1 to the one before, round; False without any."""
        hits = [(index, number) for index, view in enumerate(self._views) for number in range(view.hits)]
        if not hits:
            return False
        there = hits.index(self._hit) + step if self._hit in hits else (0 if step > 0 else -1)
        self._go_to_hit(*hits[there % len(hits)])
        return True

    def _go_to_hit(self, index: int, number: int) -> None:
        if self._hit is not None and self._hit[0] < len(self._views):
            self._views[self._hit[0]].mark_words(self.marker_now)
        self._hit, self._seeks = (index, number), False
        view = self._views[index]
        view.mark_words(self.marker_now, number)
        self._reveal(view, view.place_of(number, HIT_META))

    @on(PieceView.Followed)
    def _follow(self, event: PieceView.Followed) -> None:
        event.stop()
        self.post_message(self.LinkOpened(event.url))
