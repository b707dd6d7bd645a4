"""Tells the categories of a navigation apart, by slug and by name, where their addresses do. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec.structs import replace

from scrapers.model import Category
from scrapers.text import fold
from scrapers.urls import host, names_in

_Parts = tuple[str, ...]


def told_apart(found: Sequence[Category], known: Sequence[Category]) -> tuple[Category, ...]:
    """Give each category of a navigation a slug and a name that no other one has, as far as addresses tell.

    What is known at an address keeps its slug. Otherwise that is the last part of the address, or as many as
    tell it from others: `/y-te/tin-tuc` and `/giao-duc/tin-tuc` would both be "tin-tuc". Categories that are
    all called "Tin tức" are called by what lies above them too.
    """
    first = {one.slug: one.url for one in reversed(known)}
    kept = {url: slug for slug, url in first.items()}
    urls = {one.url for one in (*known, *found)}
    placed = [replace(one, slug=kept.get(one.url) or _slug_beside(one.url, urls)) for one in found]
    return tuple(_called_apart(placed, known))


@lru_cache(maxsize=1024)
def _parts(url: str) -> _Parts:
    """Return what names a page: its host, then the parts of its address, folded."""
    return (host(url), *map(fold, names_in(url)))


# Slugs ---------------------------------------------------------------------------------------------


def _slug_beside(url: str, urls: Iterable[str]) -> str:
    """Return the last parts of an address that tell its page from those at other addresses."""
    shared = max((_shared(_parts(url), _parts(other)) for other in urls), default=0)
    return "/".join(names_in(url)[-1 - shared :])


def _shared(own: _Parts, other: _Parts) -> int:
    """Count the last parts that the addresses of two pages share; 0 where they may lead to one page.

    A number names a page whatever stands above it, and `/tin-tuc` may be short for `/vi/tin-tuc`.
    """
    if own[-1] != other[-1] or own[0] != other[0] or any(map(str.isdigit, own[-1])):
        return 0
    pairs = zip(reversed(own[1:]), reversed(other[1:]), strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return shared if shared < min(len(own), len(other)) - 1 else 0


# Names ---------------------------------------------------------------------------------------------


def _called_apart(found: Sequence[Category], known: Sequence[Category]) -> Iterator[Category]:
    """Say of categories that have one name what lies above each, or else its slug.

    A page may show a part of the navigation: what was said of one beside others stays, whoever is there.
    """
    before = {one.slug: one.name for one in known}
    namesakes: dict[str, dict[str, str]] = {}
    for one, sign in zip(found, _above(found, known), strict=True):
        namesakes.setdefault(fold(one.name), {})[one.slug] = sign
    for one in found:
        signs, was = namesakes[fold(one.name)], before.get(one.slug, one.name)
        by_above, by_slug = _signed(one.name, signs[one.slug]), _signed(one.name, one.slug)
        if was != one.name and was in (by_above, by_slug):
            yield replace(one, name=was)
        elif len(signs) > 1:
            yield replace(one, name=by_above if len(set(signs.values())) == len(signs) else by_slug)
        else:
            yield one


def _above(found: Sequence[Category], known: Sequence[Category]) -> Iterator[str]:
    """Name what lies above each category that was found, but not above all that there are; "" for nothing."""
    names = {_parts(one.url): one.name for one in (*known, *found)}
    everywhere = set.intersection(*(set(path[:-1]) for path in names)) if names else set()
    return (_name_above(one.url, names, everywhere) for one in found)


def _name_above(url: str, names: Mapping[_Parts, str], everywhere: Collection[str]) -> str:
    """Name what lies above a page as the navigation does, or else as the address does."""
    *above, _own = _parts(url)
    if above[-1] in everywhere or not above[1:]:
        return ""
    return names.get(tuple(above)) or names_in(url)[-2]


def _signed(name: str, sign: str) -> str:
    return f"{name} ({sign})" if sign else name
