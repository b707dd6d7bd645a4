"""A home whose stores another program has filled with every trick of `tests.hostile`, field by field."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from reader.library import Library
from reader.paths import Paths
from scrapers.model import Category, Entry, Paragraph, Place, Sighting, Teaser
from tests import hostile
from tests.fakes_store import BASE, NOW, PORTAL, a_page, a_state, now
from tests.reader.terminal.test_pictures import a_picture

TEXTS = {name: text.encode(errors="ignore").decode() for name, text in hostile.TEXTS.items()}
"""No store gives half a character; all the rest may lie in one."""
PICTURE = f"{BASE}/anh/1.png"


def an_evil_entry(number: int, text: str) -> Entry:
    """One article with a text in every field of it and of what a listing said of it, and a corrected one."""
    url = hostile.URLS[number % len(hostile.URLS)].encode(errors="ignore").decode()
    article = replace(
        hostile.article(text, PICTURE if number % 2 else url),
        portal=PORTAL, id=str(number), url=f"{BASE}/xem/{number}", title=f"tin {text}",
        published="2018-01-17", fetched_at=NOW, revision=2,
    )  # fmt: skip
    former = replace(article, revision=1, blocks=(Paragraph(text=f"trước {text}"),), title=f"cũ {text}")
    seen = Sighting(
        place=Place.LISTING, page=f"{BASE}/{text}", seen_at=NOW, category=f"muc-{number % 5}", title=text,
        published=text, summary=text, views=number,
    )  # fmt: skip
    return Entry(
        portal=PORTAL, id=str(number), url=article.url, article=article, sightings=(seen,), former=(former,),
        documents=article.documents,
    )  # fmt: skip


def teasers(times: int) -> list[Teaser]:
    """What the most-read block says of all articles: the first has the most views, and rises fastest."""
    return [
        Teaser(id=str(number), url=BASE, title=text, place=Place.MOST_READ, views=(99 - number) * times)
        for number, text in enumerate(TEXTS.values(), 1)
    ]


def _add_another(library: Library) -> None:
    """Add a portal with every trick in its title, of which there is an article too."""
    library.paths.portals.mkdir(parents=True)
    title = "".join(f"\\U{ord(letter):08x}" for letter in " ".join(TEXTS.values()))
    text = f'name = "evil"\ntitle = "{title}"\nbase = "https://evil.example/"\n'
    (library.paths.portals / "evil.toml").write_text(text, encoding="utf-8")
    library.portals.forget()
    one = an_evil_entry(1, TEXTS["html"])
    assert one.article is not None
    entry = replace(one, portal="evil", article=replace(one.article, portal="evil"), former=())
    library.cache.put_portal_state(a_state("evil", categories=()))
    library.cache.put_many([entry])
    library.catalogue.upsert_many([entry])


def an_evil_library(home: Path) -> Library:
    """Fill a home; the caller closes it."""
    library = Library.open(Paths.choose(home), clock=now)
    names = (f"{text} mục" for text in TEXTS.values())
    categories = tuple(
        Category(slug=f"muc-{number}", name=name, url=f"{BASE}/muc-{number}")
        for number, name in enumerate(names)
    )
    entries = [an_evil_entry(number, text) for number, text in enumerate(TEXTS.values(), 1)]
    library.cache.put_portal_state(a_state(categories=categories))
    library.catalogue.learn(a_state(categories=categories))
    library.cache.put_many(entries)
    library.catalogue.upsert_many(entries)
    _add_another(library)
    library.cache.pictures.put(PICTURE, a_picture("PNG"), "image/png\x1b[2J")
    library.cache.put_raw(PORTAL, "1", a_page(TEXTS["html"].encode()))
    for days in (2, 1, 0):
        at = NOW - timedelta(days=days)
        library.userdata.begin_round(PORTAL, at)
        library.userdata.see(PORTAL, teasers(9 - days), None, at)
    for number, text in enumerate(TEXTS.values(), 1):
        library.star(PORTAL, str(number))
        noted = "UPDATE mark SET note = ?, note_folded = ?, noted_at = 1 WHERE portal = ? AND id = ?"
        with library.userdata._changing() as connection:  # as another program may have written it
            connection.execute(noted, (text, text, PORTAL, str(number)))
        if text.strip() and number % 8 == 1:  # each costs a count whenever something changes
            library.userdata.save_search(PORTAL, text)
            library.userdata.remember_search(PORTAL, text)
    return library
