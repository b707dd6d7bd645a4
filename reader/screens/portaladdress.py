"""The input line for the address of a portal that is to be added."""

from typing import ClassVar

from textual.binding import BindingType

from reader.i18n import _
from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.screens.address import AddressInput
from reader.screens.line import WordsScreen
from reader.widgets.lineinput import LineInput

_EXAMPLE = "stttt.travinh.gov.vn"


class PortalAddressScreen(WordsScreen):
    """Returns the address, or an empty text."""

    PLACE = Place.PORTAL_ADDRESS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PLACE, PLACE)]

    def __init__(self, former: str) -> None:
        """`former` is the address before, which led to no portal."""
        super().__init__(_("Address"), _EXAMPLE, former)

    def make_input(self, former: str, placeholder: str) -> LineInput:
        """Return what takes an address."""
        return AddressInput(former, placeholder=placeholder)

    action_look_at_portal = WordsScreen.keep
    """Look at the portal there."""
    action_drop_portal_address = WordsScreen.drop
    """Add none."""
