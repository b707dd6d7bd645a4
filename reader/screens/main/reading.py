"""The main screen as a whole."""

from typing import ClassVar

from textual.binding import BindingType

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.keyboard.refusals import Present, refusal
from reader.screens.main.addressing import AddressingScreen
from reader.screens.main.comparing import ComparingScreen
from reader.screens.main.exporting import ExportingScreen
from reader.screens.main.filetexts import FileTextsScreen
from reader.screens.main.following import FollowingScreen
from reader.screens.main.marking import MarkingScreen
from reader.screens.main.noting import NotingScreen
from reader.screens.main.picturing import PicturingScreen
from reader.screens.main.relating import RelatingScreen
from reader.screens.main.saving import SavingScreen
from reader.screens.main.searching import SearchingScreen


class ReaderScreen(
    ExportingScreen,
    FollowingScreen,
    MarkingScreen,
    NotingScreen,
    RelatingScreen,
    ComparingScreen,
    SearchingScreen,
    PicturingScreen,
    AddressingScreen,
    SavingScreen,
    FileTextsScreen,
    inherit_bindings=False,
):
    """Reads one portal of a library.

    The order counts twice: while corrections are shown, `n` and `N` are theirs, not the search's; and a link
    to a picture of the article shows it, before it is looked at as an address.

    The keys of all layers are bound here, once: Textual reads the bindings of its bases anew for each class.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.SCREEN)]

    def refusal(self, key: str) -> str:
        """Return why a key has nothing to do now: what its command lacks, or in which pane it works."""
        here, article = self.here, self.desk.article
        present = Present(
            listed=bool(self.desk.rows),
            opened=self.desk.head is not None,
            text=here.cached if here and self.place is Place.LIST else article is not None,
            files=article is not None and bool(article.attachments),
            syncing=self.sync_bar.running,
            fetching_files=self.fetches_files,
        )
        return refusal(key, self.place, present)
