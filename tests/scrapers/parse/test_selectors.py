"""Selectors find what the parser alone would find, on pages of any shape and in time that grows with them."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scrapers.errors import ParseError, PortalFileError
from scrapers.parse.page import Page
from scrapers.parse.selectors import Step, branches
from scrapers.portals.portal import load
from tests.reader.cli.mini import RULES
from tests.scrapers.parse.pages import raw

ELEMENTS = ("b", "i", ".x", "#n2", "b.x", "[title]", "*", "i:not(.x)", ":is(b, i)", "b:not(.x i)")
TREE = st.recursive(
    st.just(""),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(["b", "i"]), st.sampled_from(["", "class=x", "title='a b > c'"]), inner),
        max_size=4,
    ),
    max_leaves=25,
)
SELECTOR = st.lists(
    st.lists(
        st.tuples(st.sampled_from([" ", " ", " ~ ", "~", ">", " + "]), st.sampled_from(ELEMENTS)),
        min_size=1, max_size=5,
    ).map(lambda steps: "".join(how + element for how, element in steps).lstrip(" >+~")),
    min_size=1, max_size=2,
).map(", ".join)  # fmt: skip


def html(tree: object) -> str:
    """Write a tree as a page, its elements numbered."""
    number = 0

    def written(inner: object) -> str:
        nonlocal number
        text = ""
        for tag, attribute, below in inner or ():  # type: ignore[attr-defined]  # lists of such lists
            number += 1
            text += f"<{tag} id=n{number} {attribute}>{written(below)}</{tag}>"
        return text

    return f"<body>{written(tree)}"


def nested(*tags: str) -> object:
    """A tree of elements each inside the other, with one beside it."""
    tree: object = ""
    for tag in reversed(tags):
        tree = [(tag, "", tree), ("i", "class=x", "")]
    return tree


@settings(max_examples=300)
@given(TREE, SELECTOR)
@example(nested(*"bibibi"), "b b b")
@example(nested(*"bibibi"), "b i b .x, b ~ i")
@example(nested(*"bbiibb"), "b i i ~ .x")
def test_what_is_found_is_what_the_parser_finds_by_itself(tree: object, selector: str) -> None:
    page, plain = Page(raw(html(tree))), LexborHTMLParser(html(tree))
    assert [node.id for node in page.css(selector)] == [node.id for node in plain.css(selector)]
    scope, same = page.first("#n2"), plain.css_first("#n2")
    if scope is not None and same is not None:
        assert [node.id for node in page.css(selector, scope)] == [node.id for node in same.css(selector)]
        first, other = page.first(selector, scope), same.css_first(selector)
        assert (first and first.id) == (other and other.id)


DEEP = "<body>" + "<div>" * 100 + "<p>x" * 200


@pytest.mark.parametrize("selector", [".n div div div div p", ".n div div div div div", ".n ~ p ~ p ~ p ~ p"])
def test_steps_are_not_tried_again_and_again(selector: str) -> None:
    page = Page(raw(DEEP))
    begun = time.process_time()
    assert page.css(selector) == page.css(selector) == []
    assert time.process_time() - begun < 2  # by itself the parser takes four times that, and minutes


def test_strings_attributes_and_escapes_are_no_steps() -> None:
    assert branches("""a[title="b > c"] > p.x\\ y:not(nav a, ul ~ b) + [x='] '] , i""") == (
        (
            Step("", 'a[title="b > c"]'),
            Step(">", "p.x\\ y:not(nav a, ul ~ b)"),
            Step("+", "[x='] ']"),
        ),
        (Step("", "i"),),
    )
    assert branches(" a /* b c */ b ") == ((Step("", "a"), Step(" ", "b")),)


def a_file(folder: Path, selector: str) -> Path:
    path = folder / "mini.toml"
    rules = RULES.format(base="http://mini.example")
    path.write_text(rules.replace('css = "article"', f"css = '{selector}'"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "selector", ["div:has(a b)", "p:not(.n div p)", "p:has(a ~ b)", "p:is(:not(.n a) b)"]
)
def test_steps_that_cannot_be_taken_apart_are_refused_and_named(tmp_path: Path, selector: str) -> None:
    with pytest.raises(PortalFileError, match="takes too long") as caught:
        load(a_file(tmp_path, selector))
    line = RULES[: RULES.index('css = "article"')].count("\n") + 1
    assert (caught.value.key, caught.value.line) == ("layout[1].article.body[1].css", line)
    assert str(tmp_path / "mini.toml") in caught.value.where


@pytest.mark.parametrize(
    "selector",
    ["#a .b .c .d ul li a", "p:not(nav a)", "div:has( > a )", "li:nth-child(2n + 1)", "p:not( .x , .y )"],
)
def test_whatever_ends_in_time_is_taken(tmp_path: Path, selector: str) -> None:
    assert load(a_file(tmp_path, selector)).layouts[0].article.body[0].css == selector


@pytest.mark.parametrize("selector", ["i:nth-child(2)", "b i:NTH-last-of-type(2n)", "i:not(:nth-child(3))"])
def test_a_crowd_is_not_counted_and_its_page_named(selector: str) -> None:
    crowd = Page(raw("<p>" + "<i></i>" * 5001))
    rows = Page(raw(("<p>" + "<i></i>" * 60) * 100))
    with pytest.raises(ParseError, match="elements stand side by side") as caught:
        crowd.css(selector)
    assert (caught.value.where, selector in caught.value.what) == (crowd.url, True)
    assert len(crowd.css("p > i:first-child")) == 1
    assert len(rows.css("p > i:nth-child(2)")) == 100
