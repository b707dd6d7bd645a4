"""The front ends, a command line and a Textual interface, over one library of cached news."""

from scrapers import __version__

__all__ = ["__version__"]
