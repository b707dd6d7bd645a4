"""Says what is wrong with a portal's file: which key, on which line, in words."""

import re
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from scrapers.errors import PortalFileError
from scrapers.parse.selectors import Finder, is_steep
from scrapers.portals.portal import OF_ADDRESSES, Portal, builtins
from scrapers.portals.rules import ArticleRules, ListingRules, Pager, PageRules, Rule
from scrapers.portals.toml_lines import Path as Key
from scrapers.portals.toml_lines import line_of
from scrapers.portals.writtenout import MOST, written_out
from scrapers.structs import learned
from scrapers.text import clean_line
from scrapers.textfile import read_text
from scrapers.urls import host_named

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""A directory is called so, and what lies beside it; names may have 255 bytes."""
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")
_SYNTAX = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_LOGIN = re.compile(r"\s*https?:/*[^/?#]*@", re.IGNORECASE)
"""Begins an address with a user's name in it."""
_FIELD_RULES = (
    ("body", "title", "block"),
    ("author", "body", "last"),
    ("author", "title", "below"),
    ("title", "day", "above"),
    ("published", "title", "below"),
    ("views", "title", "below"),
    ("published_guess", "body", None),
)
_IN_AN_ITEM = frozenset(("title", "published", "summary", "image", "views"))
_SECURITY_LEVELS = range(6)

_REPEATS = f"repeats too much: the least numbers of its repetitions, multiplied, come to more than {MOST}"
_SLOW = "takes too long: one repetition inside another, or two that can share a text, often do"

_KindRules = ArticleRules | ListingRules | PageRules
Fault = tuple[Key, str]
"""Where in the file, and what is wrong there."""


def explained(error: msgspec.DecodeError, text: str, path: Path) -> PortalFileError:
    """Turn what the decoder says into an error that names key and line."""
    message = str(error)
    what, _, place = message.replace(" | null", "").partition(" - at `$")  # TOML has no null
    key: Key = tuple(step[1] or int(step[2]) for step in _STEP.finditer(place))
    if not isinstance(error, msgspec.ValidationError):
        found = _SYNTAX.search(message)
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        return PortalFileError(f"not TOML: {_SYNTAX.sub('', message).strip()}", where=str(path), line=line)
    if unknown := _UNKNOWN.match(what):
        return _error((*key, unknown[1]), "this key is not known", text, path)
    if missing := _MISSING.match(what):
        return _error((*key, missing[1]), "this key is missing", text, path)
    return _error(key, what[:1].lower() + what[1:], text, path)


def checked(portal: Portal, written: Portal, text: str, path: Path) -> Portal:
    """Return `portal`, made of what was `written`, when it can work; PortalFileError for the first fault."""
    for key, what in chain(_login_faults(written), _faults(portal)):
        raise _error(key, what, text, path)
    return portal


def slow(pattern: str, file: str) -> PortalFileError:
    """Make the error of an expression that took too long: where it stands in the file, if it still does."""
    path = Path(file)
    try:
        text = read_text(path)
        portal = msgspec.toml.decode(text, type=learned(Portal))
    except (OSError, ValueError):
        return PortalFileError(_SLOW, where=file)
    return _error(next((key for key, one in _patterns(portal) if one == pattern), ()), _SLOW, text, path)


def _patterns(portal: Portal) -> Iterator[tuple[Key, str]]:
    """Yield every regular expression of a file and where it stands."""
    for name in OF_ADDRESSES:
        yield from (((name, i), pattern) for i, pattern in enumerate(getattr(portal, name)))
    for key, rules in _kinds(portal):
        for name in rules.__struct_fields__:
            for number, rule in enumerate(getattr(rules, name)):
                if isinstance(rule, Rule) and rule.regex:
                    yield (*key, name, number, "regex"), rule.regex


def _kinds(portal: Portal) -> Iterator[tuple[Key, _KindRules]]:
    """Yield the rules for each kind of page by each layout, and where they stand."""
    for i, layout in enumerate(portal.layouts):
        for kind in ("article", "listing", "page"):
            yield ("layout", i, kind), getattr(layout, kind)


def _error(key: Key, what: str, text: str, path: Path) -> PortalFileError:
    name = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in key).removeprefix(".")
    return PortalFileError(what, where=str(path), key=name, line=line_of(text, key))


def _faults(portal: Portal) -> Iterator[Fault]:
    yield from _own_faults(portal)
    yield from _title_faults(portal)
    yield from _address_faults(portal)
    for key, pattern in _patterns(portal):
        yield from _pattern_faults(key, pattern, needs_group=key[0] == "ids")
    for key, rules in _kinds(portal):
        yield from _kind_faults(key, rules)


def _own_faults(portal: Portal) -> Iterator[Fault]:
    """Look at the keys of the portal itself."""
    if portal.file:
        yield ("file",), "this key is not known"
    level, certificates = portal.tls_security_level, portal.ca_certificates
    if not NAME.fullmatch(portal.name):
        yield ("name",), "must be lower-case letters, digits and hyphens, at most 60"
    if portal.like and portal.like not in builtins():
        yield ("like",), "must be a portal that comes with the program: " + " ".join(builtins())
    if certificates and not Path(certificates).is_file():
        yield ("ca_certificates",), f"there is no file {certificates}"
    if level is not None and level not in _SECURITY_LEVELS:
        yield ("tls_security_level",), "must be a number from 0 to 5"


