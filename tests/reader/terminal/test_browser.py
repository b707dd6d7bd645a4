"""Opening addresses outside: of the web alone, and never through a shell."""

import sys
import webbrowser
from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.terminal.browser import browse
from tests import hostile


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down its arguments, one a line."""
    kept = tmp_path / "arguments"
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('\\n'.join(sys.argv[2:]))"
    own = webbrowser.GenericBrowser([sys.executable, "-c", script, str(kept), "%s"])
    monkeypatch.setattr(webbrowser, "get", lambda: own)
    return kept


@pytest.mark.parametrize("url", [*hostile.URLS, "-version", "--help", "/etc/passwd", "http://a.vn/ b"])
def test_what_is_no_address_of_the_web_is_not_opened(opened: Path, url: str) -> None:
    assert not browse(url, nullcontext)
    assert not opened.exists()


@pytest.mark.parametrize(
    "url",
    [
        "http://a.vn/$(touch${IFS}x)",
        "http://a.vn/`touch`;reboot&q=%s%20|x",
        "https://a.vn/?a=1&b=2#'x'",
        "http://a.vn/*?[x]",
    ],
)
def test_an_address_is_one_argument_as_it_stands(opened: Path, url: str) -> None:
    assert browse(url, nullcontext)
    assert opened.read_text() == url


@pytest.mark.parametrize("value", ["no-such-browser", "browse '%s", " "])
def test_a_variable_that_names_no_browser_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BROWSER", value)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})

    assert not browse("https://a.vn/", nullcontext)
