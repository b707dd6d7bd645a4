"""Bibliographies are read back by the programs that others read them with."""

from datetime import UTC, datetime

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybtex.database import Entry, parse_string

from reader.export.citations import as_bibtex, as_ris
from scrapers.model import Article
from scrapers.text import clean_line
from tests import hostile
from tests.fakes_store import an_article

FULL = replace(
    an_article("1050", "Kết quả công tác thanh tra", published="2017-01-09T23:30:00+07:00"),
    author="Hồng Hạnh",
    categories=("Tin trong ngành", "Báo chí, xuất bản"),
    summary="Thanh tra Sở tổng kết.",
    fetched_at=datetime(2018, 1, 31, 20, tzinfo=UTC),
)


def title_of(portal: str) -> str:
    return f"Cổng {portal}"


def bibtex(*articles: Article) -> list[Entry]:
    text = "".join(as_bibtex(articles, title_of=title_of))
    return list(parse_string(text, "bibtex").entries.values())


def ris(*articles: Article) -> list[dict[str, object]]:
    return rispy.loads("".join(as_ris(articles, title_of=title_of)))


def test_bibtex_says_who_published_what_where_and_when_and_when_it_was_seen():
    (entry,) = bibtex(FULL)

    assert (entry.type, entry.key) == ("online", "vinhlong-1050")
    assert dict(entry.fields) == {
        "title": "{Kết quả công tác thanh tra}",
        "organization": "{Cổng vinhlong}",
        "date": "2017-01-09",
        "year": "2017",
        "url": FULL.url,
        "urldate": "2018-02-01",
        "keywords": "Tin trong ngành, Báo chí xuất bản",
        "abstract": "Thanh tra Sở tổng kết.",
        "langid": "vietnamese",
    }


def test_a_name_in_bibtex_is_whole():
    (author,) = bibtex(FULL)[0].persons["author"]

    assert (author.first_names, author.last_names) == ([], ["{Hồng Hạnh}"])


def test_ris_says_the_same():
    (record,) = ris(FULL)

    assert record["type_of_reference"] == "ELEC"
    assert record["title"] == "Kết quả công tác thanh tra"
    assert record["authors"] == ["Hồng Hạnh"]
    assert record["secondary_title"] == "Cổng vinhlong"
    assert (record["year"], record["date"]) == ("2017", "2017/01/09/")
    assert record["urls"] == [FULL.url]
    assert record["access_date"] == "2018/02/01/"
    assert record["keywords"] == ["Tin trong ngành", "Báo chí, xuất bản"]


def test_a_day_guessed_from_the_text_is_marked():
    guessed = replace(FULL, published="2017-01-09", published_guessed=True)

    assert bibtex(guessed)[0].fields["date"] == "2017-01-09?"
    assert ris(guessed)[0]["date"] == "2017/01/09/guessed"


def test_what_is_not_known_is_left_out():
    bare = an_article("7", "Tin", published=None)
    bare = replace(bare, fetched_at=None, url="javascript:alert(1)")

    assert set(bibtex(bare)[0].fields) == {"title", "organization", "langid"}
    assert not bibtex(bare)[0].persons
    assert {"date", "year", "urls", "authors"}.isdisjoint(ris(bare)[0])


HOSTILE = [*hostile.TEXTS.values(), "50% & {một", "hai} \\ $ # _ ~ ^", "@online{x,", "x\nER  - \nTY  - BOOK"]


@pytest.mark.parametrize("title", HOSTILE)
def test_foreign_text_ends_no_entry(title: str):
    first = replace(FULL, id="1", title=title, author=title, summary=title, categories=(title,))
    entries, records = bibtex(first, FULL), ris(first, FULL)

    assert [entry.key for entry in entries] == ["vinhlong-1", "vinhlong-1050"]
    assert [entry.fields["url"] for entry in entries] == [FULL.url, FULL.url]
    assert [record.get("title", "") for record in records] == [clean_line(title), FULL.title]


@given(st.text(alphabet="{}\\@,%~ ăX\n-ER", min_size=1))
def test_any_title_is_one_field(title: str):
    first = replace(FULL, id="1", title=title, author=title)

    assert [entry.fields["url"] for entry in bibtex(first, FULL)] == [FULL.url, FULL.url]
    assert [record["urls"] for record in ris(first, FULL)] == [[FULL.url], [FULL.url]]


def test_braces_and_signs_of_latex_are_what_they_look_like():
    (entry,) = bibtex(replace(FULL, title="50% & {một} a_b"))

    assert entry.fields["title"] == r"{50\% \& \textbraceleft{}một\textbraceright{} a\_b}"
