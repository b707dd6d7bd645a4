"""`python -m scrapers.demo --port N`: serves the demo portal until Ctrl+C."""

import argparse
import signal
import sys
import threading

from scrapers.demo.server import DemoServer
from scrapers.errors import TinvlError


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m scrapers.demo", description="Serve the demo portal.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--edition", type=int, choices=(1, 2), default=1, help="which edition of the news")
    given = parser.parse_args(arguments)
    try:
        with DemoServer(given.port, edition=given.edition) as portal:
            sys.stdout.write(f"{portal.url}\n")
            sys.stdout.flush()
            threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    except TinvlError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    # A shell that starts it in the background lets it ignore interrupts, which are its only way to end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
