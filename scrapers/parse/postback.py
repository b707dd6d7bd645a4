"""ASP.NET's post-backs: a link that sends the page's form back, hidden fields and all."""

import re
from typing import TYPE_CHECKING

from scrapers.model import PageRequest
from scrapers.parse.frame import climbed
from scrapers.parse.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Quotes may be escaped: setTimeout('__doPostBack(\'dnn$ctr5$cboPages\',\'\')', 0).
_CALL = re.compile(
    r"(?:__doPostBack\(|WebForm_PostBackOptions\()\s*\\?['\"](.*?)\\?['\"]\s*,\s*\\?['\"](.*?)\\?['\"]"
)
_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"


def request(page: Page, node: "LexborNode") -> PageRequest | None:
    """Make the request that a link or a button sends; None where it sends no form."""
    attributes = node.attributes
    called = " ".join(attributes.get(name) or "" for name in ("href", "onclick"))
    if match := _CALL.search(called):
        return _posted(page, node, {_TARGET: match[1], _ARGUMENT: match[2]})
    is_button = node.tag == "button" or (attributes.get("type") or "").lower() == "submit"
    name = attributes.get("name") or ""
    if is_button and name:
        return _posted(page, node, {name: attributes.get("value") or ""})
    return None


def by_select(page: Page, scope: "LexborNode") -> PageRequest | None:
    """Make the request that choosing the next page in a drop-down list sends; None on the last page."""
    for select in scope.css("select[onchange]"):
        attributes = select.attributes
        name = attributes.get("name") or ""
        match = _CALL.search(attributes.get("onchange") or "")
        if name and match and (value := _next_option(select)) is not None:
            return _posted(page, select, {_TARGET: match[1], _ARGUMENT: match[2], name: value})
    return None


def _next_option(select: "LexborNode") -> str | None:
    """Return the value of the option after the selected one, in a list that counts pages."""
    options = [
        (option.attributes.get("value") or option.text().strip(), option) for option in select.css("option")
    ]
    if not options or not all(value.isdigit() for value, _ in options):
        return None
    chosen = next((at for at, (_, option) in enumerate(options) if "selected" in option.attributes), 0)
    return options[chosen + 1][0] if chosen + 1 < len(options) else None


def _posted(page: Page, node: "LexborNode", sent: dict[str, str]) -> PageRequest | None:
    """Send back the form around an element: its hidden fields in page order, with what the event sets."""
    form = _form(page, node)
    if form is None:
        return None
    fields: dict[str, str] = {}
    # Inside a table the parser closes a form at once and leaves its fields outside.
    for field in form.css("input") or page.css("input"):
        attributes = field.attributes
        name = attributes.get("name") or ""
        if name and (attributes.get("type") or "").lower() == "hidden":
            fields[name] = attributes.get("value") or ""
    action = page.address(form.attributes.get("action")) or page.url
    return PageRequest(url=action, form=tuple({**fields, **sent}.items()), referer=page.url)


def _form(page: Page, node: "LexborNode") -> "LexborNode | None":
    """Return the form around an element, or the page's own where broken markup has torn them apart."""
    around = next((one for one in climbed(node) if one.tag == "form"), None)
    forms = page.css("form") if around is None else [around]
    return next(
        (form for form in forms if form.css_first("input[name=__VIEWSTATE]")), forms[0] if forms else None
    )
