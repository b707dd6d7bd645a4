"""How this program names itself to a portal.

What is installed could tell as well, but looking there takes 15 ms of every sync.
"""

from scrapers import __version__

PAGE = "tin-vinh-long"
"""Where to read about the program: its home page, or as long as it has none its distribution."""
USER_AGENT = f"tinvl/{__version__} (+{PAGE})"
