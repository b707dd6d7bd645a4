"""The file of a portal that was found: three lines where nothing else need be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.model import Category, ListingPage
from scrapers.portals.portal import load, made
from scrapers.survey.findings import Findings
from scrapers.survey.portalfile import portal_of, text_of
from scrapers.text import clean_line

HOME = "https://stttt.travinh.gov.vn/"
NEWS = Category(slug="tin", name="Tin", url=f"{HOME}tin")
FOUND = Findings(
    url=HOME, title="Sở", like="vinhlong", categories=(NEWS,), category=NEWS, listing=ListingPage()
)


def written(found: Findings, *notes: str) -> str:
    return text_of(portal_of(found, "travinh", "Sở TT&TT Trà Vinh"), notes)


def test_three_lines_are_enough_below_the_notes() -> None:
    assert written(FOUND, "Một lời.", "    lệnh") == (
        "# Một lời.\n#     lệnh\n"
        'name = "travinh"\ntitle = "Sở TT&TT Trà Vinh"\nbase = "https://stttt.travinh.gov.vn/"\n'
    )


def test_what_does_not_follow_is_said() -> None:
    hosts = ("en.travinh.gov.vn", "www.stttt.travinh.gov.vn")
    text = written(replace(FOUND, url=f"{HOME}so/?a=1", like="hanoi", hosts=hosts))

    assert text.splitlines()[3:] == [
        'start = "/so/?a=1"',
        'like = "hanoi"',
        'hosts = ["en.travinh.gov.vn", "www.stttt.travinh.gov.vn"]',
    ]


def test_a_first_page_that_alone_lists_anything_is_the_category() -> None:
    text = written(replace(FOUND, url=f"{HOME}so/?a=1", categories=(), category=None))

    assert text.splitlines()[3:] == ["", "[[category]]", 'name = "Sở TT&TT Trà Vinh"', 'url = "/so/?a=1"']


@given(title=st.text(max_size=40).filter(clean_line), own=st.booleans())
def test_it_reads_back_as_what_was_found(
    tmp_path_factory: pytest.TempPathFactory, title: str, own: bool
) -> None:
    found = replace(FOUND, category=None) if own else FOUND
    portal = portal_of(found, "travinh", title)
    file = tmp_path_factory.mktemp("portals") / "travinh.toml"
    file.write_text(text_of(portal), "utf-8")

    clean = replace(portal, title=clean_line(title))
    clean = replace(clean, listed=tuple(replace(one, name=clean_line(title)) for one in clean.listed))
    assert load(file) == made(clean)
