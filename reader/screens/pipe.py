"""The input line for a command that gets the article."""

from reader.i18n import _
from reader.keyboard.command import Place
from reader.screens.line import WordsScreen

_EXAMPLES = 'less, wc -w, mail -s "$TINVL_TITLE" ...'


class PipeScreen(WordsScreen):
    """Returns the command, or an empty text."""

    PLACE = Place.PIPE

    def __init__(self, former: str) -> None:
        """`former` is the command before."""
        super().__init__(_("Pipe to"), _EXAMPLES, former)

    action_run_pipe = WordsScreen.keep
    """Run the command."""
    action_drop_pipe = WordsScreen.drop
    """Run nothing."""
