"""How this program names itself to a portal."""

from functools import cache
from importlib import metadata

_DISTRIBUTION = "tin-vinh-long"
_HOME_PAGES = ("homepage", "repository", "source")


@cache
def user_agent() -> str:
    """Name the program, its version and where to read about it: its home page, else its distribution."""
    try:
        about = metadata.metadata(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return f"tinvl/0 (+{_DISTRIBUTION})"
    pages = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or ())
    known = {name.lower(): page for name, page in pages.items()}
    page = next((known[name] for name in _HOME_PAGES if name in known), _DISTRIBUTION)
    return f"tinvl/{about['Version']} (+{page})"
