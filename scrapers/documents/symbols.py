"""What the letters of symbol fonts show: they stand in Unicode's private area, where Word writes them."""

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_BULLET = "•"
_KNOWN = {
    "\uf02d": "-",
    "\uf0be": "—",
    "\uf0e0": "→",
    "\uf0ae": "→",
    "\uf0fe": "☑",
    "\uf0a8": "☐",
    "\uf06f": "☐",
}
"""Those of Wingdings and Symbol that are more than the dot of a list."""


def shown(text: str) -> str:
    """Return a text with what its symbols show; ornaments of lists are dots."""
    return _PRIVATE.sub(lambda one: _KNOWN.get(one[0], _BULLET), text)
