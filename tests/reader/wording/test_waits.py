"""What is said while a sync waits, on a log as in the reader."""

import pytest

from reader import i18n
from reader.cli.progress import Lines
from reader.progress import Progress
from reader.wording.waits import waits
from scrapers.model import Category
from scrapers.syncing.events import ArticleStored, CategoryStarted, Event, Waiting

P = "demo"
NEWS = Category(slug="tin", name="Tin", url="https://a.vn/tin")
CATEGORY = CategoryStarted(portal=P, category=NEWS, index=1, of=2)
STORED = ArticleStored(portal=P, id="1", title="Tin", revision=1, new=True, done=1, queued=40)


def retry(seconds: int, *, tries: int = 1, **more: object) -> Waiting:
    fields = {"error": "BadStatus", "message": "HTTP 503", "told": True, **more}
    return Waiting(portal=P, seconds=seconds, tries=tries, of=3, **fields)  # type: ignore[arg-type]  # free fields


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (retry(20), "told to wait (503): retrying in 20 s (1/3)"),
        (retry(0), "told to wait (503): retrying (1/3) …"),
        (retry(3, told=False), "the portal has problems (503): retrying in 3 s (1/3)"),
        (retry(3, message="http://127.0.0.1:8: HTTP 429"), "told to wait (429): retrying in 3 s (1/3)"),
        (retry(2, told=False, error="Unreachable", message="reset"), "no answer: retrying in 2 s (1/3)"),
        (Waiting(portal=P, others=True), "waiting: another sync or command is asking the same host"),
        (Waiting(portal=P, rests=True, seconds=120), "pausing between pages: going on in 120 s"),
        (Waiting(portal=P, bytes=12_345), "slow line: 12,3 kB so far"),
        (Waiting(portal=P), "no answer yet …"),
    ],
)
def test_it_is_said_why_and_how_long(waiting: Waiting, said: str):
    i18n.install("en")
    assert waits(waiting) == said


def logged(capsys: pytest.CaptureFixture[str], *events: Event) -> list[str]:
    i18n.install("en")
    progress, lines = Progress(), Lines()
    for event in events:
        progress = progress.after(event)
        lines.show(progress)
    return capsys.readouterr().err.splitlines()


def test_a_log_has_a_line_for_each_wait_and_none_for_each_second(capsys: pytest.CaptureFixture[str]):
    said = logged(capsys, CATEGORY, retry(2), retry(1), retry(0), retry(4, tries=2), STORED, retry(9))
    assert said == [
        "1/2 Tin",
        "told to wait (503): retrying in 2 s (1/3)",
        "told to wait (503): retrying in 4 s (2/3)",
        "told to wait (503): retrying in 9 s (1/3)",
    ]


def test_a_log_says_nothing_of_a_slow_line(capsys: pytest.CaptureFixture[str]):
    slow = (Waiting(portal=P, bytes=count) for count in (0, 100, 200))
    assert logged(capsys, CATEGORY, *slow) == ["1/2 Tin"]


def test_a_log_says_once_that_a_host_rests_after_each_page(capsys: pytest.CaptureFixture[str]):
    rests = [Waiting(portal=P, rests=True, seconds=seconds) for seconds in (30, 29, 28)]
    said = logged(capsys, CATEGORY, *rests, STORED, *rests, retry(2))
    assert said == [
        "1/2 Tin",
        "pausing between pages: going on in 30 s",
        "told to wait (503): retrying in 2 s (1/3)",
    ]
