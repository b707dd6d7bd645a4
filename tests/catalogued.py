"""What a catalogue has, as tests ask for it."""

from scrapers.stores.catalogue import Catalogue
from scrapers.text import fold
from tests.fakes_store import PORTAL


def ids(catalogue: Catalogue, portal: str = PORTAL) -> list[str]:
    """Which articles of a portal it lists, the newest first."""
    found = catalogue.ask("SELECT id FROM head WHERE portal = ? ORDER BY row DESC", (portal,))
    return [id_ for (id_,) in found]


def matches(catalogue: Catalogue, words: str) -> list[str]:
    """In which articles it finds words."""
    found = catalogue.ask(
        "SELECT id FROM words JOIN head ON head.text_row = words.rowid WHERE words MATCH ? ORDER BY id",
        (fold(words),),
    )
    return [id_ for (id_,) in found]


def shelf(catalogue: Catalogue, slug: str) -> list[str]:
    """Which articles it files in a category, the newest first."""
    found = catalogue.ask(
        "SELECT id FROM filed JOIN head USING (row) WHERE slug = ? ORDER BY row DESC", (slug,)
    )
    return [id_ for (id_,) in found]


def whole(catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a rebuild must come to again."""
    tables = {
        "head": "SELECT * FROM head ORDER BY row",
        "filed": "SELECT * FROM filed ORDER BY portal, slug, row",
        "category": "SELECT * FROM category ORDER BY portal, place",
        "alias": "SELECT * FROM alias ORDER BY portal, alias",
        "words": "SELECT id FROM words JOIN head ON text_row = words.rowid WHERE words MATCH 'so' ORDER BY 1",
    }
    return {name: catalogue.ask(text) for name, text in tables.items()}
