"""The input line for the address of a portal that is to be added."""

from reader.i18n import _
from reader.keyboard.command import Place
from reader.screens.address import AddressInput
from reader.screens.line import WordsScreen

_EXAMPLE = "stttt.travinh.gov.vn"


class PortalAddressScreen(WordsScreen):
    """Returns the address, or an empty text."""

    PLACE = Place.PORTAL_ADDRESS
    INPUT = AddressInput

    def __init__(self, former: str) -> None:
        """`former` is the address before, which led to no portal."""
        super().__init__(_("Address"), _EXAMPLE, former)

    action_look_at_portal = WordsScreen.keep
    """Look at the portal there."""
    action_drop_portal_address = WordsScreen.drop
    """Add none."""
