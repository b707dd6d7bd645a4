"""Two categories of a portal whose addresses end alike, or that have one name."""

from pathlib import Path

from msgspec.structs import replace

from scrapers.model import Category
from scrapers.portals.portal import Listed
from scrapers.states import PortalState, Tab
from tests.site import NOW, Reader, Site, reading

HEALTH, SCHOOLS = "y-te/tin-tuc", "giao-duc/tin-tuc"


def site() -> Site:
    return Site(
        {"y-te": [9], HEALTH: [8, 7, 6, 5, 4], SCHOOLS: [3, 2, 1]},
        names={"y-te": "Y tế", HEALTH: "Tin tức", SCHOOLS: "Tin tức"},
    )


def filed(reader: Reader, slug: str) -> set[int]:
    """Return the stories that stand in a category, as both stores have it."""
    asked = "SELECT h.id FROM filed f JOIN head h ON h.row = f.row WHERE f.slug = ?"
    found = {int(id_) for (id_,) in reader.catalogue.ask(asked, (slug,))}
    listed = {
        int(one.id) for one in reader.cache.entries("thu") if slug in {s.category for s in one.sightings}
    }
    assert found == listed
    return found


async def test_each_has_its_own_slug_name_articles_and_walk(tmp_path: Path) -> None:
    async with reading(site(), tmp_path) as reader:
        await reader.sync()
        assert reader.catalogue.names("thu") == {
            "y-te": "Y tế",
            HEALTH: "Tin tức (Y tế)",
            SCHOOLS: "Tin tức (giao-duc)",
        }
        assert filed(reader, HEALTH) == {8, 7, 6, 5, 4}
        assert filed(reader, SCHOOLS) == {3, 2, 1}
        assert [reader.cache.listing("thu", slug) is not None for slug in (HEALTH, SCHOOLS)] == [True, True]
        await reader.sync()
        assert sorted(reader.asked) == sorted(f"/muc/{slug}" for slug in ("y-te", HEALTH, SCHOOLS))


async def test_one_of_them_is_asked_for_by_slug_or_name(tmp_path: Path) -> None:
    async with reading(site(), tmp_path) as reader:
        for wanted in (SCHOOLS, "tin tuc giao duc"):
            await reader.sync(categories=(wanted,), full=True)
            assert [asked for asked in reader.asked if asked.startswith("/muc/")] == [f"/muc/{SCHOOLS}"]


async def test_one_that_was_mixed_into_another_is_read_as_its_own(tmp_path: Path) -> None:
    async with reading(site(), tmp_path) as reader:
        await reader.sync()
        reader.cache.put_portal_state(_mixed(reader.cache.portal_state("thu")))
        await reader.sync()
        assert [one.slug for one in reader.cache.portal_state("thu").categories] == [
            "y-te",
            "tin-tuc",
            SCHOOLS,
        ]
        await reader.sync()
        assert filed(reader, SCHOOLS) == {3, 2, 1}


async def test_a_tab_stays_one_though_another_page_has_its_slug(tmp_path: Path) -> None:
    async with reading(site(), tmp_path) as reader:
        tab = Category(slug="tin-tuc", name="Tin tức", url=f"{reader.server.base}/muc/{HEALTH}")
        reader.cache.put_portal_state(PortalState(portal="thu", tabs=(Tab(category=tab, looked_at=NOW),)))
        await reader.sync()
        assert f"/muc/{HEALTH}" not in reader.asked
        assert f"/muc/{SCHOOLS}" in reader.asked


async def test_categories_that_the_portal_s_file_lists_keep_the_slugs_it_gives(tmp_path: Path) -> None:
    async with reading(site(), tmp_path) as reader:
        listed = Listed(name="Tin", slug="tin", url=f"{reader.server.base}/muc/{HEALTH}")
        reader.portal = replace(reader.portal, listed=(listed,))
        await reader.sync()
        assert reader.catalogue.names("thu") == {"tin": "Tin tức"}
        assert filed(reader, "tin") == {8, 7, 6, 5, 4}


def _mixed(state: PortalState) -> PortalState:
    """Return a state as it was before categories were told apart."""

    def plain(one: Category) -> Category:
        return replace(one, slug=one.slug.rpartition("/")[2], name="Tin tức") if "/" in one.slug else one

    return replace(state, categories=tuple(map(plain, state.categories)))
