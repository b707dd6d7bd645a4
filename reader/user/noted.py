"""Notes on articles: a line of the user's own on each, found by its words."""

from reader.user.userstore import UserStore
from scrapers.text import clean_line, fold

LONGEST = 2_000
"""Characters of a note; what is longer is cut."""


class NotedArticles(UserStore):
    """The notes in the user's database."""

    def note(
        self,
        portal: str,
        id: str,
        text: str,
        *,
        instead_of: str | None = None,
        title: str = "",
        published: str | None = None,
    ) -> str:
        """Write a note in place of the one before, none for an empty text; return the one before.

        Where that is not the one that it is to stand `instead_of`, it stays: another process wrote it. Title
        and date stay with it, by which it finds an article again whose id the portal changes.
        """
        text = line_of(text)
        asked = {"portal": portal, "id": id, "note": text, "folded": fold(text), "at": self._now()}
        with self._changing() as connection:
            before = self.noted(portal, id)
            if instead_of is None or line_of(instead_of) == before:
                if text:
                    self._touch(connection, portal, id, title, published)
                self._count(connection, connection.execute(_NOTE if text else _NO_NOTE, asked).rowcount)
        return before

    def noted(self, portal: str, id: str) -> str:
        """Return the note on an article; empty where there is none."""
        found = self._ask("SELECT note FROM mark WHERE portal = ? AND id = ?", portal, id)
        return str(found[0][0]) if found else ""


def line_of(text: str) -> str:
    """Return a text as a note can hold it."""
    return clean_line(text)[:LONGEST].strip()


_NOTE = """
UPDATE mark SET note = :note, note_folded = :folded, noted_at = :at, noted_off = NULL
WHERE portal = :portal AND id = :id
"""
_NO_NOTE = """
UPDATE mark SET note = '', note_folded = '', noted_at = NULL, noted_off = :at
WHERE portal = :portal AND id = :id AND noted_at IS NOT NULL
"""