def _login_faults(written: Portal) -> Iterator[Fault]:
    """Look for passwords in addresses: who writes one there thinks that it is sent."""
    urls: dict[Key, str] = {("base",): written.base, ("start",): written.start}
    urls |= {("category", i, "url"): category.url for i, category in enumerate(written.listed)}
    for key, url in urls.items():
        if _LOGIN.match(url):
            yield key, "must name no user and no password: none is sent"


def _title_faults(portal: Portal) -> Iterator[Fault]:
    if not clean_line(portal.title):
        yield ("title",), "must not be empty"
    for i, category in enumerate(portal.listed):
        if not clean_line(category.name):
            yield ("category", i, "name"), "must not be empty"


def _address_faults(portal: Portal) -> Iterator[Fault]:
    if not portal.base:
        yield ("base",), "must be an http(s) address"
    for i, name in enumerate(portal.hosts):
        if not host_named(name):
            yield ("hosts", i), "must be the name of a host"
    if not portal.owns(portal.start):
        yield ("start",), "must be an address of the portal"
    slugs = [category.slug for category in portal.categories]
    for i, category in enumerate(portal.listed):
        if not portal.owns(category.url):
            yield ("category", i, "url"), "must be an address of the portal"
        if slugs[i] in slugs[:i]:
            yield ("category", i, "url"), "has the slug of a category above; give it one of its own"


def _kind_faults(key: Key, rules: _KindRules) -> Iterator[Fault]:
    for name in rules.__struct_fields__:
        for i, rule in enumerate(getattr(rules, name)):
            at = (*key, name, i)
            if isinstance(rule, Rule):
                yield from _rule_faults(at, rule)
                yield from _place_faults(at, rule, name, type(rules))
            elif isinstance(rule, Pager):
                yield from _pager_faults(at, rule)
            elif name == "drop":
                yield from _selector_faults(at, rule)


def _rule_faults(key: Key, rule: Rule) -> Iterator[Fault]:
    """Look at what a rule says, wherever it stands."""
    if sum(map(bool, (rule.css, rule.labels, rule.field))) != 1:
        yield key, "a rule has exactly one of css, label and field"
    if rule.css:
        yield from _selector_faults((*key, "css"), rule.css)
    if not all(label.strip() for label in rule.labels):
        yield (*key, "label"), "a label must not be empty"
    if rule.attr and not rule.css:
        yield (*key, "attr"), "goes with css only"
    if rule.value and bool(rule.css) != (rule.value == "line"):
        yield (*key, "value"), '"line" goes with css, all others with label or field only'
    if rule.until and rule.value != "block":
        yield (*key, "until"), 'goes with value = "block" only'


def _place_faults(key: Key, rule: Rule, name: str, kind: type) -> Iterator[Fault]:
    """Look at whether a rule means anything where it stands."""
    if rule.field and (name, rule.field, rule.value) not in _FIELD_RULES:
        allowed = (
            f'{at}: field = "{field}"' + (f', value = "{value}"' if value else "")
            for at, field, value in _FIELD_RULES
        )
        yield (*key, "field"), "works only in " + "; ".join(allowed)
    if rule.labels and rule.value == "last":
        yield (*key, "value"), '"last" goes with field only'
    if kind is ListingRules and name in _IN_AN_ITEM and not rule.css:
        yield key, "is looked for inside an item, so it needs css"


def _pager_faults(key: Key, pager: Pager) -> Iterator[Fault]:
    if pager.css:
        yield from _selector_faults((*key, "css"), pager.css)
    if bool(pager.query) != (pager.by == "query"):
        yield (*key, "query"), 'goes with by = "query", and only with it'


def _pattern_faults(key: Key, pattern: str, *, needs_group: bool) -> Iterator[Fault]:
    # What both take is what both mean: `regex` runs it, and `re` is what its author looks up.
    import regex  # noqa: PLC0415 - only for a person's own file

    if written_out(pattern) > MOST:
        yield key, _REPEATS
        return
    try:
        with warnings.catch_warnings():
            # What `re` may take for something else one day is what both take today: `[[a]`.
            warnings.simplefilter("ignore", FutureWarning)
            compiled = re.compile(pattern)
            regex.compile(pattern)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        yield key, f"is not a regular expression: {error}"
        return
    if needs_group and not compiled.groups:
        yield key, "needs a group around what is the id"


def _selector_faults(key: Key, selector: str) -> Iterator[Fault]:
    # Here, not above: the parser is loaded only where selectors are tried.
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # noqa: PLC0415

    tree = LexborHTMLParser("<p>")
    try:
        tree.css(Finder(tree).short(selector))
    except SelectolaxError:
        yield key, f"is not a CSS selector: {selector}"
        return
    if is_steep(selector):
        yield key, f"takes too long: more than one step inside brackets, or one inside :has(): {selector}"
