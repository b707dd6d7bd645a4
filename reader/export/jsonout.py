"""JSON for other programs: every field always present, and safe to print on a terminal."""

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict

from reader.model import Head, RelatedHead
from scrapers.model import Article, Block, Document, DocumentText

if TYPE_CHECKING:
    from reader.wording.revisions import Comparison

# JSON escapes C0 by itself; these would reach a terminal as they stand.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


def article_json(article: Article, related: tuple[RelatedHead, ...]) -> dict[str, object]:
    """Return an article as `--json` prints it."""
    data = asdict(article)
    data["blocks"] = [block_json(block) for block in article.blocks]
    data["attachments"] = [asdict(attachment) for attachment in article.attachments]
    data["documents"] = [document_json(document) for document in article.documents]
    data["related"] = [
        {"id": entry.id, "title": entry.title, "url": entry.url, "cached": entry.cached} for entry in related
    ]
    return data


def document_json(document: Document) -> dict[str, object]:
    """Return what was read of a file, by its address."""
    former = [_text_json(text) for text in document.former]
    return {**_text_json(document), "former": former}


def _text_json(text: DocumentText) -> dict[str, object]:
    return {**asdict(text), "blocks": [block_json(block) for block in text.blocks]}


def comparison_json(comparison: "Comparison") -> dict[str, object]:
    """Return what was corrected from one revision to the next; "same" with "removed" is the former text."""
    old, new, file = comparison.pair
    return {
        "id": new.id,
        "portal": new.portal,
        "url": new.url,
        "title": new.title,
        "file": file,
        "old": {"revision": old.revision, "fetched_at": old.fetched_at},
        "new": {"revision": new.revision, "fetched_at": new.fetched_at},
        "corrections": comparison.corrections,
        "changes": [asdict(change) for change in comparison.changes],
    }


def block_json(block: Block) -> dict[str, object]:
    """Return one block with its kind; links inside the text only where it has any."""
    data = {"kind": block.__struct_config__.tag, **asdict(block)}
    if links := data.pop("links", ()):
        data["links"] = [asdict(link) for link in links]
    return data


def head_json(head: Head) -> dict[str, object]:
    """Return a row of a list, without the row number, which means nothing outside this run."""
    data = asdict(head)
    del data["row"]
    return data


def plain_data(value: object) -> object:
    """Return plain data of a struct and of those in it, with every field, also those at their defaults."""
    match value:
        case msgspec.Struct():
            return fields(value)
        case dict():
            return {key: plain_data(member) for key, member in value.items()}
        case list() | tuple():
            return [plain_data(member) for member in value]
        case _:
            return value


def fields(record: msgspec.Struct) -> dict[str, object]:
    """Return plain data of a struct and of those in it, by its fields, to put others beside them."""
    return {name: plain_data(field) for name, field in asdict(record).items()}


def dumps(value: object, *, indent: int = 2) -> str:
    """Write JSON without a character that could steer a terminal; `indent` 0 keeps it on one line."""
    encoded = msgspec.json.encode(value)
    text = (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
    return _UNSAFE.sub(lambda found: _escaped(found[0]), text)


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
