"""The article pane: the text set to a reading width, and its related news."""

from asyncio import sleep
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.layout import Layout
from textual.message import Message
from textual.reactive import reactive
from textual.scrollbar import ScrollBar

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.model import RelatedHead, key_of
from reader.render.pieces import Piece
from reader.render.setting import Setting
from reader.render.states import Shown, foot_piece, shown_pieces
from reader.searching.marking import Marker
from reader.widgets.centred import Centred
from reader.widgets.frugal import Pane, Settled
from reader.widgets.latest import Latest
from reader.widgets.picture import Pictures
from reader.widgets.pictured import BESIDE, PicturedPane
from reader.widgets.related import RelatedList
from reader.widgets.textbar import TextBar
from reader.widgets.textrun import TextRun

if TYPE_CHECKING:
    from PIL.Image import Image

MEASURE = 78
"""Default reading width in cells."""


class ArticleView(PicturedPane, Pane, Settled, can_focus=True, inherit_bindings=False):
    """Shows one article, or says why there is none to show.

    Another article begins at its top; the same one in a new revision stays where it is.
    """

    DEFAULT_CSS = """
    ArticleView {
        padding: 1 0 0 2;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 25%;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.ARTICLE)]

    shown: reactive[Shown] = reactive(Shown(), repaint=False, init=False)
    """What is known of the article; several changes at once are drawn once."""
    related: reactive[tuple[RelatedHead, ...]] = reactive((), repaint=False, init=False)
    marker: reactive[Marker | None] = reactive(None, repaint=False, init=False)
    """What marks the words of a search in the text; each new one begins at its first word."""

    @with_fields
    class Scrolled(Latest):
        """Reading has come to `fraction` of the text, 0 to 1; 1 is its end."""

        fraction: float

    class Filled(Message):
        """Another text is painted, without its pictures yet; what takes a while can begin."""

    def __init__(
        self,
        *,
        measure: int = MEASURE,
        pictures: Pictures | None = None,
        id: str | None = None,
    ) -> None:
        """`measure` is the reading width in cells; without `pictures` a box stands for each picture."""
        super().__init__(measure, pictures, id=id)
        self._centred = Centred(BESIDE)
        self._related = RelatedList(measure)
        self._foot = TextRun((), measure)
        self._drawn: Shown | None = None
        self._stale = False
        self._is_new = False
        self._share = 0.0
        self._wanted: float | None = None
        self._width = 0
        self._settled = False
        self._left_at = 0.0

    @property
    def layout(self) -> Layout:
        """Each piece in the middle of the pane."""
        return self._centred

    def compose(self) -> ComposeResult:
        """Make the text, and what stays under it."""
        yield self._runs[0]
        yield self._related
        yield self._foot

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """A scrollbar that is painted with the text; Textual has no other way to replace its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = TextBar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001 - as Textual starts its own
        return self._vertical_scrollbar

    def on_mount(self) -> None:
        """Say that no article is chosen yet."""
        self._redraw_soon()

    def restore(self, fraction: float) -> None:
        """Go where reading stopped, as `Scrolled` told it, once the article is drawn."""
        self._wanted = fraction
        self._redraw_soon()

    def focus_related(self) -> bool:
        """Go to the related news; False where there are none."""
        if not self._related.entries:
            return False
        self._related.focus(scroll_visible=False)
        return True

    # Words that were searched for --------------------------------------------------------------------

    def watch_marker(self) -> None:
        """Mark the words, or take the marks away."""
        self.seek(first=self.marker is not None)
        self._redraw_soon()

    @property
    def marker_now(self) -> Marker | None:
        """What marks the words of a search; corrections mark themselves."""
        return None if self.shown.comparison else self.marker

    # Related news ------------------------------------------------------------------------------------

    @on(RelatedList.Moved)
    def _show_entry(self, event: RelatedList.Moved) -> None:
        event.stop()
        self._reveal(event.region.translate(self._related.virtual_region.offset))

    @on(RelatedList.Left)
    def _leave_related(self, event: RelatedList.Left) -> None:
        event.stop()
        self.focus(scroll_visible=False)

    # Drawing -----------------------------------------------------------------------------------------

    def _redraw_soon(self) -> None:
        if not self._stale:
            self._stale = True
            self.call_next(self._redraw)

    def show(self, **known: Any) -> None:
        """Show what is known by now, by the fields of `Shown`; what else is shown stays."""
        self.shown = self.shown._replace(**known)

    def watch_shown(self, old: Shown, new: Shown) -> None:
        """Forget a place that was wanted in another article; begin at the first of corrections."""
        if (old.article and key_of(old.article)) != (new.article and key_of(new.article)):
            self._wanted = None
        if old.comparison != new.comparison:
            if old.comparison is None:
                self._left_at = self._share
            self._wanted = 0.0 if new.comparison else self._left_at
            self.seek(first=new.comparison is not None)
        self._redraw_soon()

    watch_related = _redraw_soon

    async def _redraw(self) -> None:
        """Show what was set; one layout for all of it."""
        self._stale = False
        before, now = self._drawn, self.shown
        self._drawn = now
        keep = before is not None and before.key == now.key
        if not keep:
            self._settled = False
            self.scroll_to(y=0, animate=False, immediate=True)
        if before is None or before._replace(age="") != now._replace(age=""):
            weight, top = self._weight, self._top_share()
            await self._fill(shown_pieces(now))
            if self._weight > weight:
                # What was read of its files stands at its end: reading stays at the same words.
                self._share = top * weight / self._weight
        self._show_below(now != before)
        self._mark_words()
        self._unsettle(keep=keep)

    def _show_below(self, changed: bool) -> None:
        """Show what stands under the text; nothing does under its corrections."""
        article = self.shown.article if self.shown.comparison is None else None
        self._related.entries = self.related if article else ()
        if changed:
            self._foot.show([Setting(foot_piece(self.shown))])
        self._foot.display = bool(article and article.fetched_at)

    async def show_picture(self, url: str, picture: "Image", rate: float | None) -> None:
        """Show a picture of the open article in place of its box, and stay at the same words."""
        await super().show_picture(url, picture, rate)
        self._unsettle(keep=True)

    async def hide_pictures(self) -> None:
        """Show the boxes again."""
        if self._drawn is not None:
            await self._fill(shown_pieces(self._drawn))
            self._mark_words()
            self._unsettle(keep=True)

    async def _fill(self, pieces: list[Piece]) -> None:
        await super()._fill(pieces)
        self._is_new = True

    # Place -------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Keep the words at the top of the pane where they are when the lines are broken anew."""
        if event.size.width != self._width:
            self._unsettle(keep=True)
        self.tell_room()

    def _unsettle(self, *, keep: bool) -> None:
        self._settled = False
        if self._wanted is not None or not keep:
            self._share, self._wanted = self._wanted or 0.0, None
        self.call_next(self._wait_for_text)

    async def _wait_for_text(self) -> None:
        await sleep(0)  # by then the text has asked the screen for a layout
        self.screen.call_later(self.call_after_refresh, self._settle)

    def _settle(self) -> None:
        """Scroll to where reading is to go on, now that every piece has its lines."""
        at_end = self._share >= 1
        line = self.max_scroll_y if at_end else self._stretches.line_after(self._share) if self._share else 0
        self.scroll_to(y=line, animate=False, immediate=True)
        self._width, self._settled = self.size.width, True
        if self._is_new:
            self._is_new = False
            self.post_message(self.Filled())
        if self._seeks:  # until the pieces have their places
            self.step_hit(1)
        else:
            self.reveal_again()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell how far reading has come, when it was the reader who scrolled."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            # Textual's quicker way to scroll paints the whole screen whenever something was laid out before.
            self.refresh(repaint=False, layout=True)
        if self._settled and self._width == self.size.width and round(old_value) != round(new_value):
            end = new_value >= self.max_scroll_y
            self._share = 1.0 if end else self._stretches.share_before(new_value)
            self.let_go()
            if self.shown.comparison is None:
                self.post_message(self.Scrolled(self._share))

    def _top_share(self) -> float:
        """Return how much of the text is above the pane, also where its end is in sight."""
        return self._share if self._share < 1 else self._stretches.share_before(self.scroll_y)
