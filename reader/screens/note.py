"""The input line for a note on an article."""

from textual.widgets import Input

from reader.i18n import _
from reader.keyboard.command import Place
from reader.screens.line import WordsScreen
from reader.user.noted import LONGEST
from reader.widgets.lineinput import LineInput
from reader.words import number


class NoteInput(LineInput):
    """Takes as much as a note may have, and says, once, why it takes no more."""

    _has_said = False

    def __init__(self, former: str, *, placeholder: str) -> None:
        super().__init__(former, placeholder=placeholder)
        self.max_length = LONGEST

    def restricted(self) -> None:
        """Say how long a note may be; Textual rings the bell alone."""
        self.app.bell()
        if not self._has_said:
            self._has_said = True
            text = _("A note has room for {n} letters.").format(n=number(LONGEST))
            self.notify(text, severity="warning")


class NoteScreen(WordsScreen):
    """Returns the note, empty where it is to go, or None where it stays as it was."""

    PLACE = Place.NOTE
    INPUT = NoteInput

    def __init__(self, former: str) -> None:
        """`former` is the note that there is, to be changed."""
        super().__init__(_("Note"), _("words of your own; note: finds them"), former)

    def on_mount(self) -> None:
        """Go on behind what stands there, so that a letter does not replace all of it."""
        field = self.query_one(Input)
        field.select_on_focus = False
        field.cursor_position = len(field.value)

    action_keep_note = WordsScreen.keep
    """Keep the note."""

    def action_drop_note(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
