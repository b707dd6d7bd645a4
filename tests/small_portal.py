"""A portal of one category and two articles, whose pages no file describes."""

from tests.loopback import Route

MENU = "<ul><li><a href='/'>Trang chủ</a><li><a href='/tin-tuc'>Tin tức</a></ul>"
NAME = "Xã Hòa Ninh"
NEWS = tuple(f"/tin-tuc/hop-tac-xa-trong-sen-vu-{n}" for n in (811, 812))
"""Paths of its articles, newest first."""


def page(text: str, title: str = NAME) -> str:
    """Write one of its pages."""
    return f"<html><head><title>{title}</title></head><body>{MENU}{text}</body></html>"


def small(**more: Route) -> dict[str, Route]:
    """Return its pages by path; `more` adds to them."""
    routes: dict[str, Route] = {"/": page("<p>Chào mừng bà con</p>")}
    entries = []
    for path in NEWS:
        title = f"Hợp tác xã trồng sen vụ {path[-3:]}"
        text = f"<p>Bà con góp đất trồng sen, gặt xong {title.lower()} thì đủ ăn.</p>"
        text = f"<h1>{title}</h1><p>09/01/2017</p>{text}"
        routes[path] = page(text, f"{title} - {NAME}")
        entries.append(f"<li><a href='{path}'>{title}</a> (09/01/2017)</li>")
    routes["/tin-tuc"] = page(f"<h2>Tin tức</h2><ul>{''.join(entries)}</ul>", f"Tin tức - {NAME}")
    return routes | more
