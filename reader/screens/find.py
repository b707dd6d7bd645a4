"""The input line for words to find in the open article."""

from reader.i18n import _
from reader.keyboard.command import Place
from reader.screens.line import WordsScreen


class FindScreen(WordsScreen):
    """Returns the words, or an empty text.

    They are marked only when the line is left: a change below another screen repaints all of it, which on a
    slow line takes a second a letter.
    """

    PLACE = Place.FIND

    def __init__(self) -> None:
        """Begin with no words."""
        super().__init__(_("Find"), _("words of this article, accents or not"))

    action_keep_found = WordsScreen.keep
    """Go to the article and mark the words."""
    action_drop_found = WordsScreen.drop
    """Go back to where one was."""
