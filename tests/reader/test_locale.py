"""Vietnamese is complete, says the same things as the English, and is compiled."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reader.i18n import LOCALE

ROOT = Path(__file__).parents[2]
PO = LOCALE / "vi" / "LC_MESSAGES" / "tinvl.po"
FIELD = re.compile(r"\{[^}]*\}")


def collected() -> Catalog:
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


MESSAGES = [message for message in collected() if message.id]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(forms(message.id)[0])[:50])
def test_every_message_has_vietnamese_with_the_same_fields(message: Message) -> None:
    found = translated().get(forms(message.id)[0])

    assert found is not None
    assert all(forms(found.string))
    for text in forms(found.string):
        assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(forms(message.id)[-1]))


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    said = {forms(message.id)[0] for message in MESSAGES}

    assert {forms(message.id)[0] for message in translated() if message.id} - said == set()


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, translated())

    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()
