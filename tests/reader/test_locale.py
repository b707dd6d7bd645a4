"""Vietnamese is complete, says the same things as the English, and is compiled."""

import io
import re
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reader.i18n import LOCALE

ROOT = Path(__file__).parents[2]
PO = LOCALE / "vi" / "LC_MESSAGES" / "tinvl.po"
FIELD = re.compile(r"\{[^}]*\}")


@cache
def collected() -> Catalog:
    """What the code says; read once, and not before a test asks."""
    keywords = {"_": None, "N_": None, "ngettext": (1, 2), "plural": (1, 2)}
    catalog = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "reader", [("**.py", "python")], keywords=keywords
    ):
        catalog.add(message)
    return catalog


@cache
def translated() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def forms(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def said() -> dict[str, tuple[str, ...]]:
    """The forms of each message by its id."""
    return {forms(message.id)[0]: forms(message.id) for message in collected() if message.id}


def test_every_message_has_vietnamese() -> None:
    found = {id: translated().get(id) for id in said()}

    assert len(found) > 500
    assert [id for id, message in found.items() if message is None or not all(forms(message.string))] == []


def test_vietnamese_has_the_same_fields_as_english() -> None:
    for id, english in said().items():
        message = translated().get(id)
        for text in forms(message.string) if message else ():
            assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(english[-1])), id


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    assert {forms(message.id)[0] for message in translated() if message.id} - said().keys() == set()


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, translated())
    compiled.seek(0)

    with PO.with_suffix(".mo").open("rb") as file:
        assert messages(file) == messages(compiled)


def messages(file: IO[bytes]) -> dict[str, str]:
    """Read a compiled catalogue, without its header, which names the program that compiled it."""
    found = GNUTranslations(file)._catalog
    return {id: text for id, text in found.items() if id}
