"""What is changed of one article, search or portal leaves all that was made of every other one as it was."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.user.kept import Whole
from reader.user.state import Flag, MarkState, SearchState, State, ViewState
from reader.user.userdata import Named, UserData
from scrapers.model import Image, Place, PortalCounts, Teaser
from scrapers.stores.pictures import Picture
from tests.fakes_store import NOW, PORTAL, an_article, now
from tests.marked import is_marked
from tests.statements import counted

ID, OTHER_ID, OTHER_PORTAL = "một", "hai", "yenbai"
"""Ids and portals; each id is the words of a search as well."""
OWNERS = ((PORTAL, ID), (PORTAL, OTHER_ID), (OTHER_PORTAL, ID))
LATER = NOW + timedelta(hours=1)

Change = Callable[[UserData], object]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[UserData]:
    with UserData.open(tmp_path / "userdata.sqlite", clock=now) as opened:
        for number, (portal, id_) in enumerate(OWNERS, 1):
            make_all(opened, portal, id_, number)
    with UserData.open(tmp_path / "userdata.sqlite", clock=lambda: LATER) as opened:
        yield opened


def make_all(data: UserData, portal: str, id_: str, number: int) -> None:
    """Make one of everything of an article, which tells by its number whose it is."""
    for mark in ("read", "starred", "later"):
        data.mark(portal, id_, mark, on=True, title=f"Tựa {number}")
    data.note(portal, id_, f"ghi {number}")
    data.keep_position(portal, id_, number / 10)
    data.keep_whole(portal, id_, lambda: whole(portal, id_), lambda url: Picture(body=url.encode()))
    data.begin_round(portal, NOW)
    seen = Teaser(id=id_, url=f"http://a.vn/{id_}", title="Tin", place=Place.MOST_READ, views=number)
    data.see(portal, [seen], PortalCounts(online=number, total=number), NOW)
    for words in (f"bỏ {id_}", id_):
        data.save_search(portal, words)
        data.remember_search(portal, words)
    data.drop_search(portal, f"bỏ {id_}")
    data.visit(portal)
    data.digest(portal, NOW + timedelta(hours=number))


def whole(portal: str, id_: str) -> Whole:
    article = an_article(id_, portal=portal, blocks=(Image(url=f"http://a.vn/{portal}/{id_}.png"),))
    return Whole(article, former=(replace(article, title=f"Tựa cũ của {portal} {id_}"),))


def of_others(data: UserData) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is another article's, search's or portal's."""
    tables = [name for (name,) in data._ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    marks = {OTHER_ID, f"bỏ {OTHER_ID}", OTHER_PORTAL}
    rows = {table: data._ask(f"SELECT * FROM {table}") for table in tables}  # noqa: S608 - names of tables
    return {table: [row for row in found if not marks.isdisjoint(row)] for table, found in rows.items()}


def let_go_and_drop(data: UserData) -> None:
    data.mark(PORTAL, ID, "starred", on=False)
    data.note(PORTAL, ID, "")
    data.drop(PORTAL, ID)


def read_and_unread_many(data: UserData) -> None:
    data.mark(PORTAL, ID, "read", on=False)
    data.unread_many(data.read_many({PORTAL: [Named(ID)]}))


def see_another_count(data: UserData) -> None:
    seen = Teaser(id=ID, url="http://a.vn/1", title="Tin", place=Place.MOST_READ, views=99)
    for teaser in (seen, replace(seen, views=None)):
        data.see(PORTAL, [teaser], PortalCounts(online=99, total=99), LATER)


def take_in_another_machine(data: UserData) -> None:
    off = Flag(on=False, at=LATER)
    data.take_in(
        State(
            form="tinvl-state",
            version=1,
            marks=(MarkState(portal=PORTAL, id=ID, read=off, starred=off, later=off),),
            searches=(
                SearchState(portal=PORTAL, words=ID, made_at=NOW, removed_at=LATER),
                SearchState(portal=PORTAL, words=f"bỏ {ID}", made_at=LATER + timedelta(hours=1)),
            ),
            views=(ViewState(portal=PORTAL, id=ID, place="listing", count=9, at=NOW),),
        )
    )


@pytest.mark.parametrize(
    "change",
    [
        let_go_and_drop,
        read_and_unread_many,
        see_another_count,
        take_in_another_machine,
        lambda data: data.mark(PORTAL, ID, "later", on=False, title="Tựa khác"),
        lambda data: data.note(PORTAL, ID, "ghi khác"),
        lambda data: data.note(PORTAL, ID, ""),
        lambda data: data.keep_position(PORTAL, ID, 1),
        lambda data: data.keep_whole(PORTAL, ID, lambda: Whole(an_article(ID))),
        lambda data: data.keep_also(Whole(an_article("ba"))),
        lambda data: data.carry(PORTAL, ID, "ba", keep_old=False),
        lambda data: data.carry(PORTAL, ID, "ba", keep_old=True),
        lambda data: data.take_history(PORTAL, ID, "ba"),
        lambda data: data.save_search(PORTAL, f"bỏ {ID}"),
        lambda data: data.drop_search(PORTAL, ID),
        lambda data: data.remember_search(PORTAL, f"bỏ {ID}"),
        lambda data: data.begin_round(PORTAL, LATER),
        lambda data: data.digest(PORTAL, LATER),
    ],
)
def test_what_changes_one_leaves_the_others(data: UserData, change: Change):
    before, all_before = of_others(data), list(data._connections.get().iterdump())
    change(data)
    assert of_others(data) == before
    assert list(data._connections.get().iterdump()) != all_before


@pytest.mark.parametrize(("number", "portal", "id_"), [(n, *owner) for n, owner in enumerate(OWNERS, 1)])
def test_each_is_asked_for_by_itself(data: UserData, number: int, portal: str, id_: str):
    data.mark(portal, id_, "later", on=False)
    kept = whole(portal, id_)
    assert [is_marked(data, *owner, "later") for owner in OWNERS].count(False) == 1
    assert (data.position(portal, id_), data.noted(portal, id_)) == (number / 10, f"ghi {number}")
    assert (data.kept_article(portal, id_), data.kept_revisions(portal, id_)) == kept
    assert data.kept_picture(kept.article.blocks[0].url).body.decode() == kept.article.blocks[0].url
    assert [words for _, words in data.searches(portal)] == [one for of, one in OWNERS if of == portal]
    assert set(data.last_searches(portal)) == {
        words for of, one in OWNERS if of == portal for words in (one, f"bỏ {one}")
    }
    assert data.digested(portal) == NOW + timedelta(
        hours=max(n for n, (of, _) in enumerate(OWNERS, 1) if of == portal)
    )
    assert data.last_round(portal) == NOW
    assert data.digested("khác") is data.last_round("khác") is None


def test_a_starred_article_that_is_as_it_was_kept_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as log, UserData.open(tmp_path / "userdata.sqlite", clock=now) as opened:
        make_all(opened, PORTAL, ID, 1)
        commits = [log.of("userdata.sqlite", "COMMIT")]
        other = Whole(an_article(ID, blocks=(Image(url="http://a.vn/other.png"),)))
        for _ in range(2):
            opened.keep_whole(PORTAL, ID, lambda: other, lambda _url: Picture(body=b"x"))
            commits.append(log.of("userdata.sqlite", "COMMIT"))
        opened.keep_whole(PORTAL, OTHER_ID, lambda: pytest.fail("read, though it has no star"))
        assert opened.kept_picture(f"http://a.vn/{PORTAL}/{ID}.png") is None
    assert commits[1] == commits[0] + 1 == commits[2]


def test_what_is_kept_under_an_id_stays_where_another_article_gets_that_id(data: UserData) -> None:
    data.keep_also(Whole(an_article(ID, "Bài khác")))
    assert data.kept_article(PORTAL, ID) == whole(PORTAL, ID).article


def test_a_picture_that_was_kept_stays_whatever_comes_under_its_address(data: UserData) -> None:
    corrected = Whole(replace(whole(PORTAL, ID).article, title="Tựa mới"))
    data.keep_whole(PORTAL, ID, lambda: corrected, lambda _url: Picture(body=b"another"))
    address = f"http://a.vn/{PORTAL}/{ID}.png"
    assert (data.kept_article(PORTAL, ID), data.kept_picture(address)) == (
        corrected.article,
        Picture(body=address.encode()),
    )


def test_of_the_pictures_that_were_kept_only_those_go_that_a_correction_takes_out(data: UserData) -> None:
    first, second = (Image(url=f"http://a.vn/{name}.png") for name in "ab")
    for blocks, read in (((first, second), b"kept"), ((second,), b"read again")):
        corrected = Whole(replace(whole(PORTAL, ID).article, blocks=blocks))
        data.keep_whole(PORTAL, ID, lambda of=corrected: of, lambda _url, read=read: Picture(body=read))
    assert (data.kept_picture(first.url), data.kept_picture(second.url)) == (None, Picture(body=b"kept"))


def test_a_picture_of_two_articles_stays_with_the_one_where_the_other_is_let_go(data: UserData) -> None:
    shared = Image(url="http://a.vn/chung.png")
    for portal, id_ in OWNERS:
        pictured = Whole(replace(whole(portal, id_).article, blocks=(shared,)))
        data.keep_whole(portal, id_, lambda of=pictured: of, lambda _url: Picture(body=b"kept"))
    for portal, id_ in OWNERS:
        assert data.kept_picture(shared.url) == Picture(body=b"kept")
        data.mark(portal, id_, "starred", on=False)
        data.note(portal, id_, "")
        data.drop(portal, id_)
    assert data.kept_picture(shared.url) is None


def test_the_starred_articles_of_a_portal_are_its_own(data: UserData) -> None:
    data.mark(PORTAL, ID, "starred", on=False)
    assert (data.starred(PORTAL), data.starred(OTHER_PORTAL)) == ([OTHER_ID], [ID])


@pytest.mark.parametrize("damaged", ["{", "[" * 100_000, '{"portal": 1}'])
def test_a_kept_article_that_cannot_be_read_is_none(data: UserData, damaged: str) -> None:
    with data._changing() as connection:
        connection.execute("UPDATE kept SET article = ?, former = ? WHERE id = ?", (damaged, damaged, ID))
    assert (data.kept_article(PORTAL, ID), data.kept_revisions(PORTAL, ID)) == (None, ())
