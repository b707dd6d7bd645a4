"""Shows what was corrected in the open article, one pair of revisions after the other."""

from textual import work
from textual.message import Message

from reader.keyboard.command import Place
from reader.messages import with_fields
from reader.model import key_of
from reader.screens.main.browsing import BrowsingScreen
from reader.wording.revisions import Comparison, Pair, before, pairs


class ComparingScreen(BrowsingScreen, layer=True):
    """Shows corrections in place of the text, and the text again."""

    @with_fields
    class Compared(Message):
        """Two revisions are compared."""

        comparison: Comparison

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        shown = self.article_view.shown.comparison
        if action in ("next_mark", "previous_mark", "clear_marks") and shown:
            return False
        if action == "differences":
            return bool(self._pairs())
        working = {
            "leave_differences": shown is not None,
            "next_change": shown is not None and shown.corrections > 0,
            "previous_change": shown is not None and shown.corrections > 0,
        }
        return working.get(action, super().works(action))

    def show_article(self, *, again: bool = False) -> None:
        """Show the text of the open article; where it only may have changed, what is shown of it stays."""
        shown = self.article_view.shown.comparison
        if shown and (not again or self.desk.open_key != key_of(shown.pair.new)):
            self.article_view.show(comparison=None)
        super().show_article(again=again)

    def action_differences(self) -> None:
        """Show what was corrected last, then what was corrected before that, then the text."""
        self.go(Place.ARTICLE)
        shown = self.article_view.shown.comparison
        pair = before(self._pairs(), shown.pair if shown else None)
        if pair is None:
            self.action_leave_differences()
        else:
            self._compare(pair)

    def _pairs(self) -> tuple[Pair, ...]:
        """List what can be compared in the open article."""
        article = self.desk.article
        return pairs(self.desk.revisions, article) if article else ()

    @work(thread=True, exclusive=True, group="differences", exit_on_error=False)
    def _compare(self, pair: Pair) -> None:
        self.post_message(self.Compared(Comparison.of(pair)))

    def on_comparing_screen_compared(self, message: Compared) -> None:
        """Show the corrections, unless another article was opened meanwhile."""
        if message.comparison.pair in self._pairs():
            self.article_view.show(comparison=message.comparison)
            self.tell_hints()

    def action_leave_differences(self) -> None:
        """Show the text again."""
        self.article_view.show(comparison=None)
        self.tell_hints()

    def action_next_change(self) -> None:
        """Go to the next correction."""
        self.article_view.step_hit(1)

    def action_previous_change(self) -> None:
        """Go to the correction before."""
        self.article_view.step_hit(-1)
