"""Every expected error and every trouble of a store has a sentence of its own, in both languages."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader import i18n
from reader.wording.explain import explain, explain_notice
from scrapers import errors
from scrapers.stores.lock import in_turn
from scrapers.stores.shared import Notice, Trouble

URL = "https://example.test/tin/1"
EVERY: tuple[errors.TinvlError, ...] = (
    errors.Unreachable("timed out", where=URL),
    errors.Untrusted("certificate has expired", where=URL),
    errors.NotAnArticle("a list or a front page in its place", where=URL),
    errors.LoginAsked("a form that asks for a password", where=URL),
    errors.ScriptAsked("a script that sets a cookie", where=URL),
    errors.OnePage("one page in place of all: Bảo trì", where=URL),
    errors.BadStatus(503, where=URL),
    errors.BadStatus(403, where=URL),
    errors.BadStatus(429, where=URL, wait=3600),
    errors.BadStatus(511, where=URL),
    errors.BadStatus(206, where=URL),
    errors.Gone(404, where=URL),
    errors.NotAllowed("robots.txt", where=URL),
    errors.Elsewhere("not on the portal's own hosts: wifi.lan", where=URL),
    errors.TooLarge(10 << 20, where=URL),
    errors.NotAFile("a page", where=URL),
    errors.BadAnswer("truncated", where=URL),
    errors.FetchError("odd", where=URL),
    errors.LayoutChanged("title", where=URL),
    errors.ParseError("odd", where=URL),
    errors.PortalFileError("wrong", where=URL, key="id", line=3),
    errors.NotAdded("not an address", where=URL),
    errors.NotAdded("read already", where=URL, portal="vinhlong"),
    errors.NotAdded("no name", where=URL),
    errors.NotAdded("name taken", where=URL, portal=URL),
    errors.StoreLocked("process 7", where=URL),
    errors.StoreBusy("process 7", where=URL),
    errors.StoreBusy("process 7", where=URL, portals=("hanoi",)),
    errors.StoreBusy("process 7, process 8", where=URL, portals=("hanoi", "vinhlong")),
    errors.StoreBlocked("is no file", where=URL),
    errors.StoreDamaged("malformed", where=URL),
    errors.StoreTooNew("schema 9", where=URL),
    errors.StoreNoStandIn("no room", where=URL),
    errors.StoreReadOnly("cannot be written", where=URL),
    errors.StoreError("disk full", where=URL),
    errors.UnknownName("no such portal", where=URL, known=("vinhlong",)),
    errors.UnknownName("no such article", where=URL),
    errors.ConfigError("wrong", where=URL),
    errors.UnknownHome("no such home directory", where=URL),
    errors.StateFileError("wrong at `$.marks[3]`", where=URL),
    errors.ArchiveFileError("no archive", where=URL),
    errors.ArchiveFileError("too new", where=URL),
    errors.ArchiveFileError("cut off", where=URL, line=3),
    errors.ArchiveFileError("damaged", where=URL),
    errors.ArchiveFileError("another portal", where=URL, portal="vinhlong"),
    errors.ArchiveFileError("unknown portal", where=URL, portal="vinhlong"),
    errors.ArchiveFileError("wrong rules", where=URL, portal="vinhlong"),
    errors.ArchiveFileError("`id` is no plain text", where=URL, line=3),
    errors.ArchiveFileError("no copy", where=URL),
    errors.TooExpanded("a line", where=URL, line=3, limit=64 << 20),
    errors.TooExpanded("a file", where=URL, line=3, limit=256 << 20),
    errors.NoRoom(where=URL, needed=3 << 30, free=2 << 30, directory="/stick"),
    errors.TinvlError("odd", where=URL),
)


@pytest.fixture(params=i18n.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest):
    i18n.install(request.param)
    yield request.param
    i18n.install("en")


def classes_of(root: type) -> set[type]:
    return {root}.union(*(classes_of(kind) for kind in root.__subclasses__()))


def test_every_class_of_the_tree_is_worded() -> None:
    assert {type(error) for error in EVERY} == classes_of(errors.TinvlError)


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_a_sentence_names_what_it_is_about_and_leaves_no_field(error: errors.TinvlError) -> None:
    text = explain(error)

    assert (URL in text) or isinstance(error, errors.StoreLocked)
    assert not {"{", "}", "\n"} & set(text)


def test_errors_of_different_kinds_read_differently() -> None:
    assert len({explain(error) for error in EVERY}) == len(EVERY)


def test_details_of_an_error_are_cleaned_and_cut() -> None:
    text = explain(errors.Unreachable("x", where="https://a.test/\x1b]52;c;eA==\x07\u202e" + "y" * 5000))

    assert text.isprintable()
    assert len(text) < 500


def test_an_unexpected_error_is_a_sentence_too() -> None:
    assert "boom" in explain(ValueError("boom"))
    assert "ZeroDivisionError" in explain(ZeroDivisionError())


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_of_a_store_is_worded(trouble: Trouble) -> None:
    text = explain_notice(Notice(trouble=trouble, where="W[/x]", kept="/k/userdata.damaged-1"))

    assert text
    assert not {"{", "}"} & set(text)


BEGAN = datetime(2026, 11, 26, 15, 8, 34, tzinfo=UTC)


def test_who_has_the_lock_is_worded_on_vietnams_clock_in_whatever_zone_that_is_and_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zone(monkeypatch, "UTC-9"), in_turn(tmp_path / "lock", BEGAN, fail), zone(monkeypatch, "UTC+3"):
        with pytest.raises(errors.StoreLocked) as caught, in_turn(tmp_path / "lock", BEGAN, fail):
            pass
        told = explain(caught.value)

    assert "22:08 26/11/2026)" in told
    assert "2026-11-26" not in told


def test_what_an_older_program_signed_is_of_this_zone_and_what_nobody_did_stays_as_it_is() -> None:
    signed = f"process 12 since {BEGAN.astimezone():%Y-%m-%d %H:%M:%S}"

    assert "22:08 26/11/2026)" in explain(errors.StoreLocked(signed, where="lock"))
    assert "(somebody)" in explain(errors.StoreLocked("somebody", where="lock"))


def fail(error: errors.StoreLocked) -> None:
    raise error


@contextmanager
def zone(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Live in another time zone."""
    try:
        with monkeypatch.context() as here:
            here.setenv("TZ", name)
            time.tzset()
            yield
    finally:
        time.tzset()
