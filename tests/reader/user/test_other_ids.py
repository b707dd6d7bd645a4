"""Where a portal's file says other ids than before, marks stay with their articles, each listed once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from reader.library import Library
from reader.paths import Paths
from tests.fakes_store import now
from tests.loopback import Loopback
from tests.reader.user.test_marks_survive import TITLE, listed, marks, synced, the_head
from tests.site import Site, WithSite

THU = "thu"


class Renamed(WithSite):
    """The site's portal file, whose rules of addresses come and go."""

    def say(self, *ids: str) -> None:
        """Have the file say these ids; without any, an id is a hash of the address."""
        self._site = replace(self._site, ids=ids)


@asynccontextmanager
async def served(home: Path) -> AsyncIterator[tuple[Library, Renamed, Site]]:
    site = Site({"a": [3, 2, 1]})
    site.stories[3].title = TITLE
    async with Loopback(site.answer) as server:
        paths = Paths.choose(home)
        portals = Renamed(paths.portals, server.base)
        with Library.open(paths, clock=now, portals=portals) as library:
            yield library, portals, site


def titles(library: Library) -> dict[str, str]:
    """Return the ids of what is listed by their titles."""
    return {the_head(library, id_, THU).title: id_ for id_ in listed(library)}


async def test_marks_stay_where_ids_were_hashes(tmp_path: Path) -> None:
    async with served(tmp_path) as (library, portals, site):
        portals.say()
        await synced(library)
        before = titles(library)
        assert before[TITLE].startswith("x")
        library.mark_read(THU, before[TITLE])
        library.star(THU, before[TITLE])

        portals.say(r"/tin/(\d+)")
        site.publish("a", 4)
        await synced(library)

        assert len(listed(library)) == 4
        assert titles(library)["Tin số 4"] == "4"
        assert marks(the_head(library, "3", THU)) == (True, True, False)
        assert the_head(library, "3", THU).title == TITLE
        assert library.row_of(THU, "3") == library.row_of(THU, before[TITLE])


async def test_marks_follow_into_a_cache_that_was_cleared(tmp_path: Path) -> None:
    async with served(tmp_path) as (library, portals, _):
        portals.say()
        await synced(library)
        old = titles(library)[TITLE]
        library.mark_read(THU, old)
        library.cache.clear()
        library.catalogue.rebuild()

        portals.say(r"/tin/(\d+)")
        await synced(library)

        assert sorted(listed(library)) == ["1", "2", "3"]
        assert marks(the_head(library, "3", THU)) == (True, False, False)
