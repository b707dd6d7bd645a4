"""What stands in front of a portal's pages is told from pages that only have something like it."""

import pytest

from scrapers.errors import ScriptAsked
from scrapers.model import RawPage
from scrapers.net.walls import check_no_wall
from tests.loopback import NOW

URL = "https://a.vn/tin/1"
SETS = 'document.cookie = "D1N=3c5a9f" + "; path=/";'


def page(script: str, *, more: str = "") -> RawPage:
    body = f"<html><body><script>{script}</script>{more}</body></html>"
    return RawPage(url=URL, body=body.encode(), fetched_at=NOW)


@pytest.mark.parametrize(
    "onward",
    [
        "window.location.reload(true);",
        "location.href='/';",
        'location = "/?d=1"',
        "document.location.replace(u)",
        "location.assign (u)",
    ],
)
def test_a_page_of_a_script_that_sets_a_cookie_and_loads_it_anew_is_none(onward: str) -> None:
    with pytest.raises(ScriptAsked) as raised:
        check_no_wall(page(SETS + onward), URL)
    assert raised.value.where == URL


@pytest.mark.parametrize(
    "raw",
    [
        page(SETS),
        page("location.reload()"),
        page("if (document.cookie == '') location.reload()"),
        page(f"{SETS} if (location == here) show()"),
        page(f"{SETS} location.reload()", more="<A href='/tin'>Tin</a>"),
        page(f"{SETS} location.reload()", more="<p>Bà con trồng sen.</p>" * 400),
    ],
)
def test_a_page_with_a_part_of_that_or_with_anything_to_read_is_one(raw: RawPage) -> None:
    check_no_wall(raw, URL)
