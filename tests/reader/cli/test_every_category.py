"""Categories of all portals at once: each portal calls and numbers its own."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.cli.session import Session
from scrapers.model import Category
from tests.fakes_store import BASE, a_state, an_entry
from tests.reader.cli.conftest import Command, found

NUMBERED = {
    "vinhlong": {"1": "Văn hóa", "2": "Kinh tế"},
    "hanoi": {"1": "Kinh tế", "2": "Văn hóa", "3": "Thể thao"},
}
"""Categories of portals that number them, each as it likes."""


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """A home with two portals that number their categories, and have one each of their own."""
    home, entries = tmp_path / "numbered", []
    session = Session(home)
    for portal, names in NUMBERED.items():
        categories = tuple(Category(slug=slug, name=names[slug], url=f"{BASE}/{slug}") for slug in names)
        state = replace(a_state(portal=portal), categories=categories)
        session.library.cache.put_portal_state(state)
        session.library.catalogue.learn(state)
        entries += [an_entry(one.slug, one.name, category=one.slug, portal=portal) for one in categories]
    session.library.cache.put_many(entries)
    session.library.catalogue.upsert_many(entries)
    session.close()
    return home


@pytest.mark.parametrize(
    ("category", "there"),
    [
        ("van hoa", ["hanoi/2", "vinhlong/1"]),
        ("Kinh tế", ["hanoi/1", "vinhlong/2"]),
        ("thể thao", ["hanoi/3"]),
        ("3", ["hanoi/3"]),
    ],
)
def test_a_category_is_the_one_that_each_portal_calls_so(
    command: Command, numbered: Path, category: str, there: list[str]
) -> None:
    assert sorted(found(command, numbered, "list", "--all", "--category", category)) == there
    assert sorted(found(command, numbered, "search", "--all", f'chuyenmuc:"{category}"')) == there
    exported = command("--home", numbered, "export", "--all", "--category", category)
    told = [json.loads(line) for line in exported.out.splitlines()]
    assert sorted(f"{one['portal']}/{one['id']}" for one in told) == there
    left = found(command, numbered, "search", "--all", f'since:1990 -chuyenmuc:"{category}"')
    assert sorted([*left, *there]) == ["hanoi/1", "hanoi/2", "hanoi/3", "vinhlong/1", "vinhlong/2"]


def test_what_is_in_a_category_of_all_portals_is_narrowed_as_other_lists(
    command: Command, numbered: Path
) -> None:
    asked = ("list", "--all", "--category", "van hoa")
    command("--home", numbered, "mark", "hanoi/2", "--star")
    assert found(command, numbered, *asked, "--starred") == ["hanoi/2"]
    assert len(found(command, numbered, *asked, "--limit", 1)) == 1
    assert len(found(command, numbered, *asked, "--sort", "rising", "--limit", 5)) == 2
    page = command("--home", numbered, "export", *asked[1:], "--format", "atom").out
    assert "<title>All portals · Văn hóa</title>" in page
    both = command("--home", numbered, "export", *asked[1:], "--search", "van").out
    assert len(both.splitlines()) == 2


def test_the_categories_of_all_portals_are_listed_each_with_its_portal(
    command: Command, numbered: Path
) -> None:
    lines = command("--home", numbered, "categories", "--all").out.splitlines()
    assert [(words[0], words[1], " ".join(words[6:])) for words in map(str.split, lines)] == [
        ("hanoi", "1", "Kinh tế"), ("hanoi", "2", "Văn hóa"), ("hanoi", "3", "Thể thao"),
        ("vinhlong", "1", "Văn hóa"), ("vinhlong", "2", "Kinh tế"),
    ]  # fmt: skip
    told = json.loads(command("--home", numbered, "categories", "--all", "--json").out)
    assert told[0] == {"portal": "hanoi", "slug": "1", "name": "Kinh tế", "total": 1, "unread": 1}
    alone = json.loads(command("--home", numbered, "categories", "--portal", "hanoi", "--json").out)
    assert alone[0] == {"slug": "1", "name": "Kinh tế", "total": 1, "unread": 1}


@pytest.mark.parametrize("words", [("list",), ("export",), ("search", "van")], ids=" ".join)
def test_a_category_that_no_portal_has_is_refused_with_what_there_is(
    command: Command, numbered: Path, words: tuple[str, ...]
) -> None:
    done = command("--home", numbered, *words, "--all", "--category", "Thời tiết")
    assert (done.code, done.out) == (2, "")
    assert "“Thời tiết”. What there is: Kinh tế, Văn hóa, Thể thao.\n" in done.err
