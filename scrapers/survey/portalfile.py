"""The portal file of what was found, as short as can be. Pure."""

import json
from collections.abc import Iterable

from scrapers.portals.portal import USUAL, Listed, Portal
from scrapers.survey.findings import Findings
from scrapers.survey.naming import root
from scrapers.text import clean_line


def portal_of(found: Findings, name: str, title: str) -> Portal:
    """Describe a portal as its file is to: nothing is said that follows from the rest.

    A portal whose first page is the only one that lists anything has it for its category.
    """
    base = root(found.url)
    listed = (Listed(name=title, url=found.url),) if found.category is None else ()
    return Portal(
        name=name,
        title=title,
        base=base,
        start="" if found.url == base or listed else _path(found.url),
        hosts=found.hosts,
        like="" if found.like == USUAL else found.like,
        listed=listed,
    )


def text_of(portal: Portal, notes: Iterable[str] = ()) -> str:
    """Write a portal's file, with `notes` for people at its head."""
    lines = [f"# {note}" for note in notes]
    told = {name: getattr(portal, name) for name in ("name", "title", "base", "start", "like")}
    lines += [f"{name} = {_quoted(value)}" for name, value in told.items() if value]
    if portal.hosts:
        lines.append(f"hosts = [{', '.join(map(_quoted, portal.hosts))}]")
    for category in portal.listed:
        lines += ["", "[[category]]", f"name = {_quoted(category.name)}"]
        lines.append(f"url = {_quoted(_path(category.url))}")
    return "\n".join(lines) + "\n"


def _path(url: str) -> str:
    return url.removeprefix(root(url).rstrip("/"))


def _quoted(text: str) -> str:
    """Write a TOML string: JSON's are its basic ones, once control characters are gone."""
    return json.dumps(clean_line(text), ensure_ascii=False)
