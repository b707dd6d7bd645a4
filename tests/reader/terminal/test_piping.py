"""Commands that get a text: by the shell, with the terminal, never with the text in the command."""

import os
import signal
from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.terminal.piping import pipe

TEXT = "Họp báo $(touch x) `id`\n" * 3


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kept"


def test_the_text_is_standard_input_and_the_shell_runs_what_was_typed(kept: Path):
    code = pipe(
        'cat | tail -n 1 > kept; echo "$TINVL_TITLE" >> kept', TEXT, {"TINVL_TITLE": "$(id)"}, nullcontext
    )

    assert code == 0
    assert kept.read_text() == TEXT.splitlines(keepends=True)[0] + "$(id)\n"
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize(("own", "told"), [(None, "utf-8\n"), ("latin1", "latin1\n")])
def test_less_is_told_what_it_is_given_unless_a_person_said_otherwise(
    kept: Path, monkeypatch: pytest.MonkeyPatch, own: str | None, told: str
):
    monkeypatch.delenv("LESSCHARSET", raising=False)
    if own is not None:
        monkeypatch.setenv("LESSCHARSET", own)
    pipe('echo "$LESSCHARSET" > kept', TEXT, {}, nullcontext)

    assert kept.read_text() == told


def test_a_command_may_end_before_it_has_read_all():
    assert pipe("head -c 1 > /dev/null", "x" * 1_000_000, {}, nullcontext) == 0


def test_how_a_command_ends_is_told():
    assert pipe("exit 7", "", {}, nullcontext) == 7


def test_an_interrupt_ends_the_command_alone(kept: Path):
    former = signal.getsignal(signal.SIGINT)
    code = pipe(f"kill -INT {os.getpid()} $$; echo on > kept", "", {}, nullcontext)

    assert code == -signal.SIGINT
    assert not kept.exists()
    assert signal.getsignal(signal.SIGINT) is former


def test_the_terminal_is_left_to_it_meanwhile(kept: Path):
    order = []

    class Suspended:
        def __enter__(self) -> None:
            order.append(kept.exists())

        def __exit__(self, *_: object) -> None:
            order.append(kept.exists())

    pipe("echo > kept", "", {}, Suspended)

    assert order == [False, True]


def test_it_waits_for_a_key_unless_told_not_to_or_the_command_failed(monkeypatch: pytest.MonkeyPatch):
    waited: list[str] = []
    monkeypatch.setattr("reader.terminal.piping._let_read", lambda _job: waited.append("for Enter"))
    pipe("exit 0", "", {}, nullcontext, wait=False)
    assert waited == []
    pipe("exit 1", "", {}, nullcontext, wait=False)
    pipe("exit 0", "", {}, nullcontext)
    assert waited == ["for Enter"] * 2
