"""Leads are told by what portals call the elements that hold them, and are not said twice."""

from pathlib import Path

import msgspec
import pytest

from scrapers.model import Article, Image, Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin, load
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw

_LEAD = "Buổi gặp mặt đầu năm, mười hai doanh nghiệp nêu kiến nghị."


def read(text: str) -> Article:
    """Read an article with this text."""
    return parse_article(raw(f"{HEAD}{text}{TOOLS}"), builtin("vinhlong")).article


@pytest.mark.parametrize(
    "lead",
    [
        f"<div class='tv-sapo'>{_LEAD}</div>",
        f"<div id='ctl00_lblTrichDan'><p><b>{_LEAD}</b></p></div>",
        f"<div id=divArticleDescription><p>{_LEAD}</p><div><br></div></div>",
        f"<p class='lead bold'>{_LEAD}</p>",
    ],
)
def test_a_lead_is_the_summary_and_no_part_of_the_text(lead: str) -> None:
    article = read(f"{lead}<p>{SENTENCE}</p><p>Hồng Hạnh</p>")

    assert (article.summary, article.author) == (_LEAD, "Hồng Hạnh")
    assert article.blocks == (Paragraph(text=SENTENCE),)


@pytest.mark.parametrize(
    "text",
    [
        # What is called so holds all of the text, or links that a summary cannot hold, or stands at its end.
        f"<div class=sapo><p>{_LEAD}</p><p>{SENTENCE}</p></div>",
        f"<div class=sapo>{_LEAD} <a href=/id/5>Xem thêm</a></div><p>{SENTENCE}</p>",
        f"<p>{SENTENCE}</p><div class=sapo>{_LEAD}</div>",
        f"<p class=leader>{_LEAD}</p><p>{SENTENCE}</p>",
    ],
)
def test_what_is_no_lead_stays_in_the_text(text: str) -> None:
    article = read(text)

    assert article.summary == ""
    assert len(article.blocks) == 2


def test_a_picture_in_a_lead_keeps_its_caption() -> None:
    article = read(f"<div class=sapo><img src=/a.jpg><p>Quang cảnh</p><p>{_LEAD}</p></div><p>{SENTENCE}</p>")

    assert article.summary == _LEAD
    assert [type(block) for block in article.blocks] == [Image, Paragraph]
    assert isinstance(article.blocks[0], Image)
    assert article.blocks[0].caption == "Quang cảnh"


def test_a_day_is_guessed_from_the_lead_first() -> None:
    lead = "<div class=sapo>Ngày 17/01/2018, huyện tổ chức buổi gặp mặt.</div>"
    article = read(f"{lead}<p>{SENTENCE}</p>")

    assert (article.published, article.published_guessed) == ("2018-01-17", True)


def test_a_portal_may_call_its_leads_otherwise() -> None:
    portal = builtin("vinhlong")
    layout = portal.layouts[0]
    rules = msgspec.structs.replace(layout.article, leads=("mo-dau",))
    own = msgspec.structs.replace(portal, layouts=(msgspec.structs.replace(layout, article=rules),))
    html = f"{HEAD}<div class='mo-dau'>{_LEAD}</div><p>{SENTENCE}</p>{TOOLS}"

    assert parse_article(raw(html), own).article.summary == _LEAD


def test_a_short_portal_file_takes_the_usual_names_of_leads(tmp_path: Path) -> None:
    file = tmp_path / "vungliem.toml"
    file.write_text(
        'name = "vungliem"\ntitle = "Huyện Vũng Liêm"\nbase = "https://vungliem.example/"\n[[layout]]\n'
        '[layout.article]\ntitle = [{ css = "h1" }]\nbody = [{ css = "#noidung" }]\n'
        '[layout.listing]\nitems = [{ css = "li" }]\n',
        encoding="utf-8",
    )
    html = f"{HEAD}<div id=noidung><p class=sapo>{_LEAD}</p><p>{SENTENCE}</p></div>"
    article = parse_article(raw(html, "https://vungliem.example/bai-viet-5.html"), load(file)).article

    assert (article.summary, article.blocks) == (_LEAD, (Paragraph(text=SENTENCE),))
