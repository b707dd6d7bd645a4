"""Gives the list its rows: articles, their views over time, and where they are from."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from reader.desk import Desk
from reader.model import EVERYWHERE, ArticleKey, Head, History
from reader.screens.main.panes import PanesScreen
from reader.screens.main.setup import Setup
from reader.widgets.headlist import Histories
from reader.wording.explain import explain
from scrapers.errors import TinvlError


class ListingScreen(PanesScreen, layer=True):
    """Lists what lies on a desk."""

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(setup)
        self.desk = desk
        self._told = ""
        """The last message about rows that could not be read."""

    @property
    def is_everywhere(self) -> bool:
        """Whether the news of all portals are read together."""
        return self.desk.portal == EVERYWHERE

    def heads_of(self, rows: Sequence[int]) -> Mapping[int, Head]:
        """Return rows to draw; those that cannot be read stay empty, and the reason is said once."""
        try:
            return self.desk.library.heads_by_row(rows)
        except TinvlError as error:
            if (trouble := explain(error)) != self._told:
                self._told = trouble
                self.say(trouble, trouble=True)
            return {}

    def histories_of(self, heads: Sequence[Head]) -> Histories:
        """Return what is known of views; rows whose history cannot be read are drawn without one."""
        found: dict[ArticleKey, tuple[History, ...]] = {}
        try:
            for portal, some in groupby(sorted(heads, key=_portal), key=_portal):
                histories = self.desk.library.stats.histories(portal, [head.id for head in some])
                found |= {(portal, id_): history for id_, history in histories.items()}
        except TinvlError:
            return {}
        return found

    def portal_of(self, head: Head | None) -> str:
        """Return the title of an article's portal, or of all, where several are read, else nothing."""
        portal = head.portal if head else EVERYWHERE
        return self.desk.library.title_of(portal) if self.is_everywhere else ""

    def origin_of(self, head: Head) -> str:
        """Return the title of an article's portal where the list has those of several, else nothing."""
        return "" if self.desk.current.is_portal else self.portal_of(head)


def _portal(head: Head) -> str:
    return head.portal
